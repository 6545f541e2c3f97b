"""Files that cannot be golden folders: bytes that no editor keeps, missing files, links in the file system."""

import os
import shutil
from pathlib import Path
from shutil import copytree

import pytest

from reader.building.loading import Loaded, load
from reader.collection.yaml_source import parse
from reader.problems import report

SOUND = Path(__file__).parent / "sound"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copytree(SOUND, tmp_path, dirs_exist_ok=True)
    return tmp_path


def loaded(root: Path) -> Loaded:
    return load(root, root / "docs")


def reported(root: Path) -> list[str]:
    return report(loaded(root).problems).splitlines()


@pytest.mark.parametrize("name", ["glossary.yml", "people.yml"])
def test_missing_register(root: Path, name: str) -> None:
    (root / name).unlink()
    assert reported(root) == [
        "1 problem to mend",
        f"{name}: the file is missing",
        f"    create {name}; write {{}} into it for an empty register",
    ]


def test_zero_byte_register(root: Path) -> None:
    (root / "glossary.yml").write_bytes(b"")
    assert reported(root) == [
        "1 problem to mend",
        "glossary.yml: the file is empty, expected a YAML mapping",
        "    write {} for an empty register",
    ]


def test_folder_in_place_of_register(root: Path) -> None:
    (root / "people.yml").unlink()
    (root / "people.yml").mkdir()
    assert reported(root)[1] == "people.yml: a folder stands in its place"


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    def nested(levels: int) -> str:
        """A mapping, which is the first level, of lists."""
        return f"nato: {'[' * (levels - 1)}x{']' * (levels - 1)}"

    root, problems = parse(nested(20), "glossary.yml")
    assert root is not None
    assert problems == []
    root, problems = parse(nested(21), "glossary.yml")
    assert root is None
    assert [each.message for each in problems] == ["nested more than 20 levels deep"]


@pytest.mark.parametrize("name", ["glossary.yml", "docs/articles/one.md", "docs/index.md"])
def test_bad_utf8(root: Path, name: str) -> None:
    path = root / name
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first + b"\n# caf\xe9\n" + rest)
    assert reported(root) == [
        "1 problem to mend",
        f"{name}:2: this is not UTF-8 text",
        "    save the file as UTF-8",
    ]


def test_utf16_is_reported(root: Path) -> None:
    path = root / "people.yml"
    path.write_text(path.read_text(), encoding="utf-16")
    assert reported(root)[1] == "people.yml:1: this is not UTF-8 text"


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_byte_order_marks_change_nothing(root: Path, line_break: str, mark: str) -> None:
    before = loaded(root)
    for path in root.rglob("*.*"):
        if path.is_file():
            path.write_bytes((mark + path.read_text().replace("\n", line_break)).encode())
    assert loaded(root) == before
    assert not before.problems


def test_lines_are_counted_in_crlf_files(root: Path) -> None:
    (root / "docs/about.md").write_bytes(b"---\r\ntitle: About\r\n---\r\n\r\n[x](term:y)\r\n")
    assert reported(root)[1] == 'docs/about.md:5: link to term: "y" is no term of the collection'


def test_dangling_link_is_a_file_that_cannot_be_read(root: Path) -> None:
    (root / "docs/articles/two.md").symlink_to(root / "nowhere.md")
    assert reported(root) == [
        "1 problem to mend",
        "docs/articles/two.md: the file cannot be read: No such file or directory",
        "    check that it is there and may be read",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_without_permission(root: Path) -> None:
    (root / "glossary.yml").chmod(0)
    assert reported(root)[1] == "glossary.yml: the file cannot be read: Permission denied"


def test_linked_folders_are_read_as_mkdocs_reads_them(root: Path) -> None:
    (root / "docs/articles").rename(root / "docs/.kept")
    (root / "docs/articles").symlink_to(root / "docs/.kept")
    assert list(loaded(root).collection.articles) == ["one"]


def test_linked_folder_that_leads_back(root: Path) -> None:
    (root / "docs/about").mkdir()
    (root / "docs/about/loop").symlink_to(root / "docs")
    assert reported(root) == [
        "1 problem to mend",
        "docs/about/loop: a link that leads back to a folder it stands in",
        "    remove the link",
    ]


@pytest.mark.parametrize("target", ["/etc", "/etc/hostname", "../glossary.yml", ".."])
def test_link_out_of_docs(root: Path, target: str) -> None:
    (root / "docs/there").symlink_to(target)
    led = (root / "docs" / target).resolve()
    assert reported(root) == [
        "1 problem to mend",
        f"docs/there: a link that leads out of docs/, to {led}",
        "    copy what it leads to in its place: all that is in docs/ is published",
    ]


def test_a_pipe_is_not_read_for_ever(root: Path) -> None:
    os.mkfifo(root / "docs/articles/pipe.md")
    os.mkfifo(root / "people.yml.new")
    (root / "people.yml.new").rename(root / "people.yml")
    assert reported(root) == [
        "2 problems to mend",
        "docs/articles/pipe.md: this is no file and no folder",
        "    remove it: nothing could be published of it",
        "people.yml: the file is missing",
        "    create people.yml; write {} into it for an empty register",
    ]


@pytest.mark.parametrize("name", ["anchors", "annotations", "full", "docs/articles", "docs/people"])
def test_a_file_in_place_of_a_folder(root: Path, name: str) -> None:
    shutil.rmtree(root / name, ignore_errors=True)
    (root / name).write_text("x")
    there = f"{name}: this is no folder, and what belongs into {Path(name).name}/ cannot be there"
    assert there in reported(root)


def test_full_text_that_is_no_text(root: Path) -> None:
    (root / "full").mkdir()
    (root / "full/one.md").write_bytes(b"Good.\n\nCaf\xe9\n")
    assert reported(root) == [
        "1 problem to mend",
        "full/one.md:3: this is not UTF-8 text",
        "    save the file as UTF-8",
    ]


def test_a_ledger_of_brackets(root: Path) -> None:
    (root / "anchors").mkdir(exist_ok=True)
    (root / "anchors/one.jsonl").write_text("[" * 100_000 + "\n")
    assert "anchors/one.jsonl:1: expected the line on the format" in reported(root)[1]


def test_front_matter_of_brackets_is_kept_from_mkdocs(root: Path) -> None:
    (root / "docs/deep.md").write_text("---\n" + "[" * 900 + "\n---\n")
    assert reported(root)[1] == "docs/deep.md:2: nested more than 20 levels deep"
    assert loaded(root).unreadable == {"docs/deep.md".removeprefix("docs/")}


def test_folder_that_is_called_like_a_page(root: Path) -> None:
    (root / "docs/notes.md").mkdir()
    assert not loaded(root).problems


def test_articles_that_differ_by_case(root: Path) -> None:
    source = root / "docs/articles/one.md"
    (root / "docs/articles/One.md").write_text(source.read_text())
    if len(list((root / "docs/articles").iterdir())) == 1:
        pytest.skip("this file system does not tell them apart")
    assert reported(root)[1] == 'docs/articles/One.md: the file\'s name "One" is no id'


def test_docs_beside_the_collection(root: Path) -> None:
    (root / "docs").rename(root.parent / "pages")
    (root.parent / "pages/about.md").write_text("[x](term:y)\n")
    problems = load(root, root.parent / "pages").problems
    assert [str(each).split(":")[0] for each in problems] == ["about.md"]

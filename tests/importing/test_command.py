"""`reader import` and `reader suggest`: what they write, where, and what they say when they cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reader.commands.main import main

TEXT = """Storks return to the chimney

By Jane Mwangi

3 March 2015

The storks came back on a Tuesday, at about the time when the mill used to blow its whistle.

Why they stayed

Nobody had taken the nest down, because it would have cost more than leaving it, as Ana Belmonte said.

Nobody minded, and the Upper Valley Fisheries Board (UVFB) did not ask.

Share this article
"""


def reader(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=given)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    assert reader("new", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    (folder / "storks.txt").write_text(TEXT, encoding="utf-8")
    return folder


def add_author(root: Path) -> None:
    people = root / "people.yml"
    loaded = yaml.safe_load(people.read_text(encoding="utf-8")) or {}
    people.write_text(yaml.safe_dump(loaded | {"mwangi": {"name": "Jane Mwangi", "kind": "author"}}), encoding="utf-8")


def test_an_import_writes_an_article_and_says_what_it_found(root: Path) -> None:
    result = reader("import", "storks.txt")
    assert result.exit_code == 0, result.output
    assert "wrote docs/articles/storks.md" in result.stdout
    assert "Storks return to the chimney  Jane Mwangi  2015-03-03  1         3" in result.stdout
    assert '1 x buttons to share or keep the page, such as "Share this article"' in result.stdout
    assert "to add to people.yml:\n\nmwangi:\n  name: Jane Mwangi\n  kind: author\n" in result.stdout
    text = (root / "docs/articles/storks.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Storks return to the chimney\nauthors: [mwangi]  # TODO")
    assert "\n## Why they stayed\n" in text
    assert "Share" not in text
    add_author(root)
    assert reader("check").exit_code == 0


def test_an_author_of_the_register_is_known_by_name(root: Path) -> None:
    people = root / "people.yml"
    people.write_text("jm:\n  name: J. Mwangi\n  also: [Jane Mwangi]\n  kind: author\n", encoding="utf-8")
    assert "to add" not in reader("import", "storks.txt").stdout
    assert "authors: [jm]\n" in (root / "docs/articles/storks.md").read_text(encoding="utf-8")


def test_nothing_is_overwritten_without_replace(root: Path) -> None:
    assert reader("import", "storks.txt").exit_code == 0
    before = (root / "docs/articles/storks.md").read_bytes()
    result = reader("import", "storks.txt")
    assert result.exit_code == 1
    assert result.stderr == (
        "1 problem to mend\n"
        "docs/articles/storks.md: there is such an article already; nothing was written\n"
        "    add --replace, which keeps its front matter, or import under another --id\n"
    )
    assert (root / "docs/articles/storks.md").read_bytes() == before


def test_replace_keeps_the_front_matter(root: Path) -> None:
    article = root / "docs/articles/storks.md"
    article.write_text(
        "---\ntitle: Ours  # curated\nauthors: []\npublished:\nsummary: Of storks.\n---\n\nOld.\n", encoding="utf-8"
    )
    assert reader("import", "--replace", "storks.txt").exit_code == 0
    text = article.read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Ours  # curated\nauthors: []\npublished: 2015-03-03\nsummary: Of storks.\n")
    assert "language: en\n---" in text
    assert "Old." not in text


def test_replace_matches_the_ledger_anew(root: Path) -> None:
    add_author(root)
    assert reader("import", "storks.txt").exit_code == 0
    assert reader("anchors", "--update").exit_code == 0
    ledger = root / "anchors/storks.jsonl"
    before = ledger.read_text(encoding="utf-8")
    edited = TEXT.replace(
        "Why they stayed\n", "In the spring of that year a third one came to look.\n\nWhy they stayed\n"
    )
    (root / "storks.txt").write_text(edited, encoding="utf-8")
    result = reader("import", "--replace", "storks.txt")
    assert result.exit_code == 0, result.output
    after = ledger.read_text(encoding="utf-8")
    assert '"p1a"' in after
    assert '"p1a"' not in before
    assert reader("anchors", "--check").exit_code == 0


def test_a_dry_run_writes_nothing(root: Path) -> None:
    result = reader("import", "--dry-run", "--explain", "storks.txt")
    assert result.exit_code == 0
    assert "would write docs/articles/storks.md" in result.stdout
    assert 'line 15: "Share this article": buttons to share or keep the page' in result.stdout
    assert not (root / "docs/articles/storks.md").exists()


def test_each_bad_file_gets_its_line_and_the_good_ones_are_written(root: Path) -> None:
    (root / "empty.txt").write_bytes(b"")
    (root / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (root / "paper.pdf").write_bytes(b"%PDF-1.7 ...")
    result = reader("import", "storks.txt", "empty.txt", "docs", "picture.txt", "paper.pdf", "nowhere.txt")
    assert result.exit_code == 1
    assert (root / "docs/articles/storks.md").is_file()
    for line in (
        "empty.txt: the file is empty",
        "docs: this is a folder",
        "picture.txt: this is a picture, not a text",
        "paper.pdf: this is a PDF, not a text",
        "nowhere.txt: there is no such file",
        "5 problems to mend",
    ):
        assert line in result.stderr


def test_the_encoding_is_told(root: Path) -> None:
    (root / "latin.txt").write_bytes(TEXT.replace("storks", "cigüeñas — naïve").encode("cp1252"))
    result = reader("import", "latin.txt")
    assert "latin.txt: the file is not UTF-8: it was read as Windows-1252" in result.stdout
    assert "cigüeñas — naïve" in (root / "docs/articles/latin.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--id", "Not an id", "storks.txt"],
        ["--id", "one", "storks.txt", "storks.txt"],
        ["--full", "storks.txt"],
        ["--full", "--id", "nobody", "storks.txt"],
        ["-"],
        [],
    ],
)
@pytest.mark.usefixtures("root")
def test_wrong_usage(arguments: list[str]) -> None:
    result = reader("import", *arguments, given=TEXT.encode())
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_full_text_is_shown_in_place_of_its_edition(root: Path) -> None:
    add_author(root)
    assert reader("import", "storks.txt").exit_code == 0
    edition = root / "docs/articles/storks.md"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("The storks came back", "In other words, they returned"),
        encoding="utf-8",
    )
    result = reader("import", "--full", "--id", "storks", "storks.txt")
    assert result.exit_code == 0, result.output
    assert "storks: the full text has the 3 passages of its edition, section by section" in result.stdout
    build = subprocess.run(
        [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--quiet"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    page = (root / "site/articles/storks/index.html").read_text(encoding="utf-8")
    assert "The storks came back" in page
    assert 'id="p3"' in page
    assert "In other words" not in page


def test_a_full_text_that_does_not_agree_is_told_where(root: Path) -> None:
    add_author(root)
    assert reader("import", "storks.txt").exit_code == 0
    longer = TEXT.replace("down, because it", "down.\n\nIt")
    (root / "longer.txt").write_text(longer, encoding="utf-8")
    result = reader("import", "--full", "--id", "storks", "longer.txt")
    assert result.exit_code == 1
    assert result.stderr == (
        "1 problem to mend\n"
        'full/storks.md: under "Why they stayed" the full text has 3 passages, the edition 2\n'
        '    join "Nobody had taken the nest down." and "It would have cost more than": the edition has them as p2\n'
    )
    assert reader("check").exit_code == 1


def test_a_full_text_needs_to_be_ignored_by_git(root: Path) -> None:
    add_author(root)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    assert reader("import", "storks.txt").exit_code == 0
    assert reader("import", "--full", "--id", "storks", "storks.txt").exit_code == 0
    (root / ".gitignore").unlink()
    result = reader("import", "--full", "--replace", "--id", "storks", "storks.txt")
    assert result.exit_code == 1
    assert "add the line /full/ to .gitignore" in result.stderr


def test_check_fails_if_git_tracks_a_full_text_without_a_licence(root: Path) -> None:
    add_author(root)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    assert reader("import", "storks.txt").exit_code == 0
    assert reader("import", "--full", "--id", "storks", "storks.txt").exit_code == 0
    assert reader("check").exit_code == 0
    subprocess.run(["git", "add", "--force", "full/storks.md"], cwd=root, check=True)
    result = reader("check")
    assert result.exit_code == 1
    assert "full/storks.md: git tracks this full text, and rights: names no licence for it" in result.stderr
    article = root / "docs/articles/storks.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("\nlanguage:", "\nrights: CC BY 4.0\nlanguage:"), encoding="utf-8")
    assert reader("check").exit_code == 0


def test_suggest_lists_what_no_register_has(root: Path) -> None:
    add_author(root)
    assert reader("import", "storks.txt").exit_code == 0
    result = reader("suggest", "storks")
    assert result.exit_code == 0
    assert set(yaml.safe_load(result.stdout)) == {"belmonte", "upper-valley-fisheries-board", "uvfb"}
    assert "belmonte:  # 1 time, a capitalised phrase; p2:" in result.stdout
    unknown = reader("suggest", "stork")
    assert unknown.exit_code == 2
    assert 'did you mean "storks"?' in unknown.stderr

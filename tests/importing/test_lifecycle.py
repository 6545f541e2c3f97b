"""From a text to a page and back: import, publish, rename, withdraw, with what each says and leaves."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reader.commands.main import main
from tests.collections_made import emptied
from tests.importing.test_command import TEXT


def reader(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def done(*arguments: str) -> str:
    result = reader(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of one article that was imported with its author, in a repository."""
    folder = tmp_path / "scratch"
    done("new", str(folder))
    emptied(folder)
    monkeypatch.chdir(folder)
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "Editor")
        monkeypatch.setenv(f"{name}_EMAIL", "editor@example.org")
    subprocess.run(["git", "init", "--quiet"], check=True)
    (folder / "storks.txt").write_text(TEXT, encoding="utf-8")
    done("import", "--add-people", "storks.txt")
    return folder


def article(root: Path, id: str) -> str:
    return (root / f"docs/articles/{id}.md").read_text(encoding="utf-8")


def test_three_commands_make_a_page_of_a_text(root: Path) -> None:
    people = (root / "people.yml").read_text(encoding="utf-8")
    assert "mwangi:  # TODO check: written by reader import\n  name: Jane Mwangi\n  kind: author\n" in people
    assert "not published yet, run: reader publish ID" in done("check")
    said = done("publish", "storks")
    assert "wrote anchors/storks.jsonl" in said
    assert "built site/" in said
    assert "anchors/storks.jsonl docs/articles/storks.md" in said
    assert "git commit -m 'Publish storks'" in said
    assert 'id="p1"' in (root / "site/articles/storks/index.html").read_text(encoding="utf-8")
    assert "not published yet" not in done("check")


def test_publishing_ends_a_draft(root: Path) -> None:
    path = root / "docs/articles/storks.md"
    path.write_text(article(root, "storks").replace("\n---\n", "\ndraft: true\n---\n", 1), encoding="utf-8")
    assert "docs/articles/storks.md: a draft no longer" in done("publish", "storks")
    assert "draft" not in article(root, "storks")


def test_nothing_is_published_that_is_wrong(root: Path) -> None:
    path = root / "docs/articles/storks.md"
    wrong = article(root, "storks").replace("\n---\n", "\ndraft: true\n---\n", 1) + "\n[gone](term:nothing)\n"
    path.write_text(wrong, encoding="utf-8")
    result = reader("publish", "storks")
    assert result.exit_code == 1
    assert "term:nothing" in result.stderr
    assert article(root, "storks") == wrong
    assert not (root / "anchors").exists()
    assert reader("publish", "stork").stderr.endswith('is no article of this collection: did you mean "storks"?\n')


def test_a_strict_build_without_numbers_names_the_command(root: Path) -> None:
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=root, capture_output=True, text=True, check=False
    )
    assert build.returncode == 1
    assert "no passage has a lasting number yet" in build.stderr
    assert "run: reader anchors --update" in build.stderr


def test_a_renamed_article_takes_everything_with_it(root: Path) -> None:
    done("publish", "storks")
    (root / "annotations").mkdir()
    note = {"count": {"passage": "p1", "note": "As [@storks] says.", "as_of": "2026-01-01"}}
    note["count"]["sources"] = [{"title": "Minutes", "url": "https://example.org/"}]  # type: ignore[assignment]
    (root / "annotations/storks.yml").write_text(yaml.safe_dump(note), encoding="utf-8")
    glossary = {"stork": {"definition": "A bird, as [the first](articles/storks.md#p1) says."}}
    (root / "glossary.yml").write_text(yaml.safe_dump(glossary), encoding="utf-8")
    with (root / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [it](articles/storks.md#p1), [@storks, para. 2], and storks.\n")
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "commit", "--quiet", "-m", "All"], check=True)
    said = done("rename", "storks", "storks-2015")
    assert "moved docs/articles/storks.md to docs/articles/storks-2015.md" in said
    assert "former_ids: [storks]\n" in article(root, "storks-2015")
    assert (root / "anchors/storks-2015.jsonl").is_file()
    assert "[@storks-2015]" in (root / "annotations/storks-2015.yml").read_text(encoding="utf-8")
    index = (root / "docs/index.md").read_text(encoding="utf-8")
    assert "See [it](articles/storks-2015.md#p1), [@storks-2015, para. 2], and storks." in index
    register = (root / "glossary.yml").read_text(encoding="utf-8")
    assert "storks-2015.md#p1" in register
    left = [path for path in root.rglob("storks.*") if not {".git", "site"} & {*path.parts} and path.suffix != ".txt"]
    assert left == []
    assert "nothing to mend" in done("check")


def test_a_file_renamed_by_hand_is_seen_first(root: Path) -> None:
    done("publish", "storks")
    (root / "docs/articles/storks.md").rename(root / "docs/articles/birds.md")
    result = reader("check")
    assert result.exit_code == 1
    assert result.stderr == (
        "1 problem to mend\n"
        "anchors/storks.jsonl: docs/articles/storks.md was renamed to birds.md, and its numbers, notes and links stayed"
        " behind\n    run: reader rename storks birds\n"
    )
    done("rename", "storks", "birds")
    assert "former_ids: [storks]\n" in article(root, "birds")
    assert "nothing to mend" in done("check")


@pytest.mark.parametrize(("old", "new"), [("storks", "Not an id"), ("storks", "storks"), ("nobody", "somebody")])
@pytest.mark.usefixtures("root")
def test_no_name_to_take(old: str, new: str) -> None:
    assert reader("rename", old, new).exit_code == 2


def test_a_withdrawn_article_keeps_its_numbers(root: Path) -> None:
    done("publish", "storks")
    done("withdraw", "storks", "--reason", "The count was *wrong*.", "--date", "2026-11-24")
    text = article(root, "storks")
    assert text.endswith(
        "/// warning | Withdrawn\n\nThis article was withdrawn on 2026-11-24. The count was \\*wrong\\*.\n\n///\n"
    )
    assert "The storks came back" not in text
    assert "nothing to mend" in done("check")
    done("publish", "storks")
    page = (root / "site/articles/storks/index.html").read_text(encoding="utf-8")
    assert "This article was withdrawn on 2026-11-24" in page
    for number in (1, 2, 3):
        assert f'id="p{number}"' in page


def test_what_stood_by_a_withdrawn_article_is_told(root: Path) -> None:
    done("publish", "storks")
    notes = root / "annotations/storks.yml"
    notes.parent.mkdir(exist_ok=True)
    notes.write_text(
        "nests:\n  passage: p1\n  quote: storks\n  note: They nest on roofs.\n  as_of: 2016-01-01\n"
        "  sources:\n    - title: A count\n      publisher: The village\n",
        encoding="utf-8",
    )
    index = root / "docs/index.md"
    index.write_text("# Home\n\nSee [@storks, para. 2].\n", encoding="utf-8")
    assert "nothing to mend" in done("check")
    result = reader("withdraw", "storks")
    assert result.exit_code == 1
    assert "removed annotations/storks.yml" in result.stdout
    assert "git commit -m 'Withdraw storks'" in result.stdout
    assert not notes.exists()
    assert result.stderr.startswith(
        "1 problem to mend\ndocs/index.md:3: a citation of paragraph 2 of storks, which was taken out of it\n"
    )


@pytest.mark.usefixtures("root")
def test_what_was_never_published_is_not_withdrawn() -> None:
    result = reader("withdraw", "storks")
    assert result.exit_code == 1
    assert result.stderr.startswith("storks was never published: it has no ledger\n")


@pytest.mark.parametrize("name", ["docs/articles/storks.md", "people.yml", "annotations/storks.yml"])
def test_the_marks_of_a_conflict_are_errors(root: Path, name: str) -> None:
    done("publish", "storks")
    path = root / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(f"{before}\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n", encoding="utf-8")
    result = reader("check")
    assert result.exit_code == 1
    assert (
        f"{name}:{before.count(chr(10)) + 2}: a conflict mark of git: two branches changed these lines" in result.stderr
    )
    ledger = (root / "anchors/storks.jsonl").read_bytes()
    assert reader("anchors", "--update").exit_code in {0, 1}
    assert (root / "anchors/storks.jsonl").read_bytes() == ledger


def test_an_article_without_a_date(root: Path) -> None:
    path = root / "docs/articles/storks.md"
    path.write_text(article(root, "storks").replace("published: 2015-03-03", "published: undated"), encoding="utf-8")
    done("publish", "storks")
    page = (root / "site/articles/storks/index.html").read_text(encoding="utf-8")
    assert "n.d." in page
    assert "undated" not in page
    assert "(n.d.)" in done("cite", "storks")

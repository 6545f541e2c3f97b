"""Texts of which a key says what must come out: five of our own, and the five that the first collection restates.

The latter are their publishers' and not part of this project: they lie in `../shared/articles` beside it, or where
READER_ORIGINALS says, and are tested where they are. A key holds counts and the first two words of each block, made by
hand from the texts.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner

from reader.commands.main import main
from reader.commands.new import new_collection
from reader.importing.draft import Draft, Piece
from reader.importing.phrases import furniture_of
from reader.importing.pipeline import clean_text

HERE = Path(__file__).parent
ORIGINALS = Path(os.environ.get("READER_ORIGINALS") or HERE.parents[2] / "shared" / "articles")
KEY: dict[str, Any] = yaml.safe_load((HERE / "originals.yml").read_text(encoding="utf-8"))
OWN: dict[str, Any] = yaml.safe_load((HERE / "own.yml").read_text(encoding="utf-8"))
here = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not here")
NAMES = [*OWN, *(pytest.param(name, marks=here) for name in KEY)]


def path_of(name: str) -> Path:
    return (HERE / "in" if name in OWN else ORIGINALS) / f"{name}.txt"


def draft_of(name: str) -> Draft:
    return clean_text(path_of(name).read_text(encoding="utf-8"))


def sections(draft: Draft) -> list[tuple[str, list[Piece]]]:
    found: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in draft.pieces:
        if piece.kind == "heading":
            found.append((piece.text, []))
        else:
            found[-1][1].append(piece)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_original(name: str) -> None:
    draft, key = draft_of(name), (OWN | KEY)[name]
    assert draft.record.title == key["title"]
    assert [author.name for author in draft.record.authors] == key["authors"]
    assert draft.record.published == key["published"]
    expected = [(each["heading"], each["counts"], each["first words"]) for each in key["sections"]]
    found = [
        (heading, dict(Counter(piece.kind for piece in pieces)), [" ".join(piece.text.split()[:2]) for piece in pieces])
        for heading, pieces in sections(draft)
    ]
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_original_keeps_no_furniture(name: str) -> None:
    assert not [piece.text for piece in draft_of(name).pieces if furniture_of(piece.text)]


def test_records_of_our_own() -> None:
    paper = draft_of("academic-pdf").record
    assert (paper.publication, paper.number) == ("Journal of Northern Studies", "Vol. 12, No. 3")
    assert [author.post for author in paper.authors] == [
        "Department of History, University of Northport",
        "Institute for Maritime Studies, Trieste",
    ]
    assert dict(paper.keywords) == {"en": ("fog", "signals", "pilotage", "acoustics")}
    assert draft_of("french-magazine").record.language == "fr"
    assert draft_of("interview-names").record.kind == "interview"


@here
def test_records_of_the_originals() -> None:
    deyermond = draft_of("deyermond-2017").record
    assert (deyermond.number, deyermond.issn) == ("3/2017", "2531-0569")
    assert deyermond.authors[0].post == "King's College London"
    assert dict(deyermond.keywords) == {
        "en": ("US", "Russia", "Trump", "bilateral relations"),
        "es": ("EE.UU.", "Rusia", "Trump", "relaciones bilaterales"),
    }
    assert {piece.language for piece in draft_of("deyermond-2017").pieces if piece.kind == "abstract"} == {"", "es"}
    snegovaya = draft_of("snegovaya-2026").record
    assert (snegovaya.kind, snegovaya.translated_from) == ("interview", "Republic (shortened)")
    assert snegovaya.authors[0].post == "Political scientist"
    assert draft_of("notte-2025").record.post.startswith("the director of the Eurasia")


def test_our_own_full_texts_build_under_the_numbers_of_their_editions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "collection"
    new_collection(root)
    monkeypatch.chdir(root)
    shutil.rmtree(root / "anchors", ignore_errors=True)
    people = yaml.safe_load((root / "people.yml").read_text(encoding="utf-8"))
    for name in OWN:
        result = CliRunner().invoke(main, ["import", "--id", name, str(path_of(name))])
        assert result.exit_code == 0, result.output
        people |= yaml.safe_load(result.stdout.partition("to add to people.yml:\n")[2].partition("\n\n\n")[0]) or {}
        reword(root / f"docs/articles/{name}.md")
    (root / "people.yml").write_text(yaml.safe_dump(people, allow_unicode=True), encoding="utf-8")
    check_full_texts(root, list(OWN))


def reword(article: Path) -> None:
    """Make an edition of an article: other words in its first passage."""
    front, body = article.read_text(encoding="utf-8").split("\n---\n", 1)
    body = re.sub(r"^\w.*", "In other words, it began.", body, count=1, flags=re.MULTILINE)
    article.write_text(f"{front}\n---\n{body}", encoding="utf-8")


@here
def test_full_texts_build_under_the_numbers_of_their_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = HERE.parents[1]
    for name in ("docs", "anchors"):
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name)
    for name in ("mkdocs.yml", "glossary.yml", "people.yml", ".gitignore"):
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / "hooks").symlink_to(root / "hooks")
    monkeypatch.chdir(tmp_path)
    full = check_full_texts(tmp_path, list(KEY))
    for name in KEY:
        assert full[name].find_all("a", class_="term") or full[name].find_all("a", class_="person")


def check_full_texts(root: Path, names: list[str]) -> dict[str, BeautifulSoup]:
    """Import the full texts beside their editions, and hold the numbers of the pages to each other; gives the pages."""
    edition = build(root, names)
    for name in names:
        result = CliRunner().invoke(main, ["import", "--full", "--id", name, str(path_of(name))])
        assert result.exit_code == 0, result.output
    full = build(root, names)
    for name in names:
        numbers = [[el["id"] for el in page.find_all(class_="passage")] for page in (edition[name], full[name])]
        assert numbers[0] == numbers[1] != []
        first = [page.select_one("#p1") for page in (edition[name], full[name])]
        assert first[0] != first[1]
    return full


def build(root: Path, names: list[str]) -> dict[str, BeautifulSoup]:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        name: BeautifulSoup((root / f"site/articles/{name}/index.html").read_text(encoding="utf-8"), "html.parser")
        for name in names
    }

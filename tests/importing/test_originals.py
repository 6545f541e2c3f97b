"""The five texts that the first collection restates, where they are to be had: what must come out of each.

The texts are their publishers' and not part of this project: they lie in `../shared/articles` beside it, or where
READER_ORIGINALS says. The key holds counts and the first two words of each block, made by hand from the texts.
"""

import os
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
from reader.importing.draft import Draft, Piece
from reader.importing.phrases import furniture_of
from reader.importing.pipeline import clean_text

HERE = Path(__file__).parent
ORIGINALS = Path(os.environ.get("READER_ORIGINALS") or HERE.parents[2] / "shared" / "articles")
KEY: dict[str, Any] = yaml.safe_load((HERE / "originals.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not here")


def draft_of(name: str) -> Draft:
    return clean_text((ORIGINALS / f"{name}.txt").read_text(encoding="utf-8"))


def sections(draft: Draft) -> list[tuple[str, list[Piece]]]:
    found: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in draft.pieces:
        if piece.kind == "heading":
            found.append((piece.text, []))
        else:
            found[-1][1].append(piece)
    return found


@pytest.mark.parametrize("name", KEY)
def test_original(name: str) -> None:
    draft, key = draft_of(name), KEY[name]
    assert draft.record.title == key["title"]
    assert [author.name for author in draft.record.authors] == key["authors"]
    assert draft.record.published == key["published"]
    expected = [(each["heading"], each["counts"], each["first words"]) for each in key["sections"]]
    found = [
        (heading, dict(Counter(piece.kind for piece in pieces)), [" ".join(piece.text.split()[:2]) for piece in pieces])
        for heading, pieces in sections(draft)
    ]
    assert found == expected


@pytest.mark.parametrize("name", KEY)
def test_original_keeps_no_furniture(name: str) -> None:
    assert not [piece.text for piece in draft_of(name).pieces if furniture_of(piece.text)]


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


def test_full_texts_build_under_the_numbers_of_their_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = HERE.parents[1]
    for name in ("docs", "anchors"):
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name)
    for name in ("mkdocs.yml", "glossary.yml", "people.yml", ".gitignore"):
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / "hooks").symlink_to(root / "hooks")
    monkeypatch.chdir(tmp_path)
    edition = build(tmp_path)
    for name in KEY:
        result = CliRunner().invoke(main, ["import", "--full", "--id", name, str(ORIGINALS / f"{name}.txt")])
        assert result.exit_code == 0, result.output
    full = build(tmp_path)
    for name in KEY:
        assert full[name].find_all("a", class_="term") or full[name].find_all("a", class_="person")
        numbers = [[el["id"] for el in page.find_all(class_="passage")] for page in (edition[name], full[name])]
        assert numbers[0] == numbers[1]
        first = [page.select_one("#p1") for page in (edition[name], full[name])]
        assert first[0] != first[1]


def build(root: Path) -> dict[str, BeautifulSoup]:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        name: BeautifulSoup((root / f"site/articles/{name}/index.html").read_text(encoding="utf-8"), "html.parser")
        for name in KEY
    }

"""The five texts that the first collection restates, where they are to be had: what must come out of each.

The texts are their publishers' and not part of this project: they lie in `../shared/articles` beside it, or where
READER_ORIGINALS says. The key holds counts and the first two words of each block, made by hand from the texts.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

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

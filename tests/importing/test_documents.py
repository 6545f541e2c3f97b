"""Real documents of every format, where they are to be had: what must come out of each.

They are their owners' and not part of this project: they lie in `../shared/documents` beside it, or where
READER_DOCUMENTS says. The key holds the record, counts, and the first and last two words, checked by hand.
"""

import os
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import trafilatura
import yaml
from bs4 import BeautifulSoup

from reader.importing.articles import clean
from reader.importing.draft import Draft
from reader.importing.inventory import account_of
from reader.importing.phrases import furniture_of
from reader.importing.reading import Document, read_source
from reader.importing.wording import fold, size

HERE = Path(__file__).parent
DOCUMENTS = Path(os.environ.get("READER_DOCUMENTS") or HERE.parents[2] / "shared" / "documents")
KEY: dict[str, Any] = yaml.safe_load((HERE / "documents.yml").read_text(encoding="utf-8"))
PAGES = sorted(path.stem for path in (DOCUMENTS / "expected").glob("*.html"))
# What the collection's own reading counts as text and is none: pointers, credits, links under an encyclopedia's entry.
LEAST_KEPT = 0.97

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")


@cache
def draft_of(name: str) -> Draft:
    source = read_source(DOCUMENTS / name)
    assert isinstance(source, Document)
    draft = clean(source)
    assert isinstance(draft, Draft)
    return draft


def ends(text: str) -> tuple[str, str]:
    words = text.split()
    return (" ".join(words[:2]), " ".join(words[-2:])) if len(words) > 2 else (text[:8], text[-8:])


@pytest.mark.parametrize("name", KEY)
def test_document(name: str) -> None:
    draft, key = draft_of(name), KEY[name]
    body = [piece.text for piece in draft.pieces if piece.kind not in {"note", "heading"}]
    found = {
        "title": draft.record.title,
        "authors": [author.name for author in draft.record.authors],
        "published": draft.record.published,
        "language": draft.record.language,
        "first": ends(body[0])[0],
        "last": ends(body[-1])[1],
        "sections": sum(piece.kind == "heading" for piece in draft.pieces),
        "notes": sum(piece.kind == "note" for piece in draft.pieces),
        "tables": sum(piece.markup.startswith("|") for piece in draft.pieces),
    }
    assert found == key


@pytest.mark.parametrize("name", KEY)
def test_every_word_of_a_document_is_accounted_for(name: str) -> None:
    account = account_of(draft_of(name))
    assert account.lost == ()
    assert account.missing <= max(4, 0.015 * account.total)


@pytest.mark.parametrize("name", [name for name in KEY if name.endswith(".html")])
def test_a_page_keeps_no_furniture(name: str) -> None:
    assert [piece.text for piece in draft_of(name).pieces if furniture_of(piece.text)] == []


def letters(text: str) -> str:
    return re.sub(r"\W", "", fold(re.sub(r"\[\d+\]|\^", "", text)))


def missing(paragraphs: list[str], text: str) -> list[str]:
    """The paragraphs of which less than four fifths stand in a text."""
    whole, gone = letters(text), []
    for paragraph in paragraphs:
        key = letters(paragraph)
        runs = [key[at : at + 15] for at in range(0, max(1, len(key) - 14), 7)]
        if key not in whole and sum(run in whole for run in runs) < 0.8 * len(runs):
            gone.append(paragraph)
    return gone


def expected(name: str) -> list[str]:
    """The paragraphs, items and cells of what a page's own collection says is its article."""
    soup = BeautifulSoup((DOCUMENTS / f"expected/{name}.html").read_text(encoding="utf-8"), "html.parser")
    blocks = "p li blockquote pre h2 h3 h4 td dd dt figcaption div".split()
    inner = "p li blockquote pre div table td dd h2 h3".split()
    texts = [" ".join(each.get_text().split()) for each in soup.find_all(blocks) if not each.find(inner)]
    return [text for text in texts if size(text) >= 4]


def test_pages_are_kept_as_well_as_trafilatura_keeps_them() -> None:
    ours = theirs = total = 0
    for name in PAGES:
        draft, paragraphs = draft_of(f"{name}.html"), expected(name)
        source = read_source(DOCUMENTS / f"{name}.html")
        assert isinstance(source, Document)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rival = trafilatura.extract(source.text, favor_recall=True, include_comments=False) or ""
        stated = [each.piece.text for each in draft.removed if each.key]
        kept = " ".join([draft.record.title, *stated, *(piece.text for piece in draft.pieces)])
        total += len(paragraphs)
        ours += len(paragraphs) - len(missing(paragraphs, kept))
        theirs += len(paragraphs) - len(missing(paragraphs, f"{rival} {draft.record.title}"))
    assert ours >= theirs
    assert ours >= LEAST_KEPT * total

"""Laws that hold for any text: every word is accounted for, in order, and the page shows what was typed."""

import html
import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.collection.records import Collection
from reader.importing.draft import Draft, Piece
from reader.importing.lines import tidy
from reader.importing.phrases import furniture_of
from reader.importing.pipeline import clean_text
from reader.importing.writing import as_markdown, write_body
from tests.cases import extension_of, markdown_with

SIGNED = """
harbour *boat* river_bank snow 3*4 [2] <wk> $5 $10 &amp; # C++ {: .x } `code` naïve Смута café ~10~ a_b_ ^2^ “so” 20%
!== ::: tide— (see) salt, road; https://x.example/a_b_c _under_ **bold** \\* \\ [x](y) [^1] |a|b| == -- ''
"""
WORDS = st.sampled_from(SIGNED.split())
SENTENCE = st.lists(WORDS, min_size=8, max_size=30).map(lambda words: "The " + " ".join(words) + " ended.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join)
LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)
SAMPLES = """
By Jane Mwangi|12 March 2021|Share this article|Leave a Reply|• one|- two|1. three|* * *|> quoted|A Heading|Contents|
Read more: the mill|Photo: Getty Images|Notes|[1] A note.|Keywords: salt, roads|What do you think?|Title|12|PAGE 3|
The writer is a director of nothing.|Jane Mwangi is a fellow at the mill.|ISSN 1234-5678|www.example.org|hyphen-|ated
"""
LINE = st.one_of(LETTERS, PARAGRAPH, st.sampled_from(SAMPLES.replace("\n", "").split("|")))


def page_of(body: str) -> str:
    """The page that a body makes, with the extensions of every collection."""
    return markdown_with(extension_of(Collection())).convert(body)


def shown(body: str) -> str:
    """What a reader sees of a body."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page_of(body)))


def signs(text: str) -> str:
    """The letters, digits and signs of a text, without white space."""
    return "".join(text.split())


def letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


def account(draft: Draft) -> str:
    """Every piece in the order of the source, whatever became of it."""
    every = (*draft.pieces, *(each.piece for each in draft.removed))
    pieces = sorted(every, key=lambda piece: piece.place)
    return "".join(f"{piece.mark} {piece.text}" for piece in pieces)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPH, min_size=2, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_prose_is_kept_word_for_word_and_in_order(paragraphs: list[str], gap: str) -> None:
    draft = clean_text("Storks over the mill\n\nBy Jane Mwangi\n\n3 March 2015\n\n" + gap.join(paragraphs))
    assert draft.record.title == "Storks over the mill"
    assert [" ".join(piece.text.split()) for piece in draft.pieces] == paragraphs
    assert [piece.kind for piece in draft.pieces if piece.kind != "paragraph"] in ([], ["standfirst"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n"])), max_size=25))
def test_every_word_of_any_text_is_accounted_for(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    draft = clean_text(text)
    assert letters(account(draft)) == letters(tidy(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_the_page_shows_what_was_typed(paragraphs: list[str]) -> None:
    pieces = [Piece("paragraph", " ".join(each.split()), at) for at, each in enumerate(paragraphs, 1)]
    assert signs(shown(write_body(pieces))) == signs(" ".join(paragraphs))


@example("by @nasa and [@nasa]")
@example("&@a")
@example("<0@0>")
@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_any_line_of_signs_reads_as_typed(text: str) -> None:
    line = " ".join(text.split())
    if line:
        assert signs(shown(as_markdown(line) + "\n")) == signs(line)


@settings(max_examples=50, deadline=None)
@given(PARAGRAPH)
def test_no_paragraph_is_furniture(paragraph: str) -> None:
    assert furniture_of(paragraph) is None

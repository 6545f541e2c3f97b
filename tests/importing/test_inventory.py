"""Laws for each format: every word of a source is in the article or in the account, and our own Markdown comes back."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.importing.articles import clean
from reader.importing.draft import Draft, Piece, Removal
from reader.importing.explaining import alarms, row_of
from reader.importing.inventory import account_of, words_of
from reader.importing.pipeline import clean_text
from reader.importing.reading import Document, read_bytes
from reader.importing.writing import write_body
from tests.importing.test_sources import docx, epub, paragraph

WORDS = st.sampled_from("harbour boat salt carter Смута 港口 café Δ 1917 don’t river-bank U.S. ملح".split())
SENTENCE = st.lists(WORDS, min_size=4, max_size=25).map(lambda words: "The " + " ".join(words) + " ended.")
PARAGRAPHS = st.lists(SENTENCE, min_size=2, max_size=8)
BLOCK = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</li></ul>", "{}"]
)
KINDS = st.sampled_from(["paragraph", "heading", "quote", "item"])
PROSE = "The storks came back on a Tuesday, at about the time when the mill used to blow its whistle."


def cleaned(data: str | bytes, name: str) -> Draft:
    source = read_bytes(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(source, Document)
    draft = clean(source)
    assert isinstance(draft, Draft), draft
    return draft


def adds_up(draft: Draft) -> None:
    account = account_of(draft)
    assert (account.missing, account.lost) == (0, ())
    assert account.total > 0


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS)
def test_plain_text_adds_up(paragraphs: list[str]) -> None:
    adds_up(clean_text("\n\n".join(paragraphs)))


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS, st.data())
def test_a_page_adds_up(paragraphs: list[str], data: st.DataObject) -> None:
    blocks = [data.draw(BLOCK).format(html.escape(text)) for text in paragraphs]
    adds_up(
        cleaned(
            f"<html><body><nav>Home</nav><article>{''.join(blocks)}</article><p>{PROSE}</p></body></html>", "a.html"
        )
    )


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS, st.data())
def test_markdown_adds_up(paragraphs: list[str], data: st.DataObject) -> None:
    signs = st.sampled_from(["{}", "## {}", "> {}", "- {}", "{} %%aside%%", "**{}**", "[{}](https://x.example/)"])
    adds_up(cleaned("\n\n".join(data.draw(signs).format(text) for text in paragraphs), "a.md"))


@settings(max_examples=10, deadline=None)
@given(PARAGRAPHS)
def test_a_word_document_adds_up(paragraphs: list[str]) -> None:
    adds_up(cleaned(docx("".join(map(paragraph, paragraphs))), "a.docx"))


@settings(max_examples=10, deadline=None)
@given(PARAGRAPHS)
def test_a_book_adds_up(paragraphs: list[str]) -> None:
    adds_up(cleaned(epub([f"<p>{html.escape(text)}</p>" for text in paragraphs]), "a.epub"))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(KINDS, SENTENCE), min_size=1, max_size=8))
def test_our_own_markdown_comes_back(blocks: list[tuple[str, str]]) -> None:
    pieces = [
        Piece(kind, text, at, mark="•" if kind == "item" else "", level=2)  # type: ignore[arg-type]
        for at, (kind, text) in enumerate([("paragraph", PROSE), *blocks], 1)
    ]
    body = write_body(pieces)
    assert write_body(cleaned(body, "a.md").pieces) == body


OURS = """The storks *came* back on a **Tuesday**, [they say](https://valley.example.org/), with `code`, H~2~O.[^1]

## A reason

What do the bees tell you?
{: .question }

/// note | A label

Words of a note that say something.

///

Term
:   Its definition, in a few words.

| Year | Storks |
| --- | --- |
| 2014 | 0 |

```python
print(1)
```

$$e = mc^2$$

First line{break}
second line

[^1]: Minutes of the council.
"""


OURS = OURS.replace("{break}", "  ")


def test_everything_our_markdown_has_comes_back() -> None:
    assert write_body(cleaned(OURS, "ours.md").pieces) == OURS


def test_words_are_counted_as_unicode_has_them() -> None:
    assert words_of("Don’t 港口1917 naïve") == ["don", "t", "港", "口", "1917", "naïve"]
    assert clean_text(
        "港特首就住宅违建事件道歉。\n\n他说没有隐瞒的意图和动机,要求他马上辞职下台,香港媒体曝光大宅。"
    ).pieces


@pytest.fixture
def left_out() -> Draft:
    piece = Piece("line", PROSE, 2)
    kept = Piece("paragraph", "Nobody had taken the nest down, because it would have cost more than leaving it.", 1)
    removed = (Removal(piece, "outside the article", step="web page"),)
    return Draft(
        (kept,), removed=removed, source=(kept.text, PROSE, "These words of the source are in no piece at all.")
    )


def test_running_text_left_out_and_lost_is_told(left_out: Draft) -> None:
    assert list(alarms(account_of(left_out))) == [
        "LOOK: 1 paragraph of running text left out (--keep-all keeps them):",
        '  "The storks came back on a Tuesday, at about the time when...": outside the article',
        "LOOK: 1 paragraph of the source cannot be found in the article:",
        '  "These words of the source are in no piece at all."',
    ]
    assert row_of("a.html", left_out, account_of(left_out))[-1] == "33.3 %"


def test_keep_all_keeps_what_stands_outside() -> None:
    article = "".join(f"<p>{number} {PROSE}</p>" for number in range(6))
    page = f"<html><body><article>{article}</article><aside><p>Beside it, {PROSE}</p></aside></body></html>"
    source = read_bytes(page.encode(), "a.html")
    assert isinstance(source, Document)
    few, whole = clean(source), clean(source, keep_all=True)
    assert isinstance(few, Draft)
    assert isinstance(whole, Draft)
    assert (len(few.pieces), len(whole.pieces)) == (6, 7)

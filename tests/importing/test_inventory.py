"""Laws for each format: every word of a source is in the article or in the account, and our own Markdown comes back."""

import html
import itertools
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.collection.yaml_source import split_front_matter
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


ARTICLES = frozenset({"storks-2015", "bees-1999"})


def cleaned(data: str | bytes, name: str) -> Draft:
    source = read_bytes(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(source, Document)
    draft = clean(source, articles=ARTICLES)
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

/// abstract | Puntos clave
    attrs: {lang: es}

- Las cigüeñas volvieron un martes.

///

## The [Valley]{ .no-term } council {: #council .no-term }

It paid $5, and later $6, as [@storks-2015, para. 7] and [see @storks-2015; also @bees-1999] say of [NATO]{ .no-term }.
{: #pinned .no-term }

Does @bees-1999 [paras. 9–11] agree with [a passage](storks-2015.md#p7), or the *Times*{ .no-term } with [-@bees-1999]?
{: .question #asked }

- [storks](term:stork) of the [keeper](person:keeper)
- others, as in `[x]{ .no-term }`
{: .no-term }

> Quoted words that stand apart.
> {: #quoted }

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


@pytest.mark.parametrize("path", sorted(Path("docs/articles").glob("*-*.md")), ids=lambda path: path.stem)
def test_every_article_of_the_collection_comes_back(path: Path) -> None:
    _, body, _ = split_front_matter(path.read_text(encoding="utf-8"))
    draft = cleaned(path.read_bytes(), path.name)
    assert write_body(draft.pieces).strip() == body.strip()


INLINE = st.sampled_from(
    """[@storks-2015]¦[see @storks-2015, para. 7; @bees-1999]¦@bees-1999 [paras. 2–4]¦[-@bees-1999]¦[NATO]{ .no-term }
    ¦*Times*{ .no-term }¦**salt**{ .no-term }¦[boat](term:boat)¦[carter](person:carter)¦[site](https://x.example/a)
    ¦`[x]{ .no-term }`¦$5¦*salt* and **boats**¦[there](bees-1999.md#p2)¦H~2~O¦“so”¦\\*¦\\@handle""".replace(
        "\n    ", ""
    ).split("¦")
)
LINE = st.tuples(SENTENCE, INLINE, SENTENCE).map(" ".join)
PIN = st.sampled_from(["", "#mine", ".no-term", "#mine .no-term"])
OWN_BLOCK = st.one_of(
    st.tuples(LINE, PIN).map(lambda each: f"{each[0]}\n{{: {each[1]} }}" if each[1] else each[0]),
    st.tuples(LINE, PIN).map(lambda each: f"{each[0]}\n{{: {' '.join(['.question', each[1]]).strip()} }}"),
    st.tuples(SENTENCE, PIN).map(lambda each: f"### {each[0]}" + (f" {{: {each[1]} }}" if each[1] else "")),
    st.lists(LINE, min_size=1, max_size=3).map(lambda each: "\n".join(f"- {line}" for line in each)),
    LINE.map(lambda line: f"> {line}"),
    LINE.map(lambda line: f"/// note | Nota\n    attrs: {{lang: es}}\n\n{line}\n\n///"),
    LINE.map(lambda line: f"| Year | Words |\n| --- | --- |\n| 2014 | {line} |"),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(OWN_BLOCK, min_size=1, max_size=6))
def test_any_mixture_of_our_own_markdown_comes_back(blocks: list[str]) -> None:
    body = "\n\n".join([PROSE, "## A reason", *blocks, PROSE]) + "\n"
    # Quotations and lists that follow one another are one.
    assume(not any(a[0] == b[0] and a[0] in ">-" for a, b in itertools.pairwise(blocks)))
    assert write_body(cleaned(body, "a.md").pieces) == body


def test_a_key_that_names_no_article_is_text() -> None:
    draft = cleaned(f"{PROSE} [@other-2015] and @other-2015 say so, and [so](other-2015.md).", "a.md")
    assert write_body(draft.pieces) == f"{PROSE} [\\@other-2015] and \\@other-2015 say so, and so.\n"


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

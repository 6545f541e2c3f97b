"""Plain strings in Markdown, and Markdown as plain strings."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from reader.pages.text import counted, escape, listed, plain, without_html


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Co"]), min_size=1))
def test_escaped_text_comes_out_as_written(text: str) -> None:
    folded = " ".join(text.split())
    made = markdown(f"x {escape(text)} x", extensions=["attr_list", "tables", "footnotes", "md_in_html"])
    assert html.unescape(made) == f"<p>x {folded}{' ' if folded else ''}x</p>"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("An [alliance](term:nato) of *many* **states**.", "An alliance of many states."),
        ('A [link](https://x.org/a_(b) "title") and <https://x.org/a_b_c>.', "A link and https://x.org/a_b_c."),
        ("Code `[x](term:y) *z*` and ``a ` b``.", "Code [x](term:y) *z* and a ` b."),
        ("2 * 3 * 4, snake_case_name, \\*starred\\*", "2 * 3 * 4, snake_case_name, *starred*"),
        ("Two\n\nparagraphs  here", "Two paragraphs here"),
        ("[*both*](term:x) and *[both](term:x)*", "both and both"),
        ("1 < 2 & <b>x</b>", "1 < 2 & <b>x</b>"),
    ],
)
def test_plain(source: str, words: str) -> None:
    assert plain(source) == words


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("a <b>c</b>", "a &lt;b>c&lt;/b>"),
        ("`<b>` and <https://x.org/> <x", "`<b>` and <https://x.org/> &lt;x"),
        ("`` `<b>` `` <", "`` `<b>` `` &lt;"),
    ],
)
def test_without_html(source: str, made: str) -> None:
    assert without_html(source) == made


def test_counted_and_listed() -> None:
    assert (counted(1, "term"), counted(0, "term"), counted(1200, "term")) == ("1 term", "0 terms", "1,200 terms")
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]

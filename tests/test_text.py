import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from reader.collection.records import Collection
from reader.text.english import counted, listed
from reader.text.escaping import escape, without_html
from tests.cases import extension_of, markdown_with

MD = markdown_with(extension_of(Collection()))
SIGNS = "\\`*_{}[]()<>#|~^=$!&\"'+-.:/@%, aé1\t"


def shown(markdown: str) -> str:
    return " ".join(BeautifulSoup(MD.reset().convert(markdown), "html.parser").get_text().split())


@given(st.text(st.sampled_from(SIGNS), max_size=20))
def test_escaped_text_comes_out_as_written(text: str) -> None:
    expected = " ".join(f"a {text}".split())
    assert shown(f"a {escape(text)}") == expected
    assert shown(f"### {escape('a ' + text)} {{: #id }}") == expected


@pytest.mark.parametrize(
    "start", ["- ", "+ ", "1. ", "# ", "> ", ": ", "=== ", "!!! ", "*[a]: ", "[a]: ", "[^1]: ", "    "]
)
def test_escaped_text_begins_no_block(start: str) -> None:
    assert shown(escape(f"{start}b")) == f"{start}b".strip()


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "<script>alert(1)</script>", "a < b", "x <!-- y -->", "<div>\n\nz", "`<b>` <b>", "``a ` <i>`` <i>"],
)
def test_without_html_shows_tags_as_text(text: str) -> None:
    html = MD.reset().convert(without_html(text))
    soup = BeautifulSoup(html, "html.parser")
    assert {each.name for each in soup.find_all()} <= {"p", "code"}
    assert "".join(soup.get_text().split()) == "".join(text.replace("`", "").split()) or "`" in text


def test_without_html_keeps_markdown_and_addresses() -> None:
    html = MD.reset().convert(without_html("*a* <https://example.org/> [b](term:c) `<d>`"))
    soup = BeautifulSoup(html, "html.parser")
    assert [each.name for each in soup.find_all()] == ["p", "em", "a", "a", "code"]
    assert soup.get_text() == "a https://example.org/ b <d>"


def test_lists_and_counts_in_words() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [counted(n, "passage") for n in (0, 1, 1200)] == ["0 passages", "1 passage", "1,200 passages"]

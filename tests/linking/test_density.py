"""How often a term links where sections are long, and what a page without end costs."""

from collections.abc import Iterator

from reader.linking.density import FAR
from tests.cases import convert

NATO = '<a class="term" data-term="nato" href="../glossary.md#nato">NATO</a>'
CASE = {"terms": {"nato": "NATO"}, "people": {"putin": "Vladimir Putin"}}
FILLING = "Words and more words. " * 20


def paragraphs(length: int) -> Iterator[str]:
    written = 0
    while written < length:
        yield FILLING
        written += len(FILLING)


def test_a_long_section_links_a_term_again_after_some_screens() -> None:
    text = "\n\n".join(["NATO.", *paragraphs(FAR), "NATO, NATO.", "NATO."])
    html, _ = convert(text, CASE, passages=False)
    assert html.count(NATO) == 2
    assert f"<p>{NATO}, NATO.</p>" in html


def test_a_shorter_section_does_not() -> None:
    text = "\n\n".join(["NATO.", *paragraphs(FAR - 2 * len(FILLING)), "NATO."])
    assert convert(text, CASE, passages=False)[0].count(NATO) == 1


def test_a_figure_links_once_on_a_long_page_too() -> None:
    text = "\n\n".join(["Vladimir Putin.", *paragraphs(FAR), "Vladimir Putin."])
    assert convert(text, CASE, passages=False)[0].count('class="person"') == 1


def test_all_links_of_a_line_go_into_the_tree_at_once() -> None:
    """One by one, a line of so many links took minutes: each was cut from all the text that was left."""
    many = 3000
    html, record = convert("NATO *word* " * many, {**CASE, "page": {"glossary": "all"}}, passages=False)
    assert html.count(NATO) == len(record.uses) == many
    assert html.startswith(f"<p>{NATO} <em>word</em> {NATO} <em>word</em>")


def test_links_stand_between_and_inside_elements() -> None:
    text = "NATO **NATO *NATO* NATO** NATO `NATO` NATO"
    html, _ = convert(text, {**CASE, "page": {"glossary": "all"}}, passages=False)
    assert html.replace(NATO, "N") == "<p>N <strong>N <em>N</em> N</strong> N <code>NATO</code> N</p>"

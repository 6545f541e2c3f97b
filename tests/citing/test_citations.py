"""Citations in a page: what they become, where they lead, and where nothing is one."""

from dataclasses import replace

import pytest

from reader.anchors.anchor import count
from reader.building.context import PageContext
from reader.citing.wording import Wordings, in_words
from reader.collection.records import Article, Collection, Person, Term
from reader.markdown.record import PageRecord
from tests.cases import extension_of, markdown_with

PEOPLE = {
    person.id: person
    for person in (
        Person("deyermond", "Ruth Deyermond", "author", sort="Deyermond, Ruth"),
        Person("notte", "Hanna Notte", "author", sort="Notte, Hanna"),
        Person("who", "World Health Organization", "author", sort="World Health Organization"),
    )
}
ARTICLES = {
    article.id: article
    for article in (
        Article("deyermond-2017", "A New ‘Reset’? Can It Last?", ("deyermond",), "2017-04-17", "en"),
        Article("notte-2025", "A Long Thaw", ("notte",), "2025", "en", author_inferred=True),
        Article("blitz-2024", "Russia & the <New> Reset", (), "2024", "en", publication="Blitz", kind="news"),
        Article("short", "Reset", (), "2020", "en"),
        Article("who-2020", "A Report on Health", ("who",), "2020", "en"),
        Article("draft", "A Title Not to Be Named", ("deyermond",), "2026", "en", draft=True),
    )
}
COLLECTION = Collection({}, PEOPLE, ARTICLES)


def convert(text: str, page: str = "articles/other.md", collection: Collection = COLLECTION) -> tuple[str, PageRecord]:
    extension = extension_of(collection, PageContext(page, mint=count if page.startswith("articles/") else None))
    return markdown_with(extension).convert(text), extension.conversion.record


def link(text: str, id: str = "deyermond-2017", fragment: str = "", passages: str = "") -> str:
    several = f' data-passages="{passages}"' if passages else ""
    return f'<a class="article" data-article="{id}"{several} href="{id}.md{fragment}">{text}</a>'


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("[@deyermond-2017]", ()),
        ("[@deyermond-2017, para. 7a]", ("p7a",)),
        ("[@deyermond-2017, paras. 7–9]", ("p7", "p8", "p9")),
        ("@deyermond-2017 [paras. 3, 7-8 and 12]", ("p3", "p7", "p8", "p12")),
        ("[@deyermond-2017, paras. 1-99999999]", ("p1", "p99999999")),
    ],
)
def test_a_reference_names_every_passage_of_a_range(text: str, passages: tuple[str, ...]) -> None:
    _, record = convert(text)
    assert record.cited[0].passages == passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@deyermond-2017]", f"({link('Deyermond 2017')})"),
        ("[@deyermond-2017, para. 7]", f"({link('Deyermond 2017, para. 7', fragment='#p7')})"),
        ("[@deyermond-2017, par. 7a]", f"({link('Deyermond 2017, para. 7a', fragment='#p7a')})"),
        (
            "[@deyermond-2017, paras. 7–9]",
            f"({link('Deyermond 2017, paras. 7–9', fragment='#p7', passages='p7 p8 p9')})",
        ),
        (
            "[see @deyermond-2017, para. 7; but @notte-2025 too]",
            f"(see {link('Deyermond 2017, para. 7', fragment='#p7')}; but {link('[Notte] 2025', 'notte-2025')} too)",
        ),
        ("[-@deyermond-2017, para. 7]", f"({link('2017, para. 7', fragment='#p7')})"),
        ("@deyermond-2017", link("Deyermond (2017)")),
        ("@deyermond-2017 [para. 7]", link("Deyermond (2017, para. 7)", fragment="#p7")),
        (
            "@deyermond-2017 [para. 7 & *more* `code` a < b]",
            link(
                "Deyermond (2017, para. 7 &amp; <em>more</em> <code>code</code> a &lt; b)",
                fragment="#p7",
            ),
        ),
        ("[@blitz-2024]", f"({link('<em>Blitz</em> 2024', 'blitz-2024')})".replace("em>", "i>")),
    ],
)
def test_a_key_becomes_a_reference_to_the_very_passage(text: str, expected: str) -> None:
    html, record = convert(f"So {text}.")
    assert f'So <span class="citation">{expected}</span>.' in html
    assert record.cited[0].use.anchor == "p1"


@pytest.mark.parametrize(
    "text",
    [
        "`@deyermond-2017`",
        "[words @deyermond-2017](https://example.org)",
        r"\@deyermond-2017",
        "<https://example.org/@deyermond-2017>",
        "https://example.org/@deyermond-2017",
        "me@deyermond-2017",
    ],
)
def test_what_only_looks_like_a_key_stays(text: str) -> None:
    html, record = convert(f"So {text}.")
    assert "data-article" not in html
    assert record.references == []
    assert record.cited == []


def test_a_bracket_after_a_key_that_names_no_paragraph_stays() -> None:
    for more in ("[see there]", "[1]", "[...]"):
        html, _ = convert(f"So @deyermond-2017 {more}.")
        assert f"{link('Deyermond (2017)')}</span> {more}." in html


def test_a_heading_cites_nothing() -> None:
    html, record = convert("## On @deyermond-2017 and Deyermond (2017)\n\nText.")
    assert "data-article" not in html
    assert record.cited == []


def test_an_unknown_key_stays_as_it_is_and_is_told() -> None:
    html, record = convert("So [@nobody-2017, para. 7].")
    assert "[@nobody-2017, para. 7]" in html
    assert {reference.key for reference in record.references} == {"nobody-2017"}


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("so Deyermond (2017) says", "Deyermond (2017)", "deyermond-2017"),
        ("so Ruth Deyermond (2017) says", "Ruth Deyermond (2017)", "deyermond-2017"),
        ("in Deyermond's (2017) paper", "Deyermond's (2017)", "deyermond-2017"),
        ("as the World Health Organization (2020) says", "World Health Organization (2020)", "who-2020"),
        ("in *A Long Thaw*, she says", "A Long Thaw", "notte-2025"),
        ("in A New 'Reset'? Can It Last?", "A New 'Reset'? Can It Last?", "deyermond-2017"),
    ],
)
def test_a_work_that_is_named_links_by_itself(text: str, words: str, id: str) -> None:
    html, record = convert(text)
    assert link(words, id) in html
    assert [each.use.target.id for each in record.cited] == [id]


@pytest.mark.parametrize(
    "text",
    [
        "Deyermond (2018)",
        "Organization (2020)",
        "a Reset of the ties",
        "A Title Not to Be Named",
        "`Deyermond (2017)`",
        "a long thaw",
    ],
)
def test_words_that_name_no_work_stay(text: str) -> None:
    html, record = convert(f"So {text} it is.")
    assert "data-article" not in html
    assert record.cited == []


def test_a_title_that_is_a_term_links_to_the_term() -> None:
    work = replace(ARTICLES["short"], id="war", title="The Long Cold War")
    terms = {"cold": Term("cold", "Long Cold War", "A war.")}
    html, _ = convert("So the Long Cold War.", collection=Collection(terms, PEOPLE, {work.id: work}))
    assert "data-article" not in html
    assert 'data-term="cold"' in html


def test_two_works_that_are_named_alike_are_not_linked() -> None:
    twin = replace(ARTICLES["deyermond-2017"], id="deyermond-2017b", title="Another Title of Hers")
    html, _ = convert("So Deyermond (2017).", collection=replace(COLLECTION, articles=ARTICLES | {twin.id: twin}))
    assert "data-article" not in html


def test_the_words_around_a_citation_are_kept() -> None:
    _, record = convert("First.\n\nThe cycle [@deyermond-2017, para. 7] goes on.")
    [cited] = record.cited
    assert (cited.use.anchor, cited.use.before, cited.use.quote, cited.use.after) == (
        "p2",
        "The cycle (",
        "Deyermond 2017, para. 7",
        ") goes on.",
    )


def test_a_citation_in_an_entry_is_found_under_its_heading() -> None:
    _, record = convert("# Page\n\n## Thaw {: #thaw }\n\nSee [@notte-2025].", "glossary.md")
    assert [each.use.anchor for each in record.cited] == ["thaw"]


def test_a_page_at_another_depth_has_its_own_way_to_the_article() -> None:
    html, _ = convert("See [@deyermond-2017].", "index.md")
    assert 'href="articles/deyermond-2017.md"' in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See [@deyermond-2017, para. 7].", "See (Deyermond 2017, para. 7)."),
        ("[see @deyermond-2017; but @notte-2025 too]", "(see Deyermond 2017; but [Notte] 2025 too)"),
        ("@blitz-2024 [paras. 7-9] says", "Blitz (2024, paras. 7–9) says"),
        (r"`@deyermond-2017`, \@deyermond-2017, [@nobody]", r"`@deyermond-2017`, \@deyermond-2017, [@nobody]"),
    ],
)
def test_a_file_of_data_has_references_in_words(text: str, words: str) -> None:
    assert in_words(text, lambda: Wordings(COLLECTION)) == words

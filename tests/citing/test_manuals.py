"""Where the manuals ask for other than the processor gives: each rule, and what comes out of our own articles."""

from dataclasses import replace

import pytest

from reader.citing.citations import cite, fill, without_markup
from reader.citing.csl import Edition, Item, csl_item
from reader.citing.days import said
from reader.citing.styles import STYLES
from reader.citing.titles import Names, headline, names, sentence
from reader.collection.records import Collection

SITE, PAGE = "The Site", "https://example.org/a/"
DAY = (2026, 11, 24)


@pytest.fixture(scope="module")
def items(collection: Collection) -> dict[str, Item]:
    known = names(collection)
    articles = dict(collection.articles)
    articles["notte-2025"] = replace(articles["notte-2025"], published="2025")
    return {
        id: csl_item(article, collection.people, SITE, PAGE, Edition("", "2026"), known)
        for id, article in articles.items()
    }


def cited(item: Item, style: str) -> tuple[str, str, str]:
    """The entry, and how the text or a note cites the work and its seventh paragraph."""
    made, day = cite(item, STYLES[style]), said(STYLES[style].day, *DAY)
    entry, work = (fill(text, PAGE, "", "", day) for text in (made.entry, made.work))
    return entry, work, fill(made.passage, PAGE, "#p7", "7", day)


def entry(items: dict[str, Item], style: str, id: str) -> str:
    return cited(items[id], style)[0]


SENTENCES = {
    "A New ‘Reset’? Can the Trump Administration Last?": "A new ‘reset’? Can the Trump administration last?",
    "Russia eyes a reset after Trump declares victory": "Russia eyes a reset after Trump declares victory",
    "Life After the Cold War": "Life after the Cold War",
    "US-Russia Relations: The Long Road, 1991–2001": "US-Russia relations: The long road, 1991–2001",
    "What iPhone Makers Want from NATO": "What iPhone makers want from NATO",
    "“Is It Over?” Asks Putin’s Aide": "“Is it over?” Asks Putin’s aide",
}


@pytest.mark.parametrize("title", SENTENCES)
def test_a_title_in_sentence_case_keeps_its_names(title: str) -> None:
    """APA 7, 6.17: lower case but for the first word, that after a stop, and proper names."""
    known = Names(frozenset({"Russia", "Trump", "Putin"}), ("Cold War",))
    assert sentence(title, known) == SENTENCES[title]
    assert sentence(SENTENCES[title], known) == SENTENCES[title]


def test_the_registers_know_the_names_in_our_titles(items: dict[str, Item]) -> None:
    assert "Can the Trump administration normalise relations with Russia?" in entry(items, "apa", "deyermond-2017")
    assert "How Putin is finding an approach to Trump" in entry(items, "apa", "akimova-2025")
    assert "[Russia’s new approach to a reset with Washington]" in entry(items, "apa", "notte-2025")


def test_an_article_may_say_itself_how_its_title_reads(collection: Collection) -> None:
    article = replace(
        collection.articles["akimova-2025"], title_sentence="Reset Putin again?", title_headline="Reset AGAIN?"
    )
    item = csl_item(article, collection.people, SITE)
    assert "Reset Putin again? [" in cited(item, "apa")[0]
    assert "“Reset AGAIN?”" in cited(item, "chicago-notes")[0]


HEADLINES = {
    "Russia Eyes a Reset After Trump Declares Victory": ("After", "After"),  # a clause follows
    "Life After Putin": ("After", "after"),
    "Talks Between Russia and the US": ("Between", "between"),
    "The Road From Munich": ("from", "from"),
}


@pytest.mark.parametrize("title", HEADLINES)
def test_the_small_words_of_a_headline(title: str) -> None:
    """Chicago 18, 8.160: prepositions of five letters or more have a capital. MLA 9, 2.90: none, but conjunctions."""
    chicago, mla = HEADLINES[title]
    assert chicago in headline(title, long=True).split()
    assert mla in headline(title, long=False).split()


def test_after_has_a_capital_in_headline_style(items: dict[str, Item]) -> None:
    for style in ("chicago-notes", "chicago-author-date", "mla", "asa", "apsa", "mhra", "oscola"):
        assert "Reset with US After Trump Declares Victory" in entry(items, style, "weekly-blitz-2024"), style


def test_the_bracket_follows_a_title_in_the_authors_place(items: dict[str, Item]) -> None:
    """APA 7, 9.12 and 9.21: the title moves before the date with the description in brackets that belongs to it."""
    assert entry(items, "apa", "weekly-blitz-2024").startswith(
        "[Russia eyes a reset with US after Trump declares victory] [Reading edition, The Site, 2026]. "
        "(2024, November 7). <i>Weekly Blitz</i>."
    )


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_what_was_read_and_where(items: dict[str, Item], style: str) -> None:
    """Nobody can find, or answer for, words of which the entry does not tell whose they are and where they stand."""
    for id, item in items.items():
        text = without_markup(cited(item, style)[0])
        assert "reading edition" in text.lower(), id
        assert PAGE in text, id
        assert "2026" in text, id
        assert item["custom"].get("original", "") in text, id
        assert item["container-title"] in text, id
        assert "#p7" not in text, id
        assert item["abstract"][:30] not in text, id
    assert "interview" in without_markup(entry(items, style, "snegovaya-2026")).lower()


@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites_the_paragraph(items: dict[str, Item], style: str) -> None:
    locator = {"mla": "par. 7", "din1505": "Abs. 7", "gost": "абз. 7", "oscola": "para 7"}.get(style, "para. 7")
    for item in items.values():
        passage = cited(item, style)[2]
        assert locator in passage
        if STYLES[style].note:
            assert f"{PAGE}#p7" in passage


def test_a_source_in_italics_and_no_parentheses_within_parentheses(items: dict[str, Item]) -> None:
    """Chicago 18, 8.166, MLA 9, 2.107: titles of periodicals are in italics; APA 7, 6.8: no parentheses in others."""
    for style in STYLES:
        text = entry(items, style, "snegovaya-2026")
        assert "ranslated from <i>Republic</i>, shortened" in text, style
        assert "(shortened)" not in text, style


def test_a_language_that_was_translated_from_is_no_title(collection: Collection) -> None:
    article = replace(collection.articles["snegovaya-2026"], translated_from="Russian")
    for style in STYLES:
        assert "ranslated from Russian" in cited(csl_item(article, collection.people, SITE, PAGE), style)[0], style


@pytest.mark.parametrize("style", ["chicago-notes", "mhra", "oscola"])
def test_a_note_gives_both_addresses_and_runs_on_in_lower_case(items: dict[str, Item], style: str) -> None:
    """Chicago 18, 14.4: the parts of a note are parted by commas and begin in lower case."""
    for text in cited(items["deyermond-2017"], style)[1:]:
        assert PAGE in text
        assert "originally published at" in text
        assert items["deyermond-2017"]["custom"]["original"] in without_markup(text)
        assert "Reading" not in text


def test_the_edition_has_its_own_editor_and_year(collection: Collection) -> None:
    """MLA 9, 5.35: a container has its contributors and its date; the others name them with the edition."""
    article = collection.articles["deyermond-2017"]
    item = csl_item(article, collection.people, SITE, PAGE, Edition("Ann Roe", "2026"))
    assert f"<i>{SITE}</i>, edited by Ann Roe, 2026, {PAGE}. Reading edition." in cited(item, "mla")[0]
    for style in STYLES.keys() - {"mla"}:
        said_so = f"reading edition, edited by Ann Roe, {SITE}, 2026".lower()
        assert said_so in cited(item, style)[0].lower(), style


# What each further style makes of a newspaper's article without an author and of a journal's, with the rule for it.
MORE = {
    # Cite Them Right 12, newspapers: the paper stands for an author; the day of access follows the address.
    ("harvard", "weekly-blitz-2024"): (
        "<i>Weekly Blitz</i> (2024) ‘[Russia eyes a reset with US after Trump declares victory]’, 7 November. {told} "
        "Available at: {page} (Accessed: 24 November 2026). | (<i>Weekly Blitz</i>, 2024, para. 7)"
    ),
    # The same, journals: single quotation marks, double ones inside; nothing is a preprint that does not say so.
    ("harvard", "deyermond-2017"): (
        "Deyermond, R. (2017) ‘A new “reset”? Can the Trump administration normalise relations with Russia?’, "
        "<i>GEurasia</i>, (3/2017). {told} Available at: {page} (Accessed: 24 November 2026). "
        "| (Deyermond, 2017, para. 7)"
    ),
    # IEEE Reference Guide: sentence case; days without a nought; `[Online]. Available:` and the address at the end.
    ("ieee", "weekly-blitz-2024"): (
        "[1] “[Russia eyes a reset with US after Trump declares victory],” <i>Weekly Blitz</i>, Nov. 7, 2024. {told} "
        "Accessed: Nov. 24, 2026. [Online]. Available: {page} | [1, para. 7]"
    ),
    # Citing Medicine, chapters 8 and 23: [Internet], and [cited] with the day.
    ("vancouver", "weekly-blitz-2024"): (
        "1. [Russia eyes a reset with US after Trump declares victory]. Weekly Blitz [Internet]. 2024 Nov 7 "
        "[cited 2026 Nov 24]. {told} Available from: {page} | (1, para. 7)"
    ),
    # ASA 7, 4.4: `Retrieved` with the day, the address in parentheses; a colon is for pages alone.
    ("asa", "weekly-blitz-2024"): (
        "“[Russia Eyes a Reset with US After Trump Declares Victory].” 2024. <i>Weekly Blitz</i>, November 7. {told} "
        "Retrieved November 24, 2026 ({page}). "
        "| (“[Russia Eyes a Reset with US After Trump Declares Victory]” 2024, para. 7)"
    ),
    # APSA Style Manual (2018): newspapers have their day; the day of access follows the address.
    ("apsa", "weekly-blitz-2024"): (
        "“[Russia Eyes a Reset with US After Trump Declares Victory].” 2024. <i>Weekly Blitz</i>, November 7. {told} "
        "{page} (November 24, 2026). "
        "| (“[Russia Eyes a Reset with US After Trump Declares Victory]” 2024, para. 7)"
    ),
    # MHRA 4: the address in angle brackets, [accessed ...] behind it.
    ("mhra", "notte-2025"): (
        "[Notte, Hanna], ‘[Russia’s New Approach to a Reset with Washington]’, <i>Financial Times</i>, [2025], "
        "reading edition, The Site, 2026 &lt;{page}&gt; [accessed 24 November 2026] "
        "| [Hanna Notte], ‘[Russia’s New Approach to a Reset with Washington]’, <i>Financial Times</i>, [2025], "
        "para. 7, reading edition, The Site, 2026 &lt;{page}#p7&gt; [accessed 24 November 2026]."
    ),
    # OSCOLA 4, 3.1.4 and 3.4.9: no stops in abbreviations, `accessed` with the day.
    ("oscola", "notte-2025"): (
        "[Notte H], ‘[Russia’s New Approach to a Reset with Washington]’ <i>Financial Times</i> ([2025]) "
        "(reading edition, The Site, 2026) &lt;{page}&gt; accessed 24 November 2026 "
        "| [Hanna Notte], ‘[Russia’s New Approach to a Reset with Washington]’ <i>Financial Times</i> ([2025]) para 7 "
        "(reading edition, The Site, 2026) &lt;{page}#p7&gt; accessed 24 November 2026."
    ),
    # ISO 690:2021: the title as typed; the medium; no abstract.
    ("iso690", "weekly-blitz-2024"): (
        "[Russia eyes a reset with US after Trump declares victory], 2024. <i>Weekly Blitz</i>. Online. "
        "7 November 2024. {told} Available from: {page} [Accessed 24 November 2026]. "
        "| (<i>[Russia eyes a reset with US after Trump declares victory]</i> 2024, para. 7)"
    ),
    # DIN 1505-2: `In:`, dashes between the parts, the day of access.
    ("din1505", "notte-2025"): (
        "[Notte, Hanna]: [Russia’s New Approach to a Reset with Washington]. In: <i>Financial Times</i> ([2025]). — "
        "Reading edition, The Site, 2026. — URL {page}. — Abruf: 2026-11-24 | ([Notte], [2025], Abs. 7)"
    ),
    # GOST R 7.0.5-2008: two slashes before the publication, the day of a newspaper, the address with the day of access.
    ("gost", "weekly-blitz-2024"): (
        "[Russia eyes a reset with US after Trump declares victory] // Weekly Blitz. 2024. 7 нояб. {told} "
        "URL: {page} (дата обращения: 24.11.2026). "
        "| [[Russia eyes a reset with US after Trump declares victory], 2024, абз. 7]"
    ),
}


@pytest.mark.parametrize(("style", "id"), MORE)
def test_a_further_style_as_its_manual_has_it(items: dict[str, Item], style: str, id: str) -> None:
    told = f"Reading edition, The Site, 2026. Originally published at {items[id]['custom'].get('original')}."
    found, _, passage = cited(items[id], style)
    assert f"{found} | {passage}" == MORE[style, id].format(told=told, page=PAGE)


def test_a_day_in_the_words_of_a_style() -> None:
    assert said("Mon. D, YYYY", 2026, 5, 3) == "May 3, 2026"
    assert said("Mon. D, YYYY", 2026, 9, 3) == "Sept. 3, 2026"
    assert said("DD.MM.YYYY", 2026, 5, 3) == "03.05.2026"
    assert said("YYYY Mon D", 2026, 12, 3) == "2026 Dec 3"

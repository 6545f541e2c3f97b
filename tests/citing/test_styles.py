"""Finished citations: as citeproc-js makes them, and as the manuals have them."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from reader.citing.citations import applied, cite, fill, prepare, without_markup, wordings
from reader.citing.csl import Item, csl_item
from reader.citing.manuals import fitted
from reader.citing.styles import STYLES, Style
from reader.collection.records import Collection
from tests.citing.awkward import URL, WORKS
from tests.citing.conftest import Reference

SITE = "The Reset Reader"
# The first passages, one from far down, one that was inserted later, several.
NUMBERS = ("", "1", "7", "31", "7a", "7–9")


@pytest.fixture(scope="module")
def items(collection: Collection) -> dict[str, Item]:
    """The records of all our articles and the awkward ones."""
    articles = (csl_item(article, collection.people, SITE, "-") for article in collection.articles.values())
    return {item["id"]: item for item in (*articles, *WORKS.values())}


# What pandoc's processor leaves otherwise than citeproc-js, and is right or is mended before anybody sees it.
DEVIATIONS = {
    # Pandoc numbers the works that it cites together; each of ours is cited alone, as number 1.
    "numbers": ("ieee", "vancouver", "gost"),
    # Pandoc's small capitals, blocks and margins are not mark-up that a citation can be copied with.
    "mark-up": ("ieee", "vancouver", "iso690", "din1505", "gost"),
}
# APA 7, 6.17: words of four letters or more have a capital, `After` too. ASA: pandoc does not repeat the names of three
# authors; the manual (4.3.1) agrees. OSCOLA: the stop of a suffix. ISO 690: the day, which citeproc-js drops where no
# author stands. DIN and GOST: the locator's name in German and Russian is set afterwards.
FURTHER = ("corporate", "three", "twenty-one", "question", "signs", "cyrillic", "newspaper", "magazine", "suffix")
SINGLE = {
    ("apa", "weekly-blitz-2024"),
    ("asa", "three"),
    ("oscola", "suffix"),
    ("iso690", "weekly-blitz-2024"),
}


def jobs(items: dict[str, Item]) -> list[tuple[Style, Item, str]]:
    """Each item in each style: as a whole, and its passages with their own addresses."""
    every: list[tuple[Style, Item, str]] = []
    for item in items.values():
        for style in STYLES.values():
            if style.more and item["id"] in WORKS and item["id"] not in FURTHER:
                continue
            for number in NUMBERS if not style.more else NUMBERS[:3:2]:
                url = f"https://example.org/{item['id']}/{'#p' if number else ''}{number}"
                every.append((style, fitted(item, style) | {"URL": url}, number))
    return every


def even(text: str, style: Style) -> str:
    """A text without what DEVIATIONS says."""
    if style.id in DEVIATIONS["mark-up"]:
        text = re.sub(r"</?(div|span)[^>]*>", " ", text)
        text = (
            re.sub(r"\s+", " ", text)
            .replace("( ", "(")
            .replace(" :", ":")
            .replace(" ,", ",")
            .replace("[ ", "[")
            .strip()
        )
    if style.id in DEVIATIONS["numbers"]:
        text = re.sub(r"^[\[(]?\d+(?=[.\]),])", "1", text)
    return re.sub(r"(para\.|Abs\.|с\.) (?=7)", "", text)


def test_every_record_is_cited_as_citeproc_js_cites_it(items: dict[str, Item], reference: Reference) -> None:
    every = jobs(items)
    assert len(every) == len(items) * 4 * len(NUMBERS) + (5 + len(FURTHER)) * 10 * 2
    prepare(items.values())
    named = {style.id: wordings(items.values(), style) for style in STYLES.values() if not style.note}
    wrong = []
    for (style, item, number), answer in zip(every, reference(every), strict=True):
        # The brackets of what is inferred are set by a hook of citeproc-js, which takes numbers for names.
        if (style.id, item["id"]) in SINGLE or (style.more and item.get("custom", {}).get("inferred")):
            continue
        found = applied(items[item["id"]], style)
        ours = {"entry": found.entry}
        if "–" not in number:
            ours["text"] = found.passage if number else found.work
        if not style.note and not style.more:
            wording = named[style.id][item["id"]]
            form = 0 if not number else 2 if "–" in number else 1
            ours |= {"whole": f"({wording.whole[form]})", "date": f"({wording.date[form]})"}
            answer["whole"] = answer["text"]
            # The reference leaves out what is around a name and in italics; of a date that MLA has not, it says so.
            assert without_markup(wording.author).strip("[]“”") == unescape(answer["author"]).strip("[]")
            answer["date"] = answer["date"].replace("[NO_PRINTED_FORM]", "()")
        for part, text in ours.items():
            said, expected = (unescape(each) for each in (fill(text, item["URL"], "", number), answer[part]))
            if even(said, style) != even(expected, style):
                wrong.append((style.id, item["id"], part, even(said, style), even(expected, style)))
    assert wrong == []


# What stands after the sign `|` cites a passage in the text. The rules: APA 7 (8.14, 9.2, 9.8, 9.12, 9.14, 9.20, 9.22),
# Chicago 18 (13.79, 13.103, 13.107, 14.42), MLA 9 (5.8, 5.20, 5.54, 5.73, 6.30).
MANUALS = {
    (
        "apa",
        "no-author",
    ): "<i>A Plain Title</i>. (2020, May 3). The Site. {url} | (<i>A Plain Title</i>, 2020, para. 7)",
    ("apa", "corporate"): (
        "World Health Organization. (2020, May). <i>A Plain Title</i>. The Site. {url}"
        " | (World Health Organization, 2020, para. 7)"
    ),
    ("apa", "three"): (
        "Ames, B., Cole, D., &amp; Eck, F. (2001). A Plain Title. <i>The Journal</i>, <i>3</i>, 4–9. {url}"
        " | (Ames et al., 2001, para. 7)"
    ),
    ("apa", "twenty-one"): (
        "NameA, A., NameB, A., NameC, A., NameD, A., NameE, A., NameF, A., NameG, A., NameH, A., NameI, A., NameJ, A., "
        "NameK, A., NameL, A., NameM, A., NameN, A., NameO, A., NameP, A., NameQ, A., NameR, A., NameS, A., … NameU, A."
        " (2001). A Plain Title. <i>The Journal</i>, <i>3</i>, 4–9. {url} | (NameA et al., 2001, para. 7)"
    ),
    ("apa", "range"): "Smith, J. (2001–2003). <i>A Plain Title</i>. The Site. {url} | (Smith, 2001–2003, para. 7)",
    ("apa", "question"): (
        "Smith, J. (2020). Is This a Title? <i>The Journal</i>, <i>3</i>, 4–9. {url} | (Smith, 2020, para. 7)"
    ),
    ("apa", "quotation"): (
        "Smith, J. (2020). The “End” of It. <i>The Journal</i>, <i>3</i>, 4–9. {url} | (Smith, 2020, para. 7)"
    ),
    ("apa", "cyrillic"): "Снеговая, М. (2020). <i>Перезагрузка</i>. The Site. {url} | (Снеговая, 2020, para. 7)",
    ("apa", "signs"): (
        "Smith, J. (2020). R&amp;D &lt; 5 &amp; more. <i>The Journal</i>, <i>3</i>, 4–9. {url} | (Smith, 2020, para. 7)"
    ),
    ("apa", "inferred"): (
        "[Smith, J.]. ([2020]). A Plain Title. <i>The Journal</i>, <i>3</i>, 4–9. {url} | ([Smith], [2020], para. 7)"
    ),
    ("chicago-author-date", "three"): (
        "Ames, Bo, Di Cole, and Flo Eck. 2001. “A Plain Title.” <i>The Journal</i> 3: 4–9. {url}."
        " | (Ames et al. 2001, para. 7)"
    ),
    ("chicago-author-date", "twenty-one"): (
        "NameA, Ann, Ann NameB, Ann NameC, et al. 2001. “A Plain Title.” <i>The Journal</i> 3: 4–9. {url}."
        " | (NameA et al. 2001, para. 7)"
    ),
    ("chicago-author-date", "no-date"): "Smith, Jane. n.d. “A Plain Title.” The Site. {url}. | (Smith, n.d., para. 7)",
    ("chicago-author-date", "question"): (
        "Smith, Jane. 2020. “Is This a Title?” <i>The Journal</i> 3: 4–9. {url}. | (Smith 2020, para. 7)"
    ),
    ("chicago-author-date", "quotation"): (
        "Smith, Jane. 2020. “The ‘End’ of It.” <i>The Journal</i> 3: 4–9. {url}. | (Smith 2020, para. 7)"
    ),
    ("chicago-author-date", "inferred"): (
        "[Smith, Jane]. [2020]. “A Plain Title.” <i>The Journal</i> 3: 4–9. {url}. | ([Smith] [2020], para. 7)"
    ),
    ("chicago-notes", "question"): (
        "Smith, Jane. “Is This a Title?” <i>The Journal</i> 3 (2020): 4–9. {url}."
        " | Jane Smith, “Is This a Title?,” <i>The Journal</i> 3 (2020): para. 7, {url}."
    ),
    ("chicago-notes", "inferred"): (
        "[Smith, Jane]. “A Plain Title.” <i>The Journal</i> 3 ([2020]): 4–9. {url}."
        " | [Jane Smith], “A Plain Title,” <i>The Journal</i> 3 ([2020]): para. 7, {url}."
    ),
    ("mla", "no-author"): "“A Plain Title.” <i>The Site</i>, 3 May 2020, {url}. | (“A Plain Title,” par. 7)",
    ("mla", "three"): (
        "Ames, Bo, et al. “A Plain Title.” <i>The Journal</i>, vol. 3, 2001, pp. 4–9, {url}. | (Ames et al., par. 7)"
    ),
    ("mla", "quotation"): (
        "Smith, Jane. “The ‘End’ of It.” <i>The Journal</i>, vol. 3, 2020, pp. 4–9, {url}. | (Smith, par. 7)"
    ),
    ("mla", "no-date"): "Smith, Jane. “A Plain Title.” <i>The Site</i>, {url}. | (Smith, par. 7)",
    ("mla", "supplied"): (
        "Smith, Jane. “[A Title of Ours].” <i>The Journal</i>, vol. 3, 2020, pp. 4–9, {url}. | (Smith, par. 7)"
    ),
}


@pytest.mark.parametrize(("style", "id"), MANUALS)
def test_awkward_records_are_cited_as_the_manuals_say(style: str, id: str) -> None:
    found = cite(WORKS[id], STYLES[style])
    assert f"{fill(found.entry, URL)} | {fill(found.passage, URL, '', '7')}" == MANUALS[style, id].format(url=URL)


def test_a_citation_is_complete_and_names_what_was_read(collection: Collection) -> None:
    article = collection.articles["deyermond-2017"]
    item = csl_item(article, collection.people, SITE, "-")
    for style in STYLES.values():
        entry = without_markup(fill(cite(item, style).entry, "https://example.org/", "#p7", "7")).lower()
        for part in ("Deyermond", "2017", "normalise", "GEurasia", "reading edition", SITE, article.original):
            assert part.lower() in entry, style.id
        # One entry a work, whatever passage is cited.
        assert "https://example.org/" in entry
        assert "#p7" not in entry


@pytest.mark.parametrize("more", [{}, {"publication": ""}, {"edition": ""}])
def test_a_citation_tells_what_was_translated(collection: Collection, more: dict[str, Any]) -> None:
    article = replace(collection.articles["snegovaya-2026"], **more)
    item = csl_item(article, collection.people, SITE, "-")
    for style in STYLES.values():
        assert "translated from republic, shortened" in without_markup(cite(item, style).entry).lower(), style.id

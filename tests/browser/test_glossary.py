"""The filter of the glossary."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SHOWN = "all => all.filter(each => each.offsetParent).map(each => each.id)"


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator("h3.entry").evaluate_all(SHOWN)
    return found


def type_in(page: Page, words: str) -> None:
    page.locator(".filter input").fill(words)


@pytest.fixture
def glossary(page: Page, site: str) -> Page:
    page.goto(site + "glossary/")
    return page


@pytest.mark.parametrize("words", ["nomenklatura", "номенклатура", "НОМЕНКЛ", "nómenkl"])
def test_accents_case_and_script_do_not_matter(glossary: Page, words: str) -> None:
    type_in(glossary, words)
    assert shown(glossary)[0] == "nomenklatura"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ёлка", "elka"), ("Détente", "detente"), ("щука и ёж", "shchuka i ezh"), ("EE.UU.", "ee uu"), ("Київ", "kiiv")],
)
def test_folding(glossary: Page, text: str, folded: str) -> None:
    assert glossary.evaluate("(text) => readerPage.folding.fold(text)", text) == folded


def test_the_address_keeps_step_and_can_be_linked(glossary: Page, site: str) -> None:
    type_in(glossary, "nato")
    expect(glossary).to_have_url(f"{site}glossary/?q=nato")
    found = shown(glossary)
    assert "nato" in found
    glossary.goto("about:blank")
    glossary.goto(f"{site}glossary/?q=nato")
    assert shown(glossary) == found
    expect(glossary.locator(".filter input")).to_have_value("nato")
    expect(glossary).to_have_url(f"{site}glossary/?q=nato")
    # Elsewhere ?q= opens the search; here it is the filter's.
    expect(glossary.locator("dialog[open]")).to_have_count(0)


def test_the_number_of_matches_is_announced(glossary: Page) -> None:
    total = len(shown(glossary))
    status = glossary.get_by_role("status")
    expect(status).to_have_text(f"{total} entries")
    type_in(glossary, "kompromat")
    expect(status).to_have_text(f"{len(shown(glossary))} of {total} entries")
    type_in(glossary, "no such entry")
    expect(status).to_have_text("No entry has all of this. Search the articles")


def test_by_kind_and_article(glossary: Page) -> None:
    glossary.get_by_label("Kind").select_option("treaty")
    treaties = shown(glossary)
    assert "new-start" in treaties
    assert "kompromat" not in treaties
    glossary.get_by_label("Article", exact=True).select_option("notte-2025")
    assert set(shown(glossary)) < set(treaties)
    expect(glossary).to_have_url(re.compile("kind=treaty&article=notte-2025"))


def test_by_letter(glossary: Page) -> None:
    glossary.locator(".letters a", has_text=re.compile("^K$")).click()
    assert {id[0] for id in shown(glossary)} == {"k"}
    expect(glossary).to_have_url(re.compile(r"\?letter=k$"))
    expect(glossary.locator(".letters [aria-current]")).to_have_text("K")
    glossary.locator(".letters a", has_text="All").click()
    expect(glossary).to_have_url(re.compile("/glossary/$"))


def test_a_letter_without_a_match_loses_its_heading(glossary: Page) -> None:
    glossary.get_by_label("Kind").select_option("treaty")
    letters = glossary.locator("h2.letter:visible").evaluate_all("all => all.map(each => each.id)")
    assert "letter_n" in letters
    assert "letter_k" not in letters
    glossary.get_by_label("Kind").select_option("")
    type_in(glossary, "kompromat")
    assert glossary.locator("h2.letter:visible").count() == 0


def test_an_address_of_an_entry_shows_it_whatever_the_filter(glossary: Page) -> None:
    type_in(glossary, "kompromat")
    glossary.evaluate("location.hash = '#nato'")
    expect(glossary.locator("#nato")).to_be_in_viewport()


def test_without_script_the_page_is_plain_and_whole(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "glossary/?q=nato")
    assert page.locator(".filter").count() == 0
    assert len(shown(page)) > 100
    page.locator(".letters a", has_text=re.compile("^K$")).click()
    expect(page.locator("#kompromat")).to_be_in_viewport()
    context.close()

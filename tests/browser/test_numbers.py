"""The numbers of passages: seen, typed, touched."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"


def test_typing_a_number_goes_to_its_passage(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.keyboard.press("g")
    expect(page.get_by_role("textbox", name="Go to paragraph")).to_be_focused()
    page.keyboard.type("17")
    page.keyboard.press("Enter")
    expect(page.locator("#p17:target")).to_be_in_viewport()
    expect(page.locator("#p17 .passage-link")).to_be_focused()


def test_a_number_that_is_not_there_is_told_with_those_that_are(page: Page, site: str) -> None:
    page.goto(f"{site}{ARTICLE}#p999")
    said = page.locator(".goto-said")
    expect(said).to_have_text("There is no paragraph 999. This article has paragraphs 1 to 31.")
    page.get_by_role("textbox", name="Go to paragraph").fill("para. 7")
    page.keyboard.press("Enter")
    expect(page.locator("#p7:target")).to_be_in_viewport()


def test_on_a_phone_numbers_marks_and_cite_can_be_touched(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}{ARTICLE}#p20")
    for each in (".passage-link", ".passage-cite", ".note-mark"):
        target = page.locator(f"#p20 {each}").first
        area = target.bounding_box()
        assert area
        assert min(area["width"], area["height"]) >= 24, each
        assert target.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 12, each
        assert area["x"] >= 0
    number, passage = page.locator("#p20 .passage-link").bounding_box(), page.locator("#p20").bounding_box()
    assert number
    assert passage
    assert passage["x"] - (number["x"] + number["width"]) >= 7  # as far as the highlight reaches
    context.close()

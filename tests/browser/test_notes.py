"""The editors' notes beside the text."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"
MARK, NOTE = "#noteref-gore-chernomyrdin", "#note-gore-chernomyrdin"
OVERLAPS = """() => {
    const areas = [...document.querySelectorAll(".note")].map((note) => note.getBoundingClientRect())
    const text = document.querySelector(".passage").getBoundingClientRect()
    return areas.filter((area, index) =>
        area.left < text.right || area.right > innerWidth || areas.some((other, at) =>
            at > index && area.top < other.bottom && other.top < area.bottom)).length
}"""


def test_on_a_wide_screen_a_note_stands_beside_its_words(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    mark, note = page.locator(MARK).bounding_box(), page.locator(NOTE).bounding_box()
    assert mark
    assert note
    assert abs(note["y"] - mark["y"]) < 30
    assert page.evaluate(OVERLAPS) == 0


def test_notes_that_crowd_do_not_overlap(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.evaluate("document.querySelectorAll('.note-text').forEach((text) => text.append('word '.repeat(400)))")
    page.wait_for_function(f"({OVERLAPS})() === 0")
    foot = page.locator(".article-footer").bounding_box()
    last = page.locator(".note").last.bounding_box()
    assert foot
    assert last
    assert last["y"] + last["height"] <= foot["y"]


def test_a_mark_leads_to_its_note_and_back_by_keyboard(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.locator(MARK).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{NOTE}:target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(f"{NOTE} .note-back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"{MARK}:target")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 768])
def test_on_a_narrow_screen_a_note_opens_below_its_line(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(site + ARTICLE)
    mark, note = page.locator(MARK), page.locator(NOTE)
    expect(note).to_be_hidden()
    expect(mark).to_have_attribute("aria-expanded", "false")
    mark.tap()
    expect(note).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    above, area = mark.bounding_box(), note.bounding_box()
    assert above
    assert area
    assert 0 < area["y"] - above["y"] < 60
    assert area["x"] >= 0
    assert area["x"] + area["width"] <= width
    mark.tap()
    expect(note).to_be_hidden()
    context.close()


def test_on_a_narrow_screen_the_keyboard_goes_in_and_comes_back(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site + ARTICLE)
    for back in ("Escape", "Enter"):
        page.locator(MARK).focus()
        page.keyboard.press("Enter")
        expect(page.locator(NOTE)).to_be_focused()
        if back == "Enter":
            page.keyboard.press("Tab")
        page.keyboard.press(back)
        expect(page.locator(MARK)).to_be_focused()
        expect(page.locator(NOTE)).to_be_hidden()
    context.close()


def test_a_link_to_a_note_shows_it(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site + ARTICLE + NOTE)
    expect(page.locator(NOTE)).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_without_script_every_note_shows(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ARTICLE)
    for note in page.locator(".note").all():
        expect(note).to_be_visible()
    page.locator(MARK).click()
    expect(page.locator(f"{NOTE}:target")).to_be_in_viewport()
    context.close()


def test_marks_are_no_part_of_copied_text(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    text = page.evaluate("getSelection().selectAllChildren(document.querySelector('#p20')), getSelection().toString()")
    assert "1990s and the BPC" in text

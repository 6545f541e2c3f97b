"""Citing several passages at once: by a selection over them, and by their numbers."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_cite import ARTICLE, clipboard, panel, reading, select

from reader.citing.citations import without_markup
from reader.citing.pandoc import NUMBER, Form, apply
from reader.citing.styles import STYLES

pytestmark = pytest.mark.browser

__all__ = ["reading"]


def span(page: Page) -> None:
    """Select from the second word of one passage to a word of the next."""
    words = page.evaluate("['p12', 'p13'].map(id => document.getElementById(id).textContent.trim().split(/\\s+/)[1])")
    select(page, ("p12", words[0], 1), ("p13", words[1], 1))


def test_a_selection_over_two_passages_cites_both(reading: Page) -> None:
    span(reading)
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraphs 12–13")
    expect(panel(reading).locator(".cite-text").first).to_have_text("(Deyermond, 2017, paras. 12–13)")
    reading.get_by_role("button", name="Copy link", exact=True).click()
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: link")
    assert clipboard(reading).endswith(f"{ARTICLE}#p12")
    reading.get_by_role("button", name="Copy link to quotation").click()
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: link to quotation")
    assert "#p12:~:text=" in clipboard(reading)
    assert "," in clipboard(reading).partition("text=")[2]


def test_a_button_within_the_selection_cites_all_of_it(reading: Page) -> None:
    span(reading)
    reading.locator("#p13").hover()
    reading.locator("#p13 .passage-cite").click()
    expect(panel(reading)).to_have_accessible_name("Cite paragraphs 12–13")


@pytest.mark.parametrize(("first", "second"), [("p7", "p9"), ("p9", "p7")])
def test_a_second_number_with_shift_cites_from_one_to_the_other(reading: Page, first: str, second: str) -> None:
    reading.locator(f"#{first} .passage-link").click()
    reading.locator(f"#{second} .passage-link").click(modifiers=["Shift"])
    expect(panel(reading)).to_have_accessible_name("Cite paragraphs 7–9")
    expect(reading.get_by_role("button", name="Copy link to quotation")).to_be_hidden()


def test_a_second_number_by_keyboard(reading: Page) -> None:
    reading.locator("#p7 .passage-link").focus()
    reading.keyboard.press("Enter")
    reading.locator("#p8 .passage-link").focus()
    reading.keyboard.press("Shift+Enter")
    expect(panel(reading)).to_have_accessible_name("Cite paragraphs 7–8")


def test_every_style_words_several_passages_as_its_processor_does(reading: Page, folder: Path) -> None:
    id = ARTICLE.split("/")[1]
    [item] = json.loads((folder / f"reader/data/references/{id}.json").read_text("utf-8"))
    span(reading)
    reading.keyboard.press("c")
    for style in STYLES.values():
        reading.get_by_label("Style").select_option(style.id)
        expect(panel(reading).locator(".cite-text").first).not_to_contain_text(
            re.compile(r"\bpara?\.? 12–", re.IGNORECASE)
        )
        if style.more:  # which the rules of manuals reword
            continue
        [(_, (_, expected))] = apply({item["id"]: item}, style, (Form(part="passages"),))
        words = without_markup(expected).partition(NUMBER)[0].rsplit(None, 1)[-1]
        expect(panel(reading).locator(".cite-text").first).to_contain_text(f"{words} 12–13")

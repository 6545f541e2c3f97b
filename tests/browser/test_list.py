"""The reader's list, and what a passage said on the day it was cited, in a real browser."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import build, faultless, serve
from tests.citing.revising import FIRST, collection

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"
WORKS = ".my-list-works > li"


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    """A page of 360 px whose errors of scripts fail the test."""
    clipboard = ["clipboard-read", "clipboard-write"]
    with faultless(chromium, 360, 780, accept_downloads=True, permissions=clipboard) as page:
        yield page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def press(page: Page, selector: str) -> None:
    """Press an element by keyboard, once it is shown: what is hidden takes no focus, and the key would go elsewhere."""
    element = page.locator(selector)
    expect(element).to_be_visible()
    element.focus()
    page.keyboard.press("Enter")


def test_a_list_is_made_copied_and_emptied_by_keyboard(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}my-list/")
    expect(narrow.locator(".my-list-empty")).to_be_visible()
    expect(narrow.locator(".my-list-told")).to_contain_text("Kept in this browser only")
    narrow.goto(f"{site}{ARTICLE}#p9")
    press(narrow, ".list-toggle")
    expect(narrow.locator(".list-link")).to_have_text("My list (1)")
    narrow.locator("#p9 > .passage-link").focus()
    press(narrow, "#p9 > .passage-cite")
    press(narrow, ".cite-list-add")
    expect(narrow.locator(".cite-status")).to_have_text("Added to my list")
    narrow.keyboard.press("Escape")
    narrow.goto(f"{site}articles/weekly-blitz-2024/")
    press(narrow, ".list-toggle")
    press(narrow, ".list-link")
    expect(narrow.locator(WORKS)).to_have_count(2)
    assert fits(narrow)
    expect(narrow.locator(WORKS).nth(0)).to_contain_text("Deyermond, R. (2017)")
    passage = narrow.locator(f"{WORKS} ul li a")
    expect(passage).to_have_text("(Deyermond, 2017, para. 9)")
    assert str(passage.get_attribute("href")).endswith(f"{ARTICLE}#p9")
    narrow.locator("#__list-style").select_option("vancouver")
    expect(narrow.locator(WORKS).nth(1)).to_contain_text("2. [Russia eyes a reset")
    expect(narrow.locator(f"{WORKS} ul li a")).to_have_text("(1, para. 9)")
    press(narrow, ".my-list-copy")
    expect(narrow.locator(".my-list-status")).to_contain_text("Copied")
    copied = str(narrow.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("1. Deyermond R. A new ‘reset’?")
    assert "(1, para. 9)" in copied
    narrow.reload()  # the style and the list are kept
    expect(narrow.locator(WORKS).nth(1)).to_contain_text("2. [Russia eyes")
    press(narrow, f"{WORKS}:nth-child(1) .my-list-work button")
    expect(narrow.locator(WORKS)).to_have_count(1)
    press(narrow, ".my-list-clear")
    expect(narrow.locator(".my-list-empty")).to_be_visible()
    narrow.keyboard.press("Enter")  # on `Undo`, which has the focus
    expect(narrow.locator(WORKS)).to_have_count(1)


def test_the_words_selected_are_the_quotation_and_files_hold_the_list(narrow: Page, site: str) -> None:
    narrow.goto(site + ARTICLE)
    words = narrow.evaluate("""() => {
        const text = document.querySelector("#p9").firstChild
        const range = new Range()
        range.setStart(text, 0)
        range.setEnd(text, text.data.indexOf(" ", 12))
        getSelection().addRange(range)
        return String(getSelection()).trim()
    }""")
    narrow.keyboard.press("c")
    press(narrow, ".cite-list-add")
    narrow.goto(f"{site}my-list/")
    expect(narrow.locator(f"{WORKS} q")).to_have_text(words)
    found = {}
    for format in ("bibtex", "ris", "csl-json", "markdown"):
        with narrow.expect_download() as download:
            press(narrow, f"[data-download={format}]")
        found[format] = download.value.path().read_text("utf-8")
    assert found["bibtex"].startswith("@article{deyermond-2017,")
    assert found["ris"].startswith("TY  - JOUR")
    assert [item["id"] for item in json.loads(found["csl-json"])] == ["deyermond-2017"]
    assert "*GEurasia*" in found["markdown"]
    assert f"“{words}” [(Deyermond, 2017, para. 9)](<" in found["markdown"]


def test_a_result_of_a_search_is_added(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}search/?q=cycle%20of%20renewal")
    button = narrow.get_by_role("button", name="Add to list: paragraph").first
    id = str(button.get_attribute("aria-label")).split()[-1]
    button.focus()
    narrow.keyboard.press("Enter")
    expect(narrow.locator(".list-add", has_text="In my list")).to_have_count(1)
    narrow.goto(f"{site}my-list/")
    expect(narrow.locator(f"{WORKS} ul li a")).to_contain_text(f"para. {id}")


def test_a_list_that_is_damaged_or_of_a_work_that_is_gone_says_so(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}my-list/")
    key = narrow.evaluate("`reader.list:${new URL('../', location).pathname}`")
    narrow.evaluate("key => localStorage.setItem(key, '{')", key)
    narrow.reload()
    expect(narrow.locator(".my-list-broken")).to_be_visible()
    press(narrow, ".my-list-anew")
    expect(narrow.locator(".my-list-empty")).to_be_visible()
    gone = [{"article": "gone-2001", "title": "A Work <b>That Is Gone</b>", "passages": []}]
    narrow.evaluate("([key, list]) => localStorage.setItem(key, JSON.stringify(list))", [key, gone])
    narrow.reload()
    expect(narrow.locator(WORKS)).to_contain_text("A Work <b>That Is Gone</b> (no longer on this site)")


def test_without_script_the_list_says_what_it_needs(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}my-list/")
    expect(page.locator("noscript")).to_contain_text("allow scripts here", use_inner_text=True)
    context.close()


def test_a_browser_that_keeps_nothing_says_so(narrow: Page, site: str) -> None:
    narrow.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    narrow.goto(site + ARTICLE)
    press(narrow, ".list-toggle")
    expect(narrow.locator(".list-status")).to_contain_text("This browser keeps nothing")


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose article was revised."""
    folder = tmp_path_factory.mktemp("mill")
    build(collection(folder / "mill"), folder / "www")
    with serve(folder / "www") as address:
        yield f"{address}articles/mill/"


NOTICES = {
    "?on=2025-06-01#p2": ("the wording has changed since", "Dispute truce"),
    "?on=2026-02-10#p2": ("the wording has changed since", FIRST),
    "?on=2026-03-01#p2": ("changed on that very day", FIRST),
    "?on=2027-01-01#p2": ("the wording is still the same", ""),
    "?on=2026-02-10#p7": ("It is no longer here", "Tax troop war"),
    "?on=2025-06-01#p5": ("It is no longer here", "Telegram ledger"),
    "?on=2026-13-45#p2": ("is no day", ""),
}


@pytest.mark.parametrize("address", NOTICES)
def test_whoever_follows_a_citation_reads_both_wordings(narrow: Page, mill: str, address: str) -> None:
    narrow.goto(mill + address)
    box = narrow.locator(".cited-as-of")
    message, words = NOTICES[address]
    expect(box).to_contain_text(message)
    expect(box).to_contain_text(words)
    expect(box).to_be_in_viewport()
    assert fits(narrow)
    press(narrow, ".cited-as-of-close")
    expect(box).to_have_count(0)


def test_a_reworded_passage_is_cited_with_the_day(narrow: Page, mill: str) -> None:
    narrow.goto(f"{mill}#p2")
    narrow.locator("#p2 > .passage-link").focus()
    press(narrow, "#p2 > .passage-cite")
    today = str(narrow.evaluate("new Intl.DateTimeFormat('en-CA').format()"))
    expect(narrow.locator(".cite-parts")).to_contain_text("para. 2, as of ")
    press(narrow, ".cite-link")
    expect(narrow.locator(".cite-status")).to_have_text("Copied: link")
    assert str(narrow.evaluate("navigator.clipboard.readText()")).endswith(f"?on={today}#p2")


def test_the_differences_open_from_the_passage_and_without_script(narrow: Page, mill: str, chromium: Browser) -> None:
    narrow.goto(mill)
    press(narrow, "#p2 > .passage-revised")
    expect(narrow.locator("#__revised-p2 ins").first).to_be_visible()
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(mill)
    page.locator("#__revised-p2 summary").press("Enter")
    expect(page.locator("#__revised-p2 ins").first).to_be_visible()
    page.goto(f"{mill}history/#p2")
    expect(page.locator("#p2 del").first).to_be_visible()
    assert fits(page)
    context.close()

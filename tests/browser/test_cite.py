"""Citing in a real browser: by keyboard alone, by touch, without script, and what the clipboard holds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"


@pytest.fixture
def reading(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on an article whose clipboard can be read; errors of its scripts fail the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + ARTICLE)
    yield page
    context.close()
    assert errors == []


def panel(page: Page) -> Locator:
    return page.locator("dialog.cite-panel")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def select_words(page: Page, id: str, start: int, end: int) -> str:
    """Select characters of the first text of a passage."""
    return str(
        page.evaluate(
            """([id, start, end]) => {
                const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT)
                const text = walker.nextNode()
                getSelection().setBaseAndExtent(text, start, text, end)
                return getSelection().toString()
            }""",
            [id, start, end],
        )
    )


def test_a_passage_is_cited_by_keyboard_alone(reading: Page) -> None:
    reading.locator("#p7 .passage-link").focus()
    reading.keyboard.press("Tab")
    button = reading.get_by_role("button", name="Cite paragraph 7")
    expect(button).to_be_focused()
    expect(button).to_have_css("opacity", "1")
    reading.keyboard.press("Enter")
    expect(panel(reading)).to_be_visible()
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 7")
    style = reading.get_by_label("Style")
    style.focus()
    reading.keyboard.type("MLA")
    expect(style).to_have_value("mla")
    reading.keyboard.press("Tab")
    expect(reading.get_by_role("button", name="Copy: in the text")).to_be_focused()
    reading.keyboard.press("Enter")
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: in the text")
    assert clipboard(reading) == "(Deyermond, par. 7)"
    reading.keyboard.press("Escape")
    expect(panel(reading)).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("close", ["press", "key"])
def test_the_button_goes_on_to_the_next_passage_pointed_at(reading: Page, close: str) -> None:
    reading.locator("#p7").hover()
    reading.locator("#p7 .passage-cite").click()
    if close == "key":
        reading.keyboard.press("Escape")
    else:
        reading.get_by_role("button", name="Close").click()
    expect(reading.locator("#p7 .passage-cite")).to_be_focused()
    reading.locator("#p8").hover()
    reading.locator("#p8 .passage-cite").click()
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 8")


def test_the_button_stays_at_the_keyboard_while_the_page_scrolls_below_the_pointer(reading: Page) -> None:
    reading.locator("#p9").hover()
    reading.locator("#p9 .passage-link").focus()
    reading.keyboard.press("Tab")
    for _ in range(5):
        reading.keyboard.press("ArrowDown")
        reading.wait_for_timeout(100)
    assert not reading.locator("#p9").evaluate("el => el.matches(':hover')")
    expect(reading.locator("#p9 .passage-cite")).to_be_focused()


def test_a_pointer_that_takes_the_button_leaves_the_focus_at_the_number(reading: Page) -> None:
    reading.locator("#p9 .passage-link").focus()
    reading.keyboard.press("Tab")
    reading.locator("#p10").hover()
    expect(reading.locator("#p10 .passage-cite")).to_be_visible()
    expect(reading.locator("#p9 .passage-link")).to_be_focused()


def test_the_article_is_cited_from_its_header(reading: Page) -> None:
    opener = reading.get_by_role("button", name="Cite", exact=True)
    opener.focus()
    reading.keyboard.press(" ")
    expect(panel(reading)).to_have_accessible_name("Cite this article")
    expect(panel(reading)).to_contain_text("(Deyermond, 2017)")
    reading.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_the_key_c_cites_the_passage_in_view(reading: Page) -> None:
    reading.locator("#p9 .passage-link").focus()
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 9")
    reading.keyboard.press("g")
    expect(panel(reading)).to_be_visible()


def test_the_clipboard_holds_what_is_shown_in_every_format(reading: Page, site: str) -> None:
    reading.goto(f"{site}{ARTICLE}#p31")
    reading.locator("#p31 .passage-cite").click()
    select = reading.get_by_label("Style")
    values = select.locator("option").evaluate_all("options => options.map(option => option.value)")
    assert values == ["apa", "chicago-notes", "chicago-author-date", "mla", "bibtex", "ris", "csl-json"]
    for value in values:
        select.select_option(value)
        for part in panel(reading).locator(".cite-parts section").all():
            part.get_by_role("button").click()
            expect(panel(reading).get_by_role("status")).to_contain_text("Copied")
            shown = str(part.locator(".cite-text").evaluate("el => el.textContent"))
            assert clipboard(reading).replace("\r\n", "\n") == shown.replace("\r\n", "\n")
            assert "31" in shown
    reading.get_by_role("button", name="Copy link", exact=True).click()
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: link")
    assert clipboard(reading).endswith(f"/reader/{ARTICLE}#p31")


def test_what_is_copied_keeps_its_italics(reading: Page) -> None:
    reading.locator(".cite-open").click()
    reading.get_by_role("button", name="Copy: in the list of references").click()
    expect(panel(reading).get_by_role("status")).to_contain_text("Copied")
    html = reading.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    assert "<i>GEurasia</i>" in html


def test_the_style_is_remembered(reading: Page) -> None:
    reading.locator(".cite-open").click()
    reading.get_by_label("Style").select_option("chicago-notes")
    reading.reload()
    reading.locator(".cite-open").click()
    expect(reading.get_by_label("Style")).to_have_value("chicago-notes")


def test_a_link_to_a_quotation_leads_to_whole_words_of_the_passage(reading: Page, site: str) -> None:
    assert select_words(reading, "p7", 7, 20) == "onald Trump’s"
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 7")
    reading.get_by_role("button", name="Copy link to quotation").click()
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: link to quotation")
    link = clipboard(reading)
    assert "#p7:~:text=" in link
    assert "Donald%20Trump%E2%80%99s" in link
    reading.goto("about:blank")
    reading.goto(link.replace("http://127.0.0.1/reader/", site))
    expect(reading.locator("#p7")).to_be_in_viewport()


def test_a_long_quotation_is_told_by_its_first_and_last_words(reading: Page) -> None:
    end = int(
        reading.evaluate("document.createTreeWalker(document.getElementById('p8'), 4).nextNode().textContent.length")
    )
    select_words(reading, "p8", 0, end)
    reading.locator("#p8 .passage-link").focus()
    reading.keyboard.press("c")
    reading.get_by_role("button", name="Copy link to quotation").click()
    expect(panel(reading).get_by_role("status")).to_contain_text("Copied")
    assert clipboard(reading).partition("#p8:~:text=")[2].startswith("No%20such")


def test_without_a_selection_there_is_no_link_to_a_quotation(reading: Page) -> None:
    reading.locator("#p7 .passage-link").focus()
    reading.keyboard.press("c")
    expect(reading.get_by_role("button", name="Copy link to quotation")).to_be_hidden()


def test_a_page_without_https_copies_too(chromium: Browser, site: str) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("delete Clipboard.prototype.write")
    page.goto(site + ARTICLE)
    page.locator(".cite-open").click()
    page.get_by_role("button", name="Copy: in the text").click()
    expect(panel(page).get_by_role("status")).to_have_text("Copied: in the text")
    assert clipboard(page) == "(Deyermond, 2017)"
    context.close()


def test_a_page_that_may_not_copy_says_so(reading: Page) -> None:
    reading.evaluate(
        """() => {
            delete Clipboard.prototype.write
            document.execCommand = () => { throw new Error("not allowed") }
        }"""
    )
    reading.locator(".cite-open").click()
    reading.get_by_role("button", name="Copy: in the text").click()
    expect(panel(reading).get_by_role("status")).to_have_text("Not copied: select the text and copy it by hand")
    expect(panel(reading).locator("textarea")).to_have_count(0)
    expect(reading.get_by_role("button", name="Copy: in the text")).to_be_focused()


def test_the_panel_by_touch_at_360_px(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + ARTICLE)
    page.locator("#p8").tap()
    button = page.locator("#p8 .passage-cite")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    button.tap()
    expect(panel(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    frame = panel(page).bounding_box()
    assert frame
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 360
    for each in panel(page).get_by_role("button").all():
        if each.is_visible():
            size = each.bounding_box()
            assert size
            assert size["height"] >= 36
    page.get_by_role("button", name="Copy: in the text").tap()
    expect(panel(page).get_by_role("status")).to_contain_text("Copied")
    assert clipboard(page) == "(Deyermond, 2017, para. 8)"
    page.get_by_role("button", name="Close").tap()
    expect(panel(page)).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("id", ["p2", "p7", "p12"])
def test_the_button_lies_free_between_two_numbers(chromium: Browser, site: str, width: int, id: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 740}, has_touch=True, is_mobile=width < 400)
    page = context.new_page()
    page.goto(site + ARTICLE)
    page.evaluate(
        """id => {
            const passage = document.getElementById(id)
            if (id !== "p7") passage.replaceChildren("A single line.", passage.querySelector(".passage-link"))
            passage.scrollIntoView({ block: "center", behavior: "instant" })
        }""",
        id,
    )
    page.locator(f"#{id}").tap()
    button = page.locator(f"#{id} .passage-cite")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    hit = """el => {
        const { left, right, top, bottom } = el.getBoundingClientRect()
        return [top + 3, (top + bottom) / 2, bottom - 3].map(y => el === document.elementFromPoint((left + right) / 2, y))
    }"""
    assert button.evaluate(hit) == [True, True, True]
    for number in (id, f"p{int(id[1:]) + 1}"):
        link = page.locator(f"#{number} .passage-link")
        link.evaluate("el => el.scrollIntoView({ block: 'center', behavior: 'instant' })")
        assert link.evaluate(hit)[1], number
    context.close()


def test_a_press_beside_the_panel_closes_it(reading: Page) -> None:
    reading.locator(".cite-open").click()
    reading.mouse.click(5, 400)
    expect(panel(reading)).to_be_hidden()


def test_without_script_the_link_leads_to_how_to_cite(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ARTICLE)
    expect(panel(page)).to_be_hidden()
    page.get_by_role("link", name="Cite", exact=True).click()
    heading = page.get_by_role("heading", name="How to cite")
    expect(heading).to_be_in_viewport()
    expect(page.locator("section.cite")).to_contain_text("(Deyermond, 2017)")
    context.close()


def test_the_button_of_a_passage_is_no_text(reading: Page) -> None:
    reading.locator("#p7").hover()
    expect(reading.locator("#p7 .passage-cite")).to_be_visible()
    text = reading.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('p7')); return getSelection().toString() }"
    )
    assert "cite" not in text

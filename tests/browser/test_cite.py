"""Citing in a real browser: by keyboard alone, by touch, without script, and what the clipboard holds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import faultless

from reader.citing.formats import FORMAT_IDS

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"


@pytest.fixture
def reading(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on an article whose clipboard can be read; errors of its scripts fail the test."""
    with faultless(chromium, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(site + ARTICLE)
        yield page


def panel(page: Page) -> Locator:
    return page.locator("dialog.cite-panel")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


# Sets `range` to words of a passage, from the text as it stands across its elements.
FIND = """(id, words, nth) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    let at = -1
    for (let left = nth; left > 0; left--) at = nodes.map(each => each.data).join("").indexOf(words, at + 1)
    if (at < 0) throw new Error(`${id} has no ${nth} times ${words}`)
    const range = new Range()
    let start = 0
    for (const node of nodes) {
        const end = start + node.data.length
        if (start <= at && at < end) range.setStart(node, at - start)
        if (start < at + words.length && at + words.length <= end) range.setEnd(node, at + words.length - start)
        start = end
    }
    return range
}"""
Words = tuple[str, str, int]  # a passage, some of its words, and which of their occurrences is meant


def select(page: Page, first: Words, last: Words | None = None) -> None:
    """Select words, or from the beginning of some to the end of others."""
    page.evaluate(
        f"""([first, last]) => {{
            const find = {FIND}
            const [start, end] = [find(...first), find(...last)]
            getSelection().setBaseAndExtent(start.startContainer, start.startOffset, end.endContainer, end.endOffset)
        }}""",
        [first, last or first],
    )


def quotation(page: Page) -> str:
    """Copy the link to the words selected; gives its fragment."""
    page.keyboard.press("c")
    page.get_by_role("button", name="Copy link to quotation").click()
    expect(panel(page).get_by_role("status")).to_have_text("Copied: link to quotation")
    page.keyboard.press("Escape")
    return clipboard(page).partition("#")[2]


def assert_leads_to(page: Page, site: str, fragment: str, words: Words) -> None:
    """Follow a fragment without its id: Chromium scrolls the line that matches to the middle, below the header."""
    id, mark, directive = fragment.partition(":~:")
    assert (id, mark) == (words[0], ":~:")
    page.goto("about:blank")
    page.goto(f"{site}{ARTICLE}#{mark}{directive}")
    page.wait_for_function(
        f"""words => {{
            const {{ top, bottom }} = ({FIND})(...words).getBoundingClientRect()
            const header = document.querySelector(".md-header").offsetHeight
            return Math.abs((top + bottom) / 2 - innerHeight / 2 - header) < 13 // half a line
        }}""",
        arg=words,
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
    expect(panel(reading)).to_be_visible()
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
    for _ in range(12):
        reading.keyboard.press("ArrowDown")
    reading.wait_for_function("() => !document.getElementById('p9').matches(':hover')")
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
    assert values == list(FORMAT_IDS)
    for value in values:
        select.select_option(value)
        for part in panel(reading).locator(".cite-parts section").all():
            part.get_by_role("button").click()
            expect(panel(reading).get_by_role("status")).to_contain_text("Copied")
            shown = str(part.locator(".cite-text").evaluate("el => el.textContent"))
            assert clipboard(reading).replace("\r\n", "\n") == shown.replace("\r\n", "\n")
        # The passage stands where the text or a note cites it; the record and the entry are of the work.
        [mention, *entry] = panel(reading).locator(".cite-parts .cite-text").all_text_contents()
        assert not entry or " 31" in mention.replace("\xa0", " ")
        assert all("#p31" not in text for text in (entry or [mention]))
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
    select(reading, ("p7", "onald Trump", 1))
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 7")
    reading.keyboard.press("Escape")
    fragment = quotation(reading)
    assert "Donald%20Trump%E2%80%99s" in fragment
    assert_leads_to(reading, site, fragment, ("p7", "Donald Trump", 1))


@pytest.mark.parametrize(
    "words",
    [
        ("p7", "the", 1),
        ("p7", "the", 2),
        ("p7", "the", 3),
        ("p8", "in", 1),
        ("p10", "reset", 1),
        ("p10", "reset", 2),
        ("p7", "bilateral relationship.", 1),
        ("p31", "relations", 1),
    ],
    ids=str,
)
def test_words_that_recur_are_told_apart(reading: Page, site: str, words: Words) -> None:
    select(reading, words)
    assert_leads_to(reading, site, quotation(reading), words)


def test_a_card_that_is_open_is_no_part_of_the_passage(reading: Page) -> None:
    reading.locator("#p7 a.person").focus()
    expect(reading.locator("#p7 .card")).to_be_visible()
    select(reading, ("p7", "critical bilateral", 1))
    fragment = quotation(reading)
    assert fragment == "p7:~:text=critical%20bilateral"


def test_a_long_quotation_is_told_by_its_first_and_last_words(reading: Page) -> None:
    select(reading, ("p8", "Relations have", 1), ("p8", "since the 1990s.", 1))
    fragment = quotation(reading)
    assert fragment.startswith("p8:~:text=Relations%20have%20in%20fact%20not,the%20way%20since%20the%201990s.")


def test_a_quotation_of_two_passages_goes_from_words_of_one_to_words_of_the_other(reading: Page, site: str) -> None:
    select(reading, ("p8", "Trump presidency itself", 1), ("p9", "relations have", 1))
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraphs 8–9")
    reading.keyboard.press("Escape")
    fragment = quotation(reading)
    texts = "Trump%20presidency%20itself.,paper%20argues%2C%20US%2DRussia%20relations%20have"
    # The words stand on the page twice: p8 was reworded, and its wordings stand at the foot.
    assert fragment == f"p8:~:text=nature%20of%20the-,{texts},-been%20trapped%20in"
    assert_leads_to(reading, site, fragment, ("p8", "Trump presidency", 1))


def test_a_selection_that_ends_where_the_next_passage_begins_is_of_one(reading: Page) -> None:
    reading.locator("#p8").click(click_count=3, position={"x": 40, "y": 70})
    assert quotation(reading).endswith(
        ":~:text=Relations%20have%20in%20fact%20not,of%20the%20Trump%20presidency%20itself."
    )


def test_a_quotation_that_begins_in_a_heading_begins_with_the_passage_below(reading: Page) -> None:
    select(reading, ("the-reset-cycle", "Cycle#", 1), ("p9", "the paper argues", 1))
    assert (
        quotation(reading)
        == "p9:~:text=In%20the%20quarter%2Dcentury%20since%20the%20Soviet%20collapse%2C%20the%20paper%20argues"
    )


@pytest.mark.parametrize("away", ["press", "script"])
def test_a_selection_that_is_gone_is_not_cited(reading: Page, away: str) -> None:
    select(reading, ("p7", "Donald Trump", 1))
    if away == "press":
        reading.mouse.click(1430, 500)
    else:
        reading.evaluate("getSelection().removeAllRanges()")
    reading.locator(".cite-open").click()
    expect(panel(reading)).to_have_accessible_name("Cite this article")
    expect(reading.get_by_role("button", name="Copy link to quotation")).to_be_hidden()


def test_a_heading_selected_after_words_leaves_no_quotation_of_them(reading: Page) -> None:
    select(reading, ("p7", "Donald Trump", 1))
    reading.locator("#p9").evaluate("el => el.scrollIntoView({ block: 'start', behavior: 'instant' })")
    select(reading, ("the-reset-cycle", "Reset Cycle", 1))
    reading.keyboard.press("c")
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 9")
    expect(reading.get_by_role("button", name="Copy link to quotation")).to_be_hidden()


@pytest.mark.parametrize("opener", [".cite-open", "#p7 .passage-cite"])
def test_words_selected_when_a_button_is_pressed_are_the_quotation(reading: Page, opener: str) -> None:
    reading.locator("#p7").hover()
    select(reading, ("p7", "the", 2))
    reading.evaluate("addEventListener('mousedown', () => getSelection().removeAllRanges())")
    reading.locator(opener).click()
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 7")
    reading.get_by_role("button", name="Copy link to quotation").click()
    expect(panel(reading).get_by_role("status")).to_have_text("Copied: link to quotation")
    assert "defeat%20as-,the,-best" in clipboard(reading)


def test_another_passage_than_that_of_the_words_is_cited_without_them(reading: Page) -> None:
    select(reading, ("p7", "Donald Trump", 1))
    reading.locator("#p8").hover()
    reading.locator("#p8 .passage-cite").click()
    expect(panel(reading)).to_have_accessible_name("Cite paragraph 8")
    expect(reading.get_by_role("button", name="Copy link to quotation")).to_be_hidden()


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
    page.locator("#p9").tap()
    button = page.locator("#p9 .passage-cite")
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
    assert clipboard(page) == "(Deyermond, 2017, para. 9)"
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
        const x = (left + right) / 2
        return [top + 3, (top + bottom) / 2, bottom - 3].map(y => el === document.elementFromPoint(x, y))
    }"""
    assert button.evaluate(hit) == [True, True, True]
    for number in (id, f"p{int(id[1:]) + 1}"):
        link = page.locator(f"#{number} .passage-link")
        link.evaluate("el => el.scrollIntoView({ block: 'center', behavior: 'instant' })")
        assert link.evaluate(hit)[1], number
    context.close()


def test_a_press_beside_the_panel_closes_it(reading: Page) -> None:
    reading.locator(".cite-open").click()
    expect(panel(reading)).to_be_visible()  # it is loaded when it is first wanted
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

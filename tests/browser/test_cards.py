"""Cards: WCAG 2.2, success criterion 1.4.13, by mouse, keyboard and touch."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, FloatRect, Locator, Page, expect
from tests.browser.conftest import build, serve

from reader.commands.new import new_collection

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"


@pytest.fixture
def article(page: Page, site: str) -> Page:
    page.goto(site + ARTICLE)
    return page


@pytest.fixture
def timed(page: Page, site: str) -> Page:
    """A page whose clock stands unless the test lets it run."""
    page.clock.install(time=0)
    page.goto(site + ARTICLE)
    page.clock.pause_at(3_600_000)
    return page


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + ARTICLE)
    yield page
    context.close()


def term(page: Page, id: str = "bpc") -> Locator:
    """A link that a test can act on; those further down are scrolled to by the action."""
    return page.locator(f'.article-body a.term[data-term="{id}"]').first


def card(page: Page) -> Locator:
    return page.locator(".card")


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


def focus_by_keyboard(page: Page, link: Locator) -> None:
    """Reach a link with Tab, so that focus shows."""
    link.evaluate("el => el.closest('.passage').querySelector('a').focus({ preventScroll: false })")
    for _ in range(9):
        if link.evaluate("el => el === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached with Tab")


def test_hover_opens_the_entry_and_leaving_closes_it(article: Page) -> None:
    term(article).hover()
    expect(card(article)).to_be_visible()
    expect(card(article).locator(".card-title")).to_have_text("Bilateral Presidential Commission")
    expect(card(article).locator(".card-uses")).to_contain_text("In 2 passages")
    expect(card(article).locator(".card-entry a")).to_have_attribute("href", re.compile(r"/reader/glossary/#bpc$"))
    article.mouse.move(5, 5)
    expect(card(article)).to_have_count(0)


def test_a_card_names_the_native_script_and_its_language(article: Page) -> None:
    term(article, "kompromat").hover()
    title = card(article).locator(".card-title")
    expect(title.locator("[lang=ru]")).to_have_text("компромат")
    expect(title).to_contain_text("Russian")
    expect(card(article).locator(".card-facts")).to_contain_text("See also")


def test_a_pointer_that_passes_opens_nothing_and_one_that_rests_waits_300_ms(timed: Page) -> None:
    link = term(timed)
    link.scroll_into_view_if_needed()
    tops = "[...document.querySelectorAll('.passage')].map(each => each.getBoundingClientRect().top)"
    before = timed.evaluate(tops)
    link.hover()
    timed.clock.run_for(250)
    expect(card(timed)).to_have_count(0)
    timed.mouse.move(5, 5)
    timed.clock.run_for(1000)
    expect(card(timed)).to_have_count(0)
    link.hover()
    timed.clock.run_for(300)
    expect(card(timed)).to_be_visible()
    assert timed.evaluate(tops) == before


def test_the_pointer_can_move_onto_the_card_and_stay(timed: Page) -> None:
    term(timed).hover()
    timed.clock.run_for(300)
    area = box(card(timed))
    timed.mouse.move(5, 5)  # on the way: neither on the link nor on the card
    timed.clock.run_for(200)
    expect(card(timed)).to_be_visible()
    timed.mouse.move(area["x"] + 40, area["y"] + 20)
    timed.clock.run_for(5000)
    expect(card(timed)).to_be_visible()
    timed.mouse.move(5, 5)
    timed.clock.run_for(1000)
    expect(card(timed)).to_have_count(0)


def test_a_card_stays_as_long_as_the_pointer_rests(timed: Page) -> None:
    term(timed).hover()
    timed.clock.run_for(60_000)
    expect(card(timed)).to_be_visible()


def test_escape_closes_and_leaves_pointer_and_focus_where_they_are(timed: Page) -> None:
    article = timed
    term(article).hover()
    article.clock.run_for(300)
    expect(card(article)).to_be_visible()
    focus = article.evaluate("document.activeElement.tagName")
    article.keyboard.press("Escape")
    expect(card(article)).to_have_count(0)
    assert article.evaluate("document.activeElement.tagName") == focus
    article.clock.run_for(5000)
    expect(card(article)).to_have_count(0)


def test_focus_opens_a_card_and_tab_goes_on_to_the_next_link(article: Page) -> None:
    link = term(article)
    focus_by_keyboard(article, link)
    expect(card(article)).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    article.keyboard.press("Tab")
    assert not article.evaluate("document.activeElement.closest('.card')")
    expect(link).to_have_attribute("aria-expanded", "false")


def test_escape_on_a_focused_link_keeps_the_focus(article: Page) -> None:
    link = term(article)
    focus_by_keyboard(article, link)
    expect(card(article)).to_be_visible()
    article.keyboard.press("Escape")
    expect(card(article)).to_have_count(0)
    expect(link).to_be_focused()


def test_enter_goes_into_the_card_and_escape_comes_back(article: Page) -> None:
    link = term(article)
    focus_by_keyboard(article, link)
    article.keyboard.press("Enter")
    expect(card(article)).to_be_focused()
    expect(card(article)).to_have_role("dialog")
    expect(card(article)).to_have_accessible_name("Bilateral Presidential Commission")
    article.keyboard.press("Tab")
    assert article.evaluate("!!document.activeElement.closest('.card')")
    article.keyboard.press("Escape")
    expect(card(article)).to_have_count(0)
    expect(link).to_be_focused()


def test_one_card_at_a_time(article: Page) -> None:
    term(article, "bpc").hover()
    expect(card(article)).to_be_visible()
    focus_by_keyboard(article, term(article, "new-start"))
    expect(card(article).locator(".card-title b")).to_have_text("New START")
    expect(card(article)).to_have_count(1)


def test_a_click_pins_a_card_until_a_click_elsewhere(timed: Page) -> None:
    article = timed
    term(article).click()
    article.mouse.move(5, 5)
    article.clock.run_for(5000)
    expect(card(article)).to_be_visible()
    article.mouse.click(5, 300)
    expect(card(article)).to_have_count(0)
    assert article.url.endswith(ARTICLE)


def test_a_second_click_closes(article: Page) -> None:
    term(article).click()
    expect(card(article)).to_be_visible()
    term(article).click()
    expect(card(article)).to_have_count(0)


def test_a_click_with_a_modifier_is_the_browsers(article: Page) -> None:
    term(article).scroll_into_view_if_needed()
    with article.context.expect_page() as opened:
        term(article).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/glossary/#bpc")


def test_what_a_card_links_to_opens_inside_it(article: Page) -> None:
    term(article).click()
    card(article).locator("a.person").first.click()
    expect(card(article).locator(".card-title b")).to_have_text("Barack Obama")
    expect(card(article)).to_have_count(1)
    expect(card(article)).to_be_focused()
    card(article).locator(".card-back").click()
    expect(card(article).locator(".card-title b")).to_have_text("Bilateral Presidential Commission")
    expect(card(article).locator("a.person").first).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (768, 500), (360, 640), (320, 256)])
def test_no_card_leaves_the_screen_or_covers_its_line(chromium: Browser, site: str, width: int, height: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(site + ARTICLE)
    faults = page.evaluate(
        """async () => {
            const faults = []
            const all = [...document.querySelectorAll(".article-body a:is(.term, .person)")]
            const links = all.filter((link) => link.checkVisibility()) // a closed note is not
            for (const [index, link] of links.filter((_, index) => index % 3 === 0).entries()) {
                link.scrollIntoView({ block: ["start", "center", "end"][index % 3], behavior: "instant" })
                link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }))
                while (!document.querySelector(".card")) await new Promise(requestAnimationFrame) // its shard comes
                const card = document.querySelector(".card")
                const area = card.getBoundingClientRect()
                const fault = (what) => faults.push([link.textContent, what])
                if (area.left < 0 || area.right > document.documentElement.clientWidth) fault("side")
                if (area.top < 0 || area.bottom > innerHeight + 1) fault("top or bottom")
                const [line] = link.getClientRects() // of the part at which it opens
                if (area.top < line.bottom && area.bottom > line.top) fault("line")
                card.querySelector(".card-close").click()
            }
            return faults
        }"""
    )
    context.close()
    assert faults == []


def test_a_tap_opens_and_a_tap_elsewhere_closes(phone: Page) -> None:
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    assert phone.url.endswith(ARTICLE)
    card(phone).locator(".card-close").tap()
    expect(card(phone)).to_have_count(0)
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    area = box(card(phone))
    phone.touchscreen.tap(3, area["y"] + area["height"] / 2)
    expect(card(phone)).to_have_count(0)


def test_cards_are_loaded_when_somebody_comes_to_their_passage(article: Page) -> None:
    """No page carries them; the pointer at a passage asks for those of its links, before one of them is rested on."""
    loaded = "() => [...document.scripts].filter((each) => each.src.includes('/data/cards/')).length"
    assert "Full entry" not in article.content()
    article.mouse.move(3, 3)
    assert article.evaluate(loaded) == 0
    paragraph = article.locator("#p7")  # begins with a word that is no link: nothing is rested on
    paragraph.hover(position={"x": 2, "y": 2})
    article.wait_for_function(f"() => ({loaded})() > 0")
    assert article.evaluate(loaded) <= paragraph.locator("a.term, a.person").count()
    expect(card(article)).to_have_count(0)


def test_without_script_a_term_leads_to_its_entry(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ARTICLE)
    term(page).click()
    page.wait_for_url("**/glossary/#bpc")
    context.close()


HOSTILE = """\
sample-term:
  term: sample term
  definition: >-
    Before <img src=x onerror=alert(1)> and </template></script><script>alert(2)</script> after,
    next to <b onmouseover="alert(4)">bold</b>.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A collection whose definition tries to run script."""
    root: Path = tmp_path_factory.mktemp("hostile")
    new_collection(root / "collection")
    (root / "collection" / "glossary.yml").write_text(HOSTILE, encoding="utf-8")
    article = root / "collection" / "docs" / "articles" / "first-article.md"
    article.write_text(article.read_text("utf-8") + "\nA sample term stands here.\n", encoding="utf-8")
    build(root / "collection", root / "www")
    with serve(root / "www") as address:
        yield address


def test_markup_in_a_definition_shows_as_text_and_runs_nothing(page: Page, hostile: str) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(hostile + "articles/first-article/")
    page.locator('a.term[data-term="sample-term"]').first.hover()
    text = card(page).locator(".card-text")
    expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    expect(text).to_contain_text("</template></script><script>alert(2)</script>")
    assert text.locator("img, script, b").count() == 0
    page.goto(hostile + "glossary/")
    expect(page.locator("#sample-term + p")).to_contain_text("<img src=x onerror=alert(1)>")
    assert dialogs == []

"""The faces of the text, the reader's settings of it, print, and what is left without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"
# The least contrast of any text that shows within an element, by WCAG 2.2.
CONTRAST = """(root) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    const rgb = (colour) => {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const light = (colour) => rgb(colour).slice(0, 3).map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0)
    const mark = getComputedStyle(root).getPropertyValue("--reader-mark")
    return Math.min(...[root, ...root.querySelectorAll("a, q, span, b, i")].map((each) => {
        const [a, b] = [light(getComputedStyle(each).color), light(mark)]
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }))
}"""


def test_an_english_page_loads_at_most_120_kb_of_faces_of_its_own(page: Page, site: str) -> None:
    faces: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: faces.update({answer.url: len(answer.body())}) if answer.url.endswith(".woff2") else None,
    )
    page.goto(site + ARTICLE)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert faces
    assert all(url.startswith(site) for url in faces)
    assert sum(faces.values()) <= 120_000, faces
    assert page.evaluate("document.fonts.check('16px \"Reader Serif\"')")


def test_the_readers_settings_are_kept_and_there_before_the_page_is_painted(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    text = page.locator("#p7")
    before = text.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    page.get_by_role("button", name="Type").click()
    page.get_by_label("Largest").check()
    page.get_by_label("Sans").check()
    page.get_by_label("Wide").check()
    page.keyboard.press("Escape")
    assert text.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") > before
    script = page.locator('head script[src$="assets/reader/type.js"]')
    assert script.get_attribute("defer") is None
    page.goto(site + "glossary/")
    assert page.evaluate("document.documentElement.dataset.face") == "sans"
    assert page.evaluate("document.documentElement.style.getPropertyValue('--reader-size')") == "1.3rem"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_highlight_keeps_the_contrast_of_its_text(chromium: Browser, site: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{site}{ARTICLE}#p20")
    page.mouse.move(2, 2)
    assert page.locator("#p20").evaluate(CONTRAST) >= 4.5
    context.close()


def test_print_has_notes_smaller_than_the_text_and_no_chrome(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.emulate_media(media="print")
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    assert page.locator(".note-text p").first.evaluate(size) < page.locator("#p7").evaluate(size)
    expect(page.locator(".note-text").first).to_be_visible()
    for each in (".md-header", ".article-actions", ".card"):
        assert page.locator(each).evaluate_all("all => all.every(each => !each.checkVisibility())")
    number, text = page.locator("#p7 .passage-link"), page.locator("#p7")
    tops = [each.evaluate("each => each.getBoundingClientRect().top") for each in (number, text)]
    assert abs(tops[0] - tops[1]) < 4
    gaps = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll(".passage, .note")].map((each) => each.getBoundingClientRect())
            return Math.max(...all.slice(1).map((each, at) => each.top - all[at].bottom))
        }"""
    )
    assert gaps < 150


def test_the_glossary_prints_on_few_pages(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site + "glossary/")
    printed = page.pdf(path=tmp_path / "glossary.pdf", format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 26


@pytest.mark.parametrize("path", [ARTICLE, "glossary/", "articles/", ""])
def test_without_script_nothing_shows_that_does_nothing(chromium: Browser, site: str, path: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for each in ('[data-md-component="palette"]', ".filter", ".md-top", ".type-button"):
        assert page.locator(each).evaluate_all("all => all.every(each => !each.checkVisibility())"), each
    context.close()


def test_the_list_of_articles_is_sorted_and_filtered(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(".md-tabs").get_by_role("link", name="Articles").click()
    page.wait_for_url("**/articles/")
    titles = page.locator(".work:visible h2")
    expect(titles).to_have_count(5)
    expect(titles.first).to_contain_text("A New ‘Reset’?")
    expect(page.locator(".work-length").first).to_have_text("10 min")
    page.get_by_label("Order").select_option("author")
    expect(titles.first).to_contain_text("Reset Again?")
    page.get_by_label("Filter the articles").fill("notte")
    expect(titles).to_have_count(1)
    assert "q=notte" in page.url
    page.get_by_label("Filter the articles").fill("zzz")
    expect(page.locator(".filter-status")).to_contain_text("No article has all of this")
    expect(page.locator(".filter-status a")).to_have_attribute("href", f"{site}search/?q=zzz")


def test_the_drawer_of_a_phone_begins_with_the_sections_and_contents_have_a_name(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 700})
    page.goto(site + "articles/snegovaya-2026/")
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-nav--primary > .md-nav__list").get_by_text("Glossary")).to_be_in_viewport()
    page.goto(site + "articles/snegovaya-2026/")
    contents = page.locator(".article-contents")
    contents.get_by_text("Contents").click()
    contents.locator("a").first.click()
    expect(page.locator(".question:target")).to_be_in_viewport()
    page.close()


def test_the_glossary_finds_definitions_after_terms(page: Page, site: str) -> None:
    page.goto(site + "glossary/?q=reset")
    expect(page.locator(".mentioned")).to_be_visible()
    names = page.locator(".entry:visible").evaluate_all("all => all.map(each => each.id)")
    place = page.evaluate(
        "[...document.querySelectorAll('.mentioned, .entry')].findIndex(each => each.matches('.mentioned'))"
    )
    assert "reset" in names[:place]
    assert len(names) > place
    page.get_by_label("Filter the entries").fill("zzz")
    expect(page.locator(".filter-status a")).to_have_text("Search the articles")
    page.get_by_label("Filter the entries").fill("")
    letters = page.locator("h2.letter").all_inner_texts()
    assert [each for each in letters if len(each) == 1] == sorted(each for each in letters if len(each) == 1)


@pytest.mark.parametrize("feature", ["forced", "motion", "text"])
def test_eyes_that_need_more(chromium: Browser, site: str, feature: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1024, "height": 800},
        forced_colors="active" if feature == "forced" else "none",
        reduced_motion="reduce" if feature == "motion" else "no-preference",
    )
    page = context.new_page()
    page.goto(site + ARTICLE)
    if feature == "text":
        page.evaluate("document.documentElement.style.fontSize = '40px'")
        page.wait_for_function("() => document.documentElement.scrollWidth <= 1024")
    page.locator("#p20 .note-mark").first.click()
    expect(page.locator(".card-note, .note:focus").first).to_be_visible()
    page.locator('.article-body a.term[data-term="bpc"]').first.click()
    expect(page.locator(".card")).to_be_visible()
    context.close()

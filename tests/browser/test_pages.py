"""What a reader sees, in a real browser."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = ["", "articles/deyermond-2017/", "glossary/", "people/", "people/deyermond/", "about/", "404.html"]


@pytest.mark.parametrize("path", PAGES)
def test_asks_no_host_but_its_own(page: Page, site: str, path: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert hosts == {urlsplit(site).netloc}


def test_the_browser_of_these_tests_knows_one_font(page: Page) -> None:
    wide = (
        "(font) => Object.assign(document.createElement('canvas').getContext('2d'), { font }).measureText('mi').width"
    )
    assert {page.evaluate(wide, f"100px {family}") for family in ("serif", "sans-serif", "monospace", "Georgia")} == {
        106
    }


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(chromium: Browser, site: str, path: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_line_of_an_article_is_60_to_75_characters(page: Page, site: str) -> None:
    page.goto(site + "articles/snegovaya-2026/")
    characters = page.evaluate(
        """() => {
            const lines = []
            for (const p of document.querySelectorAll("p.passage")) {
                const range = document.createRange()
                range.selectNodeContents(p)
                const height = parseFloat(getComputedStyle(p).lineHeight)
                lines.push(p.textContent.length / Math.round(p.getBoundingClientRect().height / height))
            }
            lines.sort((a, b) => a - b)
            return lines[Math.floor(lines.length / 2)]
        }"""
    )
    assert 60 <= characters <= 75


def test_the_number_of_a_passage_shows_always_and_leads_to_it(page: Page, site: str) -> None:
    page.goto(site + "articles/deyermond-2017/")
    passage = page.locator("#p14")
    link = passage.locator("a.passage-link")
    expect(link).to_have_css("opacity", "1")
    faint = link.evaluate("each => getComputedStyle(each).color")
    passage.hover()
    expect(link).not_to_have_css("color", faint)
    link.click()
    expect(page).to_have_url(re.compile("#p14$"))


def test_copied_text_holds_no_number(page: Page, site: str) -> None:
    page.goto(site + "articles/deyermond-2017/")
    text = page.evaluate(
        """() => {
            getSelection().selectAllChildren(document.querySelector("#p14"))
            return getSelection().toString()
        }"""
    )
    assert text.strip()
    assert "14" not in text


def test_a_term_leads_to_its_entry_and_a_use_back_to_the_passage(page: Page, site: str) -> None:
    page.goto(site + "articles/deyermond-2017/")
    page.locator('a.term[data-term="bpc"]').first.click()
    page.locator(".card-entry a").click()
    page.wait_for_url("**/glossary/#bpc")
    page.locator('.uses:below(#bpc) a[href*="deyermond-2017"]').first.click()
    page.wait_for_url("**/articles/deyermond-2017/#p*")
    expect(page.locator(".passage:target")).to_be_in_viewport()


def test_the_404_page_works_at_any_depth(page: Page, site: str) -> None:
    page.goto(site + "404.html")
    links = page.locator(".not-found a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["/reader/search/", "/reader/glossary/", "/reader/people/", "/reader/articles/"]


def test_a_page_without_script_is_whole(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "articles/deyermond-2017/")
    expect(page.locator("#p31")).to_be_attached()
    expect(page.locator('a.term[data-term="kompromat"]').first).to_be_visible()
    page.goto(site + "glossary/#kompromat")
    expect(page.locator("#kompromat")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["articles/deyermond-2017/", "articles/deyermond-2017/?on=2026-01-01", "glossary/"])
def test_an_address_that_cannot_be_decoded_is_that_of_the_page(page: Page, site: str, path: str) -> None:
    """The page fails the test on any error of a script."""
    page.goto(f"{site}{path}#%E0%A4%A", wait_until="networkidle")
    page.evaluate("location.hash = '#%E0%A4%'")
    link = page.locator("main article a.article, main article .uses a").first
    link.evaluate("link => (link.hash = '#%E0%A4%A')")
    link.hover()
    expect(page.locator(".card")).to_be_visible()  # that of the whole article
    page.keyboard.press("Escape")
    page.goto(f"{site}articles/deyermond-2017/#p2")
    expect(page.locator("#p2 .passage-cite")).to_be_attached()

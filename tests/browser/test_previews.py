"""Previews of what references lead to, fetched when first asked for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"
REFERENCE = ".note a.article"  # Weekly Blitz 2024, para. 9


def test_a_reference_shows_its_passage_and_a_click_follows_it(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + ARTICLE)
    link = page.locator(REFERENCE).first
    assert not [each for each in asked if "/data/passages/" in each]
    link.hover()
    card = page.locator(".card")
    expect(card.locator(".card-title")).to_have_text("Paragraph 9")
    expect(card.locator(".card-facts")).to_contain_text("Weekly Blitz 2024")
    assert len([each for each in asked if "/data/passages/" in each]) == 1
    said = card.locator(".card-text").inner_text()
    link.click()
    page.wait_for_url("**/articles/weekly-blitz-2024/#p9")
    assert said.strip()[:40] in page.locator("#p9").inner_text()


def test_a_line_of_uses_marks_its_words(page: Page, site: str) -> None:
    page.goto(site + "glossary/")
    page.locator('.uses:below(#bpc) a[href*="deyermond-2017"]').first.hover()
    expect(page.locator(".card mark")).to_have_text("Bilateral Presidential Commission")
    expect(page.locator(".card .card-facts")).to_have_text("Deyermond 2017 · The Reset Cycle")


def test_cited_shows_by_whom_and_goes_in_and_back(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    cited = page.locator("#p11 .passage-cited")
    cited.click()
    card = page.locator(".card")
    expect(card.locator(".card-title")).to_contain_text("Cited in")
    card.locator(".uses a").first.click()
    expect(card.locator(".card-title")).to_have_text(re.compile(r"Note \d+"))
    card.locator(".card-back").click()
    expect(card.locator(".card-title")).to_contain_text("Cited in")
    expect(page).to_have_url(site + ARTICLE)


def test_see_also_opens_inside_the_card(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.locator('.article-body a.term[data-term="bpc"]').first.click()
    card = page.locator(".card")
    card.locator('.card-facts a[href*="glossary"]').first.click()
    expect(card.locator(".card-title b")).to_have_text("Gore-Chernomyrdin Commission")
    expect(card.locator(".card-back")).to_contain_text("Bilateral Presidential Commission")


def test_a_tap_stays_on_the_page(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + "glossary/#bpc")
    page.locator('.uses:below(#bpc) a[href*="deyermond-2017"]').first.tap()
    expect(page.locator(".card .card-title")).to_have_text("Paragraph 10")
    assert "/glossary/" in page.url
    page.locator(".card .card-open").tap()
    page.wait_for_url("**/articles/deyermond-2017/#p10")
    context.close()


def test_a_page_opened_from_a_disk_shows_previews_where_scripts_run(folder: Path) -> None:
    data = (folder / "reader/data/passages/deyermond-2017.js").read_text("utf-8")
    assert data.startswith("readerPassages({")
    assert '["p9","9",' in data


@pytest.mark.parametrize("act", ["sweep", "scroll"])
def test_nothing_opens_unless_the_pointer_rests(page: Page, site: str, act: str) -> None:
    page.clock.install()
    page.goto(site + ARTICLE)
    page.evaluate("document.querySelector('#p10').scrollIntoView({ block: 'center' })")
    area = page.locator("#p10").bounding_box()
    assert area
    for step in range(40):
        if act == "sweep":
            page.mouse.move(area["x"] + 12 * step, area["y"] + area["height"] * step / 40)
        else:
            page.mouse.move(area["x"] + 100, area["y"]) if not step else page.evaluate("scrollBy(0, 15)")
        page.clock.run_for(50 if act == "sweep" else 400)
    assert page.locator(".card").count() == 0


@pytest.mark.parametrize("at", [0, -1])
def test_a_broken_link_opens_at_the_part_under_the_pointer(chromium: Browser, site: str, at: int) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(site + ARTICLE)
    links = page.locator(".article-body a.term")
    broken = next(link for link in links.all() if link.evaluate("each => each.getClientRects().length") > 1)
    broken.evaluate("each => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
    rect = broken.evaluate(f"each => [...each.getClientRects()].at({at}).toJSON()")
    page.mouse.move(rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2)
    page.locator(".card").wait_for()
    area = page.locator(".card").bounding_box()
    assert area
    assert min(abs(area["y"] - rect["bottom"]), abs(area["y"] + area["height"] - rect["top"])) < 20
    page.close()


def test_a_card_stays_below_the_header(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.locator('.article-body a.term[data-term="bpc"]').first.click()
    card = page.locator(".card")
    card.wait_for()
    page.evaluate(
        "scrollBy({ top: document.querySelector('.card').getBoundingClientRect().top - 10, behavior: 'instant' })"
    )
    area = card.bounding_box()
    assert area
    assert area["y"] < 40
    assert page.evaluate(f"!!document.elementFromPoint({area['x'] + 20}, 20).closest('.md-header')")


def test_a_post_is_said_once(page: Page, site: str) -> None:
    page.goto(site + "people/assad/")
    assert page.locator(".md-content").inner_text().count("President of Syria") == 1

"""The site opened from a disk, without any host: cards, previews, notes, citing, filters and search work."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import ROOT, faultless

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017.html"


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of our collection as a folder of files, without an address of its own."""
    folder = tmp_path_factory.mktemp("disk")
    settings = folder / "mkdocs.yml"
    own = json.dumps(str(ROOT / "mkdocs.yml"))
    docs = json.dumps(str(ROOT / "docs"))
    hook = json.dumps(str(ROOT / "hooks" / "reader_hooks.py"))
    for name in ("glossary.yml", "people.yml", "anchors", "annotations"):
        (folder / name).symlink_to(ROOT / name)
    settings.write_text(f"INHERIT: {own}\ndocs_dir: {docs}\nhooks: [{hook}]\nsite_url: ''\nuse_directory_urls: false\n")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return f"{(folder / 'site').as_uri()}/"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with faultless(chromium) as page:
        yield page


def test_cards_open_and_so_do_those_inside_them(page: Page, disk: str) -> None:
    page.goto(disk + ARTICLE)
    page.locator('a.term[data-term="bpc"]').first.click()
    card = page.locator(".card")
    expect(card.locator(".card-title b")).to_have_text("Bilateral Presidential Commission")
    card.locator("a.person").first.click()
    expect(card.locator(".card-title b")).to_have_text("Barack Obama")
    assert card.locator(".card-entry a").get_attribute("href") == f"{disk}people/obama.html"


def test_a_reference_shows_its_passage(page: Page, disk: str) -> None:
    page.goto(disk + "people/deyermond.html")
    line = page.locator('.uses a[href*="deyermond-2017.html#p"]').first
    line.hover()
    expect(page.locator(".card .card-text")).not_to_be_empty()
    expect(page.locator(".card .card-open")).to_contain_text("Go to paragraph")


def test_notes_stand_in_the_margin(page: Page, disk: str) -> None:
    page.goto(disk + ARTICLE)
    expect(page.locator(".note.beside").first).to_be_visible()


def test_a_passage_is_cited_and_put_on_the_list(page: Page, disk: str) -> None:
    page.goto(disk + ARTICLE)
    page.locator("#p7").hover()
    page.locator("#p7 .passage-cite").click()
    panel = page.locator(".cite-panel")
    expect(panel).to_have_accessible_name("Cite paragraph 7")
    expect(panel.locator(".cite-text").first).to_contain_text("Deyermond")
    panel.get_by_role("button", name="Add to my list").click()
    expect(panel.locator(".cite-status")).to_have_text("Added to my list")
    page.goto(disk + "my-list.html")
    expect(page.locator(".my-list-works .cite-text")).to_contain_text("Deyermond")


def test_filters_find(page: Page, disk: str) -> None:
    page.goto(disk + "glossary.html")
    page.get_by_role("searchbox", name="Filter the entries").fill("nomenkl")
    expect(page.locator("h3.entry:visible").first).to_contain_text("nomenklatura")
    page.goto(disk + "articles/index.html")
    page.get_by_role("searchbox", name="Filter the articles").fill("deyermond")
    expect(page.locator(".work:visible")).to_have_count(1)


def test_the_search_finds_and_leads_to_a_passage(page: Page, disk: str) -> None:
    page.goto(disk + "index.html")
    page.keyboard.press("/")
    page.locator(".search-dialog input").fill("kompromat")
    page.locator("a.search-result").first.click()
    page.wait_for_url("**#*")
    assert page.url.startswith("file:")

"""What a page may run and load: nothing is kept away that the site needs, and no other host is ever asked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

KEPT_AWAY = (
    "addEventListener('securitypolicyviolation', ({ violatedDirective: by, blockedURI: what }) => keptAway(by, what))"
)
ARTICLE = "articles/deyermond-2017/"
# One page of each kind.
KINDS = {
    "home": "", "article": ARTICLE, "articles": "articles/", "glossary": "glossary/", "people": "people/",
    "person": "people/deyermond/", "search": "search/", "list": "my-list/", "about": "about/",
    "guide": "about/editing/", "not found": "404.html",
}  # fmt: skip


class Watched:
    """A page, with what its policy kept away, the hosts that were asked and the errors of scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kept_away: list[str] = []
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        page.context.expose_binding(
            "keptAway", lambda source, *what: self.kept_away.append(str((source["page"].url, what)))
        )
        page.context.add_init_script(KEPT_AWAY)
        page.on(
            "request", lambda each: None if each.url.startswith("data:") else self.hosts.add(urlsplit(each.url).netloc)
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda said: self.errors.append(said.text) if "Content Security Policy" in said.text else None
        )


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page())
    context.close()


def use(page: Page, site: str) -> None:
    """Do on the pages of a site what readers do there."""
    page.goto(site + ARTICLE)
    page.locator('.article-body a.term[data-term="bpc"]').first.hover()
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#p14").hover()
    page.locator("#p14 .passage-cite").click()
    for style in page.locator("#__cite-format option").evaluate_all("all => all.map(each => each.value)"):
        page.locator("#__cite-format").select_option(style)
    page.get_by_role("button", name="Add to my list").last.click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    page.get_by_role("button", name="Close").click()
    page.locator(".note-mark").first.click()
    for shortcut in ("?", "g"):
        page.keyboard.press(shortcut)
        expect(page.locator("dialog.keys[open]")).to_be_visible()  # it is loaded when it is first wanted
        page.keyboard.press("Escape")
    page.locator("label[for^=__palette]:visible").first.click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.goto(site + "my-list/")
    expect(page.locator(".my-list-works > li")).not_to_have_count(0)
    page.locator("#__list-style").select_option(index=2)
    with page.expect_download():
        page.get_by_role("button", name="Download as BibTeX").click()
    page.goto(site + "search/?q=putin")
    expect(page.locator("a.search-result").first).to_be_visible()
    page.locator("a.search-result").first.click()
    page.goto(site)
    page.keyboard.press("/")
    page.locator(".search-dialog input").fill("sanctions")
    expect(page.locator(".search-dialog a.search-result").first).to_be_visible()
    for name in ("articles/", "glossary/"):
        page.goto(site + name)
        page.locator("main input[type=search]").first.fill("nuclear")


def test_nothing_is_kept_away_while_everything_is_used(watched: Watched, site: str) -> None:
    use(watched.page, site)
    assert watched.kept_away == []
    assert watched.errors == []
    assert watched.hosts == {urlsplit(site).netloc}


def test_every_kind_of_page_has_its_policy_and_asks_no_other_host(watched: Watched, site: str) -> None:
    page = watched.page
    for path in KINDS.values():
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        said = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert "unsafe-inline" not in said
        assert "default-src 'self'; script-src 'self' 'sha256-" in said
        assert page.locator("meta[name=referrer]").get_attribute("content") == "same-origin"
        assert page.evaluate("[...document.querySelectorAll('[style]')].every((each) => each.style.length)")
    assert watched.kept_away == []
    assert watched.errors == []
    assert watched.hosts == {urlsplit(site).netloc}


def test_what_is_no_script_of_the_site_is_kept_away(watched: Watched, site: str) -> None:
    page = watched.page
    page.goto(site + ARTICLE)
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='ran = 1'><b style='color:red'>x</b>")
            document.body.append(Object.assign(document.createElement("script"), { text: "ran = 1" }))
            document.body.append(Object.assign(document.createElement("img"), { src: "https://elsewhere.invalid/x" }))
            fetch("https://elsewhere.invalid/y").catch(() => {})
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.ran") is None
    assert len(watched.kept_away) == 5

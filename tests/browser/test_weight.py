"""What a page loads before anybody does anything, in bytes as written, and that nothing moves while it comes."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request
from tests.browser.conftest import serve

pytestmark = pytest.mark.browser

PAGES = ["", "articles/", "articles/deyermond-2017/", "glossary/", "people/", "people/deyermond/", "about/", "my-list/"]
SCRIPTS, STYLES, FONTS = 45_000, 30_000, 120_000
SHIFTED = """
window.shifted = 0
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value
}).observe({ type: "layout-shift", buffered: true })
"""


def requests_of(page: Page) -> list[Request]:
    """What a page asks for from now on."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    return asked


@pytest.mark.parametrize(
    "screen", [{"width": 1440, "height": 900}, {"width": 360, "height": 740}], ids=["desk", "phone"]
)
def test_what_a_page_loads_at_first_is_small_and_moves_nothing(
    chromium: Browser, folder: Path, screen: dict[str, int]
) -> None:
    """Search, cards, panels and previews come when they are first used; the sheet for paper holds no screen up."""
    faults = []
    with serve(folder) as address:
        for path in PAGES:
            context = chromium.new_context(viewport=screen)  # type: ignore[arg-type]
            page = context.new_page()
            page.add_init_script(SHIFTED)
            asked = requests_of(page)
            page.goto(f"{address}reader/{path}", wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            sizes: Counter[str] = Counter()
            for request in asked:
                file = folder / urlsplit(request.url).path.lstrip("/")
                # What is fetched ahead for another page is not this one's.
                ahead = request.headers.get("sec-purpose") == "prefetch" or request.headers.get("purpose") == "prefetch"
                if "/assets/reader/" in request.url and file.is_file() and not ahead and file.name != "print.css":
                    sizes[file.suffix] += file.stat().st_size
            shifted = page.evaluate("window.shifted")
            context.close()
            seen = (path or "home", sizes[".js"], sizes[".css"], sizes[".woff2"], round(shifted, 3))
            if sizes[".js"] > SCRIPTS or sizes[".css"] > STYLES or sizes[".woff2"] > FONTS or shifted > 0.02:
                faults.append(seen)
            print(*seen)
    assert faults == []


def test_a_crawler_without_script_finds_all_that_scripts_load(folder: Path) -> None:
    """Only the index of the search, of hundreds of files, is left to who copies the folder."""
    site = folder / "reader"
    pages = [each.read_text("utf-8") for each in site.rglob("*.html")]
    named = {each.rpartition("/")[2] for page in pages for each in page.replace("'", '"').split('"') if "/" in each}
    wanted = [*site.glob("assets/reader/**/*.js"), *site.glob("assets/reader/**/*.css"), *site.glob("data/*/*.js")]
    assert len(wanted) > 40
    assert [path.relative_to(site).as_posix() for path in wanted if path.name not in {*named, "redirect.js"}] == []

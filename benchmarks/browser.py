"""What a reader waits for in a browser: a card, and a page as Lighthouse sees it."""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import CHROMIUM, MISSING, QUIET, ROOT, build, serve
from tests.browser.test_checkers import LIGHTHOUSE, audit

from benchmarks.tables import show

ARTICLE = "articles/deyermond-2017/"
HOVERS = 20
# The time from the pointer's coming to the first frame with the card; beside it that of a frame with an empty box,
# shown at once: what the browser itself takes.
WATCH = """() => {
    const timed = (start, shown, key) => new MutationObserver((_, observer) => {
        if (!document.querySelector(shown)) return
        observer.disconnect()
        requestAnimationFrame(() => (window[key] = performance.now() - start))
    }).observe(document.body, { childList: true, subtree: true })
    document.addEventListener("pointerover", (event) => {
        if (!event.target.closest("a.term")) return
        timed(event.timeStamp, ".card", "card")
        timed(event.timeStamp, ".empty-box", "empty")
        const box = document.body.appendChild(document.createElement("div"))
        box.className = "empty-box"
        setTimeout(() => box.remove(), 40)
    }, true)
}"""


def main() -> None:
    """Hover a term 20 times, each on a page just loaded, and ask Lighthouse three times."""
    if not CHROMIUM:
        print(f"\nBrowser: {MISSING}")
        return
    with TemporaryDirectory() as folder:
        build(ROOT, Path(folder, "www"))
        with serve(Path(folder, "www")) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            times = [_hover(page, address + ARTICLE) for _ in range(HOVERS)]
            browser.close()
            cards, empty = [sorted(each) for each in zip(*times, strict=True)]
            rows = [
                ("a card, whose delay is 60", f"{statistics.median(cards):.0f}", f"{cards[-1]:.0f}"),
                ("an empty box without delay", f"{statistics.median(empty):.0f}", f"{empty[-1]:.0f}"),
            ]
            show(f"From the pointer to the frame, {HOVERS} times, ms", ("", "median", "most"), rows)
            if not LIGHTHOUSE.exists():
                print("\nLighthouse: missing; `make checkers` installs it")
                return
            scores = [_score(address + ARTICLE, Path(folder)) for _ in range(3)]
            show("Lighthouse, performance of an article's page of 100", ("runs", *"123"), [("", *scores)])


def _hover(page: Page, address: str) -> tuple[float, float]:
    page.goto(address)
    link = page.locator('.article-body a.term[data-term="bpc"]').first
    link.scroll_into_view_if_needed()
    page.evaluate(WATCH)
    link.hover()
    page.wait_for_function("window.card !== undefined && window.empty !== undefined")
    card, empty = page.evaluate("[window.card, window.empty]")
    return card, empty


def _score(address: str, folder: Path) -> str:
    return f"{audit(address, folder, 'performance')['categories']['performance']['score'] * 100:.0f}"


if __name__ == "__main__":
    main()

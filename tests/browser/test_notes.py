"""The editors' notes: in the margin at their words, or in a card at their mark."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import build, serve

from reader.commands.new import new_collection

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"
MARK, NOTE = "#noteref-gore-chernomyrdin", "#note-gore-chernomyrdin"
WIDTHS = (1024, 1344, 1440, 1920)
FARTHEST = 100  # px
# Of each note: how far it stands from its mark, None where the mark opens a card.
DISTANCES = """() => [...document.querySelectorAll(".note")].map((note) => {
    const mark = document.getElementById(note.id.replace("note-", "noteref-"))
    const away = note.getBoundingClientRect().top - mark.getBoundingClientRect().top
    return note.matches(".beside") ? Math.abs(away) : null
})"""
OVERLAPS = """() => {
    const areas = [...document.querySelectorAll(".note.beside")].map((note) => note.getBoundingClientRect())
    const text = document.querySelector(".passage").getBoundingClientRect()
    return areas.filter((area, index) =>
        area.left < text.right || area.right > innerWidth || areas.some((other, at) =>
            at > index && area.top < other.bottom && other.top < area.bottom)).length
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_note_stands_far_from_its_mark(chromium: Browser, site: str, folder: Path, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    for article in sorted((folder / "reader" / "articles").iterdir()):
        if not article.is_dir():
            continue
        page.goto(f"{site}articles/{article.name}/")
        distances = page.evaluate(DISTANCES)
        assert distances
        assert None not in distances, article.name
        assert max(distances) <= FARTHEST, article.name
        assert page.evaluate(OVERLAPS) == 0
    page.close()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built article of ten passages with fifty notes, five on each, all long."""
    root = tmp_path_factory.mktemp("crowded") / "collection"
    new_collection(root)
    numbers = range(1, 51)
    words = "A sentence of ten words that fills a line of text. " * 3
    passages = [
        " ".join(f"Here is marker{number}, and {words}" for number in numbers[start : start + 5])
        for start in range(0, 50, 5)
    ]
    (root / "docs/articles/fifty.md").write_text(
        "---\ntitle: Fifty notes\nauthors: []\npublished: 2020\nlanguage: en\n---\n\n" + "\n\n".join(passages) + "\n"
    )
    notes = [
        f"note-{number}:\n  passage: p{(number + 4) // 5}\n  quote: marker{number}\n"
        f"  note: {'Long words of a note. ' * 20}\n"
        f"  sources:\n    - {{title: A source, publisher: A site, date: 2026-11-22, url: 'https://example.org/'}}\n"
        "  as_of: 2026-11-22\n"
        for number in numbers
    ]
    (root / "annotations").mkdir(exist_ok=True)
    (root / "annotations/fifty.yml").write_text("\n".join(notes))
    folder = tmp_path_factory.mktemp("crowded-www")
    build(root, folder / "reader")
    return folder


@pytest.mark.parametrize("width", WIDTHS)
def test_of_fifty_notes_none_stands_far_from_its_mark(chromium: Browser, crowded: Path, width: int) -> None:
    with serve(crowded) as address:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}reader/articles/fifty/")
        distances = page.evaluate(DISTANCES)
        assert len(distances) == 50
        beside = [each for each in distances if each is not None]
        assert len(beside) >= 25
        assert max(beside) <= FARTHEST
        assert page.evaluate(OVERLAPS) == 0
        left_out = page.locator(".note:not(.beside)").first
        if left_out.count():
            mark = page.locator(f"#{(left_out.get_attribute('id') or '').replace('note-', 'noteref-', 1)}")
            mark.click()
            expect(page.locator(".card-note")).to_be_visible()
        page.close()


def test_a_crowded_note_opens_in_place_and_moves_no_text(page: Page, site: str) -> None:
    page.goto(site + "articles/notte-2025/")
    note = page.locator(".note.brief").first
    sources = note.locator(".note-sources")
    expect(sources).to_be_hidden()
    note.scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('#p3').getBoundingClientRect().top")
    note.locator(".note-head q").click()
    expect(sources).to_be_visible()
    expect(sources.locator("a").first).to_be_hidden()
    assert page.evaluate("document.querySelector('#p3').getBoundingClientRect().top") == before
    page.mouse.click(5, 500)
    expect(sources).to_be_hidden()
    note.locator(".note-unfold").focus()
    page.keyboard.press("Enter")
    expect(sources).to_be_visible()
    page.keyboard.press("Escape")
    expect(sources).to_be_hidden()


def test_a_mark_leads_to_its_note_and_back_by_keyboard(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    page.locator(MARK).focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(page.locator(NOTE)).to_be_focused()
    expect(page.locator(NOTE)).to_be_in_viewport()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(page.locator(MARK)).to_be_focused()


@pytest.mark.parametrize("width", [360, 768])
def test_on_a_narrow_screen_a_note_opens_as_a_card(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(site + ARTICLE)
    mark, card = page.locator(MARK), page.locator(".card")
    expect(page.locator(NOTE)).to_be_hidden()
    mark.tap()
    expect(card.locator(".note-text")).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    area = card.bounding_box()
    assert area
    assert area["x"] >= 0
    assert area["x"] + area["width"] <= width
    card.locator(".card-close").tap()
    expect(card).to_have_count(0)
    context.close()


def test_on_a_narrow_screen_the_keyboard_goes_in_and_comes_back(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site + ARTICLE)
    page.locator(MARK).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(MARK)).to_be_focused()
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_link_to_a_note_shows_it(chromium: Browser, site: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(site + ARTICLE + NOTE)
    expect(page.locator(".card-note" if width == 360 else NOTE)).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_without_script_every_note_is_folded_below_its_passage(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ARTICLE)
    note = page.locator(NOTE)
    expect(note.locator("summary").first).to_be_visible()
    expect(note.locator(".note-text")).to_be_hidden()
    gaps = page.evaluate(
        """() => {
            const shown = "article :is(.passage, .tombstone, .note, h2:has(~ * .passage, ~ .passage))"
            const all = [...document.querySelectorAll(shown)].map((each) => each.getBoundingClientRect())
            return all.slice(1).map((each, index) => each.top - all[index].bottom)
        }"""
    )
    assert max(gaps) < 120
    note.locator("summary").first.click()
    expect(note.locator(".note-text")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_marks_are_no_part_of_copied_text(page: Page, site: str) -> None:
    page.goto(site + ARTICLE)
    text = page.evaluate("getSelection().selectAllChildren(document.querySelector('#p20')), getSelection().toString()")
    assert "1990s and the BPC" in text

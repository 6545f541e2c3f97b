"""Keys, and the page for every reader: contrast, motion, zoom, paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/deyermond-2017/"


@pytest.fixture
def article(page: Page, site: str) -> Page:
    page.goto(site + ARTICLE)
    return page


def current(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.closest('.passage')?.id ?? ''")
    return found


def cited(page: Page) -> str:
    """The passage that the key `c` asks to cite, with none focused or selected by it."""
    page.evaluate("document.addEventListener('reader:cite', (event) => (window.cited = event.detail.passage))")
    page.keyboard.press("c")
    expect(page.locator(".cite-panel")).to_be_visible()  # it is loaded when it is first wanted
    page.keyboard.press("Escape")
    found: str = page.evaluate("window.cited")
    return found


def lead_to(page: Page, id: str, block: str = "start") -> None:
    page.evaluate(f"document.getElementById('{id}').scrollIntoView({{ block: '{block}', behavior: 'instant' }})")


def test_n_and_p_go_from_passage_to_passage(article: Page) -> None:
    article.keyboard.press("n")
    assert current(article) == "p1"
    article.keyboard.press("n")
    article.keyboard.press("n")
    assert current(article) == "p3"
    expect(article.locator("#p3")).to_be_in_viewport()
    article.keyboard.press("p")
    assert current(article) == "p2"
    assert article.url.endswith(ARTICLE)


@pytest.mark.parametrize(
    ("width", "height", "size"), [(1440, 900, 16), (360, 640, 20), (320, 256, 16), (1440, 2400, 12)]
)
def test_the_keys_act_on_the_first_passage_in_view(article: Page, width: int, height: int, size: int) -> None:
    article.set_viewport_size({"width": width, "height": height})
    article.evaluate(f"document.documentElement.style.setProperty('font-size', '{size / 16 * 125}%', 'important')")
    for id in ("p9", "p14", "p20"):  # below a heading, below a passage, with a note
        for key, to in (("n", 1), ("p", -1)):
            article.evaluate("document.activeElement.blur()")
            lead_to(article, id)
            assert cited(article) == id
            article.keyboard.press(key)
            assert current(article) == f"p{int(id[1:]) + to}"


def test_a_passage_whose_last_lines_are_in_view_is_the_first(article: Page) -> None:
    article.set_viewport_size({"width": 360, "height": 640})
    article.evaluate(
        """() => {
            const { bottom } = document.getElementById("p9").getBoundingClientRect()
            scrollTo({ top: scrollY + bottom - 200, behavior: "instant" })
        }"""
    )
    assert cited(article) == "p9"


def test_a_focused_passage_counts_while_it_is_in_view(article: Page) -> None:
    article.locator("#p12 .passage-link").focus()
    lead_to(article, "p12", "end")
    assert cited(article) == "p12"
    lead_to(article, "p20")
    assert current(article) == "p12"
    assert cited(article) == "p20"
    article.keyboard.press("n")
    assert current(article) == "p21"


def test_a_press_finds_the_passage_of_the_one_before_in_view(article: Page) -> None:
    """However quick the presses, however tall the passages, and where a style makes scrolling smooth."""
    article.evaluate("document.documentElement.style.scrollBehavior = 'smooth'")
    article.set_viewport_size({"width": 320, "height": 256})
    for _ in range(12):
        article.keyboard.press("n")
    assert current(article) == "p12"
    for _ in range(4):
        article.keyboard.press("p")
    assert current(article) == "p8"


def test_what_is_folded_is_passed_over(article: Page) -> None:
    article.evaluate(
        """() => {
            const folded = document.createElement("details")
            document.getElementById("p15").before(folded)
            folded.append(document.getElementById("p15"))
        }"""
    )
    article.locator("#p14 .passage-link").focus()
    article.keyboard.press("n")
    assert current(article) == "p16"
    article.evaluate(
        """() => {
            document.activeElement.blur()
            const summary = document.querySelector("details:has(#p15)")
            scrollTo({ top: scrollY + summary.getBoundingClientRect().top - 90, behavior: "instant" })
        }"""
    )
    assert cited(article) == "p16"


def test_where_no_passage_is_in_view_the_keys_start_from_the_place(article: Page) -> None:
    article.evaluate(
        """() => {
            const gap = document.createElement("div")
            gap.style.height = "300vh"
            document.getElementById("p9").after(gap)
        }"""
    )
    article.evaluate(
        """() => {
            const { bottom } = document.getElementById("p9").getBoundingClientRect()
            scrollTo({ top: scrollY + bottom + innerHeight, behavior: "instant" })
        }"""
    )
    assert cited(article) == ""
    article.keyboard.press("n")
    assert current(article) == "p10"
    article.evaluate("document.activeElement.blur(), scrollBy({ top: -2 * innerHeight, behavior: 'instant' })")
    article.keyboard.press("p")
    assert current(article) == "p9"


def test_slash_searches(article: Page) -> None:
    article.keyboard.press("/")
    expect(article.locator(".search-dialog input")).to_be_focused()
    expect(article.locator(".search-dialog input")).to_have_value("")


def test_g_opens_the_glossary_where_there_are_no_paragraphs(article: Page, site: str) -> None:
    article.goto(site + "people/")
    article.keyboard.press("g")
    article.wait_for_url("**/glossary/")


def test_no_key_works_while_typing(article: Page) -> None:
    article.locator(".search-field input").click()
    expect(article.locator(".search-dialog input")).to_be_focused()
    article.keyboard.type("pgn?c/")
    expect(article.locator(".search-dialog input")).to_have_value("pgn?c/")
    assert ARTICLE in article.url
    assert article.locator("dialog[open]").count() == 1


def test_the_list_opens_and_gives_focus_back(article: Page) -> None:
    article.locator("#p3 .passage-link").focus()
    article.keyboard.press("?")
    expect(article.get_by_role("dialog", name="Keys")).to_be_visible()
    article.keyboard.press("Escape")
    expect(article.locator("dialog.keys")).to_be_hidden()
    expect(article.locator("#p3 .passage-link")).to_be_focused()


def test_single_keys_can_be_switched_off(article: Page) -> None:
    article.keyboard.press("?")
    article.get_by_label("Use single keys").uncheck()
    article.keyboard.press("Escape")
    article.keyboard.press("n")
    article.keyboard.press("/")
    article.keyboard.press("s")
    assert current(article) == ""
    assert article.locator("dialog[open]").count() == 0


def test_a_browser_that_keeps_nothing_changes_nothing_else(page: Page, site: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(site + "articles/deyermond-2017/")
    page.keyboard.press("?")
    page.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.locator(".cite-open").click()
    page.get_by_label("Style").select_option("mla")
    expect(page.locator(".cite-parts")).to_contain_text("(Deyermond)")


def test_an_article_tells_its_length_and_its_neighbours(page: Page, site: str) -> None:
    page.goto(site + "articles/weekly-blitz-2024/")
    expect(page.locator(".article-length")).to_have_text("4 minutes to read")
    turn = page.get_by_role("navigation", name="Articles by date")
    expect(turn.locator("[rel=prev]")).to_have_attribute("href", "../deyermond-2017/")
    expect(turn.locator("[rel=next]")).to_have_attribute("href", "../akimova-2025/")


def test_progress_follows_the_scrolling(article: Page) -> None:
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.md-header'), '::after').transform).a"
    assert article.evaluate(scale) == 0
    article.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    article.wait_for_function(f"() => {scale} > 0.99")


def test_no_page_scrolls_sideways_at_400_percent(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    for path in ("", ARTICLE, "glossary/", "people/deyermond/", "about/"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


def test_less_motion_and_more_contrast_are_granted(chromium: Browser, site: str) -> None:
    context = chromium.new_context(reduced_motion="reduce", contrast="more", color_scheme="dark")
    page = context.new_page()
    page.goto(site + ARTICLE)
    running = "document.getAnimations().filter((each) => each.playState === 'running').length"
    assert page.evaluate(running) == 0
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('p.passage')).color]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    context.close()


def test_forced_colours_keep_marks_and_terms_visible(chromium: Browser, site: str) -> None:
    context = chromium.new_context(forced_colors="active", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(site + ARTICLE + "#p20")
    expect(page.locator("#p20")).to_have_css("outline-style", "solid")
    assert "underline" in page.locator("#p20 a.term").first.evaluate("el => getComputedStyle(el).textDecorationLine")
    context.close()


def test_paper_has_numbers_notes_addresses_and_no_chrome(article: Page) -> None:
    article.emulate_media(media="print")
    for chrome in (".md-header", ".md-tabs", ".md-sidebar--secondary", ".md-footer", ".article-turn"):
        expect(article.locator(chrome)).to_be_hidden()
    expect(article.locator("#p14 .passage-link")).to_have_css("opacity", "1")
    for note in article.locator(".note").all():
        expect(note).to_be_visible()
    address = "getComputedStyle(document.querySelector('.note-sources a'), '::after').content"
    assert article.locator(".note-sources a").first.get_attribute("href") in article.evaluate(address)
    expect(article.locator("section.cite")).to_contain_text("http://127.0.0.1/reader/articles/deyermond-2017/#p7")
    expect(article.locator(".article-footer")).not_to_contain_text("To cite paragraph 7")
    expect(article.get_by_text("For reference managers")).to_be_hidden()

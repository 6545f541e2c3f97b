"""The search in a real browser: what people type on three collections, the dialog, the page, where a result leads."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import ROOT, _Host, build, serve
from tests.search.asked import asked
from tests.search.made_up import files_of, made_up

pytestmark = pytest.mark.browser

CASES = Path(__file__).parents[1] / "search"
RESULT = "a.search-result"
ALL = "(links) => links.map((link) => link.href)"


def answers(page: Page, site: str, query: str) -> list[str]:
    """The addresses of the results on the page of the search, from the root of the site."""
    if not page.url.startswith(site + "search/"):
        page.goto(site + "search/")
    field = page.locator(".search-page input")
    field.fill(query)
    page.wait_for_function("query => document.querySelector('.search-results').dataset.of === query", arg=query.strip())
    return [str(href).removeprefix(site) for href in page.locator(RESULT).evaluate_all(ALL)]


def address(short: str) -> str:
    if short.startswith("#"):
        return f"glossary/{short}"
    page, _, fragment = short.partition("#")
    return (f"{page}/" if "/" in page else f"articles/{page}/") + (f"#{fragment}" if fragment else "")


def wrong(page: Page, site: str, cases: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The queries whose answer does not stand first, and those where it is not among the first three."""
    not_first, not_near = [], []
    for case in cases:
        found = answers(page, site, case["q"])
        if case.get("none"):
            good = near = not found
        else:
            first = case["first"] if isinstance(case["first"], list) else [case["first"]]
            right = {address(each) for each in first}
            good, near = bool(right & {*found[:1]}), bool(right & {*found[:3]})
        if "not" in case:
            good = good and address(case["not"]) not in found
        if not good:
            not_first.append(f"{case['q']}: {found[:3]}")
        if not near:
            not_near.append(case["q"])
    return not_first, not_near


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A collection of another field, in other languages."""
    folder = tmp_path_factory.mktemp("orchard")
    shutil.copytree(CASES / "orchard", folder / "source")
    config = folder / "source" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../..", str(ROOT)), "utf-8")
    build(folder / "source", folder / "site", strict=False)
    with serve(folder / "site") as address:
        yield address


def test_what_people_type(page: Page, site: str) -> None:
    cases = yaml.safe_load((CASES / "queries.yml").read_text("utf-8"))
    assert len(cases) >= 80
    # A third is by somebody who had not seen the code.
    assert sum("unseen" in case for case in cases) * 3 >= len(cases)
    not_first, not_near = wrong(page, site, cases)
    assert not_near == []
    assert len(not_first) <= len(cases) * 4 / 80, not_first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sovereign wealth funds", "#sovereign-wealth-fund"),  # a name in another form than the register has
        ("what share of Ukraine does Russia control now", "weekly-blitz-2024#p5"),  # small words weigh little
        ("nomenklatra sanctons", "#nomenklatura"),  # a misspelt word weighs as what it is taken for
    ],
)
def test_what_counts(page: Page, site: str, query: str, first: str) -> None:
    assert answers(page, site, query)[0] == address(first)


def test_small_words_are_not_asked_for(page: Page, site: str) -> None:
    counts = []
    for query in ("what share of Ukraine", "share Ukraine", "what of"):
        answers(page, site, query)
        counts.append(page.locator(".search-status").inner_text())
    assert counts[0] == counts[1] != counts[2]


def test_what_people_type_on_fruit(page: Page, orchard: str) -> None:
    not_first, not_near = wrong(page, orchard, yaml.safe_load((CASES / "orchard.yml").read_text("utf-8")))
    assert not_near == []
    assert len(not_first) <= 2, not_first


def test_what_people_type_where_words_are_many(page: Page, folder: Path) -> None:
    """Of a made-up collection the index alone is there: queries are asked of it, nothing is shown."""
    records, works = made_up(120)
    cases = asked(records, works)
    root = folder / "made-up"
    for path, data in files_of(records, works).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    with serve(folder) as base:
        page.goto(f"{base}reader/search/")
        expect(page.locator(".search-filter")).to_be_attached()
        found = page.evaluate(
            """async ([base, queries]) => {
                const index = await readerSearch.open(base)
                const first = async (query) => {
                    const { records } = await readerSearch.find(index, query)
                    return records.length ? (await index.result(records[0])).url : ""
                }
                const found = []
                for (const query of queries) found.push(await first(query))
                return found
            }""",
            [f"{base}made-up/", [each.query for each in cases]],
        )
    lost = [(case, answer) for case, answer in zip(cases, found, strict=True) if answer != case.first]
    assert len(cases) == 80
    assert len(lost) <= 4, lost
    assert not [case for case, _ in lost if case.kind.startswith("a phrase")]


def opened(page: Page, query: str = "") -> Page:
    page.keyboard.press("/")
    expect(page.locator(".search-dialog input")).to_be_focused()
    if query:
        page.locator(".search-dialog input").fill(query)
        page.wait_for_function(
            "query => document.querySelector('dialog .search-results').dataset.of === query", arg=query
        )
    return page


def test_results_as_one_types_in_groups(page: Page, site: str) -> None:
    page.goto(site)
    opened(page, "kompromat")
    titles = page.locator(".search-kind").all_inner_texts()
    assert [title.lower() for title in titles][:2] == ["glossary", "passages"]
    passage = page.locator('[data-kind="passage"] .search-hit').first
    expect(passage.locator(".search-number")).to_have_text("para. 24")
    expect(passage.locator(".search-where")).to_contain_text("2017 · The Trump Administration’s Russia Problems")
    assert "kompromat" in passage.locator("mark").all_inner_texts()


def test_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site + "articles/akimova-2025/")
    page.locator("#p3 .passage-link").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("murmansk")
    first = page.locator(RESULT).first
    first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-dialog input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#p3 .passage-link")).to_be_focused()
    assert page.url == site + "articles/akimova-2025/"
    page.keyboard.press("Control+k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/notte-2025/#*")


def test_the_address_keeps_step(page: Page, site: str) -> None:
    page.goto(site + "people/")
    opened(page, "Murmansk sailors")
    assert page.url == f"{site}people/?q=Murmansk+sailors"
    page.goto("about:blank")
    page.goto(f"{site}people/?q=Murmansk+sailors")
    page.locator(RESULT).first.wait_for()
    expect(page.locator(".search-dialog input")).to_have_value("Murmansk sailors")
    page.keyboard.press("Escape")
    assert page.url == f"{site}people/"


def test_the_page_is_the_same_without_the_dialog(page: Page, site: str) -> None:
    page.goto(site)
    opened(page, "putin sanctions")
    in_dialog = page.locator(RESULT).evaluate_all(ALL)
    page.goto(f"{site}search/?q=putin+sanctions")
    page.wait_for_function("() => document.querySelector('.search-results')?.dataset.of === 'putin sanctions'")
    assert page.locator(RESULT).evaluate_all(ALL) == in_dialog
    assert page.locator("dialog[open]").count() == 0


def test_a_result_opens_its_passage_with_the_words_marked(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=in+Murmansk+sailors")
    page.locator(RESULT).first.click()
    page.locator("mark.search-mark").first.wait_for()
    assert page.url == f"{site}articles/notte-2025/#p6"
    marked = set(page.locator("#p6 mark.search-mark").all_inner_texts())
    assert {"Murmansk", "sailors", "in"} <= marked
    assert not page.locator("mark.search-mark", has_text=re.compile("^i?n$")).evaluate_all(
        "marks => marks.some(({ previousSibling, nextSibling }) => /\\w$/.test(previousSibling?.data ?? '')"
        " || /^\\w/.test(nextSibling?.data ?? ''))"
    )
    header = page.locator(".md-header").bounding_box()
    passage = page.locator("#p6").bounding_box()
    assert header
    assert passage
    assert passage["y"] >= header["height"]
    text = page.locator("#p6").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("mark.search-mark")).to_have_count(0)
    assert page.locator("#p6").inner_text() == text
    page.reload()
    expect(page.locator("mark.search-mark")).to_have_count(0)


def test_a_click_takes_the_marks_away(page: Page, site: str) -> None:
    page.goto(site + "articles/notte-2025/")
    opened(page, "Murmansk sailors")
    page.keyboard.press("Enter")  # to a passage of the page that is open
    page.locator("mark.search-mark").first.wait_for()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url == f"{site}articles/notte-2025/#p6"
    page.wait_for_timeout(50)
    page.locator("h1").click()
    expect(page.locator("mark.search-mark")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_note_opens(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}search/?q=156th+member")
    page.locator(RESULT).first.click()
    page.wait_for_url("**/articles/notte-2025/#note-wto-accession")
    expect(page.locator(".card-note" if width == 360 else "#note-wto-accession")).to_be_in_viewport()


def test_a_slip_is_told(page: Page, site: str) -> None:
    page.goto(site)
    opened(page, "nomenklatra")
    expect(page.locator(".search-told")).to_have_text("Nothing for nomenklatra: showing nomenklatura.")
    opened_status = page.locator(".search-dialog").get_by_role("status")
    expect(opened_status).to_contain_text("results")


def test_nothing_found_says_where_to_look(page: Page, site: str) -> None:
    page.goto(site)
    opened(page, "xyzzyx")
    expect(page.locator(".search-told")).to_have_text("No text has xyzzyx.")
    links = page.locator(".search-none a").evaluate_all(ALL)
    assert links == [f"{site}glossary/", f"{site}people/", site]


def test_filters(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=reset&kind=passage&author=Hanna+Notte")
    page.locator(RESULT).first.wait_for()
    assert all("notte-2025/#p" in link for link in page.locator(RESULT).evaluate_all(ALL))
    page.get_by_role("combobox", name="Author").select_option("Ruth Deyermond")
    expect(page.locator(f'{RESULT}[href*="notte"]')).to_have_count(0)
    assert "author=Ruth+Deyermond" in page.url
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator('[data-kind="entry"]')).to_have_count(1)
    assert page.url == f"{site}search/?q=reset"
    page.locator(".search-page input").fill("Trump")
    page.get_by_role("combobox", name="Term").select_option("kompromat")
    expect(page.locator('[data-kind="passage"] .search-hit')).to_have_count(1)


def test_more_on_demand(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=Trump")
    group = page.locator('[data-kind="passage"]')
    group.locator(RESULT).nth(5).wait_for()
    before = group.locator(RESULT).count()
    group.get_by_role("button", name="more of").click()
    expect(group.locator(RESULT)).to_have_count(before + 10)
    expect(group.locator(RESULT).nth(before)).to_be_focused()


def test_what_was_searched_stays_in_the_browser_and_can_be_forgotten(page: Page, site: str) -> None:
    page.goto(site)
    opened(page, "Murmansk sailors")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#p6")
    opened(page)
    expect(page.get_by_role("button", name="Murmansk sailors", exact=True)).to_be_visible()
    page.get_by_role("button", name="Forget Murmansk sailors").click()
    expect(page.locator(".search-recent")).to_have_count(0)
    page.reload()
    opened(page)
    expect(page.locator(".search-recent")).to_have_count(0)


def test_a_link_or_a_citation_at_once(chromium: Browser, site: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}search/?q=Murmansk+sailors")
    page.get_by_role("button", name="Copy link: paragraph 6").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}articles/notte-2025/#p6"
    page.get_by_role("button", name="Cite: paragraph 6").click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert "para. 6" in cited
    assert "Notte" in cited
    context.close()


def test_without_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "articles/notte-2025/")
    page.locator(".search-field input").fill("nato")
    page.locator(".search-field input").press("Enter")
    page.wait_for_url("**/search/?q=nato")
    content = page.locator(".md-content")
    expect(content).to_contain_text("needs JavaScript")
    links = [link.get_attribute("href") for link in content.locator("a").all()]
    assert {urljoin(page.url, link or "") for link in links} >= {
        f"{site}glossary/",
        f"{site}people/",
        site,
    }
    assert content.locator('input[name="sites"]').get_attribute("value") == "127.0.0.1/reader"
    context.close()


class _Strict(_Host):
    """Allows scripts from the site alone: none in a page, none made of text."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "script-src 'self'")
        super().end_headers()


def test_a_strict_policy_of_content(chromium: Browser, folder: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/reader/search/?q=Murmansk+sailors")
    expect(page.locator(RESULT).first).to_have_attribute("href", re.compile(r"/articles/notte-2025/#p6$"))
    page.keyboard.press("Escape")
    context.close()
    server.shutdown()
    server.server_close()


def test_from_a_disk(page: Page, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(CASES / "orchard", source)
    config = source / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../..", str(ROOT)) + "use_directory_urls: false\n", "utf-8")
    build(source, tmp_path / "site", strict=False)
    base = (tmp_path / "site").as_uri()
    page.goto(f"{base}/search.html?q=strangled+bandages")
    expect(page.locator(RESULT).first).to_have_attribute("href", f"{base}/articles/hansen-1998.html#p6")
    page.locator(RESULT).first.click()
    page.locator("mark.search-mark").first.wait_for()
    assert page.url == f"{base}/articles/hansen-1998.html#p6"
    page.locator(".search-field input").click()
    page.locator(".search-dialog input").fill("scion")
    expect(page.locator(f"dialog {RESULT}").first).to_have_attribute("href", f"{base}/glossary.html#scion")


def test_an_index_that_is_not_there_is_told(page: Page, site: str) -> None:
    page.route(site + "search/index.js", lambda route: route.abort())
    page.goto(site)
    page.keyboard.press("/")
    page.locator(".search-dialog input").fill("nato")
    expect(page.locator(".search-dialog").get_by_role("status")).to_contain_text("The search index cannot be read")


def test_by_touch_on_a_phone(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(site + "articles/notte-2025/")
    page.locator(".search-button").tap()
    page.locator(".search-dialog input").fill("a word “new Cold War” Putin")
    page.locator(RESULT).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".search-dialog input").fill("Murmansk sailors")
    page.wait_for_function("() => document.querySelector('dialog .search-results').dataset.of === 'Murmansk sailors'")
    page.locator(RESULT).first.tap()
    page.wait_for_url("**/#p6")
    context.close()

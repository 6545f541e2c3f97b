"""Nothing of a text runs: every vector in every place of a text, as a real browser reads what Markdown makes of it."""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page, Route, expect
from tests.browser.conftest import build, serve
from tests.browser.vectors import FIELDS, HTML, MARKDOWN
from tests.cases import collection_of, extension_of, markdown_with

from reader.commands.new import new_collection

pytestmark = pytest.mark.browser

PLACES = ("{}", "Before {} after.", "> - {}", "| a |\n|---|\n| {} |", '!!! note "{}"\n    x')
# In one line of a table or a title there is no room for more.
ONE_LINE = PLACES[3:]
EMPTY = "http://page.test/"
AT_ONCE = 200
# `RUN` is a name that tells when it is read, in every frame.
TELLING = """Object.defineProperty(globalThis, "RUN", { get() { globalThis.ran?.(); return 0 } })"""
# What could run in a page, as the browser has read it: what the theme loads and writes itself aside.
LEFT = """() => {
    const RUNNING = /^on|^style$|^srcdoc$|^formaction$|xlink/i
    const found = []
    const read = (root) => {
        for (const el of root.querySelectorAll("*")) {
            if (el.localName === "template") read(el.content)
            for (const name of el.getAttributeNames())
                if (RUNNING.test(name)) found.push(`${el.localName} ${name}=${el.getAttribute(name)}`)
            if (/^(javascript|vbscript|data|blob):/.test(el.href || el.src || el.action || "")) found.push(el.outerHTML)
            if (/^(iframe|object|embed|base|math)$/.test(el.localName)) found.push(el.outerHTML)
            if (el.matches("script:not([src], [type*=json])") && /RUN/.test(el.text)) found.push(el.outerHTML)
        }
    }
    read(document)
    // What our scripts set by way of the object model shows as an attribute, too.
    return found.filter((each) => !/^(div|aside|body|dialog|button|label|nav|article|html|li|a) style=/.test(each))
}"""
SHOW = """async (texts) => {
    const RUNNING = /^on|^style$|^srcdoc$|^formaction$|xlink/i
    const NEVER = /^(script|style|iframe|object|embed|base|link|form|template|math)$/i
    const SCHEMES = /^(javascript|vbscript|data|blob):/
    const frames = texts.map((text, place) => {
        const frame = document.createElement("iframe")
        frame.name = `at${place}`
        frame.srcdoc = `<!doctype html><title>x</title>${text}`
        return frame
    })
    const loaded = frames.map((frame) => new Promise((done) => { frame.onload = done; setTimeout(done, 5000) }))
    document.body.replaceChildren(...frames)
    await Promise.all(loaded)
    const events = new Set()
    for (const kind of [HTMLElement, HTMLBodyElement, HTMLMediaElement, SVGElement])
        for (let of = kind.prototype; of; of = Object.getPrototypeOf(of))
            for (const name of Object.getOwnPropertyNames(of)) if (name.startsWith("on")) events.add(name.slice(2))
    const found = []
    frames.forEach((frame, place) => {
        const page = frame.contentDocument
        if (!page) return
        const within = (el) => (el.localName === "template" ? el.content.querySelectorAll("*") : [])
        const all = [...page.querySelectorAll("*")].flatMap((el) => [el, ...within(el)])
        for (const el of all) {
            for (const { name } of el.attributes) if (RUNNING.test(name)) found.push([place, name])
            if (NEVER.test(el.localName)) found.push([place, el.localName])
            for (const name of ["href", "src"])
                if (el.hasAttribute(name) && SCHEMES.test(el[name])) found.push([place, el[name]])
            if (el.getAttributeNames().some((name) => name.startsWith("on")))
                for (const event of events) el.dispatchEvent(new Event(event))
        }
        for (const el of all) if (!el.matches("html, head, body, title")) el.click?.()
    })
    await new Promise((done) => setTimeout(done, 400))
    return found
}"""


def texts(places: tuple[str, ...] = PLACES, *, clean: bool = True) -> list[tuple[str, str]]:
    """Every vector in every place that has room for it, with the HTML that comes of it."""
    md = markdown_with(extension_of(collection_of({})))
    if not clean:
        md.treeprocessors.deregister("reader_clean")
    return [
        (f"{place!r} {vector!r}", md.reset().convert(place.format(vector)))
        for vector in (*HTML, *MARKDOWN)
        for place in places
        if "\n" not in vector or place not in ONE_LINE
    ]


class Bare:
    """An empty page without a policy, with what ran in it and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ran: set[str] = set()
        self.asked: set[str] = set()
        page.context.expose_binding("ran", lambda source: self.ran.add(self._name(source["frame"])))
        page.context.add_init_script(TELLING)
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.context.route("**/*", self._answer)
        page.goto(EMPTY)

    def _name(self, frame: object) -> str:
        names = []
        while frame:
            names.append(frame.name)  # type: ignore[attr-defined]
            frame = frame.parent_frame  # type: ignore[attr-defined]
        return names[-2] if len(names) > 1 else ""

    def _answer(self, route: Route) -> None:
        if route.request.url == EMPTY:
            route.fulfill(content_type="text/html", body="<!doctype html><title>x</title><body>")
            return
        if urlsplit(route.request.url).netloc not in ("page.test", ""):
            self.asked.add(route.request.url)
        route.abort()

    def show(self, found: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
        """What ran, and what could run, of these texts."""
        ran, could = [], []
        distinct = [(name, text) for text, name in {text: name for name, text in reversed(found)}.items()]
        for start in range(0, len(distinct), AT_ONCE):
            part = distinct[start : start + AT_ONCE]
            self.ran.clear()
            left = self.page.evaluate(SHOW, [text for _, text in part])
            could += [f"{part[place][0]}: {what}" for place, what in left]
            ran += [part[int(name[2:])][0] if name else "the page itself" for name in self.ran]
            self.page.goto(EMPTY)
        return ran, could


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Bare]:
    context = chromium.new_context()
    yield Bare(context.new_page())
    context.close()


def test_no_vector_runs_wherever_it_stands(bare: Bare) -> None:
    ran, could = bare.show(texts())
    assert ran == []
    assert could == []
    assert bare.asked == set()


def test_the_vectors_are_live(bare: Bare) -> None:
    """Without the rule they run: else nothing would be shown above."""
    ran, could = bare.show(texts(PLACES[:1], clean=False))
    assert len(set(ran)) > 150
    assert len(set(could)) > 200
    assert bare.asked


LENIENT = """import reader_hooks
from reader_hooks import *

reader_hooks.tell = lambda *given, **named: None  # so that there is a site at all: what is told is tested elsewhere
"""
# A vector that is not closed would swallow those behind it.
CLOSED = [each for each in (*HTML, *MARKDOWN) if "\n" not in each and each.endswith((">", ")", "}", "]"))]
# What stands in the address of a passage, so that its card is asked for.
WAY = 'a.term, a.person, .uses a, a.article, a[href*="#p"]'


def hostile_collection(root: Path) -> Path:
    """A collection with a vector in every field and every text."""
    new_collection(root)
    (root / "hooks/events.py").write_text(LENIENT, "utf-8")
    (root / "docs/articles/first-article.md").unlink()
    every = dict(zip(ascii_lowercase, FIELDS, strict=False))
    terms = {
        f"entry-{name}": {
            "term": f"Entry{name} {field}", "definition": f"Words. {field} [@work-{name}, para. 1]", "native": field,
            "forms": [f"{name}{name}{name} {field}", f"word{name}"], "as_of": "2020-01-01", "see": ["entry-a"],
            "sources": [{"title": field, "publisher": field, "url": "https://example.org/"}],
        }
        for name, field in every.items()
    }  # fmt: skip
    people = {
        f"person-{name}": {
            "name": f"Ann {name.upper()}ndersen {field}", "native": field, "also": [field], "affiliation": field,
            "kind": "author", "posts": [{"title": field}],
            "same_as": [f"https://example.org/){{:onclick=RUN}}'onmouseover=RUN//{name}"],
        }
        for name, field in every.items()
    }  # fmt: skip
    dump(root / "glossary.yml", terms)
    dump(root / "people.yml", people)
    (root / "annotations").mkdir()
    for place, (name, field) in enumerate(every.items()):
        record = {
            "title": f"Work {name} {field}", "authors": [f"person-{name}"], "published": "2020", "language": "en",
            "publication": field, "number": field, "rights": field, "keywords": [field], "summary": field,
            "translated_from": field, "author": field, "description": field, "subtitle": field, "tags": [field],
            "original": "https://example.org/'onmouseover=RUN//",
        }  # fmt: skip
        record |= {"former_ids": ["old-a"]} if name == "a" else {}
        text = "\n\n".join(f"Passage word{name}. {each}" for each in CLOSED[place :: len(every)])
        other = f"As [@work-{ascii_lowercase[(place + 1) % len(every)]}, para. 1] says, word{name} stands here."
        path = root / f"docs/articles/work-{name}.md"
        path.write_text(f"---\n{yaml.safe_dump(record)}---\n\n{other}\n\n{field}\n\n{text}\n", "utf-8")
        work = {"title": field, "publisher": field, "url": "https://example.org/"}
        note = {"passage": "p1", "note": f"Note. {field} {CLOSED[place]}", "sources": [work], "as_of": "2020-01-01"}
        dump(root / f"annotations/work-{name}.yml", {f"note-{name}": note})
    return root


def dump(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of a hostile collection's site, and its pages."""
    root = hostile_collection(tmp_path_factory.mktemp("hostile") / "collection")
    build(root, root / "site", strict=False)
    pages = sorted(each.relative_to(root / "site").as_posix() for each in (root / "site").rglob("*.html"))
    with serve(root / "site") as address:
        yield address, pages


def test_nothing_runs_on_any_page_while_it_is_used(chromium: Browser, hostile: tuple[str, list[str]]) -> None:
    """The policy is switched off: what is taken out of the texts has to be enough."""
    address, pages = hostile
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    wrong: list[str] = []
    context.expose_binding("ran", lambda source: wrong.append(f"ran on {source['page'].url}"))
    context.add_init_script(TELLING)
    page = context.new_page()

    def refuse(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("request", lambda each: None if each.url.startswith((address, "data:")) else wrong.append(each.url))
    for name in pages:
        page.goto(address + name)
        wrong += [f"{name}: {each}" for each in page.evaluate(LEFT)]
    page.goto(address + "articles/work-a/")
    cards = page.locator(".card")
    for link in page.locator(f":is({WAY}):not(.passage-link)").all()[:12]:
        page.mouse.move(0, 0)  # a pointer that lies still opens nothing when the page moves below it
        link.hover()
        expect(cards).to_be_visible()
        wrong += page.evaluate(LEFT)
        page.keyboard.press("Escape")
    page.locator(".cite-open").click()
    for style in page.locator("#__cite-format option").evaluate_all("all => all.map(each => each.value)"):
        page.locator("#__cite-format").select_option(style)
        wrong += page.evaluate(LEFT)
    page.get_by_role("button", name="Add to my list").last.click()
    page.goto(address + "my-list/")
    expect(page.locator(".my-list-works > li")).not_to_have_count(0)
    wrong += page.evaluate(LEFT)
    for query in ("Entrya", "RUN", "word", "onerror"):
        page.goto(f"{address}search/?q={query}")
        expect(page.locator("a.search-result").first).to_be_visible()
        wrong += page.evaluate(LEFT)
    context.close()
    assert sorted(set(wrong)) == []


def test_the_policy_has_nothing_to_keep_away_and_former_addresses_lead_on(
    page: Page, hostile: tuple[str, list[str]]
) -> None:
    """What is taken out is gone before the policy is asked: the page fails the test on what it keeps away."""
    address, _ = hostile
    for name in ("articles/work-a/", "articles/work-h/", "glossary/", "people/person-a/", "articles/", ""):
        page.goto(address + name)
    page.goto(address + "articles/old-a/?on=2020-01-01#p1")
    page.wait_for_url("**/articles/work-a/?on=2020-01-01#p1")

"""The search beside Material's and Pagefind, on the same made-up articles: what it costs to build, to fetch, to answer.

`python -m benchmarks.search 5 1000 10000` takes these numbers of articles; the others are measured up to 1,000 only.
Pagefind comes from npm: `npm ci` in benchmarks/node. What is fetched is counted as a host sends it, packed by gzip.
The pages are bare paragraphs: what indexing costs in a real build, `benchmarks.indexing` tells.
"""

import gzip
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any, NamedTuple

import material  # type: ignore[import-untyped]
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Response, sync_playwright
from tests.browser.conftest import CHROMIUM, QUIET, ROOT, build, serve
from tests.search.asked import Asked, asked
from tests.search.made_up import made_up, passage_files

from benchmarks.tables import show
from reader.search.files import search_files
from reader.search.records import Record, Work

ARTICLES = (5, 1000)
MOST_COMPARED = 1000
EACH = 10  # queries of each kind
PAGEFIND = Path(__file__).parent / "node" / "node_modules" / ".bin" / "pagefind"
TEMPLATES = Path(material.__file__).parent / "templates"
OURS = "the reader"
IN_PAGES = ("its words", "a phrase", "a phrase the wrong way round", "half remembered", "one letter left out")


class Built(NamedTuple):
    """Processor seconds, megabytes of memory, files, kilobytes packed."""

    seconds: float
    memory: int
    files: int
    size: float


class Answered(NamedTuple):
    """Kilobytes before and up to the first answer (the middle and the most of all queries), milliseconds for an answer
    once all is loaded, right answers of how many."""

    before: float
    first: float
    most: float
    milliseconds: float
    right: str


def main(*counts: int) -> None:
    for count in counts or ARTICLES:
        with tempfile.TemporaryDirectory() as folder:
            _measure(count, Path(folder))


def _measure(count: int, folder: Path) -> None:
    records, works = made_up(count)
    queries = asked(records, works, EACH if count >= EACH else 2)
    makers: dict[str, Callable[[Path, int], None]] = {OURS: _ours}
    if count <= MOST_COMPARED:
        makers["Material"] = _material
        if PAGEFIND.exists():
            makers["Pagefind"] = _pagefind
        else:
            print("Pagefind is not installed: run `npm ci` in benchmarks/node")
        for name in makers:
            _pages(folder / name, records, works)
    costs = {name: _cost(make, folder / name, count) for name, make in makers.items()}
    rows = [(name, f"{c.seconds:.1f}", f"{c.memory}", f"{c.files}", f"{c.size:,.0f}") for name, c in costs.items()]
    show(f"An index of {count:,} articles, {len(records):,} records", ("index", "CPU s", "MB", "files", "kB gz"), rows)
    build(ROOT, folder / "site")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        # The others know the pages of the articles only.
        common = [each for each in queries if each.kind in IN_PAGES]
        _write(folder / "site", passage_files(records, works))
        answers = {name: _ASK[name](browser, folder, queries if name == OURS else common) for name in costs}
        browser.close()
    shown = [
        (n, f"{a.before:.0f}", f"{a.first:.0f}", f"{a.most:.0f}", f"{a.milliseconds:.1f}", a.right)
        for n, a in answers.items()
    ]
    head = ("search", "kB before", "kB first answer", "at most", "ms", "right first")
    show(f"Asked {len(queries)} queries of {count:,} articles", head, shown)


def _cost(make: Callable[[Path, int], None], folder: Path, count: int) -> Built:
    """Run `make` in a process of its own; what it writes into the folder `index` is counted."""
    context = get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=_run, args=(make, folder, count, queue))
    process.start()
    seconds, memory = queue.get()
    process.join()
    files = [path for path in (folder / "index").rglob("*") if path.is_file()]
    size = sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) / 1000
    return Built(seconds, memory, len(files), size)


def _run(make: Callable[[Path, int], None], folder: Path, count: int, queue: Any) -> None:
    prepared = make.__name__ == "_ours" and made_up(count)
    before = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if prepared:
        _write(folder / "index", search_files(*prepared))
    else:
        make(folder, count)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    after = time.process_time() + children.ru_utime + children.ru_stime
    peak = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children.ru_maxrss)
    queue.put((after - before, peak // 1024))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _ours(folder: Path, count: int) -> None:
    _write(folder / "index", search_files(*made_up(count)))


def _material(folder: Path, _: int) -> None:
    """What Material's plugin does in a build, page by page."""
    index = SearchIndex(lang=["en"], separator=r"[\s\-]+", pipeline=[], fields={})
    for path in sorted(folder.glob("pages/**/index.html")):
        body = path.read_text("utf-8").partition("<main data-pagefind-body>")[2].partition("</main>")[0]
        url = f"{path.parent.relative_to(folder / 'pages').as_posix()}/"
        page = SimpleNamespace(content=body, toc=[], url=url, meta={}, title=url)
        index.add_entry_from_context(page)
    (folder / "index").mkdir()
    (folder / "index" / "search_index.json").write_text(index.generate_search_index(None), "utf-8")


def _pagefind(folder: Path, _: int) -> None:
    command = [str(each) for each in (PAGEFIND, "--site", folder / "pages", "--output-path", folder / "index")]
    subprocess.run(command, check=True, capture_output=True)


def _pages(folder: Path, records: list[Record], works: list[Work]) -> None:
    """The articles as plain pages."""
    passages: dict[str, list[str]] = {work.id: [] for work in works}
    for record in records:
        if record.kind == "passage":
            for heading in record.names:
                passages[record.work].append(f"<h2 id='h{record.number}'>{escape(heading)}</h2>")
            passages[record.work].append(f"<p id='p{record.number}'>{escape(record.text)}</p>")
    for work in works:
        path = folder / "pages" / work.url / "index.html"
        path.parent.mkdir(parents=True)
        body = f"<h1 id='top'>{escape(work.title)}</h1>\n" + "\n".join(passages[work.id])
        head = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(work.title)}</title></head>"
        path.write_text(f"{head}<body><main data-pagefind-body>{body}</main></body></html>", "utf-8")


class _Counter:
    """Counts what a page fetches of the search, in kilobytes."""

    def __init__(self, page: Page, *paths: str) -> None:
        self.size = 0.0
        self.paths = paths
        page.on("response", self._count)

    def _count(self, response: Response) -> None:
        if any(path in response.url for path in self.paths) and not response.url.endswith("/"):
            self.size += int(response.headers.get("content-length", "0")) / 1000


def _ask_ours(browser: Browser, folder: Path, queries: list[Asked]) -> Answered:
    site = folder / "site"
    shutil.rmtree(site / "search" / "none", ignore_errors=True)
    for path in (site / "search").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    shutil.copytree(folder / OURS / "index" / "search", site / "search", dirs_exist_ok=True)
    before, first, spent = [], [], []
    right = 0
    with serve(site) as address:
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            counter = _Counter(page, "/search/", "/data/passages/", "/assets/reader/search")
            page.goto(f"{address}search/")
            page.wait_for_function("window.readerSearch?.openDialog && document.querySelector('.search-filter')")
            before.append(counter.size)
            page.locator(".search-page input").fill(query.query)
            page.locator("a.search-result, .search-none").first.wait_for()
            first.append(counter.size)
            page.wait_for_function(
                "query => document.querySelector('.search-results').dataset.of === query", arg=query.query
            )
            found = page.locator("a.search-result").evaluate_all("links => links.map((link) => link.href)")
            right += (found[:1] == [address + query.first]) if query.first else not found
            spent.append(page.evaluate(TYPED, query.query))
            context.close()
    return Answered(median(before), median(first), max(first), median(spent), f"{right} of {len(queries)}")


# From the last key to the results: the last letter is typed anew, and what is shown is waited for.
TYPED = """async (query) => {
    const input = document.querySelector(".search-page input")
    const results = document.querySelector(".search-results")
    const type = async (text) => {
        delete results.dataset.of
        const start = performance.now()
        input.value = text
        input.dispatchEvent(new Event("input"))
        while (results.dataset.of !== text) await new Promise((done) => setTimeout(done))
        return performance.now() - start
    }
    await type(query.slice(0, -1).trim() || query)
    return type(query)
}"""

WORKER = """async ([worker, queries]) => {
    const docs = await (await fetch("index/search_index.json")).json()
    const made = new Worker(worker)
    const ask = (message) => new Promise((done) => {
        made.onmessage = ({ data }) => done(data)
        made.postMessage(message)
    })
    await ask({ type: 0, data: { ...docs, options: { suggest: false } } })
    const found = []
    for (const query of queries) {
        const start = performance.now()
        const { data } = await ask({ type: 2, data: query })
        found.push([performance.now() - start, data.items[0]?.[0]?.location ?? ""])
    }
    return found
}"""


def _ask_material(browser: Browser, folder: Path, queries: list[Asked]) -> Answered:
    root = folder / "Material"
    shutil.copytree(TEMPLATES / "assets" / "javascripts", root / "assets" / "javascripts")
    worker = next((TEMPLATES / "assets" / "javascripts" / "workers").glob("search*.js")).name
    (root / "index.html").write_text("<!doctype html><title>Material</title>")
    with serve(root) as address:
        page = browser.new_page()
        counter = _Counter(page, "/index/", "/workers/", "/lunr/")
        page.goto(address)
        found = page.evaluate(WORKER, [f"assets/javascripts/workers/{worker}", [each.query for each in queries]])
        page.close()
    # A result is a page or a heading of it: right is already the page.
    right = sum(
        location.partition("#")[0] == each.first.partition("#")[0]
        for (_, location), each in zip(found, queries, strict=True)
    )
    size = counter.size
    return Answered(size, size, size, median(spent for spent, _ in found), f"{right} of {len(queries)} pages")


ASK_PAGEFIND = """async (queries) => {
    const pagefind = await import("/index/pagefind.js")
    await pagefind.init()
    const found = []
    for (const query of queries) {
        const start = performance.now()
        const { results } = await pagefind.search(query)
        const first = await results[0]?.data()
        await Promise.all(results.slice(1, 6).map((each) => each.data()))
        found.push([performance.now() - start, first?.url ?? ""])
    }
    return found
}"""


def _ask_pagefind(browser: Browser, folder: Path, queries: list[Asked]) -> Answered:
    root = folder / "Pagefind"
    (root / "index.html").write_text("<!doctype html><title>Pagefind</title>")
    sizes, found = [], []
    with serve(root) as address:
        for each in queries:
            context = browser.new_context()
            page = context.new_page()
            counter = _Counter(page, "/index/")
            page.goto(address)
            # Once to fetch, once more to measure.
            _, (spent, url) = page.evaluate(ASK_PAGEFIND, [each.query, each.query])
            sizes.append(counter.size)
            found.append((spent, url))
            context.close()
    right = sum(
        each.first.partition("#")[0] == url.lstrip("/") if each.first else not url
        for (_, url), each in zip(found, queries, strict=True)
    )
    spent = median(each for each, _ in found)
    return Answered(min(sizes), median(sizes), max(sizes), spent, f"{right} of {len(queries)} pages")


_ASK = {OURS: _ask_ours, "Material": _ask_material, "Pagefind": _ask_pagefind}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

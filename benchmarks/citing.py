"""What citations cost a build: articles in all formats, told for a passage."""

import resource
import time
from collections.abc import Callable

from benchmarks.tables import show
from reader.citing.citations import prepare
from reader.citing.csl import Item, csl_item
from reader.citing.formats import formats
from reader.citing.styles import STYLES
from reader.collection.records import Article, Person

ARTICLES, PASSAGES = 500, 30


def main(articles: int = ARTICLES) -> None:
    """Cite articles of 30 passages each; the citations of an article serve all of them."""
    works = [_work(number) for number in range(articles)]
    start = _seconds(lambda: _cite(works[:1]))
    every = _seconds(lambda: _cite(works[1:]))
    again = _seconds(lambda: _cite(works))
    rows = [
        ("the first article, which starts pandoc once a style, ms", f"{start * 1000:.0f}"),
        (f"{articles - 1} more in all formats, an article, ms", f"{every / (articles - 1) * 1000:.2f}"),
        (f"for a passage ({PASSAGES} an article), ms", f"{(start + every) / articles / PASSAGES * 1000:.3f}"),
        ("an article once more in the same process, ms", f"{again / articles * 1000:.2f}"),
    ]
    show(f"Citations: {articles} articles, {len(STYLES)} styles, 3 formats", ("processor time", ""), rows)


def _work(number: int) -> Item:
    people = {"roe": Person("roe", "Jane Roe", sort="Roe, Jane")}
    title = f"An Article of Some Words, {number}"
    article = Article(f"a{number}", title, ("roe",), "2020-05-17", "en", publication="P", original="https://p.org/")
    return csl_item(article, people, "The Site", "-")


def _cite(works: list[Item]) -> None:
    prepare(works)
    for work in works:
        formats(work)


def _seconds(work: Callable[[], None]) -> float:
    """Processor time of this process and of those that it waited for."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()

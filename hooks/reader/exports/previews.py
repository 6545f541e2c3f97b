"""What previews of an article's passages and results of the search show: a script per article, fetched when wanted.

A script that calls a function, and not JSON: a page that is opened from a disk may load the one and not the other.
"""

from collections.abc import Callable, Iterable

from reader.building.site import Site
from reader.citing.csl import Item
from reader.collection.records import Article
from reader.exports.search_records import search_work
from reader.pages.people import byline
from reader.text.dates import spoken
from reader.text.direction import direction
from reader.text.escaping import plain
from reader.text.json_text import in_script

Row = list[str]


def preview_files(site: Site, articles: Iterable[Article], worded: Callable[[str], str]) -> dict[str, str]:
    """The scripts of some articles by their paths from the root of the site; `worded` puts the references in Markdown
    into words.
    """
    return {f"data/passages/{article.id}.js": passages_script(_work(site, article, worded)) for article in articles}


def passages_script(work: Item) -> str:
    """The script that hands over the passages of an article."""
    return f"readerPassages({in_script(work)})\n"


def _work(site: Site, article: Article, worded: Callable[[str], str]) -> Item:
    date = spoken(article.published, inferred=article.published_inferred) if article.published else ""
    rows: list[Row] = [
        [anchor.id, anchor.number, block.heading if anchor.number else "", block.text, *anchor.aliases]
        for block, anchor in site.pages[article.src_uri].blocks
    ]
    work = search_work(article, site)
    people = site.collection.people
    surnames = [people[id].surname for id in article.authors if id in people]
    name = " and ".join(surnames) or article.publication
    return {
        "id": article.id,
        "title": article.title,
        "name": f"{name} {article.published[:4]}" if name else article.title,
        "facts": [each for each in (byline(article, site.collection), article.publication, date) if each],
        "summary": article.summary,
        "byline": work.byline,
        "year": work.year,
        "url": work.url,
        "citation": work.citation,
        "language": article.language,
        "dir": direction(article.language),
        "passages": rows,
        "notes": {
            each.annotation.id: [
                each.number,
                each.annotation.quote,
                plain(worded(each.annotation.note)),
                each.passage.number,
            ]
            for each in site.pages[article.src_uri].notes
        },
    }

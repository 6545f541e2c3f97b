"""The site: what only the whole collection knows, gathered from the conversions of its pages."""

import html
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from reader.building.converted import Converted
from reader.building.part import Part
from reader.building.starting import Host, Start
from reader.citing.csl import Edition, Item, csl_item
from reader.citing.editions import dates
from reader.citing.metadata import Dates
from reader.citing.revisions import History, histories
from reader.citing.titles import names
from reader.collection.records import Article, Collection, Target
from reader.linking.uses import Cited, Mentions, Use, by_target, mentions

Neighbours = tuple[Article | None, Article | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What parts tell of the whole; each is said at `Site`. `hidden` are the pages that the search leaves out."""

    uses: Mapping[Target, list[Use]]
    mentions: Mapping[Target, Mentions]
    labels: Mapping[tuple[str, str], str]
    cited: Mapping[str, list[Cited]]
    titles: Mapping[str, str]
    words: Mapping[str, int]
    hidden: Container[str]


@dataclass(frozen=True, slots=True)
class Site:
    """`pages` and `urls` (of every file, from the root of the site) are by source path, as are `articles`, by date.

    `items` are the records of the published articles as CSL-JSON, `cited` what cites each article, `neighbours` the
    articles before and after it, and `dates` the days of its publication here and its last revision, all by its id,
    as are the `histories` of those that were revised.
    `uses` and `mentions` are by target, `titles` (as text) and `words` (the length of the text) by source path, and
    `labels` are the numbers of passages, by source path and id.
    """

    host: Host
    collection: Collection
    pages: Mapping[str, Converted] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    uses: Mapping[Target, list[Use]] = field(default_factory=dict)
    mentions: Mapping[Target, Mentions] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)
    cited: Mapping[str, list[Cited]] = field(default_factory=dict)
    dates: Mapping[str, Dates] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)

    def revised(self, src_uri: str) -> str:
        """The day on which an article was last revised, else published here; "" for any other page."""
        article = self.collection.article(src_uri)
        days = self.dates.get(article.id) if article and not article.draft else None
        return (days.revised or days.published) if days else ""

    def shown(self, article: Article) -> Article:
        """An article as it is read here."""
        return shown(article, self.collection)


def shown(article: Article, collection: Collection) -> Article:
    """An article as it is read: where its full text is shown, this is no edition."""
    return replace(article, edition="") if article.id in collection.full_texts else article


def items_of(start: Start, url: Callable[[str], str | None]) -> dict[str, Item]:
    """The records of the published articles as CSL-JSON; `url` is None for a source path that has no page."""
    collection, host = start.collection, start.host
    known, days = names(collection), dates(start.loaded.ledgers)
    items = {}
    for article in collection.articles.values():
        path = url(article.src_uri)
        if path is not None and not article.draft:
            edition = Edition(host.editors, days[article.id].published[:4] if article.id in days else "")
            work = shown(article, collection)
            items[article.id] = csl_item(work, collection.people, host.name, host.address + path, edition, known)
    return items


def known_of(part: Part) -> Known:
    """What the part of all pages tells of the whole: who uses and cites what, and how its parts are called."""
    uses = by_target(use for page in part.pages for use in page.uses)
    return Known(
        uses,
        {target: mentions(found) for target, found in uses.items()},
        {(page.src_uri, id): number for page in part.pages for id, number in page.labels},
        cited_by(part),
        {page.src_uri: html.unescape(page.title) for page in part.pages},
        {page.src_uri: page.words for page in part.pages},
        frozenset(page.src_uri for page in part.pages if page.hidden),
    )


def gather(
    start: Start,
    known: Known,
    pages: Mapping[str, Converted],
    *,
    urls: Mapping[str, str],
    items: Mapping[str, Item],
) -> Site:
    """Make the site of what its parts tell, in memory or in a file."""
    collection = start.collection
    articles = {each.src_uri: each for each in collection.articles.values() if each.src_uri in pages}
    return Site(
        start.host,
        collection,
        pages,
        urls,
        items,
        known.titles,
        articles,
        known.uses,
        known.mentions,
        known.labels,
        neighbours(article for article in articles.values() if not article.draft),
        known.cited,
        dates(start.loaded.ledgers),
        histories(collection, start.loaded.ledgers),
        known.words,
    )


def neighbours(articles: Iterable[Article]) -> dict[str, Neighbours]:
    """The articles before and after each, by its id."""
    row = [None, *articles, None]
    return {each.id: (row[place - 1], row[place + 1]) for place, each in enumerate(row) if each}


def cited_by(part: Part) -> dict[str, list[Cited]]:
    """The citations of each article by others, by its id, in the order of the pages."""
    found: dict[str, list[Cited]] = {}
    for page in part.pages:
        for each in page.cited:
            found.setdefault(each.use.target.id, []).append(each)
    return found

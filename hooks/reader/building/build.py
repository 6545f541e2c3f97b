"""The state of one build: what was loaded, what each page's conversion found, where each page ended up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Protocol

from reader.anchors.keeper import Keeper
from reader.building.page_record import PageContext, PageRecord
from reader.citing.citations import Wording
from reader.citing.csl import Item
from reader.collection.addresses import Addresses
from reader.collection.annotations import Annotation
from reader.collection.docs_folder import is_article
from reader.collection.loading import Loaded
from reader.collection.records import Article, Target
from reader.linking.uses import Cited, Mentions, Use, by_target, mentions
from reader.pages.cards import CardMaker
from reader.text.escaping import escape


class Converter(Protocol):
    """What reads the pages: the Markdown extension, of which this ring knows only what it needs."""

    addresses: Addresses

    @property
    def wordings(self) -> dict[str, Wording]: ...

    def start(self, page: PageContext) -> PageRecord: ...


@dataclass(slots=True)
class Build:
    """`address` is that of the site, "" where it has none.

    `records`, `urls` and `articles` are by source path, `articles` also by date; `annotations`, `items` (the records
    as CSL-JSON) and `cited` are by article; `card_makers` by the way to the root of the site.

    `articles`, `uses`, `labels`, `titles`, `cited`, `neighbours` (by article) and `definitions` (by term, as HTML of
    the glossary page) are there once every page has been read.
    """

    loaded: Loaded
    extension: Converter
    keeper: Keeper
    address: str = ""
    annotations: dict[str, list[Annotation]] = field(default_factory=dict)
    full_texts: dict[str, str] = field(default_factory=dict)
    records: dict[str, PageRecord] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    uses: dict[Target, list[Use]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    neighbours: dict[str, tuple[Article | None, Article | None]] = field(default_factory=dict)
    mentions: dict[Target, Mentions] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    cited: dict[str, list[Cited]] = field(default_factory=dict)
    card_makers: dict[str, CardMaker] = field(default_factory=dict)

    def article(self, src_uri: str) -> Article | None:
        """The article whose source is `src_uri`, if it is one."""
        return self.loaded.collection.articles.get(PurePosixPath(src_uri).stem) if is_article(src_uri) else None

    def shown(self, article: Article) -> Article:
        """An article as it is read here: where its full text is shown, this is no edition."""
        return replace(article, edition="") if article.id in self.full_texts else article

    def gather(self) -> None:
        """Collect the uses and the passage numbers of all articles, once every page has been read."""
        every = self.loaded.collection.articles.values()
        self.articles = {article.src_uri: article for article in every if article.src_uri in self.records}
        records = [self.records[src_uri] for src_uri in self.articles]
        self.uses = by_target(use for record in records for use in record.uses)
        self.neighbours = neighbours(article for article in self.articles.values() if not article.draft)
        self.labels = {(record.src_uri, anchor.id): anchor.number for record in records for _, anchor in record.blocks}

    def mentions_of(self, target: Target) -> Mentions:
        """How often and where a target is used, reckoned once for all pages."""
        if target not in self.mentions:
            self.mentions[target] = mentions(self.uses.get(target, ()))
        return self.mentions[target]

    def cite(self, page: str) -> Callable[[str], str]:
        """A maker of Markdown links from `page` to an article by its id."""

        def link(id: str) -> str:
            article = self.loaded.collection.articles[id]
            if article.draft:
                return f"{escape(article.title)} (in preparation)"
            return f"[{escape(article.title)}]({'../' * page.count('/')}{article.src_uri}), {article.published[:4]}"

        return link


def neighbours(articles: Iterable[Article]) -> dict[str, tuple[Article | None, Article | None]]:
    """The articles before and after each, by its id."""
    row = [None, *articles, None]
    return {each.id: (row[place - 1], row[place + 1]) for place, each in enumerate(row) if each}


_last: list[Build] = []


def start(build: Build) -> None:
    _last[:] = [build]


def current() -> Build:
    """The build under way, or the last one of this process."""
    return _last[0]

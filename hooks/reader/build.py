"""The state of one build: what was loaded, what each page's conversion found, where each page ended up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from reader.addresses import Addresses
from reader.anchor import Anchor, Tombstone, count
from reader.anchors.checking import check
from reader.anchors.ledger import Ledger
from reader.anchors.showing import joined_tombstones, page_anchors
from reader.anchors.succession import Today
from reader.blocks import Block
from reader.collection import Loaded
from reader.docs_folder import is_article
from reader.forms import Target
from reader.page_record import PageContext, PageRecord
from reader.pages.text import escape
from reader.problems import Problem
from reader.records import Article
from reader.uses import Use, by_target


class Converter(Protocol):
    """What reads the pages: the Markdown extension, of which this ring knows only what it needs."""

    addresses: Addresses

    def start(self, page: PageContext) -> PageRecord: ...


@dataclass(slots=True)
class Build:
    """`records` and `urls` are by source path; `uses` and `labels` are there once every page has been read.

    `ledgers` and `today`, how each article reads, are by article.
    """

    loaded: Loaded
    extension: Converter
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    today: dict[str, Today] = field(default_factory=dict)
    records: dict[str, PageRecord] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    uses: dict[Target, list[Use]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def article(self, src_uri: str) -> Article | None:
        """The article whose source is `src_uri`, if it is one."""
        return self.loaded.collection.articles.get(PurePosixPath(src_uri).stem) if is_article(src_uri) else None

    @property
    def articles(self) -> dict[str, Article]:
        """The articles that have been read, by source path, in the order of their dates."""
        every = self.loaded.collection.articles.values()
        return {article.src_uri: article for article in every if article.src_uri in self.records}

    def mint(self, article: Article, blocks: Sequence[Block], taken: set[str]) -> list[Anchor]:
        """Give the blocks of an article the anchors that its ledger has for them.

        Drafts, and the articles of a collection that keeps no ledgers yet, number freely. What is new since the last
        update is minted in memory.
        """
        today = self.today[article.id] = Today(tuple(blocks), frozenset(taken))
        if article.draft or not self.ledgers:
            return count(blocks, taken)
        titles = {id: each.title for id, each in self.loaded.collection.articles.items() if not each.draft}
        return page_anchors(article.id, today, self.ledgers, self.former, titles)

    @property
    def former(self) -> dict[str, str]:
        """The article that took over each former id."""
        articles = self.loaded.collection.articles.values()
        return {former: article.id for article in articles for former in article.former_ids}

    def redirects(self) -> Iterator[tuple[str, str, str]]:
        """The source path of each former page, that of the page which took its place, and its title."""
        for article in self.loaded.collection.articles.values():
            if not article.draft:
                yield from ((f"articles/{id}.md", article.src_uri, article.title) for id in article.former_ids)
        for person in self.loaded.collection.people.values():
            yield from ((f"people/{id}.md", f"people/{person.id}.md", person.name) for id in person.former_ids)

    def joined(self, src_uri: str) -> list[Tombstone]:
        """What is left to say at the former address of an article that was joined to another: it has a ledger."""
        id = PurePosixPath(src_uri).stem
        if not is_article(src_uri) or id not in self.ledgers or self.former.get(id) not in self.ledgers:
            return []
        titles = {id: each.title for id, each in self.loaded.collection.articles.items() if not each.draft}
        return joined_tombstones(id, self.ledgers, self.former, titles)

    def stale(self) -> list[Problem]:
        """What the ledgers, if the collection keeps any, do not know yet or have wrong."""
        if not self.ledgers:
            return []
        articles = self.loaded.collection.articles
        drafts = {id for id, article in articles.items() if article.draft}
        published = {id: today for id, today in self.today.items() if id not in drafts}
        joined = {old: Today(()) for old, new in self.former.items() if {old, new} <= self.ledgers.keys()}
        return check(self.ledgers, {**joined, **published}, drafts=drafts, former=self.former)

    def gather(self) -> None:
        """Collect the uses and the passage numbers of all articles."""
        records = [self.records[src_uri] for src_uri in self.articles]
        self.uses = by_target(use for record in records for use in record.uses)
        self.labels = {(record.src_uri, anchor.id): anchor.number for record in records for _, anchor in record.blocks}

    def cite(self, page: str) -> Callable[[str], str]:
        """A maker of Markdown links from `page` to an article by its id."""

        def link(id: str) -> str:
            article = self.loaded.collection.articles[id]
            if article.draft:
                return f"{escape(article.title)} (in preparation)"
            return f"[{escape(article.title)}]({'../' * page.count('/')}{article.src_uri}), {article.published[:4]}"

        return link


_last: list[Build] = []


def start(build: Build) -> None:
    _last[:] = [build]


def current() -> Build:
    """The build under way, or the last one of this process."""
    return _last[0]

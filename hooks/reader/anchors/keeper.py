"""The keeper of the ledgers in one build: gives each article its anchors and knows what is stale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.anchors.abridging import abridge
from reader.anchors.anchor import Anchor, Tombstone, count
from reader.anchors.block import Block
from reader.anchors.checking import check
from reader.anchors.ledger import Ledger
from reader.anchors.showing import joined_tombstones, page_anchors
from reader.anchors.succession import Today
from reader.collection.records import Article, Person
from reader.problems import Problem


@dataclass(slots=True)
class Keeper:
    """`ledgers`, and `today`, how each article reads that was converted so far, are by article.

    `former` gives the article that took over a former id, `titles` those of the articles that are no drafts.
    """

    articles: dict[str, Article]
    ledgers: dict[str, Ledger]
    today: dict[str, Today] = field(default_factory=dict)
    former: dict[str, str] = field(init=False)
    titles: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.former = {former: each.id for each in self.articles.values() for former in each.former_ids}
        self.titles = {id: each.title for id, each in self.articles.items() if not each.draft}

    def mint(self, article: Article, blocks: Sequence[Block], taken: set[str]) -> list[Anchor]:
        """Give the blocks of an article the anchors that its ledger has for them.

        Drafts, and the articles of a collection that keeps no ledgers yet, number freely. What is new since the last
        update is minted in memory.
        """
        today = self.today[article.id] = Today(tuple(map(abridge, blocks)), frozenset(taken))
        if article.draft or not self.ledgers:
            return count(blocks, taken)
        return page_anchors(article.id, today, self.ledgers, self.former, self.titles)

    @property
    def drafts(self) -> frozenset[str]:
        return frozenset(self.articles.keys() - self.titles.keys())

    @property
    def published(self) -> dict[str, Today]:
        """How the articles read that are no drafts; one that was joined to another has a ledger and no text."""
        joined = {old: Today(()) for old, new in self.former.items() if {old, new} <= self.ledgers.keys()}
        return joined | {id: today for id, today in self.today.items() if id in self.titles}

    def stale(self) -> list[Problem]:
        """What the ledgers, if the collection keeps any, do not know yet or have wrong."""
        if not self.ledgers:
            return []
        return check(self.ledgers, self.published, drafts=self.drafts, former=self.former)

    def redirects(self, people: Iterable[Person]) -> Iterator[tuple[str, str, str]]:
        """The source path of each former page, that of the page which took its place, and its title."""
        for former, id in self.former.items():
            if id in self.titles:
                yield f"articles/{former}.md", self.articles[id].src_uri, self.titles[id]
        for person in people:
            yield from ((f"people/{former}.md", f"people/{person.id}.md", person.name) for former in person.former_ids)

    def joined(self, src_uri: str) -> list[Tombstone]:
        """What is left to say at the former address of an article that was joined to another: it has a ledger."""
        id = src_uri.removeprefix("articles/").removesuffix(".md")
        if id not in self.ledgers or self.former.get(id) not in self.ledgers:
            return []
        return joined_tombstones(id, self.ledgers, self.former, self.titles)

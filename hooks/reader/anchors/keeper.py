"""The keeper of the ledgers: gives each article its anchors and knows what is stale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.anchors.abridging import abridge
from reader.anchors.anchor import Anchor, Tombstone, count
from reader.anchors.block import Block, Today
from reader.anchors.ledger.checking import check, resolve
from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.ledger.settling import settle
from reader.anchors.revising.revision import revise
from reader.anchors.tombstones import departed, joined_tombstones
from reader.collection.records import Article, Person
from reader.problems import Problem


def today(blocks: Iterable[Block], taken: Iterable[str]) -> Today:
    """How an article reads now, as its ledger is to know it."""
    return Today(tuple(map(abridge, blocks)), frozenset(taken))


@dataclass(frozen=True)
class Keeper:
    """Knows the `articles` of a collection and their `ledgers`, both by article."""

    articles: Mapping[str, Article]
    ledgers: Mapping[str, Ledger]

    @cached_property
    def former(self) -> dict[str, str]:
        """The article that took over a former id."""
        return {former: each.id for each in self.articles.values() for former in each.former_ids}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the articles that are no drafts."""
        return {id: each.title for id, each in self.articles.items() if not each.draft}

    def mint(self, id: str, blocks: Sequence[Block], taken: set[str]) -> list[Anchor]:
        """Give the blocks of an article the anchors that its ledger has for them.

        Drafts, and the articles of a collection that keeps no ledgers yet, number freely. What is new since the last
        update is minted in memory.
        """
        if self.counts_freely(id):
            return count(blocks, taken)
        return page_anchors(id, today(blocks, taken), self.ledgers, self.former, self.titles)

    def counts_freely(self, id: str) -> bool:
        """Whether the numbers of an article come from no ledger."""
        return id not in self.titles or not self.ledgers

    def ledger_of(self, id: str) -> Ledger:
        return ledger_of(id, self.ledgers, self.former)

    @property
    def drafts(self) -> frozenset[str]:
        return frozenset(self.articles.keys() - self.titles.keys())

    def published(self, read: Mapping[str, Today]) -> dict[str, Today]:
        """Of the articles as they were `read` those that are no drafts; one that was joined to another has a ledger
        and no text.
        """
        joined = {old: Today(()) for old, new in self.former.items() if {old, new} <= self.ledgers.keys()}
        return joined | {id: today for id, today in read.items() if id in self.titles}

    def stale(self, read: Mapping[str, Today]) -> list[Problem]:
        """What the ledgers do not know yet or have wrong; a collection without any has one thing to do."""
        if not self.ledgers and self.titles:
            message = "no passage has a lasting number yet: an edit would give each number to another passage"
            return [Problem("anchors/", 0, message, "before you publish, run: reader anchors --update")]
        return check(self.ledgers, self.published(read), drafts=self.drafts, former=self.former)

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


def ledger_of(id: str, ledgers: Mapping[str, Ledger], former: Mapping[str, str]) -> Ledger:
    """The ledger of an article, that of a former id where it has none of its own."""
    return ledgers.get(id) or next(
        (ledgers[old] for old, new in former.items() if new == id and old in ledgers), Ledger()
    )


def page_anchors(
    id: str, today: Today, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> list[Anchor]:
    """Give each block of an article its anchor.

    `former` names the article that took over a former id, `titles` those of the published articles.
    """
    ledger = settle(ledger_of(id, ledgers, former), {block.text for block in today.blocks}, {})
    revision = revise({id: ledger}, {id: today}, date="")
    row, places = revision.rows[id]
    known = {**ledgers, id: Ledger(tuple(row))}
    merged, tombstones = departed(id, row, known, former, titles)
    starts = [0, *(place + 1 for place in places)]
    ends = [*places, len(row)]
    graves = [
        tuple(tombstones[entry.id] for entry in row[start:end] if entry.id in tombstones)
        for start, end in zip(starts, ends, strict=True)
    ]
    anchors = []
    for new, (block, place) in enumerate(zip(today.blocks, places, strict=True)):
        entry = row[place]
        own = block.pinned or entry.id
        ids = (entry.id, *entry.aliases, *merged.get(entry.id, ()))
        aliases = tuple(each for each in dict.fromkeys(ids) if each != own)
        anchors.append(
            Anchor(
                own,
                entry.id[1:] if entry.passage else "",
                aliases,
                after=graves[new + 1],
                heir=_heir(id, entry, known, former, titles),
            )
        )
    if anchors:
        anchors[0] = replace(anchors[0], before=graves[0])
    return anchors


def _heir(
    id: str, entry: Entry, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> tuple[str, str]:
    """Find what became of a passage in the new edition of its article, if there is one."""
    found = (resolve(each, id, ledgers, former) for each in entry.successors if "#" in each and entry.passage)
    for article, heir in filter(None, found):
        if article in titles:
            return f"{article}.md#{heir.id}", heir.id.removeprefix("p")
    return "", ""

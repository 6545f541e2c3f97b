"""A part of a site: what the whole is to know of some of its pages. Parts are merged into the part of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from heapq import merge as in_order
from operator import attrgetter

from reader.building.converted import Converted
from reader.collection.records import Collection
from reader.linking.uses import Cited, Use

# Articles by date, then all other pages by their source paths.
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the whole site is to know of one page.

    `key` is the name under which its conversion is kept and `source` the sum of its Markdown, "" where it is not kept.
    `title` is as its templates print it (HTML), `hidden` whether its front matter keeps it out of the search, `words`
    the length of its text. `uses` and `labels` (the numbers of its passages by their ids) are those of an article,
    `cited` is what it cites of others.
    """

    place: Place
    src_uri: str
    key: str = ""
    source: str = ""
    title: str = ""
    hidden: bool = False
    words: int = 0
    uses: tuple[Use, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()


class Twice(ValueError):
    """Two parts say different things of one page; the message is its source path."""


@dataclass(frozen=True, slots=True)
class Part:
    """`pages` are in the order of their places, each once."""

    pages: tuple[Facts, ...] = ()

    def merge(self, other: Part) -> Part:
        """The part of the pages of both.

        Associative and commutative, with `Part()` as the neutral one: any tree of merges gives the same part. Raises
        Twice where both have a page and do not say the same of it.
        """
        return Part(tuple(_once(in_order(self.pages, other.pages, key=attrgetter("place")))))


def merged(parts: Iterable[Part]) -> Part:
    """Merge parts in pairs, so that a page is copied once for each level of the tree and not for each part."""
    row = list(parts)
    while row[1:]:
        row = [reduce(Part.merge, row[at : at + 2]) for at in range(0, len(row), 2)]
    return row[0] if row else Part()


def part_of(facts: Iterable[Facts]) -> Part:
    """The part of some pages, in any order."""
    return Part(tuple(_once(sorted(facts, key=attrgetter("place")))))


def places(collection: Collection) -> Mapping[str, Place]:
    """The places of the articles, by source path."""
    return {each.src_uri: (0, at, "") for at, each in enumerate(collection.articles.values())}


def facts_of(
    page: Converted,
    collection: Collection,
    placed: Mapping[str, Place],
    *,
    title: str = "",
    hidden: bool = False,
) -> Facts:
    """What the whole is to know of a page; `placed` is what `places` gives for the collection."""
    article = collection.article(page.src_uri)
    cited: tuple[Cited, ...] = ()
    if not (article and article.draft):  # no draft speaks for the others
        cited = tuple(each for each in page.cited if not article or each.use.target.id != article.id)
    return Facts(
        placed.get(page.src_uri, (1, 0, page.src_uri)),
        page.src_uri,
        title=title,
        hidden=hidden,
        words=sum(len(block.text.split()) for block, _ in page.blocks),
        uses=page.uses if article else (),
        labels=tuple((anchor.id, anchor.number) for _, anchor in page.blocks) if article else (),
        cited=cited,
    )


def _once(facts: Iterable[Facts]) -> Iterator[Facts]:
    last: Facts | None = None
    for each in facts:
        if last is None or each.place != last.place:
            yield each
        elif each != last:
            raise Twice(each.src_uri)
        last = each

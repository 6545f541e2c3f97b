"""Volumes: how a collection is split to be built apart, and what one of them has to know of the others.

Volume 0 has what a site has once: the home page, lists, the glossary, pages of prose, the search, data files. Volumes 1
and on have the articles and the people. Which page is in which depends on the collection alone: every machine finds
the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Literal, get_args

from reader.building.converted import Converted
from reader.building.site import Known
from reader.collection.records import Article, Collection

By = Literal["count", "year", "publication"]
BY: tuple[By, ...] = get_args(By)
HELD = 200  # conversions that stay in memory once they were read


@dataclass(frozen=True)
class Plan:
    """The pages of `collection` in `number` volumes besides volume 0; `by` is what is never cut in two."""

    collection: Collection
    number: int
    by: By = "count"

    def volume(self, src_uri: str) -> int:
        """The volume of a page, or of a file that belongs to one: an article's revisions and records are with it."""
        folder, _, name = src_uri.partition("/")
        if folder == "articles":
            return self._articles.get(name.removesuffix("/history.md").removesuffix(".md"), 0)
        if src_uri.startswith("data/references/"):
            return self._articles.get(name.partition("/")[2].rpartition(".")[0], 0)
        return self._people.get(name.removesuffix(".md"), 0) if folder == "people" else 0

    @cached_property
    def _articles(self) -> dict[str, int]:
        key = KEYS[self.by]
        groups = [list(group) for _, group in groupby(sorted(self.collection.articles.values(), key=key), key=key)]
        return {
            each.id: volume
            for group, volume in zip(groups, spread([len(group) for group in groups], self.number), strict=True)
            for each in group
        }

    @cached_property
    def _people(self) -> dict[str, int]:
        people = self.collection.people
        return dict(zip(people, spread([1] * len(people), self.number), strict=True))


def _each(article: Article) -> str:
    return "\n".join(article.sort_key)


def _year(article: Article) -> str:
    return article.published[:4]


def _publication(article: Article) -> str:
    return article.publication


KEYS: Mapping[By, Callable[[Article], str]] = {"count": _each, "year": _year, "publication": _publication}


def groups(collection: Collection, by: By) -> int:
    """How many volumes there can be at most, if none is to be empty."""
    return len({KEYS[by](each) for each in collection.articles.values()})


def spread(sizes: Sequence[int], volumes: int) -> Iterator[int]:
    """The volume of each of a row of groups: from 1 on, none going back, about as much in each as in the others."""
    total, before = sum(sizes), 0
    for size in sizes:
        yield 1 + before * volumes // total
        before += size


class Pages(Mapping[str, Converted]):
    """Pages by source path, each read when it is asked for. They are in the order of `order`."""

    def __init__(self, keys: Mapping[str, str], read: Callable[[str, str], Converted]) -> None:
        """Know the key of each page; `read(source path, key)` gives the page."""
        self.keys_of = keys
        self.read = read
        self.order: Sequence[str] = ()
        self.held: OrderedDict[str, Converted] = OrderedDict()

    def __getitem__(self, src_uri: str) -> Converted:
        if src_uri in self.held:
            return self.held[src_uri]
        page = self.held[src_uri] = self.read(src_uri, self.keys_of[src_uri])
        if len(self.held) > HELD:
            self.held.popitem(last=False)
        return page

    def __contains__(self, src_uri: object) -> bool:
        return src_uri in self.keys_of

    def __iter__(self) -> Iterator[str]:
        return (each for each in self.order or self.keys_of if each in self.keys_of)

    def __len__(self) -> int:
        return len(self.keys_of)


def _all(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Work:
    """What of a site is to be made: the pages and files that it `has`, by source path, and whether what there is only
    `once`.

    Of a volume `known` is what the parts tell of the whole, and `pages` are all pages, converted before.
    """

    has: Callable[[str], bool] = _all
    once: bool = True
    known: Known | None = None
    pages: Mapping[str, Converted] = field(default_factory=dict)


WHOLE = Work()

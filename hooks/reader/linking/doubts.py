"""Links whose surroundings are unlike those of the entry's other uses: the ones that an editor should look at first."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.collection.records import Collection, Target
from reader.linking.tokens import cut, fold, is_word
from reader.linking.uses import Use

SHORTEST = 3  # letters of a word that can tell what a text is about
PREFIX = 6  # letters by which the forms of a word are taken together
LINK = re.compile(r"\]\([^)]*\)|[\[\]*_@]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link, with how like its surroundings are to the entry's other uses and its definition, from 0 to 1.

    The `only` use of an entry is held against the definition alone.
    """

    use: Use
    likeness: float
    only: bool


def doubts(collection: Collection, uses: Iterable[Use], passages: Mapping[tuple[str, str], str]) -> list[Doubt]:
    """Rank the links, the most doubtful first and only uses last; `passages` are the texts by page and anchor.

    The measure is the cosine of the words around a link and those of all other uses of the entry and its definition,
    each word weighted by its rarity in the collection. Links outside passages are left out.
    """
    bags = {place: _bag(text) for place, text in passages.items()}
    number = Counter(word for bag in bags.values() for word in bag)
    weight = {word: math.log((1 + len(bags)) / count) for word, count in number.items()}
    by_target: dict[Target, dict[tuple[str, str], Use]] = {}
    for use in uses:
        if (use.page, use.anchor) in bags and use.target.kind != "article":
            places = by_target.setdefault(use.target, {})
            if use.linked or (use.page, use.anchor) not in places:
                places[use.page, use.anchor] = use
    found = []
    for target, places in by_target.items():
        own = _bag(_about(collection, target))
        names = set(_bag(" ".join(use.quote for use in places.values())))
        every = Counter(own)
        for place in places:
            every.update(bags[place])
        for place, use in places.items():
            if use.linked:
                rest = every - bags[place]
                found.append(Doubt(use, _cosine(bags[place], rest, weight, names), len(places) == 1))
    return sorted(
        found, key=lambda doubt: (doubt.only, doubt.likeness, doubt.use.page, doubt.use.anchor, doubt.use.target)
    )


def _about(collection: Collection, target: Target) -> str:
    if target.kind == "term":
        term = collection.terms[target.id]
        return LINK.sub(" ", f"{term.definition} {' '.join(term.near)} {' '.join(term.near_on_page)}")
    person = collection.people[target.id]
    return " ".join([person.affiliation, *(post.title for post in person.posts)])


def _bag(text: str) -> Counter[str]:
    words = (fold(token) for token in cut(text) if is_word(token))
    return Counter(word[:PREFIX] for word in words if len(word) >= SHORTEST or not word.isascii())


def _cosine(one: Counter[str], other: Counter[str], weight: Mapping[str, float], without: set[str]) -> float:
    def square(bag: Counter[str]) -> float:
        return sum((_damped(count) * weight.get(word, 0.0)) ** 2 for word, count in bag.items() if word not in without)

    shared = sum(
        _damped(count) * _damped(other[word]) * weight.get(word, 0.0) ** 2
        for word, count in one.items()
        if word in other and word not in without
    )
    size = math.sqrt(square(one) * square(other))
    return shared / size if size else 0.0


def _damped(count: int) -> float:
    return 1 + math.log(count)

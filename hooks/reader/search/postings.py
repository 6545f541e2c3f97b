"""Which records hold a word, and where in them."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from reader.search.coding import lowest, packed, rice, rices
from reader.search.folding import chunks, split

# Between two names of a record, so that no phrase goes from one to the next.
GAP = 10
# A word that more than this share of the records holds has no places, where the records are many.
FREQUENT, MANY = 32, 1000
# A place in all records is one number: the record, and the place in it.
SHIFT = 24
INSIDE = (1 << SHIFT) - 1
# Bits of a distance between places in a record that are written as they are.
NEAR = 5
ONCE = rice(0, 0)

Places: TypeAlias = "array[int]"
# The places of one word; or of the parts of a joined one, each with its offset, and how many places these take.
Shared: TypeAlias = "Places | tuple[list[tuple[Places, int]], int]"


def _none() -> Places:
    return array("Q")


class Spoken(dict[str, Shared]):
    """Words as they are written, each with its places.

    Words that are folded alike share them: a word is folded once, however often it is written.
    """

    def __init__(self, words: "defaultdict[str, Places]") -> None:
        super().__init__()
        self.words = words

    def __missing__(self, chunk: str) -> Shared:
        found, length = split(chunk)
        if len(found) == length == 1:
            self[chunk] = self.words[found[0][0]]
        else:
            self[chunk] = [(self.words[word], offset) for word, offset in found], length
        return self[chunk]


@dataclass(slots=True)
class Postings:
    """The places of all words, in the texts and in the names of records; `size` is how many records there are."""

    size: int = 0
    texts: "defaultdict[str, Places]" = field(default_factory=lambda: defaultdict(_none))
    names: "defaultdict[str, Places]" = field(default_factory=lambda: defaultdict(_none))
    _texts: dict[str, Spoken] = field(default_factory=dict)
    _names: dict[str, Spoken] = field(default_factory=dict)

    def add(self, names: Iterable[str], text: str, uses: Iterable[int] = (), language: str = "") -> None:
        """Add the next record; `uses` are the numbers of the records that it uses."""
        start = self.size << SHIFT
        _put(self._texts.setdefault(language, Spoken(self.texts)), text, start)
        spoken, place = self._names.setdefault(language, Spoken(self.names)), start
        for name in names:
            place = _put(spoken, name, place) + GAP
        for use in uses:
            self.texts[f"*{use}"].append(start)
        self.size += 1

    def spoken(self) -> dict[str, set[str]]:
        """The words of each language as they are written."""
        return {language: {*self._texts[language], *self._names[language]} for language in self._texts}


def _put(spoken: Spoken, text: str, place: int) -> int:
    """Put the words of a text from a place on; gives the place after them."""
    for chunk in chunks(text):
        where = spoken[chunk]
        if isinstance(where, tuple):
            for places, offset in where[0]:
                places.append(place + offset)
            place += where[1]
        else:
            where.append(place)
            place += 1
    return place


@dataclass(frozen=True, slots=True)
class Written:
    """The postings of a word as the index has them: in how many texts and names, and the digits."""

    texts: int
    names: int
    digits: str


def frequent(size: int) -> int:
    """In how many of so many texts a word may be that has places."""
    return max(MANY, size // FREQUENT)


def write(word: str, postings: Postings) -> Written:
    """Write the postings of a word."""
    texts, names = postings.texts.get(word, _none()), postings.names.get(word, _none())
    limit = frequent(postings.size)
    numbers = _numbers(texts) if word.startswith("*") or len(texts) > limit else []
    if word.startswith("*") or len(numbers) > limit:
        count, bits = len(numbers), _bare(numbers, postings.size)
    else:
        count, bits = _placed(texts, postings.size)
    named, more = _placed(names, postings.size)
    return Written(count, named, packed(bits + more))


def _numbers(places: Places) -> list[int]:
    return list(dict.fromkeys([place >> SHIFT for place in places]))


def _bare(numbers: list[int], size: int) -> str:
    low = lowest(size, len(numbers))
    near = rices(low)
    gaps = [number - before - 1 for before, number in pairwise([-1, *numbers])]
    return "".join([near[gap] if gap < len(near) else rice(gap, low) for gap in gaps])


def _placed(places: Places, size: int) -> tuple[int, str]:
    if not places:
        return 0, ""
    records: dict[int, list[int]] = {}
    for place in places:
        records.setdefault(place >> SHIFT, []).append(place & INSIDE)
    low = lowest(size, len(records))
    far, near = rices(low), rices(NEAR)
    most, nearest = len(far), len(near)
    bits = []
    before = -1
    for record, inside in records.items():
        gap = record - before - 1
        bits.append(far[gap] if gap < most else rice(gap, low))
        bits.append(ONCE if len(inside) == 1 else rice(len(inside) - 1, 0))
        last = 0
        for place in inside:
            distance = place - last
            bits.append(near[distance] if distance < nearest else rice(distance, NEAR))
            last = place
        before = record
    return len(records), "".join(bits)

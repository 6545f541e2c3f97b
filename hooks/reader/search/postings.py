"""Which records hold a word, and where in them."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.search.coding import codes
from reader.search.folding import chunks, placed

# Between two names of a record, so that no phrase goes from one to the next.
GAP = 10
# A word that more than this share of the records holds has no positions, where the records are many.
FREQUENT, MANY = 32, 1000


def _numbers() -> "array[int]":
    return array("I")


@dataclass(slots=True)
class Word:
    """Pairs of a record and a position, in the text and in the names of records, in order."""

    text: "array[int]" = field(default_factory=_numbers)
    name: "array[int]" = field(default_factory=_numbers)


@dataclass(slots=True)
class Postings:
    """The words of all records. `records` is how many there are, each added in the order of its number.

    `spoken` are the words of each language as they are written.
    """

    records: int = 0
    words: dict[str, Word] = field(default_factory=dict)
    spoken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, names: Iterable[str], text: str, uses: Iterable[int] = (), language: str = "") -> None:
        """Add the next record; `uses` are the numbers of the records that it uses."""
        number, known, heard = self.records, self.words, self.spoken[language]
        cut = chunks(text)
        heard.update(cut)
        for word, position in placed(cut):
            entry = known.get(word)
            if entry is None:
                entry = known[word] = Word()
            entry.text.extend((number, position))
        start = 0
        for name in names:
            last = 0
            cut = chunks(name)
            heard.update(cut)
            for word, position in placed(cut):
                entry = known.setdefault(word, Word())
                entry.name.append(number)
                entry.name.append(start + position)
                last = position + 1
            start += last + GAP
        for use in uses:
            entry = known.setdefault(f"*{use}", Word())
            entry.text.append(number)
            entry.text.append(0)
        self.records += 1


@dataclass(frozen=True, slots=True)
class Written:
    """The postings of a word as the index has them: in how many records, whether with positions, and the codes."""

    text: int
    name: int
    bare: bool
    records: str
    places: str


def write(word: str, found: Word, records: int) -> Written:
    """Write the postings of a word of a collection of so many records."""
    limit = max(MANY, records // FREQUENT)
    counted = len(set(found.text[::2])) if len(found.text) > limit else 0
    bare = word.startswith("*") or counted > limit
    heads, places, texts = _bare(found.text) if bare else _placed(found.text)
    more, others, names = _placed(found.name)
    return Written(texts, names, bare, heads + more, places + others)


def _bare(pairs: "array[int]") -> tuple[str, str, int]:
    numbers = sorted(set(pairs[::2]))
    gaps = [number - before - 1 for before, number in zip([-1, *numbers], numbers, strict=False)]
    return codes(gaps), "", len(numbers)


def _placed(pairs: "array[int]") -> tuple[str, str, int]:
    heads: list[int] = []
    steps: list[int] = []
    before, at, end = -1, 0, len(pairs)
    while at < end:
        record = pairs[at]
        first = at
        while at < end and pairs[at] == record:
            at += 2
        times = (at - first) // 2
        heads.append(2 * (record - before - 1) + (times > 1))
        if times > 1:
            steps.append(times - 2)
        last = 0
        for position in pairs[first + 1 : at : 2]:
            steps.append(position - last)
            last = position
        before = record
    return codes(heads), codes(steps), len(heads)

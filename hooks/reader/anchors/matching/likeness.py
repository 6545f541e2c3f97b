"""How much of one passage is in another."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from reader.anchors.abridging import words
from reader.anchors.block import Kind
from reader.anchors.comparing import comparable

PHRASE = 3  # words in a row: shorter runs of common words turn up in any two passages
CONTAINED = 0.85  # what a passage wholly inside a longer one scores
LENGTHENED = 0.65  # what a short one that only goes on scores
CORE, WHOLE = 0.6, 0.9
BEGUN, OPENING = 0.36, 6  # what one rewritten after its first words scores, and how many they are
PART = 1 / 3
TYPO = 75


@dataclass(frozen=True, slots=True)
class Text:
    """A passage made ready to compare: only texts of one `sort` are likened (a paragraph may become a list item)."""

    sort: str
    form: str
    words: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=1 << 16)  # of two versions of an article most passages are the same
    def of(cls, kind: Kind, text: str) -> "Text":
        form = comparable(text)
        return cls("prose" if kind in ("paragraph", "item") else kind, form, tuple(words(form)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, in parts of 1; words count by rarity.

    `whole` is of both together, `of_old` and `of_new` the part of each that stands in the other as phrases, `mass`
    the number of rare words shared: the weight of the evidence. `core` is `whole` by the square of rarity: low where a
    frame of common words holds other names and numbers. `opening`: they begin with the same words. `part` is the size
    of the smaller in parts of the larger: a few words out of a passage are not the passage.
    """

    whole: float
    of_old: float
    of_new: float
    mass: float
    core: float = 0.0
    opening: bool = False
    part: float = 1.0

    @property
    def edited(self) -> bool:
        """Tell an edited passage from another one on its pattern: its own words are still there, or all of it."""
        return self.core >= CORE or max(self.of_old, self.of_new) >= WHOLE

    @property
    def score(self) -> float:
        if self.mass >= 1.5 and self.part >= PART:
            contained = CONTAINED * max(self.of_old, self.of_new)
        else:
            contained = LENGTHENED if self.opening and self.of_old == 1 else 0.0
        return max(self.whole, contained, BEGUN if self.opening else 0.0)


NOTHING = Likeness(0.0, 0.0, 0.0, 0.0)


def common_runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """List the runs of the longest common sequence: place in the old, in the new, length; last an empty one."""
    runs = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(old, new) if op.tag == "equal"
    ]
    return [*runs, (len(old), len(new), 0)]


@dataclass(slots=True)
class Scale:
    """Weighs words by how rare they are among the texts compared: what every passage says tells none apart."""

    size: int
    frequency: Counter[str]
    weights: dict[str, float] = field(default_factory=dict)
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], Likeness] = field(default_factory=dict)

    @classmethod
    def over(cls, texts: Iterable[Text]) -> "Scale":
        frequency: Counter[str] = Counter()
        size = 0
        for text in texts:
            frequency.update(set(text.words))
            size += 1
        return cls(size, frequency)

    def weight(self, word: str) -> float:
        """Give 1 to a word met nowhere, near 0 to one met everywhere."""
        known = self.weights.get(word)
        if known is None:
            known = log(1 + (self.size + 1) / (1 + self.frequency[word])) / log(2 + self.size)
            self.weights[word] = known
        return known

    def total(self, words: Iterable[str]) -> float:
        return sum(map(self.weight, words))

    def squares(self, words: Iterable[str]) -> float:
        return sum(self.weight(word) ** 2 for word in words)

    def compare(self, old: Text, new: Text) -> Likeness:
        """Liken two texts by their longest common sequence of words; a misspelt word counts as nearly the same."""
        if old.sort != new.sort:
            return NOTHING
        if old.form == new.form:
            return Likeness(1.0, 1.0, 1.0, self.total(old.words), 1.0)
        if not old.words or not new.words:
            return NOTHING
        key = (old.words, new.words)
        if key not in self.seen:
            self.seen[key] = self._compare(old.words, new.words)
        return self.seen[key]

    def _compare(self, old: tuple[str, ...], new: tuple[str, ...]) -> Likeness:
        sizes = self.total(old), self.total(new)
        common = Counter(old) & Counter(new)
        if not common and len(old) != len(new):
            return NOTHING
        shared = phrases = core = 0.0
        before, facing = 0, 0
        for start, other, length in common_runs(old, new):
            if start - before == other - facing:
                misspelt = list(map(self._misspelt, old[before:start], new[facing:other]))
                shared += sum(misspelt)
                core += sum(weight**2 for weight in misspelt)
            run = self.total(old[start : start + length])
            shared += run
            core += self.squares(old[start : start + length])
            phrases += run if length >= min(PHRASE, len(old), len(new)) else 0.0
            before, facing = start + length, other + length
        whole = 2 * shared / (sizes[0] + sizes[1])
        opening = min(OPENING, len(old), len(new))
        begins = opening > 1 and old[:opening] == new[:opening]
        part = min(sizes) / max(sizes)
        core = 2 * core / (self.squares(old) + self.squares(new))
        return Likeness(whole, min(1.0, phrases / sizes[0]), min(1.0, phrases / sizes[1]), shared, core, begins, part)

    def _misspelt(self, old: str, new: str) -> float:
        if min(len(old), len(new)) < 4 or not (old.isalpha() and new.isalpha()) or fuzz.ratio(old, new) < TYPO:
            return 0.0
        return 0.9 * min(self.weight(old), self.weight(new))

    def remainder(self, text: Text, explained: Text) -> Text:
        """Take from a text the words that another one explains."""
        rest: list[str] = []
        before = 0
        for start, _, length in common_runs(text.words, explained.words):
            rest += text.words[before:start]
            before = start + length
        return Text(text.sort, " ".join(rest), tuple(rest))


@dataclass(frozen=True, slots=True)
class Index:
    """Finds the texts that share rare words with a given one."""

    scale: Scale
    texts: Sequence[Text]
    places: dict[str, list[int]]

    @classmethod
    def over(cls, scale: Scale, texts: Sequence[Text]) -> "Index":
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in dict.fromkeys(text.words):
                places.setdefault(word, []).append(place)
        return cls(scale, texts, places)

    def near(self, text: Text, *, limit: int = 8, within: Container[int] | None = None) -> list[int]:
        """List the places of the texts that share most with it, best first; the commonest words do not count."""
        shared: Counter[int] = Counter()
        rare = sorted(dict.fromkeys(text.words), key=lambda word: (-self.scale.weight(word), word))[:24]
        for word in rare:
            places = self.places.get(word, ())
            if len(places) <= max(20, len(self.texts) // 10):
                weight = self.scale.weight(word)
                for place in places:
                    shared[place] += weight  # type: ignore[assignment]
        fitting = (
            (-weight, place)
            for place, weight in shared.items()
            if self.texts[place].sort == text.sort and (within is None or place in within)
        )
        return [place for _, place in nsmallest(limit, fitting)]

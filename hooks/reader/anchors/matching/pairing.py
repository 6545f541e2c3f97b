"""Which old passages have found their new place so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.anchors.matching.likeness import Index, Scale, Text

SMALL_GAP = 8  # places
STRANGERS = 2  # passages moved in or out that a gap may hold and still be one gap


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring passages without a partner on both sides, between the same two that have one."""

    olds: tuple[int, ...]
    news: tuple[int, ...]


@dataclass(slots=True)
class Pairing:
    """The old and the new blocks of one article, and who is who: places on both sides, one to one."""

    olds: Sequence[Text]
    news: Sequence[Text]
    scale: Scale
    all_olds: Index
    all_news: Index
    new_of: dict[int, int] = field(default_factory=dict)
    old_of: dict[int, int] = field(default_factory=dict)
    confidence: dict[int, float] = field(default_factory=dict)
    closed: set[int] = field(
        default_factory=set
    )  # old places an editor declared gone, or that left for another article
    taken: set[int] = field(default_factory=set)  # new places that came from another article
    fixed: set[int] = field(default_factory=set)  # old places that an editor, or a pin, gave their new one
    contested: dict[int, int] = field(default_factory=dict)  # old places whose words stand elsewhere, with what is here

    @classmethod
    def of(cls, olds: Sequence[Text], news: Sequence[Text]) -> "Pairing":
        scale = Scale.over([*olds, *news])
        return cls(olds, news, scale, Index.over(scale, olds), Index.over(scale, news))

    def afresh(self) -> "Pairing":
        """Give a pairing of the same texts in which nobody has found a place."""
        return Pairing(self.olds, self.news, self.scale, self.all_olds, self.all_news)

    def join(self, old: int, new: int, confidence: float) -> None:
        self.new_of[old] = new
        self.old_of[new] = old
        self.confidence[old] = round(confidence, 2)

    def fix(self, old: int, new: int) -> None:
        """Join what an editor or a pin has joined, whatever held it."""
        if new in self.old_of:
            self.part(self.old_of[new])
        self.join(old, new, 1.0)
        self.fixed.add(old)

    def part(self, old: int) -> None:
        """Undo a join."""
        del self.old_of[self.new_of.pop(old)], self.confidence[old]

    def free(self, old: int, new: int) -> bool:
        return self.old_free(old) and self.new_free(new)

    def old_free(self, old: int) -> bool:
        return old not in self.new_of and old not in self.closed

    def new_free(self, new: int) -> bool:
        return new not in self.old_of and new not in self.taken

    def free_olds(self) -> list[int]:
        return [old for old in range(len(self.olds)) if self.old_free(old)]

    def free_news(self) -> list[int]:
        return [new for new in range(len(self.news)) if self.new_free(new)]

    def score(self, old: int, new: int) -> float:
        return self.scale.compare(self.olds[old], self.news[new]).score

    def gaps(self) -> Iterator[Gap]:
        """Yield the gaps between partners, seen from the old text, then from the new.

        Pairs joined meanwhile make a gap stale: the caller skips it.
        """
        yield from self._gaps(self.new_of, len(self.olds), len(self.news))
        for gap in self._gaps(self.old_of, len(self.news), len(self.olds)):
            yield Gap(gap.news, gap.olds)

    def _gaps(self, partner: dict[int, int], here: int, there: int) -> list[Gap]:
        found = []
        edges = [(-1, -1), *sorted(partner.items()), (here, there)]
        facing = self.new_free if partner is self.new_of else self.old_free
        own = self.old_free if partner is self.new_of else self.new_free
        for (before, facing_before), (after, facing_after) in pairwise(edges):
            if after - before == 1 or facing_after <= facing_before:
                continue
            between = range(facing_before + 1, facing_after)
            unmatched = tuple(filter(facing, between))
            inside = tuple(filter(own, range(before + 1, after)))
            if inside and unmatched and len(between) - len(unmatched) <= STRANGERS:
                found.append(Gap(inside, unmatched))
        return found

    def sandwiched(self, old: int, new: int) -> bool:
        """Tell whether the neighbours on both sides are each other's partners, or the ends of the article."""
        if not 0 <= new < len(self.news):
            return False
        before = old == new == 0 or (old > 0 and self.new_of.get(old - 1, -2) == new - 1)
        last = old == len(self.olds) - 1 and new == len(self.news) - 1
        return before and (last or self.new_of.get(old + 1, -2) == new + 1)

    def adjoining(self, old: int, new: int) -> bool:
        """Tell whether the nearest partner before, or after, both places is the same pair."""
        left = next((each for each in range(old - 1, -1, -1) if each in self.new_of), None)
        facing_left = next((each for each in range(new - 1, -1, -1) if each in self.old_of), None)
        if left is not None and facing_left is not None and self.new_of[left] == facing_left:
            return True
        right = next((each for each in range(old + 1, len(self.olds)) if each in self.new_of), None)
        facing_right = next((each for each in range(new + 1, len(self.news)) if each in self.old_of), None)
        return right is not None and facing_right is not None and self.new_of[right] == facing_right

    def headings_of(self) -> tuple[list[int], list[int]]:
        """Give for each old and each new place the place of its heading, -1 in the lead."""
        return _headings(self.olds), _headings(self.news)


def _headings(texts: Sequence[Text]) -> list[int]:
    places, current = [], -1
    for place, text in enumerate(texts):
        places.append(current)
        if text.sort == "heading":
            current = place
    return places

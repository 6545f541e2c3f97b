"""Passages that were divided or joined: which part went where."""

from dataclasses import dataclass

from reader.anchors.matching.likeness import Text
from reader.anchors.matching.pairing import Gap, Pairing

AROUND = 3  # places: a part stays in the neighbourhood of the whole
PART = 0.6  # of a passage must stand, as phrases, in the other one
PART_IN_GAP = 0.5
EVIDENCE = 1.5


@dataclass(frozen=True, slots=True, order=True)
class Merger:
    """An old passage whose words stand in the new place of another old one."""

    old: int
    new: int


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A new passage whose words come from an old one that lives on elsewhere."""

    old: int
    new: int


def divide(pairing: Pairing, gap: Gap) -> bool:
    """Join a passage to the largest of the parts that a gap holds of it, so that the parts do not count as rivals.

    old: AB     C          old: A    B    C
          |     |               |        |
    new: A  B   C'         new: AB       C'
    """
    joined = False
    for old in gap.olds:
        found = [(new, pairing.scale.compare(pairing.olds[old], pairing.news[new])) for new in gap.news]
        largest = _largest(
            pairing, pairing.olds[old], [(new, pairing.news[new], each.of_new, each.mass) for new, each in found]
        )
        if largest >= 0 and pairing.free(old, largest):
            pairing.join(old, largest, pairing.score(old, largest))
            joined = True
    for new in gap.news:
        found = [(old, pairing.scale.compare(pairing.olds[old], pairing.news[new])) for old in gap.olds]
        largest = _largest(
            pairing, pairing.news[new], [(old, pairing.olds[old], each.of_old, each.mass) for old, each in found]
        )
        if largest >= 0 and pairing.free(largest, new):
            pairing.join(largest, new, pairing.score(largest, new))
            joined = True
    return joined


def _largest(pairing: Pairing, whole: Text, candidates: list[tuple[int, Text, float, float]]) -> int:
    """Give the part with most of the whole in it if there are at least two that overlap little, else -1."""
    rest = whole
    parts: list[tuple[float, int]] = []
    for place, text, share, mass in sorted(candidates, key=lambda each: (-each[3], each[0])):
        if share < PART_IN_GAP or mass < EVIDENCE or text.sort != whole.sort:
            continue
        likeness = pairing.scale.compare(text, rest)
        if likeness.of_old >= PART_IN_GAP and likeness.mass >= EVIDENCE:
            parts.append((mass, place))
            rest = pairing.scale.remainder(rest, text)
    return max(parts)[1] if len(parts) > 1 else -1


def mergers(pairing: Pairing) -> list[Merger]:
    """Find, for each old passage left over, the neighbour that took it in.

    What the neighbour's own old words explain does not count: a look-alike that stayed has taken in nothing.
    """
    found = []
    for old in pairing.free_olds():
        best = (PART, -1)
        for beside in range(max(0, old - AROUND), min(len(pairing.olds), old + AROUND + 1)):
            new = pairing.new_of.get(beside)
            if new is not None and pairing.confidence[beside] < 1:
                share = _share(pairing, pairing.olds[old], pairing.news[new], pairing.olds[beside])
                best = max(best, (share, new))
        if best[1] >= 0:
            found.append(Merger(old, best[1]))
    return found


def divisions(pairing: Pairing) -> list[Division]:
    """Find, for each new passage left over, the neighbour it was cut from."""
    found = []
    for new in pairing.free_news():
        best = (PART, -1)
        for beside in range(max(0, new - AROUND), min(len(pairing.news), new + AROUND + 1)):
            old = pairing.old_of.get(beside)
            if old is not None and pairing.confidence[old] < 1:
                share = _share(pairing, pairing.news[new], pairing.olds[old], pairing.news[beside])
                best = max(best, (share, old))
        if best[1] >= 0:
            found.append(Division(best[1], new))
    return found


def _share(pairing: Pairing, part: Text, whole: Text, explained: Text) -> float:
    if part.sort != whole.sort:
        return 0.0
    likeness = pairing.scale.compare(part, pairing.scale.remainder(whole, explained))
    return likeness.of_old if likeness.mass >= EVIDENCE else 0.0

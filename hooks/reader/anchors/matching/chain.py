"""The best way to pair two rows of passages without crossing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

BREAK_EVEN = 0.25  # a pair that scores less is worth less than none
TOGETHER = 0.05  # bonus for standing next to another pair
NEVER = -1e9

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of the best chain; `margin` is what the best chain that gives one of the two another partner loses."""

    old: int
    new: int
    score: float
    margin: float


def chain(
    scores: Mapping[Pair, float], same: Callable[[int, int], bool] = lambda one, other: one == other
) -> list[Link]:
    """Choose from scored pairs of an old and a new place those that do not cross and whose sum is highest.

    `same` tells whether two old places (or, negated and less one, two new) hold the same words: losing to a twin is no
    loss of certainty. Takes time in proportion to the pairs, and to the logarithm of the rows.
    """
    rows: dict[int, list[Pair]] = {}
    columns: dict[int, list[Pair]] = {}
    for pair in sorted(scores):
        rows.setdefault(pair[0], []).append(pair)
        columns.setdefault(pair[1], []).append(pair)
    worth = {pair: score - BREAK_EVEN for pair, score in scores.items()}
    ahead, before = _sums(worth, rows)
    mirrored = {(-old, -new): each for (old, new), each in worth.items()}
    behind, _ = _sums(
        mirrored, {-old: [(-o, -n) for o, n in reversed(rows[old])] for old in sorted(rows, reverse=True)}
    )
    through = {pair: ahead[pair] + behind[-pair[0], -pair[1]] - worth[pair] for pair in worth}
    links = []
    for pair in _path(ahead, before):
        old, new = pair
        rivals = [through[each] for each in rows[old] if each != pair and not same(-each[1] - 1, -new - 1)]
        rivals += [through[each] for each in columns[new] if each != pair and not same(each[0], old)]
        links.append(Link(old, new, scores[pair], through[pair] - max(rivals, default=NEVER)))
    return links


def _sums(
    worth: Mapping[Pair, float], rows: Mapping[int, Iterable[Pair]]
) -> tuple[dict[Pair, float], dict[Pair, Pair]]:
    """Sum up the best chain that ends in each pair; gives with it the pair before each."""
    ending: dict[Pair, float] = {}
    before: dict[Pair, Pair] = {}
    best = _Best(sorted({new for _, new in worth}))
    for row in rows.values():
        for pair in row:
            reached, last = best.under(pair[1])
            joined = (pair[0] - 1, pair[1] - 1)
            if joined in ending and ending[joined] + TOGETHER > reached:
                reached, last = ending[joined] + TOGETHER, joined
            ending[pair] = worth[pair] + reached
            if last is not None:
                before[pair] = last
        for pair in row:
            best.put(pair, ending[pair])
    return ending, before


class _Best:
    """The best sum so far among the pairs whose new place lies under a given one (a Fenwick tree)."""

    def __init__(self, places: list[int]) -> None:
        self.rank = {place: rank for rank, place in enumerate(places, 1)}
        self.tree: list[tuple[float, Pair | None]] = [(0.0, None)] * (len(places) + 1)

    def put(self, pair: Pair, total: float) -> None:
        rank = self.rank[pair[1]]
        while rank < len(self.tree):
            if total > self.tree[rank][0]:
                self.tree[rank] = total, pair
            rank += rank & -rank

    def under(self, place: int) -> tuple[float, Pair | None]:
        rank, found = self.rank[place] - 1, self.tree[0]
        while rank:
            if self.tree[rank][0] > found[0]:
                found = self.tree[rank]
            rank -= rank & -rank
        return found


def _path(ending: Mapping[Pair, float], before: Mapping[Pair, Pair]) -> list[Pair]:
    """Walk back along the best chain."""
    path: list[Pair] = []
    last = max(ending, key=lambda pair: (ending[pair], pair), default=None)
    if last is None or ending[last] <= 0:
        return []
    at: Pair | None = last
    while at is not None:
        path.append(at)
        at = before.get(at)
    return path[::-1]

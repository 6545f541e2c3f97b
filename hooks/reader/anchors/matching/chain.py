"""The best way to pair two short rows of passages without crossing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LIMIT = 40_000  # cells: a longer pair of rows is left to the search that ignores order
BREAK_EVEN = 0.25  # a pair that scores less is worth less than none
TOGETHER = 0.05  # bonus for standing next to another pair
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of the best chain; `margin` is what the best chain that gives one of the two another partner loses."""

    old: int
    new: int
    score: float
    margin: float


def chain(
    olds: Sequence[int],
    news: Sequence[int],
    score: Callable[[int, int], float],
    same: Callable[[int, int], bool] = lambda one, other: one == other,
    *,
    floor: float,
) -> list[Link]:
    """Pair two rows in order so that the sum of scores is highest.

    Pairs under `floor` are not considered. `same` tells whether two old places (or, negated and less one, two new)
    hold the same words: losing to a twin is no loss of certainty.
    """
    m, n = len(olds), len(news)
    if m * n > LIMIT:
        return []
    scores = [[score(old, new) for new in news] for old in olds]
    worth = [[cell - BREAK_EVEN if cell >= floor else NEVER for cell in row] for row in scores]
    ahead, best = _sums(worth)
    behind, _ = _sums([row[::-1] for row in worth[::-1]])
    through = [
        [ahead[i][j] + behind[m - 1 - i][n - 1 - j] - worth[i][j] if worth[i][j] > NEVER else NEVER for j in range(n)]
        for i in range(m)
    ]
    links = []
    for i, j in _path(ahead, best):
        rivals = [through[i][k] for k in range(n) if k != j and not same(-news[k] - 1, -news[j] - 1)]
        rivals += [through[k][j] for k in range(m) if k != i and not same(olds[k], olds[i])]
        links.append(Link(olds[i], news[j], scores[i][j], through[i][j] - max(rivals, default=NEVER)))
    return links


def _sums(worth: list[list[float]]) -> tuple[list[list[float]], list[list[float]]]:
    """Sum up the best chains that end in each pair, and the best within each corner."""
    m, n = len(worth), len(worth[0]) if worth else 0
    ending = [[NEVER] * n for _ in range(m)]
    best = [[0.0] * (n + 1) for _ in range(m + 1)]
    for i in range(m):
        for j in range(n):
            if worth[i][j] > NEVER:
                joined = ending[i - 1][j - 1] + TOGETHER if i and j else NEVER
                ending[i][j] = worth[i][j] + max(best[i][j], joined)
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], ending[i][j])
    return ending, best


def _path(ending: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    """Walk back along the best chain."""
    i, j = len(ending), len(best[0]) - 1
    path: list[tuple[int, int]] = []
    forced = False
    while i and j:
        here = ending[i - 1][j - 1]
        if forced or (here > 0 and here >= best[i][j]):
            path.append((i - 1, j - 1))
            joined = i > 1 and j > 1 and ending[i - 2][j - 2] + TOGETHER > best[i - 1][j - 1]
            forced, i, j = joined, i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return path[::-1]

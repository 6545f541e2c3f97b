"""The passages that kept their course while others moved."""

from bisect import bisect_left
from collections.abc import Mapping


def in_course(rank: Mapping[int, int]) -> set[int]:
    """Pick the most old places whose new places rise: the longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in sorted(rank):
        at = bisect_left(tails, rank[place])
        before[place] = ends[at - 1] if at else None
        tails[at : at + 1] = [rank[place]]
        ends[at : at + 1] = [place]
    chosen: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        chosen.add(last)
        last = before[last]
    return chosen

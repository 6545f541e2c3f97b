"""Passages whose words stand elsewhere, while their own places hold something like them: which is the copy?"""

from bisect import bisect_left

from reader.anchors.matching.course import in_course
from reader.anchors.matching.doubt import ASK_IN_PLACE, Doubt
from reader.anchors.matching.pairing import SMALL_GAP, Pairing


def contest(pairing: Pairing) -> None:
    """Part what found its words elsewhere, while its own place holds something like it: the other may be a copy.

    old: A  B  C       new: A  B'  C  ...  B
    """
    course = sorted(in_course(pairing.new_of))
    free = pairing.free_news()
    for old, new in sorted(pairing.new_of.items()):
        if old in pairing.fixed or pairing.olds[old].sort == "heading":
            continue
        at = bisect_left(course, old)
        start = pairing.new_of[course[at - 1]] if at else -1
        at += at < len(course) and course[at] == old
        end = pairing.new_of[course[at]] if at < len(course) else len(pairing.news)
        beside = pairing.new_of.get(old - 1, -1 if old == 0 else -2), pairing.new_of.get(old + 1, len(pairing.news))
        for before, after in ((start, end), beside):
            if before < -1 or before < new < after:
                continue
            facing = free[bisect_left(free, before + 1) : bisect_left(free, after)]
            if not 0 < len(facing) <= SMALL_GAP:
                continue
            score, likest = max((pairing.score(old, each), -each) for each in facing)
            if score >= ASK_IN_PLACE:
                pairing.contested[old] = -likest
    for old in pairing.contested:
        if old in pairing.new_of:
            pairing.part(old)


def settle_contest(pairing: Pairing) -> None:
    """Join what was contested to its own words where the other has turned out to be something else."""
    for old, other in list(pairing.contested.items()):
        if pairing.new_free(other):
            continue
        del pairing.contested[old]
        text = pairing.olds[old]
        same = [new for new in pairing.free_news() if pairing.news[new].form == text.form]
        if same and pairing.old_free(old):
            pairing.join(old, same[0], 1.0)


def doubts(pairing: Pairing) -> list[Doubt]:
    return [Doubt(old, new, pairing.score(old, new), "copied") for old, new in pairing.contested.items()]

"""The steps by which old passages find their new place, surest first."""

from collections import Counter
from collections.abc import Iterable

from reader.anchors.abridging import abridged, words
from reader.anchors.comparing import comparable
from reader.anchors.matching.chain import chain
from reader.anchors.matching.doubt import ASK_IN_PLACE, Doubt
from reader.anchors.matching.likeness import Index, Text
from reader.anchors.matching.pairing import SMALL_GAP, Gap, Pairing
from reader.anchors.matching.parts import divide

AS_GOOD_AS_SAME = 0.9
LONG = 40  # characters: a shorter text is no evidence by itself
IN_PLACE, MARGIN = 0.55, 0.1
LIKE, LONELY, STRANGER = 0.7, 0.6, 0.3  # what is less like may have no look-alike at all
FAMILIAR, RELATIVE = 0.8, 0.4  # what is less like than the one has no relative that is as like as the other
PHRASED = 0.3  # the part of either that must stand in the other as phrases
SURE = 3.0  # rare words shared: enough to tell a passage between its neighbours by
DENSE, NEAREST = 900, 12  # pairs to a gap; for each old passage of a larger gap, the new ones to try
NEAR, SECTION, ANYWHERE = 0.62, 0.68, 0.78
EVIDENCE = {NEAR: 1.5, SECTION: 2.5, ANYWHERE: 3.5}  # rare words that a match out of place must share
ASK_EVIDENCE = 0.5  # of that: enough to ask
CLEAR = 0.15
ASK_AWAY = 0.16  # how far under its threshold a pair out of place is still asked about
BY_PLACE = frozenset({"code", "figure", "table", "formula"})
PLACED = 0.5  # likeness that is enough between two passages that stayed


def same_words(pairing: Pairing) -> None:
    """Join the texts that stand once on each side, wherever they stand."""
    count_old = Counter((text.sort, text.form) for text in pairing.olds)
    place_new: dict[tuple[str, str], list[int]] = {}
    for new, text in enumerate(pairing.news):
        place_new.setdefault((text.sort, text.form), []).append(new)
    for old in pairing.free_olds():
        text = pairing.olds[old]
        key = (text.sort, text.form)
        places = place_new.get(key, [])
        enough = len(text.form) >= LONG or text.sort == "heading"
        if old in pairing.contested:
            continue
        if enough and count_old[key] == 1 == len(places) and pairing.new_free(places[0]):
            pairing.join(old, places[0], 1.0)


def same_words_again(pairing: Pairing) -> None:
    """Join what is left of equal texts: beside partners first, then in order if as many are left on both sides."""
    groups: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for old in pairing.free_olds():
        if old in pairing.contested:
            continue
        groups.setdefault((pairing.olds[old].sort, pairing.olds[old].form), ([], []))[0].append(old)
    for new in pairing.free_news():
        group = groups.get((pairing.news[new].sort, pairing.news[new].form))
        if group:
            group[1].append(new)
    for olds, news in groups.values():
        for old in olds:
            beside = [pairing.new_of.get(old - 1, -2) + 1, pairing.new_of.get(old + 1, -2) - 1]
            facing = next((each for each in beside if each in news and pairing.new_free(each)), None)
            if facing is not None:
                pairing.join(old, facing, 1.0)
        left = list(filter(pairing.old_free, olds)), list(filter(pairing.new_free, news))
        if len(left[0]) == len(left[1]):
            for old, new in zip(*left, strict=True):
                pairing.join(old, new, 1.0)


def in_place(pairing: Pairing) -> list[Doubt]:
    """Pair the rows between partners in their order, again as the gaps grow smaller; give what stays in doubt."""
    doubts: list[Doubt] = []
    settled = False
    while not settled:
        settled, doubts = True, []
        for gap in list(pairing.gaps()):
            if all(map(pairing.old_free, gap.olds)) and all(map(pairing.new_free, gap.news)):
                settled = not (divide(pairing, gap) or _fill(pairing, gap, doubts)) and settled
    return doubts


def _fill(pairing: Pairing, gap: Gap, doubts: list[Doubt]) -> bool:
    def same(one: int, other: int) -> bool:
        texts = pairing.olds if one >= 0 else pairing.news
        one, other = (one, other) if one >= 0 else (-one - 1, -other - 1)
        return texts[one].form == texts[other].form

    links = chain(_scores(pairing, gap), same)
    small = len(gap.olds) <= SMALL_GAP and len(gap.news) <= SMALL_GAP
    chained = {(link.old, link.new) for link in links}
    joined = False
    for link in links:
        old, new = link.old, link.new
        if old in pairing.contested:
            continue
        beside = any(
            each in chained or pairing.new_of.get(each[0]) == each[1]
            for each in ((old - 1, new - 1), (old + 1, new + 1))
        )
        if pairing.olds[old].form == pairing.news[new].form:
            sure = small or beside or len(pairing.olds[old].form) >= LONG
            score = 1.0
        else:
            sure = link.score >= IN_PLACE and link.margin >= MARGIN and _one_of_a_kind(pairing, old, new)
            score = link.score
        if sure:
            pairing.join(old, new, score)
            joined = True
        elif pairing.olds[old].sort != "heading":
            alike = link.score - max(_rival(pairing, old, new), _kin(pairing, old)) < MARGIN
            doubts.append(Doubt(old, new, link.score, "alike" if alike else "reworded"))
    return joined


def _scores(pairing: Pairing, gap: Gap) -> dict[tuple[int, int], float]:
    """Score the pairs of a gap that may be the same passage: in a large one those that share most."""
    inside = set(gap.news)
    scores = {}
    for old in gap.olds:
        news = gap.news
        if len(gap.olds) * len(gap.news) > DENSE:
            near = pairing.all_news.near(pairing.olds[old], limit=NEAREST, within=inside)
            beside = range(old - gap.olds[0] + gap.news[0] - 1, old - gap.olds[0] + gap.news[0] + 2)
            news = tuple({*near, *inside.intersection(beside)})
        for new in news:
            score = pairing.score(old, new)
            if score >= ASK_IN_PLACE:
                scores[old, new] = score
    return scores


def _one_of_a_kind(pairing: Pairing, old: int, new: int) -> bool:
    """Tell an edited passage from a new one on the pattern of the old, or of others."""
    likeness = pairing.scale.compare(pairing.olds[old], pairing.news[new])
    if pairing.olds[old].sort == "heading" or likeness.score >= AS_GOOD_AS_SAME:
        return True
    rival = _rival(pairing, old, new)
    if likeness.score < FAMILIAR and max(rival, _kin(pairing, old)) > RELATIVE:
        return False
    lead = likeness.score - rival
    if likeness.edited and likeness.score >= LIKE:
        return lead >= MARGIN
    return (
        likeness.score >= LONELY
        and likeness.score - lead <= STRANGER
        and pairing.sandwiched(old, new)
        and (likeness.mass >= SURE or likeness.of_old == 1)
        and max(likeness.of_old, likeness.of_new) >= PHRASED
    )


def by_place(pairing: Pairing) -> list[Doubt]:
    """Join a figure, table, formula or listing that was edited between two passages that stayed.

    One that has less in common with what stands there now is in doubt: it may have given way to another.
    """
    doubts = []
    for old in pairing.free_olds():
        new = pairing.new_of.get(old - 1, -2) + 1 if old else 0
        if pairing.olds[old].sort not in BY_PLACE or not pairing.sandwiched(old, new) or not pairing.new_free(new):
            continue
        others = (pairing.score(each, new) for each in pairing.all_olds.near(pairing.news[new]) if each != old)
        score = pairing.score(old, new)
        if pairing.olds[old].sort == pairing.news[new].sort:
            if score >= PLACED and max(others, default=0.0) < score:
                pairing.join(old, new, score)
            else:
                doubts.append(Doubt(old, new, score, "replaced"))
    return doubts


def same_words_of_another_kind(pairing: Pairing) -> list[Doubt]:
    """Join what stands there word for word as another kind: a command that was put into a fence, a list made a table.

    A short one only where its neighbours stand by; else it is in doubt.
    """
    count_old = Counter(_quoting(pairing.olds[old]) for old in pairing.free_olds())
    places: dict[tuple[str, ...], list[int]] = {}
    for new in pairing.free_news():
        places.setdefault(_quoting(pairing.news[new]), []).append(new)
    doubts = []
    for old in pairing.free_olds():
        text = pairing.olds[old]
        key = _quoting(text)
        found = places.get(key, [])
        if not key or count_old[key] > 1 or len(found) != 1 or old in pairing.contested:
            continue
        new = found[0]
        kinds = {text.sort, pairing.news[new].sort}
        if "heading" in kinds or len(kinds) == 1 or not pairing.new_free(new):
            continue
        if len(text.form) >= LONG or pairing.sandwiched(old, new) or pairing.adjoining(old, new):
            pairing.join(old, new, 1.0)
        else:
            doubts.append(Doubt(old, new, 1.0, "another kind"))
    return doubts


def _quoting(text: Text) -> tuple[str, ...]:
    """Give the words of a text as its quotations would be kept if it were prose."""
    return tuple(words(comparable(abridged(text.form)))) if text.sort == "code" and '"' in text.form else text.words


def out_of_place(pairing: Pairing) -> list[Doubt]:
    """Join what was moved and edited at once, if nothing else is nearly as like it; give what stays in doubt."""
    doubts: list[Doubt] = []
    joined = True
    while joined:
        joined, doubts = False, []
        for old, new, score, mass in _mutual(pairing):
            if not pairing.free(old, new):
                continue
            threshold = _threshold(pairing, old, new)
            if mass < ASK_EVIDENCE * EVIDENCE[threshold]:
                continue
            clear = score - _rival(pairing, old, new) >= CLEAR
            sure = score >= threshold and mass >= EVIDENCE[threshold]
            if sure and clear and _one_of_a_kind(pairing, old, new):
                pairing.join(old, new, score)
                joined = True
            elif clear and score >= threshold - ASK_AWAY:
                doubts.append(Doubt(old, new, score, "moved"))
    return doubts


def _mutual(pairing: Pairing) -> list[tuple[int, int, float, float]]:
    """List the pairs of free passages that are each other's likest, likest first."""

    def likest(
        texts: Iterable[int], index: Index, free: Iterable[int], *, forward: bool
    ) -> dict[int, tuple[int, float, float]]:
        allowed, found = set(free), {}
        for place in texts:
            text = (pairing.olds if forward else pairing.news)[place]
            ranked = []
            for other in index.near(text, limit=40):
                if other in allowed:
                    ends = (text, pairing.news[other]) if forward else (pairing.olds[other], text)
                    likeness = pairing.scale.compare(*ends)
                    ranked.append((-likeness.score, other, likeness.mass))
            if ranked:
                worst, other, mass = min(ranked)
                found[place] = (other, -worst, mass)
        return found

    free = (old for old in pairing.free_olds() if old not in pairing.contested)
    olds = [old for old in free if pairing.olds[old].sort != "heading"]
    news = [new for new in pairing.free_news() if pairing.news[new].sort != "heading"]
    forth = likest(olds, pairing.all_news, news, forward=True)
    back = likest(news, pairing.all_olds, olds, forward=False)
    pairs = [(old, new, score, mass) for old, (new, score, mass) in forth.items() if back.get(new, (-1,))[0] == old]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0]))


def _threshold(pairing: Pairing, old: int, new: int) -> float:
    if pairing.adjoining(old, new):
        return NEAR
    headings_old, headings_new = pairing.headings_of()
    heading = headings_old[old]
    if heading >= 0 and pairing.new_of.get(heading, -2) == headings_new[new]:
        return SECTION
    return ANYWHERE


def _rival(pairing: Pairing, old: int, new: int) -> float:
    """Score the next likest of either: what is no less like another of its family is of unknown descent."""
    others = [pairing.score(old, each) for each in pairing.all_news.near(pairing.olds[old]) if each != new]
    others += [pairing.score(each, new) for each in pairing.all_olds.near(pairing.news[new]) if each != old]
    return max(others, default=0.0)


def _kin(pairing: Pairing, old: int) -> float:
    """Score the old passage that is likest to another: where both gave way to others, no rival is left to tell it."""
    text = pairing.olds[old]
    others = (pairing.olds[each] for each in pairing.all_olds.near(text) if each != old)
    return max((pairing.scale.compare(text, each).score for each in others if each.form != text.form), default=0.0)


def reworded_headings(pairing: Pairing) -> None:
    """Join a heading to the one under which most of its passages stand now, and that holds mostly these."""
    headings_old, headings_new = pairing.headings_of()
    under_old: dict[int, Counter[int]] = {}
    under_new: dict[int, Counter[int]] = {}
    for old, new in pairing.new_of.items():
        if pairing.olds[old].sort != "heading":
            under_old.setdefault(headings_old[old], Counter())[headings_new[new]] += 1
            under_new.setdefault(headings_new[new], Counter())[headings_old[old]] += 1
    for old in pairing.free_olds():
        if pairing.olds[old].sort != "heading":
            continue
        new = _most(under_old.get(old))
        if new >= 0 and pairing.new_free(new) and _most(under_new.get(new)) == old:
            pairing.join(old, new, max(PLACED, pairing.score(old, new)))
        else:
            facing = pairing.new_of.get(old - 1, -2) + 1 if old else 0
            inside = 0 <= facing < len(pairing.news) and pairing.news[facing].sort == "heading"
            if inside and pairing.new_free(facing) and pairing.sandwiched(old, facing):
                pairing.join(old, facing, max(PLACED, pairing.score(old, facing)))


def _most(count: Counter[int] | None) -> int:
    """Give the place that more than half of the passages share, or -1."""
    if not count:
        return -1
    place, votes = count.most_common(1)[0]
    return place if 2 * votes > count.total() else -1

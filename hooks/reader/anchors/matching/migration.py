"""Passages that left one article for another."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reader.anchors.matching.doubt import ASK_IN_PLACE, Why
from reader.anchors.matching.likeness import Index, Scale, Text
from reader.anchors.matching.pairing import SMALL_GAP, Pairing
from reader.anchors.matching.steps import CLEAR, LONG

EDITED, EVIDENCE = 0.85, 6.0  # a passage edited on its way must be as like as this, with as many rare words

ASK, ASK_EVIDENCE, ASK_CLEAR = 0.55, 3.0, 0.1  # from here on the editor is asked

Place = tuple[str, int]


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """An old place of one article and the new place of another."""

    source: Place
    target: Place
    score: float
    why: ClassVar[Why] = "away"


def moves_unchanged(pairings: Mapping[str, Pairing]) -> list[Move]:
    """Find the long passages that stand, word for word, once among what is left of all articles on both sides."""
    olds: dict[tuple[str, str], list[Place]] = {}
    news: dict[tuple[str, str], list[Place]] = {}
    for article, pairing in pairings.items():
        for old in _passages(pairing.olds, pairing.free_olds()):
            if old in pairing.contested or _stays(pairing, old):
                continue
            olds.setdefault((pairing.olds[old].sort, pairing.olds[old].form), []).append((article, old))
        for new in _passages(pairing.news, pairing.free_news()):
            news.setdefault((pairing.news[new].sort, pairing.news[new].form), []).append((article, new))
    found = []
    for key, places in olds.items():
        targets = news.get(key, [])
        if len(key[1]) >= LONG and len(places) == len(targets) == 1 and places[0][0] != targets[0][0]:
            found.append(Move(places[0], targets[0], 1.0))
    return _settle(pairings, found)


def moves_edited(pairings: Mapping[str, Pairing], doubted: set[Place]) -> tuple[list[Move], list[Move]]:
    """Find the passages edited on their way, each other's likest by far: sure, and in doubt.

    Those `doubted` at home are the editor's.
    """
    olds = [(article, old) for article, each in pairings.items() for old in _passages(each.olds, each.free_olds())]
    olds = [place for place in olds if place not in doubted]
    news = [(article, new) for article, each in pairings.items() for new in _passages(each.news, each.free_news())]
    if not olds or len({article for article, _ in [*olds, *news]}) < 2:
        return [], []
    scale = Scale.over(text for each in pairings.values() for text in (*each.olds, *each.news))
    old_texts, new_texts = [pairings[a].olds[i] for a, i in olds], [pairings[a].news[i] for a, i in news]
    everywhere = Index.over(scale, [text for each in pairings.values() for text in (*each.olds, *each.news)])
    index = Index.over(scale, new_texts)
    found: list[Move] = []
    asked: list[Move] = []
    for place, text in zip(olds, old_texts, strict=True):
        scored = [
            (scale.compare(text, new_texts[other]), other) for other in index.near(text) if news[other][0] != place[0]
        ]
        if not scored:
            continue
        likeness, best = max(scored, key=lambda each: (each[0].score, -each[1]))
        ends = {text.form, new_texts[best].form}
        others = [everywhere.texts[each] for each in everywhere.near(text) + everywhere.near(new_texts[best])]
        rivals = [
            max(scale.compare(text, each).score, scale.compare(each, new_texts[best]).score)
            for each in others
            if each.form not in ends
        ]
        lead = likeness.score - max(rivals, default=0.0)
        move = Move(place, news[best], round(likeness.score, 2))
        if likeness.score >= EDITED and likeness.mass >= EVIDENCE and lead >= CLEAR:
            found.append(move)
        elif likeness.score >= ASK and likeness.mass >= ASK_EVIDENCE and lead >= ASK_CLEAR:
            asked.append(move)
    return _settle(pairings, _alone(found, ())), _alone(asked, found)


def _alone(found: list[Move], before: Collection[Move]) -> list[Move]:
    """Keep the moves to a place that no other leads to."""
    targets = Counter(move.target for move in (*found, *before))
    return [move for move in found if targets[move.target] == 1]


def _stays(pairing: Pairing, old: int) -> bool:
    """Tell whether something like a passage stands between its neighbours: what moved may be a copy of it."""
    before = next((pairing.new_of[each] for each in range(old - 1, -1, -1) if each in pairing.new_of), -1)
    after = next((pairing.new_of[each] for each in range(old + 1, len(pairing.olds)) if each in pairing.new_of), None)
    facing = range(before + 1, len(pairing.news) if after is None else after)
    return len(facing) <= SMALL_GAP and any(
        pairing.new_free(each) and pairing.score(old, each) >= ASK_IN_PLACE for each in facing
    )


def _passages(texts: Sequence[Text], places: list[int]) -> list[int]:
    return [place for place in places if texts[place].sort != "heading"]


def _settle(pairings: Mapping[str, Pairing], found: list[Move]) -> list[Move]:
    for move in found:
        pairings[move.source[0]].closed.add(move.source[1])
        pairings[move.target[0]].taken.add(move.target[1])
    return found

"""Passages that had left an article and stand in it again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reader.anchors.block import Block
from reader.anchors.ledger.entries import Entry
from reader.anchors.matching.doubt import Why
from reader.anchors.matching.likeness import Index, Scale, Text
from reader.anchors.matching.pairing import Pairing
from reader.anchors.matching.steps import LONG

SURE = 0.95  # as like as this, and beside its tombstone, it is the same
LIKE, LIKE_ANYWHERE = 0.6, 0.78
EVIDENCE = 3.0
CLEAR = 0.1


@dataclass(frozen=True, slots=True, order=True)
class Return:
    """An entry that had left, by its place among all, and the new place of what reads like it."""

    place: int
    new: int
    score: float
    why: ClassVar[Why] = "back"


def unchanged_returns(
    entries: Sequence[Entry], blocks: Sequence[Block], pairing: Pairing, buried: Collection[int]
) -> dict[int, int]:
    """Find what came back word for word or by its pin: the place among all entries, and the new place."""
    pins = {block.pinned: new for new, block in enumerate(blocks) if block.pinned}
    news: dict[tuple[str, str], list[int]] = {}
    for new in pairing.free_news():
        news.setdefault((pairing.news[new].sort, pairing.news[new].form), []).append(new)
    standing = {(text.sort, text.form) for text in pairing.olds}
    found: dict[int, int] = {}
    for place, entry in enumerate(entries):
        if entry.stands or place in buried:
            continue
        text = Text.of(entry.kind, entry.text)
        pinned = next((pins[each] for each in (entry.id, *entry.aliases) if each in pins), -1)
        if pinned >= 0 and pairing.new_free(pinned) and pairing.news[pinned].sort == text.sort:
            found[place] = pinned
            pairing.taken.add(pinned)
            continue
        if entry.state == "merged":
            continue
        key = (text.sort, text.form)
        enough = len(text.form) >= LONG or not entry.passage
        if enough and key not in standing and len(news.get(key, ())) == 1:
            new = news.pop(key)[0]
            found[place] = new
            pairing.taken.add(new)
    return found


def edited_returns(
    entries: Sequence[Entry], pairing: Pairing, news: Sequence[int], returned: Collection[int]
) -> tuple[list[Return], list[Return]]:
    """Find, for new passages that nothing standing became, the tombstones that read like them: sure, and in doubt."""
    left = [
        place
        for place, entry in enumerate(entries)
        if entry.state == "gone" and entry.passage and not entry.successors and place not in returned
    ]
    if not left or not news:
        return [], []
    texts = [Text.of(entries[place].kind, entries[place].text) for place in left]
    scale = Scale.over([*texts, *pairing.olds, *pairing.news])
    index = Index.over(scale, texts)
    standing = Index.over(scale, pairing.olds)
    sure: list[Return] = []
    asked: list[Return] = []
    for new in news:
        text = pairing.news[new]
        ranked = sorted(
            ((scale.compare(texts[each], text), each) for each in index.near(text)),
            key=lambda each: (-each[0].score, each[1]),
        )
        if not ranked or ranked[0][0].mass < EVIDENCE:
            continue
        score, place = ranked[0][0].score, left[ranked[0][1]]
        rivals = [each.score for each, _ in ranked[1:]]
        rivals += [scale.compare(pairing.olds[each], text).score for each in standing.near(text)]
        clear = score - max(rivals, default=0.0) >= CLEAR
        beside = _beside(entries, pairing.new_of, place, new)
        if clear and beside and score >= SURE:
            sure.append(Return(place, new, score))
        elif clear and score >= (LIKE if beside else LIKE_ANYWHERE):
            asked.append(Return(place, new, score))
    return _single(sure, ()), _single(asked, sure)


def _single(found: Sequence[Return], before: Collection[Return]) -> list[Return]:
    """Keep for each tombstone the likest."""
    taken = {each.place for each in before}
    kept = []
    for each in sorted(found, key=lambda each: (-each.score, each.place, each.new)):
        if each.place not in taken:
            taken.add(each.place)
            kept.append(each)
    return sorted(kept)


def _beside(entries: Sequence[Entry], new_of: Mapping[int, int], place: int, new: int) -> bool:
    """Tell whether a new place lies between those of the passages around a tombstone."""
    standing = [at for at, entry in enumerate(entries) if entry.stands]
    olds = [new_of.get(old) for old in range(len(standing))]
    before = [to for at, to in zip(standing, olds, strict=True) if at < place and to is not None]
    after = [to for at, to in zip(standing, olds, strict=True) if at > place and to is not None]
    return (not before or before[-1] < new) and (not after or new < after[0]) and bool(before or after)

"""What people found to have become of passages, and what share of all passages each label speaks for."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from benchmarks.revisions import History
from reader.anchors.block import Block

OPENING = 4
WORDS = re.compile(r"\w+")

Place = tuple[str, int]  # chapter, place among its blocks


@dataclass(frozen=True, slots=True)
class Label:
    """What a person found: `new` are the places where the passage, or a part of it, stands; none if it is gone."""

    step: tuple[str, str]
    stratum: str
    old: Place
    new: tuple[Place, ...]


def labels(history: History) -> list[Label]:
    """Read the labels of a history. A place is the first words and which of those that begin so; in another chapter,
    its name as well.
    """
    version = history.version
    found = []
    for line in history.labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        before, after = label["step"].split()
        chapter = label["chapter"]
        new = tuple(
            (there, _find(version(after)[there], opening, nth))
            for opening, nth, there in ((*key, chapter)[:3] for key in label["new"])
        )
        found.append(
            Label((before, after), label["stratum"], (chapter, _find(version(before)[chapter], *label["old"])), new)
        )
    return found


def _find(blocks: Sequence[Block], opening: str, nth: int) -> int:
    same = [place for place, block in enumerate(blocks) if block.kind != "heading" and _opening(block) == opening]
    return same[nth]


def _opening(block: Block) -> str:
    return " ".join(WORDS.findall(block.text)[:OPENING])


def passages(history: History, date: str) -> list[tuple[Place, Block]]:
    return [
        ((chapter, place), block)
        for chapter, blocks in history.version(date).items()
        for place, block in enumerate(blocks)
        if block.kind != "heading"
    ]


def samples(history: History, before: str, after: str) -> dict[Place, str]:
    """Sort the passages of a step as the labels were sampled: by the most of their text that is left, and by kind."""
    version = history.version
    found = {}
    for (chapter, place), block in passages(history, before):
        new = [each.text for each in version(after).get(chapter, ()) if each.kind != "heading"]
        best = 100.0 if block.text in new else max((fuzz.ratio(block.text, each) for each in new), default=0)
        twins = sum(each.text == block.text for each in version(before)[chapter]) > 1
        left = (
            "twin"
            if twins
            else "same"
            if block.text in new
            else "light"
            if best >= 90
            else "heavy"
            if best >= 60
            else "little"
        )
        found[chapter, place] = f"{left}, {'prose' if block.kind in ('paragraph', 'item') else 'other'}"
    return found


def composed(history: History) -> list[Label]:
    """Follow the labels and the unchanged passages from the first version to the last; drop what no label covers."""
    truth: dict[tuple[str, Place], tuple[Place, ...]] = {}
    for label in labels(history):
        truth[label.step[0], label.old] = label.new
    dates = history.dates()
    first, last = dates[0], dates[-1]
    found = []
    for place, _ in passages(history, first):
        here: tuple[Place, ...] = (place,)
        changed = False
        for before, after in pairwise(dates):
            known = [
                truth[before, each] if (before, each) in truth else _unchanged(history, before, after, each)
                for each in here
            ]
            if any(each is None for each in known):
                break
            changed |= any((before, each) in truth for each in here)
            here = tuple(dict.fromkeys(new for each in known for new in each or ()))
        else:
            found.append(Label((first, last), "changed" if changed else "same", place, here))
    return found


def _unchanged(history: History, before: str, after: str, place: Place) -> tuple[Place, ...] | None:
    chapter, at = place
    version = history.version
    text = version(before)[chapter][at].text
    olds = [each.text for each in version(before)[chapter]]
    news = [each.text for each in version(after).get(chapter, ())]
    return ((chapter, news.index(text)),) if olds.count(text) == news.count(text) == 1 else None

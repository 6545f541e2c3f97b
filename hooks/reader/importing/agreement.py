"""A full text beside its reading edition: section by section, paragraph by paragraph, and where the two part ways.

The edition says in other words what the full text says, passage for passage; so names, figures and length tell which
passages belong together. The method is that of Gale and Church (1993) for sentences in two languages: the cheapest
way to pair two rows by ones, splits and joins, here with the words that both share.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.problems import Problem, quoted

_TELLING = re.compile(r"\d[\d.,]*|[^\W\d_][\w’'-]*")
# Set on the five originals beside their editions: paragraphs left out, added, joined and split are each told right.
_SKIP, _MERGE, _STRANGE, _KIN = 1.6, 0.8, 2.0, 0.6


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its passages; `numbers` are what the edition prints beside them."""

    heading: str
    texts: tuple[str, ...]
    numbers: tuple[str, ...] = ()


def sections(blocks: Sequence[tuple[Block, Anchor]]) -> list[Section]:
    """Cut the blocks of an article at its headings; the lead has none."""
    found: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    for block, anchor in blocks:
        if block.kind == "heading":
            found.append((block.text, []))
        else:
            found[-1][1].append((block.text, anchor.number))
    return [
        Section(heading, tuple(text for text, _ in passages), tuple(number for _, number in passages))
        for heading, passages in found
    ]


def compare(edition: Sequence[Section], full: Sequence[Section], path: str) -> list[Problem]:
    """Where a full text does not stand as its edition does, and what to join or split there."""
    if len(edition) != len(full):
        return [_headings(edition, full, path)]
    problems: list[Problem] = []
    for ours, theirs in zip(edition, full, strict=True):
        if len(ours.texts) != len(theirs.texts):
            where = f"under {quoted(ours.heading)}" if ours.heading else "before the first heading"
            message = f"{where} the full text has {_passages(len(theirs.texts))}, the edition {len(ours.texts)}"
            problems.append(Problem(path, 0, message, "; ".join(_advice(ours, theirs)) or "compare the two by hand"))
    return problems


def align(edition: Sequence[tuple[Block, Anchor]], full: Sequence[Block]) -> list[Anchor] | None:
    """Give each block of a full text the anchor of the edition's block in its align; None where they do not agree."""
    ours = ["heading" if block.kind == "heading" else "passage" for block, _ in edition]
    theirs = ["heading" if block.kind == "heading" else "passage" for block in full]
    return [anchor for _, anchor in edition] if ours == theirs else None


def _advice(ours: Section, theirs: Section) -> list[str]:
    advice: list[str] = []
    for a, b in pair(ours.texts, theirs.texts):
        numbers = " and ".join(f"p{ours.numbers[at]}" for at in a)
        texts = " and ".join(quoted(" ".join(theirs.texts[at].split()[:6])) for at in b)
        if len(b) > 1:
            advice.append(f"join {texts}: the edition has them as {numbers}")
        elif len(a) > 1:
            advice.append(f"split {texts}: the edition has it as {numbers}")
        elif not b:
            advice.append(f"nothing stands for {numbers}: {quoted(ours.texts[a[0]])}")
        elif not a:
            advice.append(f"take out {texts}, or see whether it is a caption: the edition has nothing there")
    return advice


def pair(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pair two rows of passages in order, by ones, by two against one, and by one against none, at the least cost."""
    moves = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 0), (0, 1))
    telling = [_telling(text) for text in ours], [_telling(text) for text in theirs]
    ratio = max(1, sum(map(len, theirs))) / max(1, sum(map(len, ours)))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for di, dj in moves:
                if i < di or j < dj or (i - di, j - dj) not in best:
                    continue
                a, b = range(i - di, i), range(j - dj, j)
                cost = best[i - di, j - dj][0] + _cost(ours, theirs, telling, a, b, ratio)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (di, dj))
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    i, j = len(ours), len(theirs)
    while (i, j) != (0, 0):
        di, dj = best[i, j][1]
        pairs.append((tuple(range(i - di, i)), tuple(range(j - dj, j))))
        i, j = i - di, j - dj
    return pairs[::-1]


def _cost(
    ours: Sequence[str],
    theirs: Sequence[str],
    telling: tuple[list[set[str]], list[set[str]]],
    a: range,
    b: range,
    ratio: float,
) -> float:
    if not a or not b:
        return _SKIP
    left = set[str]().union(*(telling[0][at] for at in a))
    right = set[str]().union(*(telling[1][at] for at in b))
    shared = len(left & right) / math.sqrt(max(1, len(left)) * max(1, len(right)))
    lengths = sum(len(ours[at]) for at in a) * ratio, sum(len(theirs[at]) for at in b)
    odd = abs(math.log(max(1.0, lengths[0]) / max(1, lengths[1])))
    parts = [(telling[0][at], right) for at in a if len(a) > 1] + [(telling[1][at], left) for at in b if len(b) > 1]
    strange = sum(max(0.0, 1 - len(part & other) / max(1, len(part)) / _KIN) for part, other in parts)
    return odd + 2 * (1 - shared) + _MERGE * (len(a) + len(b) - 2) + _STRANGE * strange


def _telling(text: str) -> set[str]:
    """The figures, names and long words of a passage: what another wording keeps."""
    words = _TELLING.findall(text)
    named = (word for word in words if word[0].isdigit() or len(word) >= 7 or (word[0].isupper() and _is_name(word)))
    return {word.casefold()[:6] for word in named}


def _is_name(word: str) -> bool:
    """Whether a capital is not only that of a small word which begins a sentence."""
    return len(word) > 3 or word.isupper()


def _headings(edition: Sequence[Section], full: Sequence[Section], path: str) -> Problem:
    ours, theirs = [each.heading for each in edition[1:]], [each.heading for each in full[1:]]
    missing = [heading for heading in ours if heading not in theirs]
    surplus = [heading for heading in theirs if heading not in ours]
    hints = [f"make {quoted(heading)} a heading" for heading in missing]
    hints += [
        f"{quoted(heading)} is no heading of the edition: join it to the text, or take it out" for heading in surplus
    ]
    message = f"the full text has {len(theirs)} headings, the edition {len(ours)}"
    return Problem(path, 0, message, "; ".join(hints) or "one of them stands twice")


def _passages(number: int) -> str:
    return f"{number} passage{'' if number == 1 else 's'}"

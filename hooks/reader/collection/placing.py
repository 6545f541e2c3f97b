"""Finding the place of each note: its passage, and the words of it that the note is on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from reader.collection.annotations import Annotation
from reader.problems import Problem, quoted

ALIKE = 60  # per cent, from which a passage is worth showing as the one that was meant


@dataclass(frozen=True, slots=True)
class Passage:
    """What annotations need of a passage: all ids that lead to it, the first being its own, its number and its text."""

    ids: tuple[str, ...]
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation in its place: `number` counts the notes of an article in reading order.

    `start` and `end` delimit the quoted words in the passage's text; all of it without a quote.
    """

    annotation: Annotation
    number: int
    passage: Passage
    start: int
    end: int


def place(annotations: Iterable[Annotation], passages: Sequence[Passage]) -> tuple[list[Placed], list[Problem]]:
    """Find the place of each annotation and number them in reading order."""
    by_id = {id: index for index, passage in enumerate(passages) for id in passage.ids}
    found: list[tuple[int, int, int, Annotation]] = []
    problems: list[Problem] = []
    for each in annotations:
        index = by_id.get(each.passage)
        if index is None:
            message = f"note {each.id}: there is no passage {each.passage}"
            problems.append(Problem(each.path, each.line, message, _nearest(each, passages)))
            continue
        text = passages[index].text
        count = text.count(each.quote) if each.quote else 1
        if count == 1:
            start = text.find(each.quote) if each.quote else 0
            found.append((index, start, start + len(each.quote or text), each))
        elif count:
            message = f"note {each.id}: {quoted(each.quote)} stands {count} times in {each.passage}"
            problems.append(Problem(each.path, each.line, message, "take a word before or after it into the quote"))
        else:
            message = f"note {each.id}: {quoted(each.quote)} is not in {each.passage}"
            problems.append(Problem(each.path, each.line, message, _nearest(each, passages)))
    # A note on a whole passage stands after those on words of it.
    found.sort(key=lambda item: (item[0], item[2], item[3].id))
    placed = [
        Placed(annotation, number, passages[index], start, end)
        for number, (index, start, end, annotation) in enumerate(found, 1)
    ]
    return placed, problems


def _nearest(annotation: Annotation, passages: Sequence[Passage]) -> str:
    """Show the passage that was meant, as far as the quoted words or the id tell."""
    if not passages:
        return "the article has no passage"
    if annotation.quote:
        alignments = [
            (alignment.score, -index, passage, alignment)
            for index, passage in enumerate(passages)
            if (alignment := fuzz.partial_ratio_alignment(annotation.quote, passage.text, score_cutoff=ALIKE))
        ]
        if alignments:
            _, _, passage, alignment = max(alignments, key=lambda each: each[:2])
            words = _whole_words(passage.text, alignment.dest_start, alignment.dest_end)
            return f"nearest is {passage.ids[0]}, which has {quoted(words)}"
        return f"no passage has such words; {annotation.passage} may have been rewritten"
    wanted = int("".join(re.findall(r"\d", annotation.passage)) or 0)
    passage = min(passages, key=lambda each: abs(int(re.sub(r"\D", "", each.number) or 0) - wanted))
    return f"nearest is {passage.ids[0]}: {quoted(passage.text)}"


def _whole_words(text: str, start: int, end: int) -> str:
    first = text.rfind(" ", 0, start + 1) + 1
    last = text.find(" ", end)
    return text[first : last if last >= 0 else len(text)]

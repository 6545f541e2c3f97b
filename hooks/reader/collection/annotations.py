"""Annotations: the editors' notes on passages, kept apart from the articles in `annotations/<article>.yml`.

Such a file maps an id, which is the note's address (`#note-gore-chernomyrdin`), to each note:

    gore-chernomyrdin:
      passage: p14                          # the id of a passage of the article
      quote: Gore-Chernomyrdin Commission   # its exact words, where the note is on these only
      note: >-                              # Markdown; terms and people link as in the article
        Set up in 1993 ...
      sources:                              # at least one, for anyone to look up
        - title: Who publishes it, what it is
          url: https://example.org/
      date: 2026-11-20                      # the day as of which the note holds
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from reader.collection.fields import Fields
from reader.collection.registers import entries
from reader.problems import Problem, nearest, quoted
from reader.text.words import fold_spaces

FOLDER = "annotations"
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
ALIKE = 60  # per cent, from which a passage is worth showing as the one that was meant


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note of the editors on a passage, or on the words of it that `quote` holds; true as of `date`."""

    id: str
    passage: str
    note: str
    sources: tuple[Reference, ...]
    date: str
    quote: str = ""
    path: str = ""
    line: int = 0
    note_line: int = 0


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


def read_annotations(text: str, path: str) -> tuple[list[Annotation], list[Problem]]:
    """Read the annotations of one article. One with a problem is kept with what could be read of it."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    for id, fields in entries(text, path, problems, of="note"):
        annotation = Annotation(
            id=id,
            passage=fields.text("passage", required=True),
            note=fields.markdown("note", required=True),
            sources=_sources(fields),
            date=_day(fields),
            quote=fold_spaces(fields.text("quote")),
            path=path,
            line=fields.line("quote" if "quote" in fields.mapping.lines else "passage"),
            note_line=fields.line("note"),
        )
        fields.finish()
        found.append(annotation)
    return found, problems


def load_annotations(root: Path, articles: Iterable[str]) -> tuple[dict[str, list[Annotation]], list[Problem]]:
    """Read every file of the folder `annotations/` of a collection; the ids of `articles` are the names it may use."""
    loaded: dict[str, list[Annotation]] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.y*ml")):
        shown = f"{FOLDER}/{path.name}"
        if path.stem not in articles or path.suffix != ".yml":
            message = f"there is no article {quoted(path.stem)} in docs/articles/, or the name does not end in .yml"
            hint = nearest(path.stem, articles) or "name the file after the article it annotates"
            problems.append(Problem(shown, 0, message, hint))
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(shown, 0, "this file cannot be read as UTF-8 text", "save the file as UTF-8"))
            continue
        loaded[path.stem], found = read_annotations(text, shown)
        problems += found
    return loaded, problems


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


def _sources(fields: Fields) -> tuple[Reference, ...]:
    found = []
    for each in fields.mappings("sources"):
        found.append(Reference(each.text("title", required=True), each.url("url")))
        if not each.text("url"):
            each.problem(each.line("url"), "url is missing", "add `url: https://...`")
        each.finish()
    if not found:
        fields.problem(
            fields.line("sources"), "sources is missing", "add `sources:` and `- title: ...` with its `url:`"
        )
    return tuple(found)


def _day(fields: Fields) -> str:
    found = fields.date("date", required=True)
    if found and not FULL_DATE.match(found):
        message = f"date must be a day, found {quoted(found)}"
        fields.problem(fields.line("date"), message, "write YYYY-MM-DD: the day as of which the note holds")
    return found

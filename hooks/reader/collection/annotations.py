"""Annotations: the editors' notes on passages, kept apart from the articles in `annotations/<article>.yml`.

Such a file maps an id, which is the note's address (`#note-gore-chernomyrdin`), to each note:

    gore-chernomyrdin:
      passage: p14                          # the id of a passage of the article
      quote: Gore-Chernomyrdin Commission   # its exact words, where the note is on these only
      note: >-                              # Markdown; terms and people link as in the article
        Set up in 1993 ...
      date: 1993-04-04/2000                 # of the event, or a range, where the note is on one
      sources:                              # at least one, for anyone to look up
        - title: What it is
          publisher: Who publishes it
          date: 1995-06-20
          url: https://example.org/
      as_of: 2026-11-20                     # the day as of which the note holds
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.collection.conflicts import conflict
from reader.collection.reading import read_text
from reader.collection.records import Reference
from reader.collection.registers import entries
from reader.problems import Problem, nearest, quoted
from reader.text.quotes import curly
from reader.text.words import fold_spaces

FOLDER = "annotations"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note of the editors on a passage, or on the words of it that `quote` holds; true as of the day `as_of`.

    `date` is the day or the range of days of the event that it tells of, "" where it tells of none.
    """

    id: str
    passage: str
    note: str
    sources: tuple[Reference, ...]
    as_of: str
    quote: str = ""
    path: str = ""
    line: int = 0
    note_line: int = 0
    date: str = ""


def read_annotations(text: str, path: str, language: str = "en") -> tuple[list[Annotation], list[Problem]]:
    """Read the annotations of one article. One with a problem is kept with what could be read of it."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    for id, fields in entries(text, path, problems, of="note"):
        annotation = Annotation(
            id=id,
            passage=fields.text("passage", required=True),
            note=curly(fields.markdown("note", required=True), language),
            sources=fields.references("sources", required=True),
            as_of=fields.day("as_of", required=True),
            quote=fold_spaces(fields.text("quote")),
            date=fields.dates("date"),
            path=path,
            line=fields.line("quote" if "quote" in fields.mapping.lines else "passage"),
            note_line=fields.line("note"),
        )
        fields.finish()
        found.append(annotation)
    return found, problems


def load_annotations(
    root: Path, articles: Iterable[str], language: str = "en"
) -> tuple[dict[str, list[Annotation]], list[Problem]]:
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
        text = read_text(path, shown)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if marked := conflict(text, shown):
            problems.append(marked)
            continue
        loaded[path.stem], found = read_annotations(text, shown, language)
        problems += found
    return loaded, problems

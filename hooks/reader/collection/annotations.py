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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.collection.fields import Fields
from reader.collection.registers import entries
from reader.problems import Problem, nearest, quoted
from reader.text.words import fold_spaces

FOLDER = "annotations"
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


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

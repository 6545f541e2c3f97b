"""The ledger of an article: every id ever published, what it stood for and what became of it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from reader.anchors.block import Kind
from reader.anchors.likeness import NORMALISER
from reader.problems import Problem

FORMAT, VERSION = "reader-anchors", 1
FOLDER, SUFFIX = "anchors", ".jsonl"
MARKS = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")

State = Literal["live", "moved", "split", "merged", "gone"]
STANDING = frozenset({"live", "split"})
"""The states of an id whose passage is in the text: a split one stays on its larger part."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One id: a passage (`p7`, `p7a`) or a heading (the slug of its first wording).

    `heading` is the heading it stands or stood under, `text` its words as last seen, `first` the date of its minting.
    `successors` are the ids that carry its words on: `p8` here, `article#p8` elsewhere. `aliases` are the ids that
    editors pinned on it. `first_text` is the first wording where it differs, `ended` the date it left the text,
    `edits` how often its wording changed, `match` the confidence of the weakest match it was carried by.
    """

    id: str
    kind: Kind
    heading: str
    text: str
    first: str
    state: State = "live"
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    first_text: str = ""
    ended: str = ""
    edits: int = 0
    match: float = 1.0

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def passage(self) -> bool:
        return self.kind != "heading"

    @property
    def origin(self) -> tuple[str, str]:
        """What tells two ids apart that read the same: minted on one branch, or on two."""
        return self.first, self.first_text or self.text


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of an article: those whose passage stands in document order, each of the others at its old place.

    `heads` counts the lines on the format: a merge of branches may leave two.
    """

    entries: tuple[Entry, ...] = ()
    heads: int = field(default=1, compare=False)

    def line(self, place: int) -> int:
        """Give the line of the file that an entry stands on."""
        return self.heads + place + 1

    @property
    def standing(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.stands]

    def ids(self) -> Iterator[str]:
        for entry in self.entries:
            yield entry.id
            yield from entry.aliases


def render(ledger: Ledger) -> str:
    """Write a ledger in JSON Lines: a line on the format, then one line for each entry.

    Keys come in a fixed order and only where they say something, so that a diff reads well and branches merge. The
    last, `sum`, is of the line itself: it tells an edit by hand. The number of entries in the first line tells a file
    cut off at the end of a line; a merge of branches only makes it too low.
    """
    head = {"format": FORMAT, "version": VERSION, "normaliser": NORMALISER, "entries": len(ledger.entries)}
    return "".join(f"{line}\n" for line in (_dump(head), *map(_line, ledger.entries)))


def _line(entry: Entry) -> str:
    fields: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind,
        "heading": entry.heading,
        "text": entry.text,
        "first": entry.first,
        "state": entry.state,
        "successors": entry.successors,
        "aliases": entry.aliases,
    }
    further = {"first_text": entry.first_text, "ended": entry.ended, "edits": entry.edits}
    fields |= {key: value for key, value in further.items() if value}
    if entry.match < 1:
        fields["match"] = entry.match
    return _dump(fields | {"sum": _sum(fields)})


def _dump(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _sum(fields: dict[str, Any]) -> str:
    return hashlib.sha256(_dump(fields).encode()).hexdigest()[:8]


def parse(text: str, path: str) -> tuple[Ledger, list[Problem]]:
    """Read a ledger; with any problem the ledger is empty, so that nothing is built on half of one."""
    problems: list[Problem] = []
    restore = f"bring back the committed one: git restore {path}"
    if not text.strip():
        return Ledger(), [Problem(path, 0, "the ledger is empty: it was cut off", restore)]
    lines = text.removesuffix("\n").split("\n")
    conflict = next((number for number, line in enumerate(lines, 1) if line.startswith(MARKS)), 0)
    if conflict:
        hint = "keep the lines of both sides, delete the lines with the marks, then run: reader anchors --update"
        return Ledger(), [Problem(path, conflict, "a conflict mark of git: two branches changed these lines", hint)]
    if not text.endswith("\n"):
        return Ledger(), [Problem(path, len(lines), "the last line breaks off: the ledger was cut off", restore)]
    expected = 0
    entries: list[Entry] = []
    for number, line in enumerate(map(_loads, lines), 1):
        if number == 1 or (isinstance(line, dict) and "format" in line and not entries):
            head = _head(line, path, number)
            if isinstance(head, Problem):
                problems.append(head)
            else:
                expected = max(expected, head)
        else:
            entry = _entry(line, path, number, restore)
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                entries.append(entry)
    if not problems and len(entries) < expected:
        message = (
            f"{expected} entries were written, {len(entries)} are left: the ledger was cut off or lines were deleted"
        )
        problems.append(Problem(path, len(lines), message, restore))
    return (Ledger(), problems) if problems else (Ledger(tuple(entries), len(lines) - len(entries)), [])


def _loads(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _head(head: object, path: str, number: int) -> int | Problem:
    """Read the number of entries from the line on the format."""
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        message = f'expected the line on the format, {{"format": "{FORMAT}", ...}}'
        return Problem(path, number, message, f"bring back the committed one: git restore {path}")
    if head.get("version") != VERSION or not isinstance(head.get("entries"), int):
        message = f"version {head.get('version')} of the format is not known here, only {VERSION}"
        return Problem(path, number, message, "use the version of the software that wrote it, or a newer one")
    return int(head["entries"])


def _entry(line: object, path: str, number: int, restore: str) -> Entry | Problem:
    if not isinstance(line, dict):
        return Problem(path, number, "not a line of JSON: the ledger was damaged", restore)
    fields = dict(line)
    if fields.pop("sum", None) != _sum(fields):
        message = f"{line.get('id', 'an entry')} was changed by hand: the line and its sum disagree"
        return Problem(
            path, number, message, f"{restore}; to correct a match, answer it: reader anchors --update --answer"
        )
    return Entry(**{**fields, "successors": tuple(fields["successors"]), "aliases": tuple(fields["aliases"])})


def ended(entry: Entry, state: State, date: str, successors: tuple[str, ...] = ()) -> Entry:
    """Record that the passage of an entry has left the text."""
    return replace(entry, state=state, ended=date, successors=successors)

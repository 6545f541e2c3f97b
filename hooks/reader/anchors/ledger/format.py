"""The ledger as a file: a line of JSON for each entry, under a line on the format."""

import hashlib
import json
from typing import Any

from reader.anchors.comparing import NORMALISER
from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.anchors.numbering import last_numbers
from reader.problems import Problem

FORMAT, VERSION = "reader-anchors", 2
READ = (1, VERSION)
MARKS = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")


def render(ledger: Ledger) -> str:
    """Write a ledger in JSON Lines: a line on the format, then one line for each entry.

    Keys come in a fixed order and only where they say something, so that a diff reads well and branches merge. The
    last, `sum`, is of the line itself: it tells an edit by hand. The number of entries in the first line tells a file
    cut off at the end of a line; a merge of branches only makes it too low. `last` has the highest numbers.
    """
    head = {
        "format": FORMAT,
        "version": VERSION,
        "normaliser": NORMALISER,
        "entries": len(ledger.entries),
        "last": last_numbers(entry.id for entry in ledger.entries if entry.passage),
    }
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
    if entry.since != entry.first:
        fields["since"] = entry.since
    earlier = [{"text": each.text, "since": each.since, "until": each.until} for each in entry.earlier]
    further = {"earlier": earlier, "ended": entry.ended, "edits": entry.edits}
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
    expected, used = 0, set[str]()
    entries: list[Entry] = []
    for number, line in enumerate(map(_loads, lines), 1):
        if number == 1 or (isinstance(line, dict) and "format" in line and not entries):
            head = _head(line, path, number)
            if isinstance(head, Problem):
                problems.append(head)
            else:
                expected = max(expected, head[0])
                used |= head[1]
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
    return (
        (Ledger(), problems) if problems else (Ledger(tuple(entries), len(lines) - len(entries), frozenset(used)), [])
    )


def _loads(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _head(head: object, path: str, number: int) -> tuple[int, set[str]] | Problem:
    """Read the number of entries and the highest numbers from the line on the format."""
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        message = f'expected the line on the format, {{"format": "{FORMAT}", ...}}'
        return Problem(path, number, message, f"bring back the committed one: git restore {path}")
    if head.get("version") not in READ or not isinstance(head.get("entries"), int):
        message = f"version {head.get('version')} of the format is not known here, only {' and '.join(map(str, READ))}"
        return Problem(path, number, message, "use the version of the software that wrote it, or a newer one")
    return int(head["entries"]), set(head.get("last", ()))


def _entry(line: object, path: str, number: int, restore: str) -> Entry | Problem:
    if not isinstance(line, dict):
        return Problem(path, number, "not a line of JSON: the ledger was damaged", restore)
    fields = dict(line)
    if fields.pop("sum", None) != _sum(fields):
        message = f"{line.get('id', 'an entry')} was changed by hand: the line and its sum disagree"
        return Problem(
            path, number, message, f"{restore}; to correct a match, answer it: reader anchors --update --answer"
        )
    return entry_of(fields)


def entry_of(fields: dict[str, Any]) -> Entry:
    """Make an entry of the fields of its line, of any version; raises KeyError or TypeError if it is none.

    A line of the first version has the first wording, where it differs, and no dates of changes.
    """
    fields = {key: value for key, value in fields.items() if key != "sum"}
    first_text = fields.pop("first_text", "")
    if first_text:
        fields["earlier"] = [{"text": first_text, "since": fields["first"], "until": ""}]
    known = not first_text and ("earlier" in fields or not fields.get("edits"))
    return Entry(
        **{
            "since": fields["first"] if known else "",
            **fields,
            "successors": tuple(fields["successors"]),
            "aliases": tuple(fields["aliases"]),
            "earlier": tuple(PublishedWording(**each) for each in fields.get("earlier", ())),
        }
    )

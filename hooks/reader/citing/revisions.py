"""What became of the passages of an article since they were published: by its ledger, which keeps every wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from reader.anchors.abridging import readable
from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.anchors.ledger.wordings import wordings
from reader.collection.records import Collection
from reader.text.dates import spoken


class Piece(NamedTuple):
    """Words of two wordings: of both, of the older alone, or of the newer alone."""

    kind: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was reworded or has left its place. `fate` says in words what became of one that left."""

    id: str
    number: str
    wordings: tuple[PublishedWording, ...]
    fate: str = ""
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def revised(self) -> str:
        """The day of the last change, "" where it is not known."""
        last = self.wordings[-1]
        return last.until or last.since


@dataclass(frozen=True, slots=True)
class History:
    """`passages` in document order; `days`, newest first, with what changed on each, in words, and the passage's id."""

    passages: tuple[Passage, ...]
    days: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def reworded(self) -> dict[str, Passage]:
        """The passages that said something else before, by each of their ids."""
        return {id: each for each in self.passages if each.wordings[1:] for id in (each.id, *each.aliases)}


def histories(collection: Collection, ledgers: Mapping[str, Ledger]) -> dict[str, History]:
    """The history of each published article that was revised. A full text that is shown has none here."""
    shown = (each for each in collection.articles.values() if not each.draft and each.id not in collection.full_texts)
    found = ((article.id, history(ledgers[article.id])) for article in shown if article.id in ledgers)
    return {id: each for id, each in found if each.days}


def history(ledger: Ledger) -> History:
    """What a ledger tells of revisions; quotations in older wordings are shortened, as the ledger has them."""
    entries = [entry for entry in ledger.entries if entry.passage]
    begun = min((entry.first for entry in entries), default="")
    passages = tuple(_passage(entry) for entry in entries if entry.earlier or not entry.stands)
    days: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        for day, what in _events(entry, begun):
            days.setdefault(day, []).append((what, entry.id))
    order = sorted(days, key=lambda day: day or "0", reverse=True)
    return History(passages, tuple((day, tuple(days[day])) for day in order))


def place_of(id: str, passage: Passage | None, day: str) -> str:
    """What stands behind the page's address to cite a passage: of one that was reworded with the day, `2026-11-24`."""
    return f"?on={day}#{id}" if passage else f"#{id}"


def number_of(number: str, passage: Passage | None, day: str) -> str:
    """The number under which a passage is cited: `7`, or `7, as of 24 November 2026` where it was reworded."""
    return f"{number}, as of {spoken(day)}" if passage else number


def differences(old: str, new: str) -> list[Piece]:
    """Tell two wordings apart, word by word."""
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for op in Levenshtein.opcodes(before, after):
        if op.tag == "equal":
            pieces.append(Piece("same", " ".join(before[op.src_start : op.src_end])))
            continue
        if op.src_end > op.src_start:
            pieces.append(Piece("old", " ".join(before[op.src_start : op.src_end])))
        if op.dest_end > op.dest_start:
            pieces.append(Piece("new", " ".join(after[op.dest_start : op.dest_end])))
    return pieces


def _passage(entry: Entry) -> Passage:
    said = tuple(PublishedWording(readable(each.text), each.since, each.until) for each in wordings(entry))
    return Passage(entry.id, entry.id[1:], said, _fate(entry), entry.successors, entry.aliases)


def _fate(entry: Entry) -> str:
    when = f" on {spoken(entry.ended)}" if entry.ended else ""
    fates = {"gone": "taken out", "moved": "moved to another place", "merged": "joined to another passage"}
    fate = fates.get(entry.state, "")
    if entry.state == "split" and entry.successors:
        return "part of it is a passage of its own now"
    return f"{fate}{when}" if fate else ""


def _events(entry: Entry, begun: str) -> list[tuple[str, str]]:
    name = f"paragraph {entry.id[1:]}"
    events = [(entry.first, f"{name} added")] if entry.first > begun else []
    events += [(each.since, f"{name} reworded") for each in wordings(entry)[1:]]
    fates = {"gone": "taken out", "moved": "moved", "merged": "joined to another"}
    if entry.state in fates:
        events.append((entry.ended, f"{name} {fates[entry.state]}"))
    return events

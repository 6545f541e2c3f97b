"""Ids that two branches minted apart and a merge brought together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.anchors.abridging import bare
from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.ledger.wordings import joined

Owners = Mapping[str, tuple[str, str]]
"""Who was published first under an id: its `origin`."""


@dataclass(frozen=True, slots=True)
class Double:
    """An id on several lines, by place. `twice` tells that they are one passage, changed on both branches."""

    id: str
    places: tuple[int, ...]
    twice: bool


def doubles(ledger: Ledger) -> list[Double]:
    """Find the ids that stand on more than one line."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(ledger.entries):
        places.setdefault(entry.id, []).append(place)
    return [
        Double(id, tuple(found), len({ledger.entries[place].origin for place in found}) == 1)
        for id, found in places.items()
        if len(found) > 1
    ]


def settle(ledger: Ledger, texts: Collection[str], owners: Owners) -> Ledger:
    """Leave each id on one line.

    The passage that was published first keeps the id; where nothing is known of that, the one minted earlier, then
    the one that stands first. The others lose their line and get a number of their own when the ledger is revised. Of
    two lines for one passage the one stays whose words are among `texts`, those of the article today, with the wordings
    of both.
    """
    dropped: set[int] = set()
    entries = list(ledger.entries)
    texts = set(map(bare, texts))
    for double in doubles(ledger):

        def rank(place: int) -> tuple[bool, str, bool, int, int]:
            entry = ledger.entries[place]
            unpublished = owners.get(entry.id, entry.origin) != entry.origin
            return unpublished, entry.first, bare(entry.text) not in texts, -entry.edits, place

        kept = min(double.places, key=rank)
        others = [place for place in double.places if place != kept]
        if double.twice:
            entries[kept] = joined(entries[kept], [entries[place] for place in others])
        dropped.update(others)
    if not dropped:
        return ledger
    return replace(ledger, entries=tuple(entry for place, entry in enumerate(entries) if place not in dropped))


def with_lines(ledger: Ledger, entries: Sequence[Entry], missing: Collection[str]) -> tuple[Ledger, set[str]]:
    """Put back those of the `missing` ids that an earlier version has, each behind the line that it stood behind.

    Gives with it what is missing still. An alias comes back with its entry.
    """
    rows = list(ledger.entries)
    places = {entry.id: place for place, entry in enumerate(rows)}
    at = -1
    left = set(missing)
    for entry in entries:
        if entry.id in places:
            at = next(place for place, each in enumerate(rows) if each.id == entry.id)
        elif {entry.id, *entry.aliases} & left:
            at += 1
            rows.insert(at, entry)
            left -= {entry.id, *entry.aliases}
    return replace(ledger, entries=tuple(rows)), left


def owners_of(history: Collection[Entry]) -> dict[str, tuple[str, str]]:
    """Read who was published first from the entries of successive versions, oldest first."""
    owners: dict[str, tuple[str, str]] = {}
    for entry in history:
        owners.setdefault(entry.id, entry.origin)
    return owners

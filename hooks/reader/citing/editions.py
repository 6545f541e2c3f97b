"""When the editions of articles were published and last revised, by the ledgers of their passages."""

from collections.abc import Mapping

from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.wordings import wordings
from reader.citing.metadata import Dates


def dates(ledgers: Mapping[str, Ledger]) -> dict[str, Dates]:
    """The day on which the first passage of each article was published, and that of the last change.

    A passage that was added, reworded or taken away later revises its article; where no day after the first is known,
    nothing was.
    """
    return {id: _dates(ledger) for id, ledger in ledgers.items()}


def _dates(ledger: Ledger) -> Dates:
    days = {day for entry in ledger.entries for each in wordings(entry) for day in (each.since, each.until) if day}
    days |= {entry.first for entry in ledger.entries}
    published, revised = min(days, default=""), max(days, default="")
    return Dates(published, revised if revised > published else "")

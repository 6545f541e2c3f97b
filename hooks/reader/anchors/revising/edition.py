"""A new edition of an article: fresh numbers, and a way from each old one to the new."""

from dataclasses import replace

from reader.anchors.block import Today
from reader.anchors.ledger.entries import Ledger
from reader.anchors.revising.revision import revise


def new_edition(ledger: Ledger, today: Today, id: str, date: str) -> tuple[Ledger, Ledger]:
    """Mint the ledger of a new edition `id`, which begins with the words of the old one, and lead the old ids to it.

    The article must read as its `ledger` has it. Gives the old ledger and the new one. An id that had left leads
    nowhere new.
    """
    minted = revise({}, {id: today}, date=date)
    heirs = (minted.entry(id, new).id for new in range(len(today.blocks)))
    entries = tuple(
        replace(entry, successors=(*entry.successors, f"{id}#{next(heirs)}")) if entry.stands else entry
        for entry in ledger.entries
    )
    return replace(ledger, entries=entries), minted.ledgers[id]

"""When an edition was published and last revised, by the ledger of its passages."""

from reader.anchors.ledger import Ledger
from reader.citing.metadata import Dates


def dates(ledger: Ledger | None) -> Dates:
    """The day on which the first passage was published, and that of the last change; "" where no ledger tells."""
    published = min((entry.first for entry in ledger.entries), default="") if ledger else ""
    return Dates(published)

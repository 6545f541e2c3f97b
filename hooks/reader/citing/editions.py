"""When the editions of articles were published and last revised, by the ledgers of their passages."""

from collections.abc import Mapping

from reader.anchors.ledger import Ledger
from reader.citing.metadata import Dates


def dates(ledgers: Mapping[str, Ledger]) -> dict[str, Dates]:
    """The day on which the first passage of each article was published, and that of the last change."""
    return {id: Dates(min((entry.first for entry in ledger.entries), default="")) for id, ledger in ledgers.items()}

"""The ledger of an article: every id ever published, what it stood for and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from reader.anchors.abridging import bare
from reader.anchors.block import Kind, Today

State = Literal["live", "moved", "split", "merged", "gone"]
STANDING = frozenset({"live", "split"})
"""The states of an id whose passage is in the text: a split one stays on its larger part."""


@dataclass(frozen=True, slots=True)
class PublishedWording:
    """What a passage said from one day on until another; a day that is not known is "", and so is one still to come."""

    text: str
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One id: a passage (`p7`, `p7a`) or a heading (the slug of its first wording).

    `heading` is the heading it stands or stood under, `text` its words as last seen, `first` the date of its minting.
    `successors` are the ids that carry its words on: `p8` here, `article#p8` elsewhere. `aliases` are the ids that
    editors pinned on it. `since` is the date its words have been these, "" where an older format did not tell;
    `earlier` are those it had before, oldest first. `ended` is the date it left the text, `edits` how often its
    wording changed, `match` the confidence of the weakest match it was carried by.
    """

    id: str
    kind: Kind
    heading: str
    text: str
    first: str
    state: State = "live"
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: str = ""
    earlier: tuple[PublishedWording, ...] = ()
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
    def first_text(self) -> str:
        return self.earlier[0].text if self.earlier else self.text

    @property
    def origin(self) -> tuple[str, str]:
        """What tells two ids apart that read the same: minted on one branch, or on two."""
        return self.first, bare(self.first_text)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of an article: those whose passage stands in document order, each of the others at its old place.

    `heads` counts the lines on the format: a merge of branches may leave two. `used` are ids that were published,
    whether or not their lines are still here: none of them is minted again.
    """

    entries: tuple[Entry, ...] = ()
    heads: int = field(default=1, compare=False)
    used: frozenset[str] = field(default=frozenset(), compare=False)

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


def unchanged(ledger: Ledger, today: Today) -> bool:
    """Tell whether an article reads as its ledger has it."""
    standing = ledger.standing
    return len(standing) == len(today.blocks) and all(
        bare(entry.text) == bare(block.text)
        and entry.kind == block.kind
        and entry.heading == block.heading
        and (not block.pinned or block.pinned == entry.id or block.pinned in entry.aliases)
        for entry, block in zip(standing, today.blocks, strict=True)
    )


def ended(entry: Entry, state: State, date: str, successors: tuple[str, ...] = ()) -> Entry:
    """Record that the passage of an entry has left the text."""
    return replace(entry, state=state, ended=date, successors=successors)

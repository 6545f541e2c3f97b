"""What revising the ledgers comes to: the next ledgers, and questions to the editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.anchors.block import Kind
from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.matching.doubt import Why
from reader.problems import Problem

GONE = "gone"

Row = tuple[list[Entry], list[int]]


@dataclass(frozen=True, slots=True)
class Question:
    """An old passage and a new one that may be the same: `offered` is the id the new one gets if they are not.

    `why` it is asked and of what `kind` the old one is; `heading`, `before` and `after` tell where the new one stands;
    `others` are further passages that it may be, by id, with their words. `left` is the date since which the old one
    has not been in the text, if it was not before.
    """

    article: str
    id: str
    offered: str
    old_text: str
    new_text: str
    score: float
    why: Why = "reworded"
    kind: Kind = "paragraph"
    heading: str = ""
    before: str = ""
    after: str = ""
    others: tuple[tuple[str, str], ...] = ()
    left: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.article, self.id


@dataclass(frozen=True, slots=True, order=True)
class Carry:
    """An id that was carried to words so unlike its own that an editor may want to see it."""

    article: str
    id: str
    score: float
    old_text: str
    new_text: str


@dataclass(slots=True)
class Revision:
    """The outcome: the next ledgers, the `rows` of each article, and what the editor has to answer first.

    A row is the entries of an article with the place among them of each block. An article with a question, and
    whatever exchanges passages with it, keeps its old ledger; its row shows it as if each answer were "gone".
    """

    ledgers: dict[str, Ledger]
    rows: dict[str, Row] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    carries: list[Carry] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def entry(self, article: str, new: int) -> Entry:
        """Give the entry of a block by its place."""
        row, places = self.rows[article]
        return row[places[new]]


Answers = Mapping[tuple[str, str], str]
"""What the editor says of an old passage: the id its new place would get otherwise, or "gone"."""

"""What one conversion has found so far."""

from dataclasses import dataclass, field

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.building.converted import Heading, Html, Link
from reader.citing.keys import KeyCitation
from reader.collection.placing import Placed
from reader.linking.uses import Cited, Use
from reader.problems import Problem
from reader.text.allowed import Refused


@dataclass(slots=True)
class PageRecord:
    """Filled by the processors of a page, then frozen as a `Converted`, whose fields have the same names."""

    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    questions: list[Heading] = field(default_factory=list)
    blocks: list[tuple[Block, Anchor]] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)
    other_ids: list[str] = field(default_factory=list)
    raw_blocks: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    passed: list[Use] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    bad_ids: list[str] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    references: list[KeyCitation] = field(default_factory=list)
    misplaced: list[tuple[KeyCitation, str]] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    definitions: list[tuple[str, Html]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

"""A page that is converted: what is known of it before, and what its conversion finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.citing.keys import Reference
from reader.collection.annotations import Annotation, Placed
from reader.collection.records import Density, Target
from reader.linking.uses import Cited, Use
from reader.problems import Problem

Minter = Callable[[Sequence[Block], set[str]], list[Anchor]]


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page to be converted. An article has `mint`, which gives its blocks their anchors, and its `annotations`.

    `byline` are the ids of its authors; `own` the entry that the whole page is; `entries` tells that each heading's id
    is that of a term, as on the glossary page.
    """

    src_uri: str
    density: Density = "section"
    byline: tuple[str, ...] = ()
    mint: Minter | None = None
    own: Target | None = None
    entries: bool = False
    annotations: tuple[Annotation, ...] = ()


@dataclass(slots=True)
class PageRecord:
    """What the conversion of a page found: uses, blocks with their anchors, links to unknown ids, raw HTML blocks.

    `bad_ids` were given by hand but read like a passage's number, or stood there already. `notes` are the annotations
    in their places, and `problems` tells of those that have none. `references` are the citations by key, right or
    wrong, `misplaced` those where no link can stand, with the reason, and `cited` all links to articles, made from a
    key or from words that name one.
    """

    src_uri: str
    uses: list[Use] = field(default_factory=list)
    blocks: list[tuple[Block, Anchor]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    raw_blocks: list[str] = field(default_factory=list)
    bad_ids: list[str] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    misplaced: list[tuple[Reference, str]] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)

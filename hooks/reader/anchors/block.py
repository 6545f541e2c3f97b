"""The blocks of an article that get an anchor, in document order, and the article as it reads today."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "item", "table", "figure", "code", "formula", "heading"]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage or a heading as it stands in the text today.

    `text` is the visible text with white space folded (of a figure without words: its address), `heading` the
    text of the nearest heading before it ("" in the lead), `pinned` the id an editor gave it by hand.
    """

    kind: Kind
    text: str
    heading: str = ""
    pinned: str | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """An article as it reads now: its blocks, and the ids on its page that are none of theirs."""

    blocks: tuple[Block, ...]
    taken: frozenset[str] = frozenset()

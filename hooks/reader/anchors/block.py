"""The blocks of an article that get an anchor, in document order."""

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

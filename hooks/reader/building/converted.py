"""What the conversion of one page gave: all that later steps may know of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.citing.keys import KeyCitation
from reader.collection.placing import Placed
from reader.linking.uses import Cited, Use
from reader.problems import Problem
from reader.text.allowed import Refused


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a page's HTML that only the whole site can fill.

    `link`: the address of the source path `value`, as typed on the page; `cited`: the count of citations of the passage
    `value`; `uses`: the passages that name the entry `value` (`term kompromat`); `examples`: an example citation;
    `minutes`: how long the article `value` takes to read.
    """

    kind: Literal["link", "cited", "uses", "examples", "minutes"]
    value: str


Html = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents; `name` is HTML."""

    level: int
    id: str
    name: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image as typed in the source of a page."""

    href: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """`title` is the page's own first heading as HTML, "" without one. `ids` are all that it has, `links` all that
    leave it or lead within it.

    `blocks` are the passages and headings with their anchors; `ledger_blocks` and `other_ids` are what a ledger is to
    know of the article: those of its edition, where a full text is shown. `prose` are the blocks of a page that is no
    article. `raw_blocks` are raw HTML without an anchor. `passed` are the places that read like an entry's name and are
    not, each with the reason.
    `unknown` are links to entries that are none; `bad_ids` were given by hand but read like a passage's number, or
    stood there already. `notes` are the annotations in their places. `references` are the citations by key, right or
    wrong, `misplaced` those where no link can stand, with the reason, and `cited` all links to articles, made from a
    key or from words that name one. `definitions` are the entries of a glossary, by their ids. `refused` is what was
    taken out of the text.
    """

    src_uri: str
    html: Html
    title: str = ""
    contents: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[tuple[Block, Anchor], ...] = ()
    prose: tuple[Block, ...] = ()
    ledger_blocks: tuple[Block, ...] = ()
    other_ids: tuple[str, ...] = ()
    raw_blocks: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    passed: tuple[Use, ...] = ()
    unknown: tuple[str, ...] = ()
    bad_ids: tuple[str, ...] = ()
    notes: tuple[Placed, ...] = ()
    references: tuple[KeyCitation, ...] = ()
    misplaced: tuple[tuple[KeyCitation, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    definitions: tuple[tuple[str, Html], ...] = ()
    refused: tuple[Refused, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_bytes(self) -> bytes:
        """JSON, of which `from_bytes` makes an equal value."""
        return msgspec.json.encode(self)


def from_bytes(data: bytes) -> Converted:
    """Read what `Converted.to_bytes` wrote. Raises ValueError where it is anything else."""
    return msgspec.json.decode(data, type=Converted)


def filled(html: Iterable[str | Slot], fill: Callable[[Slot], str]) -> str:
    """The text of a page, each slot filled."""
    return "".join(part if isinstance(part, str) else fill(part) for part in html)

"""Anchors: the id and the printed number of a block, and the free count of an article without a ledger."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.anchors.block import Block
from reader.collection.addresses import PASSAGE_ID
from reader.text.words import WORD


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands in the old place of a passage or heading that has left the text.

    `fate` says what became of it, `words` are its last ones; `links` lead to its successors, by source address.
    """

    id: str
    fate: str
    words: str = ""
    links: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """`id` is the element's id; `number` is what print shows of a passage ("7", "7a"), "" for a heading.

    `heir` is the address, as a source has it, of the passage that took its place in a new edition, and its number.
    `aliases` are further ids that lead here; `before` and `after` are the tombstones that stand around the block.
    """

    id: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    before: tuple[Tombstone, ...] = ()
    after: tuple[Tombstone, ...] = ()
    heir: tuple[str, str] = ("", "")


def slug(text: str, separator: str = "-") -> str:
    """The address of a heading: its words in lower case, in any script."""
    words = (unicodedata.normalize("NFC", word).lower() for word in WORD.findall(text.replace("_", " ")))
    return separator.join(words) or "section"


def heading_id(text: str, taken: Iterable[str]) -> str:
    """A slug that is not taken and does not read like a passage's number."""
    base = slug(text)
    id, count = base, 1
    taken = set(taken)
    while id in taken or PASSAGE_ID.match(id):
        count += 1
        id = f"{base}-{count}"
    return id


def count(blocks: Sequence[Block], taken: Iterable[str] = ()) -> list[Anchor]:
    """Number the passages 1, 2, ... in document order and give each heading its slug.

    A pinned id is the element's id; the number then resolves as an alias. `taken` are the other ids of the page.
    """
    used = {*taken, *(block.pinned for block in blocks if block.pinned)}
    anchors: list[Anchor] = []
    number = 0
    for block in blocks:
        if block.kind == "heading":
            id = block.pinned or heading_id(block.text, used)
            used.add(id)
            anchors.append(Anchor(id))
        else:
            number += 1
            id = f"p{number}"
            anchors.append(Anchor(block.pinned, str(number), (id,)) if block.pinned else Anchor(id, str(number)))
    return anchors

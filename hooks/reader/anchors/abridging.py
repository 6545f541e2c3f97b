"""Quotations in a ledger: known again, not republished.

The wording of a passage is its author's here; a quotation in it is another's. The ledger keeps of one the first word
and a sum, which tells any change.
"""

import hashlib
import re
from dataclasses import replace

from reader.anchors.block import Block
from reader.anchors.likeness import normal

QUOTATION = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"]+)\"")
WORD = re.compile(r"[^\W_]+")
SUM = re.compile(r" … #[0-9a-f]{6}\b")


def abridge(block: Block) -> Block:
    """Give a block as the ledger keeps it."""
    if block.kind not in ("paragraph", "item", "table"):
        return block
    text = QUOTATION.sub(_shorten, block.text)
    return block if text == block.text else replace(block, text=text)


def readable(text: str) -> str:
    """Take the sums out of a wording that the ledger kept."""
    return SUM.sub(" …", text)


def _shorten(quotation: re.Match[str]) -> str:
    quoted = next(each for each in quotation.groups() if each)
    words = WORD.findall(quoted)
    if len(words) < 2:
        return quotation[0]
    total = hashlib.sha256(normal(quoted).encode()).hexdigest()[:6]
    return quotation[0].replace(quoted, f"{words[0]} … #{total}")

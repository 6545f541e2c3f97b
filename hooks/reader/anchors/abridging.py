"""Quotations in a ledger: known again, not republished.

The wording of a passage is its author's here; a quotation in it is another's. The ledger keeps of one the first word,
a sum, which tells any change, and a print of each word, which tells how much has changed:

    “And so it ended.”    “And … #f6e6cb~7k2c”

A print is one of 32: a hundred words of a language share each, so it gives none away.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.anchors.block import Block
from reader.anchors.comparing import WORD, comparable

QUOTATION = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"]+)\"")
SUM = re.compile(r" … #([0-9a-f]{6})(?:~([0-9a-v]*)|\b)")
FOLDED_SUM = re.compile(SUM.pattern.replace("…", r"\.\.\."))  # as comparable() leaves it
WHOLE = frozenset({"heading", "figure", "code", "formula"})  # kinds that are kept whole
PRINTS = "0123456789abcdefghijklmnopqrstuv"


def abridge(block: Block) -> Block:
    """Give a block as the ledger keeps it."""
    if block.kind in WHOLE:
        return block
    text = abridged(block.text)
    return block if text == block.text else replace(block, text=text)


def abridged(text: str) -> str:
    """Shorten the quotations in a text; those that are short already stay."""
    return QUOTATION.sub(_shorten, text)


def bare(text: str) -> str:
    """Take the prints out of a wording: ledgers of the first format have none."""
    return SUM.sub(r" … #\1", text) if "~" in text else text


def readable(text: str, quotations: Mapping[str, str] | None = None) -> str:
    """Take sums and prints out of a wording; with `quotations`, by their sums, put the words of those known back."""
    known = quotations or {}

    def written(found: re.Match[str]) -> str:
        _, _, rest = known.get(found[1], "").partition(" ")
        return f" {rest}" if rest else " …"

    return SUM.sub(written, text)


def quotations(text: str) -> dict[str, str]:
    """List the quotations in a text by their sums, from the first word on: with them `readable` gives old words."""
    found = {}
    for each in QUOTATION.finditer(text):
        quoted = next(filter(None, each.groups()))
        words = WORD.search(quoted)
        found[_sum(quoted)] = quoted[words.start() :] if words else quoted
    return found


def prints(texts: Iterable[str]) -> dict[str, str]:
    """List the prints of all quotations in some abridged texts by their sums."""
    return {found[1]: found[2] for text in texts if "~" in text for found in SUM.finditer(text) if found[2]}


def completed(text: str, known: Mapping[str, str]) -> str:
    """Shorten what an older format left whole, and add the prints that it did not keep and that are known now."""
    if " … #" not in text and not QUOTATION.search(text):
        return text

    def added(found: re.Match[str]) -> str:
        return found[0] if found[2] or found[1] not in known else f"{found[0]}~{known[found[1]]}"

    return SUM.sub(added, abridged(text))


def words(form: str) -> list[str]:
    """List the words of a comparable text; of an abridged quotation, the prints of each two that stand together."""
    if " ... #" not in form:
        return WORD.findall(form)
    found: list[str] = []
    place = 0
    for each in FOLDED_SUM.finditer(form):
        found += WORD.findall(form[place : each.start()])
        found += [f"~{each[2][start : start + 2]}" for start in range(len(each[2]) - 1)] if each[2] else [each[1]]
        place = each.end()
    return found + WORD.findall(form[place:])


def _shorten(quotation: re.Match[str]) -> str:
    quoted = next(filter(None, quotation.groups()))
    words = WORD.findall(quoted)
    if len(words) < 2 or SUM.search(quoted):
        return quotation[0]
    printed = "".join(map(_print, WORD.findall(comparable(quoted))))
    return quotation[0].replace(quoted, f"{words[0]} … #{_sum(quoted)}~{printed}")


def _sum(quoted: str) -> str:
    return hashlib.sha256(comparable(quoted).encode()).hexdigest()[:6]


def _print(word: str) -> str:
    return PRINTS[hashlib.sha256(word.encode()).digest()[0] % len(PRINTS)]

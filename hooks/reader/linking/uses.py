"""Uses: every place where the text names a term or a person, linked or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.collection.records import Target
from reader.text.words import OBJECT

CONTEXT = 60
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Use:
    """`quote` as it stands in the text, with the words `before` and `after` it in the same passage.

    `page` is the page's source path, `anchor` the id of its passage ("" outside passages), `linked` whether it became
    a link, and `why` the reason where it did not.
    """

    target: Target
    page: str
    anchor: str
    quote: str
    before: str
    after: str
    linked: bool
    why: str = ""


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before, the words themselves and the words after, each folded to single spaces and cut at words.

    Text without spaces, as Chinese has it, is cut between any two letters.
    """
    before, after = _plain(text[max(0, start - CONTEXT) : start]), _plain(text[end : end + CONTEXT])
    if start > CONTEXT:
        before = "… " + (before.partition(" ")[2] or before)
    if end + CONTEXT < len(text):
        after = (after.rpartition(" ")[0] or after) + " …"
    return before.lstrip(), _plain(text[start:end]), after.rstrip()


def _plain(text: str) -> str:
    if text.isprintable() and "  " not in text and OBJECT not in text:
        return text  # Nothing but plain spaces, one at a time: nearly always.
    return SPACES.sub(" ", text.replace(OBJECT, ""))


def by_target(uses: Iterable[Use]) -> dict[Target, list[Use]]:
    """Group uses by what they name, in the order given."""
    grouped: dict[Target, list[Use]] = {}
    for use in uses:
        grouped.setdefault(use.target, []).append(use)
    return grouped


def one_per_passage(uses: Iterable[Use]) -> dict[str, list[Use]]:
    """The uses of one target that stand in a passage, grouped by page, the first of each passage only."""
    pages: dict[str, dict[str, Use]] = {}
    for use in uses:
        if use.anchor:
            pages.setdefault(use.page, {}).setdefault(use.anchor, use)
    return {page: list(passages.values()) for page, passages in pages.items()}


@dataclass(frozen=True, slots=True)
class Cited:
    """A link to an article, where it stands (`use`) and the ids of the passages it names, none for the whole."""

    use: Use
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """In how many passages a target is used, and for each page the first of its passages and their number."""

    total: int
    pages: tuple[tuple[str, str, int], ...]


def mentions(uses: Iterable[Use]) -> Mentions:
    """Count the uses of one target by page, in the order given."""
    pages = one_per_passage(uses)
    rows = tuple((page, found[0].anchor, len(found)) for page, found in pages.items())
    return Mentions(sum(count for _, _, count in rows), rows)

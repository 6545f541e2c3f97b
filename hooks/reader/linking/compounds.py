"""Compounds: what a match is tied to by hyphens, dashes and other signs, and whether its part of it is a mention.

A known part of a compound with ordinary words is a mention (`NATO-led`, `pro-NATO`, `NATO-Russia`) unless it is a word
written in lower case (`container-lifecycle`), the compound is a designation of its own (`START-2`, `ISIS-K`), or what
it all stands in is a name of a file, a host, a tag or a piece of code. Where every part is known each is a mention.
"""

import re
from typing import NamedTuple

from reader.linking.tokens import WITHOUT_SPACES
from reader.text.words import APOSTROPHES, HYPHENS, WORD, WORD_CHARACTER

# Signs that tie known parts to one another. To an unknown word only hyphens tie them so that they still link.
JOINTS = HYPHENS + "/&"
# Signs that make a name of a file, a host, a tag or a piece of code of what they touch.
GLUE = ".:?!=~|%"
BEFORE = "@#\\$=%~"
AFTER = "@#+\\=%~$€£¥"
ELISIONS = frozenset("l d j m n s t c qu jusqu lorsqu puisqu dell all nell sull dall un quell gl".split())
DESIGNATION = re.compile(r".*\d.*|[^\W\d_]|(?=[IVX]{2})(?:X{0,3})(?:IX|IV|V?I{0,3})", re.DOTALL)
CODE = "in a name of a file, a host, a tag or code"
LONGEST = 8  # parts that a compound is followed on either side: no language's words have more


class Compound(NamedTuple):
    """`text[left:right]`, its ordinary parts, the first one `after` the known ones, and why nothing is a mention."""

    left: int
    right: int
    parts: tuple[str, ...]
    after: str
    why: str


def is_joint(text: str, end: int, start: int) -> bool:
    """Whether a match that ends at `end` and one that begins at `start` are parts of one compound."""
    return start == end + 1 and text[end] in JOINTS


def compound_of(text: str, start: int, end: int) -> Compound:
    """The compound around the known parts `text[start:end]`."""
    if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
        return Compound(start, end, (), "", "")
    parts: list[str] = []
    left, right = start, end
    while len(parts) < LONGEST and left > 1 and text[left - 1] in HYPHENS and _is_word_at(text, left - 2):
        word = _word_before(text, left - 1)
        left -= len(word) + 1
        parts.insert(0, word)
    before = len(parts)
    while len(parts) - before < LONGEST and right + 1 < len(text) and text[right] in HYPHENS:
        following = WORD.match(text, right + 1)
        if not following:
            break
        right = following.end()
        parts.append(following.group())
    tied = _tied_left(text, left) or _tied_right(text, right) or any("_" in part for part in parts)
    after = parts[before] if len(parts) > before else ""
    return Compound(left, right, tuple(parts), after, CODE if tied else "")


def why_unlinked(quote: str, form: str, compound: Compound) -> str:
    """Why a known part of a compound is no mention, "" where it is one; `form` is how the entry writes it."""
    if compound.why or not compound.parts:
        return compound.why
    if any(DESIGNATION.fullmatch(part) for part in compound.parts):
        return "in a compound with a number or a letter"
    if _is_lower(quote) or _is_lower(form):
        return "an ordinary word in a compound"
    return ""


def _is_lower(text: str) -> bool:
    return text != text.upper() and text == text.lower()


def _is_word_at(text: str, place: int) -> bool:
    return bool(WORD_CHARACTER.match(text, place))


def _tied_left(text: str, start: int) -> bool:
    """Whether what stands before makes the match a piece of something longer."""
    if start == 0:
        return False
    sign = text[start - 1]
    if sign.isspace():
        return False
    if sign in BEFORE:
        return True
    if WORD_CHARACTER.match(sign):
        return not (WITHOUT_SPACES.match(sign) or WITHOUT_SPACES.match(text, start))
    before = start > 1 and _is_word_at(text, start - 2)
    if sign == "/":
        return True
    if sign in APOSTROPHES and before:
        return _word_before(text, start - 1).casefold() not in ELISIONS
    return bool(before) and sign in JOINTS + GLUE


def _tied_right(text: str, end: int) -> bool:
    """Whether what follows makes the match a piece of something longer; a possessive does not."""
    if end == len(text):
        return False
    sign = text[end]
    if sign.isspace():
        return False
    if sign in AFTER:
        return True
    if WORD_CHARACTER.match(sign):
        return not (WITHOUT_SPACES.match(sign) or WITHOUT_SPACES.match(text, end - 1))
    after = end + 1 < len(text) and _is_word_at(text, end + 1)
    if sign == "/":
        return True
    if sign in APOSTROPHES and after:
        word = WORD.match(text, end + 1)
        return not (word and word.group() in ("s", "S"))
    return bool(after) and sign in JOINTS + GLUE


def _word_before(text: str, end: int) -> str:
    start = end
    while start and WORD_CHARACTER.match(text[start - 1]):
        start -= 1
    return text[start:end]

"""The prose of a Markdown source: its lines without code and comments, as far as lines alone can tell.

What the tree of a converted page says is the truth; this finds the line that an editor has to mend.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
INDENTED = re.compile(r"(?: {4}|\t)")
# What an indented block below continues, in place of being code.
CONTAINER = re.compile(r"\s*(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|///|:|\[\^[^\]]+\]:)(?:\s|\Z)")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, numbered from 1; what is code in it is left out."""

    number: int
    text: str


def prose_lines(body: str, offset: int = 0) -> Iterator[Line]:
    """Yield the lines of a body before which `offset` lines stand, without code blocks, code spans and comments."""
    fence = ""
    holds_indented, blank_before = False, True
    for number, line in enumerate(_without_comments(body).split("\n"), offset + 1):
        opened = FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not line.strip(" \t>" + fence[0]):
                fence = ""
            continue
        if opened:
            fence = opened[1]
            continue
        if not line.strip():
            blank_before = True
            continue
        if not INDENTED.match(line):
            holds_indented = bool(CONTAINER.match(line)) or (holds_indented and not blank_before)
        elif not holds_indented and blank_before:
            continue
        blank_before = False
        yield Line(number, CODE_SPAN.sub("`…`", line))


def every_line(body: str) -> Iterator[Line]:
    """Yield all lines of a body, code and comments too."""
    for number, line in enumerate(body.split("\n"), 1):
        yield Line(number, line)


def _without_comments(body: str) -> str:
    """Blank the comments out, so that the lines keep their numbers."""
    return COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body)

"""References to articles by key, in the syntax of Pandoc: `[see @key, para. 7; @other]`, `@key [para. 7]`.

https://pandoc.org/MANUAL.html#citation-syntax. Of its locators only paragraphs are known here: passages are numbered,
pages are not. Whatever else follows a key is its suffix.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from reader.text.prose import prose_lines

# Whatever stands where a key may: what is no id of an article is told, or left alone where it may be a handle.
KEY = r"[^\W_](?:[^\W_]|[-_]+(?=[^\W_]))*+"
# An address or an escaped sign is no key.
_SIGN = r"(?<![^\W_]|[/@.:\\=?&%])@"
ESCAPED = r"(?<![^\W_]|[/@.:\\=?&%])\\@(?=[^\W_])"
_NUMBER = r"[0-9]+[a-z]*"
_TO = r"\s*(?:[-–]|\bto\b)\s*"
_NUMBERS = rf"{_NUMBER}(?:(?:{_TO}|\s*(?:[,&]|\band\b)\s*){_NUMBER})*"
_PARAGRAPHS = r"\s*,?\s*(?i:paragraphs?|paras?\.?|pars?\.?|¶{1,2})\s*"
# What makes a link or a definition of the bracket before it.
_LINK = r"[(\[:{]"
BRACKET = re.compile(rf"(?<![\\!\]])\[(?P<group>[^\[\]]*?{_SIGN}{KEY}[^\[\]]*)\](?!{_LINK})")
# A key in running text, with the paragraph in a bracket after it.
BARE = re.compile(
    rf"(?<!-){_SIGN}(?P<key>{KEY})(?!@|[.:/]\w)(?:\s\[(?P<more>{_PARAGRAPHS}{_NUMBERS}[^\[\]@]*)\](?!{_LINK}))?"
)
LONGEST_RANGE = 1000

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ONE = re.compile(rf"(?P<prefix>.*?)(?P<suppress>(?<!\w)-)?{_SIGN}(?P<key>{KEY})(?!@)(?P<rest>.*)", re.S)
_RANGE = re.compile(rf"({_NUMBER})(?:{_TO}({_NUMBER}))?")
_LOCATOR = re.compile(rf"{_PARAGRAPHS}(?P<numbers>{_NUMBERS})")


@dataclass(frozen=True, slots=True)
class KeyCitation:
    """One work named by its key. `numbers` are the paragraphs, as typed in `locator`; `bare` is a key that is part of
    the sentence; `author` is false where the sentence has the name already (`-@key`).
    """

    key: str
    numbers: tuple[str, ...] = ()
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    author: bool = True
    bare: bool = False

    @property
    def covered(self) -> tuple[str, ...]:
        """`numbers` with those between the ends of a range."""
        found: list[str] = []
        for first, last in _RANGE.findall(self.locator):
            is_plain = first.isdigit() and last.isdigit() and int(last) - int(first) < LONGEST_RANGE
            between = range(int(first) + 1, int(last)) if is_plain else ()
            found += [first, *map(str, between), *filter(None, [last])]
        return tuple(found)

    @property
    def printed(self) -> str:
        """`locator` as a style prints it."""
        return re.sub(_TO, "–", self.locator)

    def is_meant(self, articles: Container[str]) -> bool:
        """Whether this is a reference: in running text a key that no article can have is somebody's handle, unless it
        is that of an article but for capitals.
        """
        return not self.bare or bool(_ID.fullmatch(self.key)) or self.key.lower() in articles


def parse_group(text: str) -> list[KeyCitation]:
    """Read what stands between brackets; nothing where a part of it names no work."""
    found = []
    for part in text.split(";"):
        match = _ONE.match(part)
        if not match:
            return []
        numbers, locator, suffix = _located(match["rest"])
        prefix = match["prefix"].lstrip()
        found.append(KeyCitation(match["key"], numbers, locator, prefix, suffix, author=not match["suppress"]))
    return found


def parse_bare(match: re.Match[str]) -> KeyCitation:
    """Read a match of BARE."""
    numbers, locator, suffix = _located(match["more"] or "")
    return KeyCitation(match["key"], numbers, locator, suffix=suffix, bare=True)


def find(markdown: str) -> Iterator[tuple[int, KeyCitation]]:
    """The references of a Markdown source with the lines they stand in, code left out."""
    lines = {line.number: line.text for line in prose_lines(markdown)}
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    for match in BRACKET.finditer(text):
        references = parse_group(match["group"])
        for reference in references:
            yield text.count("\n", 0, match.start()) + 1, reference
        if references:
            text = text[: match.start()] + re.sub(r"[^\n]", " ", match[0]) + text[match.end() :]
    for match in BARE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, parse_bare(match)


def _located(rest: str) -> tuple[tuple[str, ...], str, str]:
    match = _LOCATOR.match(rest)
    if not match:
        return (), "", rest.rstrip()
    return tuple(re.findall(_NUMBER, match["numbers"])), match["numbers"], rest[match.end() :].rstrip()

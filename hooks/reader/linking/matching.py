"""Finding terms and names in running text: whole words, the longest form, at a cost that grows with the text alone."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.linking.forms import Form
from reader.text.words import APOSTROPHES, HYPHENS, TOKEN, UNMARKED, WORD, WORD_CHARACTER, normal, tokens

ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:)\S+")
# Signs that tie words into one compound: each part must be known for any part to link.
JOINTS = HYPHENS + "/&"
# Signs that make a name of a file, a host, a tag or a piece of code of what they touch.
GLUE = ".:?!=~|%"
BEFORE = "@#\\$=%~"
AFTER = "@#+\\=%~$€£¥"
ELISIONS = frozenset("l d j m n s t c qu jusqu lorsqu puisqu dell all nell sull dall un quell gl".split())


class Match(NamedTuple):
    """A form found at `text[start:end]`."""

    start: int
    end: int
    form: Form


class _Node:
    """A node of the trie: the next tokens, case folded, and the forms that end here."""

    __slots__ = ("forms", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.forms: list[tuple[tuple[str, ...] | None, Form]] = []


class Matcher:
    """All forms in one trie of tokens. Of two forms that read the same, the one given first wins.

    `steps` counts the nodes visited so far: the measure of what matching costs.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self.steps = 0
        self._root = _Node()
        for form in forms:
            letters = tokens(form.text)
            node = self._root
            for token in letters:
                node = node.next.setdefault(token.casefold(), _Node())
            node.forms.append((letters if form.exact else None, form))
        signs = {head for head in self._root.next if not WORD.match(head)}
        also = f"|[{re.escape(''.join(signs))}]" if signs else ""
        self._words = re.compile(WORD.pattern + also)
        self._unmarked_words = re.compile(r"\w+" + also)
        self._starts: dict[str, _Node | None] = {}

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches from left to right, none overlapping another."""
        group: list[Match] = []
        open_left = False
        for match in self._longest(text):
            if group and self._joined(text, group[-1].end, match.start):
                group.append(match)
                continue
            if group and not (open_left or _tied_right(text, group[-1].end)):
                yield from group
            group = [match]
            open_left = _tied_left(text, match.start)
        if group and not (open_left or _tied_right(text, group[-1].end)):
            yield from group

    def _longest(self, text: str) -> Iterator[Match]:
        starts = self._starts
        addresses = _addresses(text)
        position = 0
        words = self._unmarked_words if UNMARKED.fullmatch(text) else self._words
        for head in words.finditer(text):
            word = head.group()
            try:
                node = starts[word]
            except KeyError:
                # Kept for the next time: most words of a text have been seen before.
                node = starts[word] = self._root.next.get(normal(word).casefold())
            if node is None or head.start() < position:
                continue
            found = self._walk(text, head.end(), node, normal(word))
            if not found:
                continue
            while addresses and addresses[-1][1] <= head.start():
                addresses.pop()
            if not (addresses and addresses[-1][0] < found[0]):
                position = found[0]
                yield Match(head.start(), found[0], found[1])

    def _walk(self, text: str, end: int, node: _Node, head: str) -> tuple[int, Form] | None:
        path = [head]
        best: tuple[int, Form] | None = None
        while True:
            self.steps += 1
            for letters, form in node.forms:
                if letters is None or letters == tuple(path):
                    best = end, form
                    break
            if not node.next or not (token := TOKEN.match(text, end)):
                return best
            letter = normal(token.group())
            child = node.next.get(letter.casefold())
            if child is None:
                return best
            node = child
            end = token.end()
            path.append(letter)

    @staticmethod
    def _joined(text: str, end: int, start: int) -> bool:
        return start == end + 1 and text[end] in JOINTS


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand, the last one first."""
    if "://" not in text and "www." not in text and "mailto:" not in text:
        return []
    return [match.span() for match in ADDRESS.finditer(text)][::-1]


def _tied_left(text: str, start: int) -> bool:
    """Whether what stands before makes the match a piece of something longer."""
    if start == 0:
        return False
    sign = text[start - 1]
    if sign.isspace():
        return False
    if sign in BEFORE or WORD_CHARACTER.match(sign):
        return True
    before = start > 1 and WORD_CHARACTER.match(text[start - 2])
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
    if sign in AFTER or WORD_CHARACTER.match(sign):
        return True
    after = end + 1 < len(text) and WORD_CHARACTER.match(text[end + 1])
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

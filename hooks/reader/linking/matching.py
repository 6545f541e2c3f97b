"""Finding terms and names in running text: whole words, the longest form, at a cost that grows with the text alone."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.linking.borders import Borders
from reader.linking.compounds import Compound, compound_of, is_joint, why_unlinked
from reader.linking.forms import Form
from reader.linking.tokens import MIXED_WORD, cut, fold, is_word, patterns, same_letters, same_word
from reader.text.words import HYPHENS, WORD_CHARACTER, normal

INSIDE_A_WORD = "inside a longer word"
HYPHENATED = "with hyphens for its spaces"
ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:)\S+")


class Match(NamedTuple):
    """A form found at `text[start:end]`."""

    start: int
    end: int
    form: Form


class Found(NamedTuple):
    """A form found at `text[start:end]`, in the compound `text[left:right]`, with the reason why it is no mention.

    `after` is the ordinary word that a hyphen ties to its end; `why` is "" where the words mean the form's target.
    """

    start: int
    end: int
    form: Form
    left: int
    right: int
    after: str
    why: str


class _Hit(NamedTuple):
    start: int
    end: int
    form: Form
    why: str


class _Node:
    """A node of the trie: the next tokens, folded, and the forms that end here, each with its tokens."""

    __slots__ = ("forms", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.forms: list[tuple[tuple[str, ...], bool, Form]] = []


class Matcher:
    """All forms in one trie of tokens. Of two forms that read the same, the one given first wins.

    `steps` counts the nodes visited so far: the measure of what matching costs.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self.steps = 0
        self._root = _Node()
        for form in forms:
            letters = cut(form.text)
            node = self._root
            for token in letters:
                node = node.next.setdefault(fold(token), _Node())
            node.forms.append((letters, all(map(str.isascii, letters)), form))
        signs = {head for head in self._root.next if not is_word(head)}
        self._signs = f"|[{re.escape(''.join(signs))}]" if signs else ""
        self._with_signs: dict[re.Pattern[str], re.Pattern[str]] = {}
        self._starts: dict[str, _Node | None] = {}

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches from left to right, none overlapping another."""
        return (Match(found.start, found.end, found.form) for found in self.read(text) if not found.why)

    def read(self, text: str) -> Iterator[Found]:
        """Yield every form that stands in the text from left to right, also where it is a piece of something else."""
        group: list[_Hit] = []
        for match in self._longest(text):
            if match.why == INSIDE_A_WORD:
                yield Found(match.start, match.end, match.form, match.start, match.end, "", match.why)
                continue
            if group and is_joint(text, group[-1].end, match.start):
                group.append(match)
                continue
            yield from _read(text, group)
            group = [match]
        yield from _read(text, group)

    def _longest(self, text: str) -> Iterator[_Hit]:
        starts = self._starts
        addresses = _addresses(text)
        position = 0
        words, tokens = patterns(text)
        borders = Borders(text) if words is MIXED_WORD else None
        for head in self._heads(words).finditer(text):
            word = head.group()
            try:
                node = starts[word]
            except KeyError:
                # Kept for the next time: most words of a text have been seen before.
                node = starts[word] = self._root.next.get(fold(normal(word)))
            if node is None or head.start() < position:
                continue
            found = self._walk(text, head.start(), head.end(), node, normal(word), tokens, borders)
            if not found:
                continue
            while addresses and addresses[-1][1] <= head.start():
                addresses.pop()
            if not (addresses and addresses[-1][0] < found.end):
                if found.why != INSIDE_A_WORD:
                    position = found.end
                yield found

    def _heads(self, words: re.Pattern[str]) -> re.Pattern[str]:
        """The pattern of what may begin a form: a word, or a sign that one begins with."""
        if not self._signs:
            return words
        if words not in self._with_signs:
            self._with_signs[words] = re.compile(words.pattern + self._signs)
        return self._with_signs[words]

    def _walk(
        self,
        text: str,
        start: int,
        end: int,
        node: _Node,
        head: str,
        tokens: re.Pattern[str],
        borders: Borders | None,
    ) -> _Hit | None:
        path = [head]
        hyphenated = False
        best: _Hit | None = None
        while True:
            self.steps += 1
            if node.forms and (form := _fitting(node, path)):
                if not borders or borders.fits(start, end):
                    alone = hyphenated and not _attributive(text, start, end)
                    best = _Hit(start, end, form, HYPHENATED if alone else "")
                elif not best:
                    best = _Hit(start, end, form, INSIDE_A_WORD)
            if not node.next or not (token := tokens.match(text, end)):
                return best
            letter = normal(token.group())
            child = node.next.get(letter if letter.isascii() and not letter.isalpha() else fold(letter))
            if child is None and letter == "-" and (child := node.next.get(" ")):
                # "post-Cold-War": the spaces of a term turn into hyphens where it stands before a noun.
                hyphenated, letter = True, " "
            if child is None:
                return best
            node = child
            end = token.end()
            path.append(letter)


def _fitting(node: _Node, path: list[str]) -> Form | None:
    """The first form of a node that the tokens of a text fit."""
    for letters, ascii_only, form in node.forms:
        if form.exact:
            if all(map(same_letters, letters, path)):
                return form
        elif (not form.capital or path[0][:1].isupper()) and (
            (ascii_only and all(map(str.isascii, path))) or all(map(same_word, letters, path))
        ):
            return form
    return None


def _attributive(text: str, start: int, end: int) -> bool:
    """Whether a term that hyphens hold together stands where English writes it so: in a compound, before a noun."""
    if start > 1 and text[start - 1] in HYPHENS and WORD_CHARACTER.match(text, start - 2):
        return True
    if end + 1 >= len(text) or not WORD_CHARACTER.match(text, end + 1):
        return False
    return text[end] in HYPHENS or text[end].isspace()


def _read(text: str, group: list[_Hit]) -> Iterator[Found]:
    if not group:
        return
    compound = compound_of(text, group[0].start, group[-1].end)
    for start, end, form, inside in group:
        why = inside or _why(text, start, end, form, compound)
        after = compound.after if end == group[-1].end else ""
        yield Found(start, end, form, compound.left, compound.right, after, why)


def _why(text: str, start: int, end: int, form: Form, compound: Compound) -> str:
    if form.nobody:
        return "a name that is not meant"
    return why_unlinked(text[start:end], form.text, compound)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand, the last one first."""
    if "://" not in text and "www." not in text and "mailto:" not in text:
        return []
    return [match.span() for match in ADDRESS.finditer(text)][::-1]

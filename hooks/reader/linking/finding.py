"""Finding the mentions of a text: what the forms match, less compounds of their own and names of somebody else."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from reader.collection.records import Target
from reader.linking.forms import Form
from reader.linking.matching import Found, Matcher
from reader.linking.names import ORDINARY_WORD, SOMEBODY_ELSE, Names
from reader.text.words import HYPHENS


class Mention(NamedTuple):
    """A place that reads like a form at `text[start:end]`; `left` and `right` are the ends of the whole that it is in.

    `why` is "" where the target is meant. A `full` name introduces its bearer; one that needs an introduction waits
    for it.
    """

    start: int
    end: int
    form: Form
    left: int
    right: int
    why: str = ""
    full: bool = False
    needs_introduction: bool = False

    @property
    def target(self) -> Target:
        return self.form.target


class Finder:
    """Finds the mentions in the texts of a collection."""

    def __init__(self, matcher: Matcher, names: Names) -> None:
        self.matcher = matcher
        self.names = names

    def find(self, text: str, language: str = "") -> Iterator[Mention]:
        """Yield every place that reads like a form, from left to right."""
        before = -1
        every = list(self.matcher.read(text))
        for found, following in zip_longest(every, every[1:]):
            start, end, form, left, right, _, why = found
            if why or form.target.kind != "person":
                yield Mention(start, end, form, left, right, why, full=not form.surname)
            else:
                yield self._name(text, found, (before, following.start if following else -1), language)
            before = end

    def _name(self, text: str, found: Found, beside: tuple[int, int], language: str) -> Mention:
        start, end, form, left, right, after, _ = found
        joined = text[left:start].rstrip(HYPHENS)
        if form.bare and joined.casefold() in self.names.words.saints:
            return Mention(start, end, form, left, right, SOMEBODY_ELSE)
        verdict = self.names.judge(text, (left if form.bare else start, end), form, beside, language)
        # A full name that goes on in a double surname is another: Anna Smith-Jones is no Anna Smith.
        if not verdict.own or (verdict.full and after[:1].isupper()):
            return Mention(start, end, form, min(left, verdict.start), max(right, verdict.end), SOMEBODY_ELSE)
        if verdict.word:
            return Mention(start, end, form, left, right, ORDINARY_WORD)
        begin = start if verdict.start == left else verdict.start
        needed = (form.surname or verdict.shared) and not verdict.full
        return Mention(begin, verdict.end, form, left, right, full=verdict.full, needs_introduction=needed)

"""Forms that the texts of a collection hold and no entry declares: what an editor may add to the registers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reader.collection.records import Collection, Target
from reader.linking.compounds import CODE
from reader.linking.finding import Finder
from reader.linking.morphology import endings, is_form
from reader.linking.tokens import WITHOUT_SPACES, fold
from reader.text.words import WORD_CLASS

# A word with the ending that a sign ties to it: NATO'nun, EU:n.
WORD = re.compile(rf"[{WORD_CLASS}]+(?:[\"״'’:-][^\W\d_]{{1,9}})*")
ARTICLE = re.compile("\\A(?:\u0627\u0644|\u05d4)")  # which a form with another prefix may do without
FIRST = 2  # letters that a form and its basic form share, prefixes apart
PREFIX = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a passage, where it stands, and its language."""

    place: str
    text: str
    language: str


class _Base(NamedTuple):
    """The words of a basic form; one that is `undeclared` is itself worth proposing."""

    words: list[str]
    target: Target
    undeclared: bool


Bases = dict[str, list[_Base]]


@dataclass(slots=True)
class Proposal:
    """Forms of an entry that the texts hold, each with the places where it stands."""

    target: Target
    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def propose(collection: Collection, finder: Finder, passages: Iterable[Passage], chosen: str = "") -> list[Proposal]:
    """Find the words that look like an undeclared form of an entry, or of the `chosen` one, in the register's order."""
    bases = _bases(collection, chosen)
    proposals: dict[Target, Proposal] = {}
    for passage in passages:
        language = passage.language.partition("-")[0]
        for text, target in _look(passage.text, language, finder, bases):
            proposals.setdefault(target, Proposal(target)).found[text].append(passage.place)
    order = [*(Target("term", id) for id in collection.terms), *(Target("person", id) for id in collection.people)]
    return [proposals[target] for target in order if target in proposals]


def entry_texts(collection: Collection, target: Target) -> tuple[str, ...]:
    """Everything that an entry declares as a way of writing it, its native form last."""
    if target.kind == "term":
        term = collection.terms[target.id]
        declared: tuple[str, ...] = (term.term, *term.forms)
    else:
        person = collection.people[target.id]
        surname = (person.surname,) if person.link_surname and not person.is_body else ()
        declared = (person.name, *person.also, *surname)
    return tuple(dict.fromkeys((*declared, *_native(collection, target))))


def _native(collection: Collection, target: Target) -> tuple[str, ...]:
    """The native form of an entry, which it shows but does not link by: of a name, the surname too."""
    if target.kind == "term":
        native = collection.terms[target.id].native
        return (native,) if native else ()
    person = collection.people[target.id]
    return (person.native, person.native.split()[-1]) if person.native else ()


def _bases(collection: Collection, chosen: str) -> Bases:
    """The words of every declared form, by the first letters of the first."""
    found: Bases = defaultdict(list)
    targets = [*(Target("term", id) for id in collection.terms), *(Target("person", id) for id in collection.people)]
    for target in targets:
        if target.id == chosen or not chosen:
            for text in entry_texts(collection, target):
                words = text.split()
                undeclared = text in _native(collection, target)
                if not WITHOUT_SPACES.search(text) and len(words[0]) > 1:
                    for start in {_start(words[0]), _start(ARTICLE.sub("", words[0]))}:
                        found[start].append(_Base(words, target, undeclared))
    return found


def _start(word: str) -> str:
    return fold(word)[:FIRST]


def _look(text: str, language: str, finder: Finder, bases: Bases) -> Iterator[tuple[str, Target]]:
    # What a sign ties to something longer may be a form: NATO'nun.
    mentions = (each for each in finder.find(text, language) if each.why != CODE)
    taken = [(min(each.left, each.start), max(each.right, each.end)) for each in mentions]
    words = list(WORD.finditer(text))
    end = 0
    for number, word in enumerate(words):
        while taken and taken[0][1] <= word.start():
            taken.pop(0)
        if word.start() < end or (taken and taken[0][0] < word.end()):
            continue
        best: tuple[int, Target] | None = None
        for parts, target, undeclared in _candidates(word.group(), language, bases):
            along = words[number : number + len(parts)]
            fits = len(along) == len(parts) and _in_one(text, along) and _are_forms(along, parts, language)
            fits = fits and (
                undeclared or any(fold(one.group()) != fold(two) for one, two in zip(along, parts, strict=True))
            )
            if fits and (best is None or along[-1].end() > best[0]):
                best = along[-1].end(), target
        if best:
            end = best[0]
            yield re.sub(r"\s+", " ", text[word.start() : end]), best[1]


def _candidates(word: str, language: str, bases: Bases) -> Iterator[_Base]:
    yield from bases.get(_start(word), ())
    if language in endings().prefixes:
        for length in range(1, min(PREFIX, len(word) - FIRST) + 1):
            yield from bases.get(_start(word[length:]), ())


def _in_one(text: str, words: list[re.Match[str]]) -> bool:
    return all(text[one.end() : two.start()].isspace() for one, two in pairwise(words))


def _are_forms(words: list[re.Match[str]], parts: list[str], language: str) -> bool:
    for number, (word, part) in enumerate(zip(words, parts, strict=True)):
        shown = word.group()
        if not is_form(shown, part, language) and not (
            number == 0
            and part[0].islower()
            and shown[0].isupper()
            and is_form(shown[0].lower() + shown[1:], part, language)
        ):
            return False
    return True

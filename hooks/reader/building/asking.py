"""What the conversion of a page asks of the registers, and the sum of what they answer.

A page is converted anew when an answer to what it asked would be another. So a new term touches only the pages that
hold its words, and its definition none of them.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from reader.building.sums import sum_of
from reader.citing.csl import csl_item
from reader.collection.records import Collection, Person, Target, Term
from reader.linking.article_names import article_forms
from reader.linking.forms import Form, all_forms
from reader.linking.tokens import cut, fold, is_word, patterns
from reader.text.words import normal


@dataclass(frozen=True, slots=True)
class Asked:
    """The `words` of a page, folded as matching folds them, between spaces; the entries that its author linked to, as
    `targets`; and the `keys` of works that it cites or seems to cite.
    """

    words: str = ""
    targets: tuple[Target, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Asking:
    """Notes what a conversion asks, as it goes."""

    texts: list[str] = field(default_factory=list)
    targets: dict[Target, None] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        words = {fold(normal(word)) for text in self.texts for word in _words(text)}
        return Asked(" ".join(sorted(words)), tuple(sorted(self.targets)), tuple(sorted(self.keys)))

    def knows(self, target: Target, collection: Collection) -> bool:
        self.targets[target] = None
        return collection.knows(target)

    def articles(self, collection: Collection) -> Container[str]:
        """The articles by key, who notes each key that is looked for."""
        return _Articles(collection, self.keys)


@dataclass(frozen=True, slots=True)
class _Articles:
    collection: Collection
    keys: dict[str, None]

    def __contains__(self, key: object) -> bool:
        self.keys[str(key)] = None
        return key in self.collection.articles


def _words(text: str) -> Iterator[str]:
    """The words of a text, and the signs, with which a form may begin too."""
    words, tokens = patterns(text)
    yield from words.findall(text)
    yield from {each for each in tokens.findall(text) if not each.isspace() and not is_word(each)}


class Registers:
    """Answers for a collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    @cached_property
    def whole(self) -> str:
        """The sum of every answer: where it is the same, each of them is."""
        collection = self.collection
        terms = [[_facts(each), each.term, each.forms, each.case] for each in collection.terms.values()]
        people = [_facts(each) for each in collection.people.values()]
        return sum_of(terms, people, list(collection.articles.values()))

    def answer(self, asked: Asked) -> str:
        """The sum of all that the registers say of what was asked."""
        forms = list(self._forms_in(asked.words.split(" ")))
        targets = dict.fromkeys(form.target for form in forms)
        return sum_of(
            forms,
            [self._entry(target) for target in targets],
            [self.collection.knows(target) for target in asked.targets],
            [self._work(key) for key in asked.keys],
        )

    def _forms_in(self, words: Iterable[str]) -> Iterator[Form]:
        """The forms that a text of these words can hold, in their order."""
        here = set(words)
        found = [
            each for head in here & self._by_head.keys() for each in self._by_head[head] if here.issuperset(each[1])
        ]
        return (form for _, _, form in sorted(found, key=lambda each: each[0]))

    @cached_property
    def _by_head(self) -> dict[str, list[tuple[int, tuple[str, ...], Form]]]:
        """The forms by their first token, each with its place and the words that a text must have to come to it.

        A hyphen in a form may lead another one astray that is written with a space there, whatever follows.
        """
        entries = all_forms(self.collection)
        found: dict[str, list[tuple[int, tuple[str, ...], Form]]] = {}
        for place, form in enumerate([*entries, *article_forms(self.collection, entries)]):
            tokens = [fold(each) for each in cut(form.text)]
            words = tuple(each for each in takewhile(lambda token: token != "-", tokens) if is_word(each))
            found.setdefault(tokens[0] if tokens else "", []).append((place, words, form))
        return found

    def _entry(self, target: Target) -> list[object]:
        if target.kind == "article":
            return []
        return _facts((self.collection.terms if target.kind == "term" else self.collection.people)[target.id])

    def _work(self, key: str) -> object:
        """The record that a citation words; None for what is no article."""
        article = self.collection.articles.get(key)
        return csl_item(article, self.collection.people, "", "") if article else None


def _facts(entry: Term | Person) -> list[object]:
    """What linking asks of an entry beside its forms: no definition, no line of a file."""
    if isinstance(entry, Term):
        return [entry.id, entry.link, entry.near, entry.near_on_page, entry.excluded]
    posts = [post.title for post in entry.posts]
    return [
        entry.id,
        entry.name,
        entry.kind,
        entry.also,
        entry.native,
        entry.sort,
        entry.link_surname,
        entry.excluded,
        posts,
    ]

"""What a collection holds: terms, people, articles, and what its editors say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.collection.annotations import Annotation

from reader.text.dates import spoken

Density = Literal["section", "page", "all", "off"]
PersonKind = Literal["author", "expert", "figure"]

DENSITIES: tuple[Density, ...] = ("section", "page", "all", "off")
PERSON_KINDS: tuple[PersonKind, ...] = ("author", "expert", "figure")

Case = Literal["", "exact", "ignore", "capital"]
# Whether a surname links by itself: once the page has introduced its bearer, not at all, or always.
Surname = bool | Literal["always"]


class Target(NamedTuple):
    """What a link leads to."""

    kind: Literal["term", "person", "article"]
    id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that supports a definition or a note; `date` is as typed, "" where the work has none."""

    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        """`The North Atlantic Treaty, NATO (4 April 1949)`."""
        named = f"{self.title}, {self.publisher}" if self.publisher else self.title
        return f"{named} ({spoken(self.date)})" if self.date else named


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary; `id` is its anchor, `case` how its forms match (`capital`: any that begins with one).

    It links only where one of the words `near` stands in the paragraph and one of `near_on_page` on the page, and
    where none of `excluded` stands in the paragraph; nor does it link inside one of those. `date` is the day or the
    range of days of an event, `as_of` the day for which the definition holds, "" where it does not change.
    """

    id: str
    term: str
    definition: str
    forms: tuple[str, ...] = ()
    native: str = ""
    language: str = ""
    case: Case = ""
    kind: str = ""
    see: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()
    date: str = ""
    as_of: str = ""
    link: bool = True
    near: tuple[str, ...] = ()
    near_on_page: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def line_of(self, key: str) -> int:
        """The line of one of its keys, else that of the entry."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True, slots=True)
class Post:
    """An office held; `start` and `end` are dates as typed, "" where not known or still held on the day `as_of`."""

    title: str
    start: str = ""
    end: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the register of people; `excluded` are names that read like this one's and are somebody else's."""

    id: str
    name: str
    kind: PersonKind = "figure"
    also: tuple[str, ...] = ()
    native: str = ""
    language: str = ""
    sort: str = ""
    affiliation: str = ""
    posts: tuple[Post, ...] = ()
    same_as: tuple[str, ...] = ()
    link_surname: Surname = True
    excluded: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def line_of(self, key: str) -> int:
        """The line of one of its keys, else that of the entry."""
        return self.lines.get(key, self.line)

    @property
    def is_body(self) -> bool:
        """Whether this is a corporate author, such as a ministry: its sort key has no comma."""
        return bool(self.sort) and "," not in self.sort

    @property
    def surname(self) -> str:
        """The part of the sort key before the comma, else the last word of the name; a body has only its name."""
        if self.is_body:
            return self.name
        return self.sort.split(",")[0].strip() if self.sort else self.name.split()[-1]

    @property
    def sort_key(self) -> str:
        return (self.sort or f"{self.surname}, {self.name}").casefold()


@dataclass(frozen=True, slots=True)
class Article:
    """The bibliographic record of an article; `published` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as typed."""

    id: str
    title: str
    authors: tuple[str, ...]
    published: str
    language: str
    title_supplied: bool = False
    title_sentence: str = ""
    title_headline: str = ""
    author_inferred: bool = False
    published_inferred: bool = False
    publication: str = ""
    number: str = ""
    issn: str = ""
    original: str = ""
    translated_from: str = ""
    kind: str = ""
    edition: str = ""
    rights: str = ""
    keywords: tuple[tuple[str, tuple[str, ...]], ...] = ()
    summary: str = ""
    draft: bool = False
    glossary: Density = "section"
    former_ids: tuple[str, ...] = ()
    replaces: str = ""

    @property
    def src_uri(self) -> str:
        return f"articles/{self.id}.md"

    def appeared_in(self, term: Term) -> bool:
        """Whether an entry is that of its publication, by its name or another form of it."""
        return bool(self.publication) and (term.term == self.publication or self.publication in term.forms)

    @property
    def sort_key(self) -> tuple[str, str]:
        """By date; one known to the year or month only stands after the dated ones of that time."""
        return self.published + "~" * (10 - len(self.published)), self.id


@dataclass(frozen=True, slots=True)
class Collection:
    """What editors wrote: terms and people in the order of their files, articles by date.

    `densities` and `titles` are what the front matter of pages says, by source path; the titles of articles are in
    their records. `annotations` are the notes on each article and `full_texts` what stands in place of its edition on
    this machine, both by its id.
    """

    terms: dict[str, Term] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    densities: dict[str, Density] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    annotations: dict[str, tuple[Annotation, ...]] = field(default_factory=dict)
    full_texts: dict[str, str] = field(default_factory=dict)

    def article(self, src_uri: str) -> Article | None:
        """The article whose source is `src_uri`, if it is one."""
        article = self.articles.get(PurePosixPath(src_uri).stem)
        return article if article and article.src_uri == src_uri else None

    def knows(self, target: Target) -> bool:
        """Whether there is such an entry or article."""
        if target.kind == "article":
            return target.id in self.articles
        return target.id in (self.terms if target.kind == "term" else self.people)

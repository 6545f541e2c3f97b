"""What a collection holds: terms, people, articles, and what its editors say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.collection.annotations import Annotation

Density = Literal["section", "page", "all", "off"]
PersonKind = Literal["author", "expert", "figure"]

DENSITIES: tuple[Density, ...] = ("section", "page", "all", "off")
PERSON_KINDS: tuple[PersonKind, ...] = ("author", "expert", "figure")


class Target(NamedTuple):
    """What a link leads to."""

    kind: Literal["term", "person", "article"]
    id: str


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary; `id` is its anchor, `exact` whether its forms match letter for letter."""

    id: str
    term: str
    definition: str
    forms: tuple[str, ...] = ()
    native: str = ""
    language: str = ""
    case: Literal["", "exact", "ignore"] = ""
    kind: str = ""
    see: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    link: bool = True
    former_ids: tuple[str, ...] = ()
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def line_of(self, key: str) -> int:
        """The line of one of its keys, else that of the entry."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True, slots=True)
class Post:
    """An office held; `start` and `end` are dates as typed, "" where not known or still held."""

    title: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    kind: PersonKind = "figure"
    also: tuple[str, ...] = ()
    native: str = ""
    sort: str = ""
    affiliation: str = ""
    posts: tuple[Post, ...] = ()
    same_as: tuple[str, ...] = ()
    link_surname: bool = True
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

    @property
    def src_uri(self) -> str:
        return f"articles/{self.id}.md"

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

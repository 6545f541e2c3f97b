"""The gold standard: texts in which every mention was judged by reading, `gold/<text>.yml`.

    text: |
      [[nato|NATO]]-led talks, {{bush|Jeb Bush}}

`[[id|words]]` must become a link to the entry, and nothing else may; `{{id|words}}` marks what looks like the entry and
is not. `registers: english` takes the terms and people of another file of the folder.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from reader.building.context import PageContext
from reader.collection.records import Article, Collection
from tests.cases import collection_of, extension_of, markdown_with

FOLDER = Path(__file__).with_name("gold")
MARK = re.compile(r"\[\[(?P<id>[a-z0-9-]+)\|(?P<words>[^\]]+)\]\]|\{\{(?P<not>[a-z0-9-]+)\|(?P<bare>[^}]+)\}\}")
LINK = re.compile(r'<a class="(?:term|person)" data-(?:term|person)="(?P<id>[^"]+)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SIGNS = re.compile(r"^#+ |\*\*|`", re.MULTILINE)
PAGE = "gold"


class Place(NamedTuple):
    """Words of a text that name an entry: where they stand among its letters, white space apart."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Text:
    """A judged text: its source without marks, and the places to be linked and not to be."""

    name: str
    language: str
    registers: dict[str, Any]
    source: str
    mentions: frozenset[Place]
    others: frozenset[Place]

    @property
    def letters(self) -> str:
        return _letters(SIGNS.sub("", self.source))

    def words(self, place: Place) -> str:
        return self.letters[place.start : place.end]


@dataclass(frozen=True)
class Score:
    """How many links were made, how many of them were right, and how many there should have been."""

    made: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    def __add__(self, other: "Score") -> "Score":
        return Score(self.made + other.made, self.right + other.right, self.wanted + other.wanted)


def texts() -> Iterator[Text]:
    """Read every judged text."""
    for path in sorted(FOLDER.glob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        if "text" in data:
            yield _read(path.stem, data)


def _read(name: str, data: dict[str, Any]) -> Text:
    registers = data
    if "registers" in data:
        registers = yaml.safe_load((FOLDER / f"{data['registers']}-registers.yml").read_text("utf-8"))
    mentions: list[Place] = []
    others: list[Place] = []
    plain = ""
    position = 0
    for mark in MARK.finditer(data["text"]):
        plain += data["text"][position : mark.start()]
        words = mark["words"] or mark["bare"]
        start = len(_letters(SIGNS.sub("", plain)))
        place = Place(start, start + len(_letters(words)), mark["id"] or mark["not"])
        (mentions if mark["id"] else others).append(place)
        plain += words
        position = mark.end()
    plain += data["text"][position:]
    return Text(name, data["language"], registers, plain, frozenset(mentions), frozenset(others))


def linked(text: Text) -> frozenset[Place]:
    """The places that the build links when every mention may link."""
    known = collection_of(text.registers)
    article = Article(PAGE, "A text", (), "2026", text.language)
    collection = Collection(known.terms, known.people, {PAGE: article})
    extension = extension_of(collection, PageContext(f"articles/{PAGE}.md", density="all"))
    return places(markdown_with(extension).convert(text.source), LINK)


def places(page: str, link: re.Pattern[str]) -> frozenset[Place]:
    """The links of a page, which `link` finds with their `id` and `words`."""
    found = []
    for each in link.finditer(page):
        start = len(_letters(_plain(page[: each.start()])))
        found.append(Place(start, start + len(_letters(_plain(each["words"]))), each["id"]))
    return frozenset(found)


def score(text: Text, found: frozenset[Place]) -> Score:
    return Score(len(found), len(found & text.mentions), len(text.mentions))


def _plain(page: str) -> str:
    return html.unescape(TAG.sub("", page))


def _letters(text: str) -> str:
    return "".join(text.split())

"""The picture of an article for those who share a link to it: title, authors, publication, the collection.

Typst sets it, with the fonts that it brings: no browser, no font of this machine, the same bytes for the same words.
"""

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.resources import files

import typst

from reader.citing.metadata import Picture
from reader.collection.records import Article, Collection

FOLDER = "assets/pictures"
# What the font has letters of.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "MODIFIER", "COMBINING")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a picture, as plain text."""

    kicker: str
    title: str
    authors: str
    site: str

    @property
    def key(self) -> str:
        """A name for the picture by all that it depends on."""
        return hashlib.sha256("\0".join((version("typst"), _template(), *asdict(self).values())).encode()).hexdigest()

    @property
    def can_be_set(self) -> bool:
        """Whether the font has all letters: a picture of empty boxes is worse than none."""
        letters = {sign for sign in "".join(asdict(self).values()) if unicodedata.category(sign)[0] in "LM"}
        return all(unicodedata.name(sign, "").startswith(SCRIPTS) for sign in letters)


def words_of(article: Article, collection: Collection, site: str) -> Words:
    """What the picture of an article says."""
    kicker = " · ".join(filter(None, (article.kind.capitalize(), article.publication, article.published[:4])))
    authors = ", ".join(collection.people[id].name for id in article.authors)
    return Words(kicker, article.title, authors, site)


def picture_of(article: Article, words: Words, address: str) -> Picture | None:
    """The picture of an article on the site at `address`: who shows it fetches it, so without one there is none."""
    if not address or not words.can_be_set:
        return None
    text = f"{words.title}{', by ' if words.authors else ''}{words.authors} ({words.site})"
    return Picture(f"{address}{FOLDER}/{article.id}.png", text)


def draw(words: Words) -> bytes:
    """Set a picture, as PNG."""
    png = typst.compile(
        _template().encode(), format="png", ppi=72.0, ignore_system_fonts=True, sys_inputs=asdict(words)
    )
    assert isinstance(png, bytes)  # one page
    return png


def _template() -> str:
    return (files("reader") / "citing" / "picture.typ").read_text("utf-8")

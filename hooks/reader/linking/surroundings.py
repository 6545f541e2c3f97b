"""What stands near a mention: the words that a term asks for, or forbids, in the paragraph or on the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.collection.records import Term
from reader.linking.tokens import cut, fold


@dataclass(slots=True)
class Surroundings:
    """The paragraphs of a page, of which one is being read."""

    paragraphs: Sequence[str]
    _page: str = ""
    _at: str = ""
    _folded: str = field(default="")

    def read(self, paragraph: str) -> None:
        """Go on to the next paragraph."""
        self._at, self._folded = paragraph, ""

    def refuse(self, term: Term) -> str:
        """Say why a term is not meant here, "" where it may be."""
        if term.near and not _any(term.near, self._paragraph()):
            return "none of the words that it asks for in the paragraph"
        if term.near_on_page and not _any(term.near_on_page, self._whole()):
            return "none of the words that it asks for on the page"
        if term.excluded and _any(term.excluded, self._paragraph()):
            return "a word that it forbids in the paragraph"
        return ""

    def _paragraph(self) -> str:
        if not self._folded:
            self._folded = folded(self._at)
        return self._folded

    def _whole(self) -> str:
        if not self._page:
            self._page = " ".join(folded(each) for each in self.paragraphs)
        return self._page


def folded(text: str) -> str:
    """The words of a text without case, with one space around each."""
    return f" {' '.join(fold(token) for token in cut(text) if token != ' ')} "


def _any(words: Iterable[str], text: str) -> bool:
    """Whether one of the words or phrases stands in a folded text, or its regular plural."""
    return any(f" {(word := folded(each).strip())} " in text or f" {word}s " in text for each in words)

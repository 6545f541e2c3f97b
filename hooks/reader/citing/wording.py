"""References by key in words, as the author-date style has them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from reader.citing.citations import Wording, fill, without_markup, wordings
from reader.citing.csl import csl_item
from reader.citing.keys import BARE, BRACKET, KEY, KeyCitation, parse_bare, parse_group
from reader.citing.styles import STYLES
from reader.collection.records import Collection
from reader.text.escaping import outside_code

STYLE = STYLES["chicago-author-date"]


class Wordings(Mapping[str, Wording]):
    """How the text names the articles of a collection, by their ids, found out where it is asked.

    To ask for one after the other takes twenty times as long as to `learn` them together.
    """

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._known: dict[str, Wording] = {}

    def __getitem__(self, key: str) -> Wording:
        if key not in self._known:
            self._learn([key])
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self.collection.articles

    def __iter__(self) -> Iterator[str]:
        return iter(self.collection.articles)

    def __len__(self) -> int:
        return len(self.collection.articles)

    def learn(self, texts: Iterable[str]) -> None:
        """Find out how the articles are named that some texts may cite."""
        keys = {key for text in texts if "@" in text for key in _AT_KEY.findall(text)}
        self._learn(key for key in self.collection.articles if key in keys and key not in self._known)

    def _learn(self, keys: Iterable[str]) -> None:
        people = self.collection.people
        items = [csl_item(self.collection.articles[key], people, "", "") for key in keys]
        if items:
            self._known.update(wordings(items, STYLE))


_AT_KEY = re.compile(f"@({KEY})")


def worded(wording: Wording, reference: KeyCitation) -> tuple[str, str]:
    """A reference as HTML and the text that ends it: as it stands within brackets, or as part of a sentence."""
    form = min(len(reference.numbers), 2)
    texts = wording.whole if reference.author and not reference.bare else wording.date
    text = fill(texts[form], "", "", reference.printed)
    return (f"{wording.author} ({text}", f"{reference.suffix})") if reference.bare else (text, "")


def in_words(markdown: str, known: Callable[[], Mapping[str, Wording]]) -> str:
    """Markdown whose references are plain words; a key that is not `known` stays as it is typed."""

    def group(match: re.Match[str]) -> str:
        references = parse_group(match["group"])
        if not references or any(each.key not in known() for each in references):
            return match[0]
        parts = (f"{each.prefix}{_plain(known()[each.key], each)}{each.suffix}" for each in references)
        return f"({'; '.join(parts)})"

    def bare(match: re.Match[str]) -> str:
        reference = parse_bare(match)
        return _plain(known()[reference.key], reference) if reference.key in known() else match[0]

    return outside_code(markdown, lambda prose: BARE.sub(bare, BRACKET.sub(group, prose)))


def _plain(wording: Wording, reference: KeyCitation) -> str:
    text, end = worded(wording, reference)
    return without_markup(text) + end

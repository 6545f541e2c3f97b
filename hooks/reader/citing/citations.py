"""Finished citations, as HTML that is complete but for the address and the passage's number."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape

from reader.citing.csl import Item
from reader.citing.manuals import finished, fitted
from reader.citing.pandoc import NUMBER, PARTS, Form, apply
from reader.citing.styles import STYLES, Style
from reader.citing.telling import ACCESSED, PAGE, URL


@dataclass(frozen=True, slots=True)
class Citation:
    """A work cited in one style, as HTML: its `entry` in the list of references, and how the text or a note cites the
    whole `work` or a `passage` of it.

    Each is complete but for URL or PAGE, NUMBER and ACCESSED, so that one citation serves all passages: see `fill`.
    """

    entry: str
    work: str
    passage: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A work cited in the text, as HTML: the `author` as a sentence names it, and in brackets the author and the date,
    or the `date` alone, of the whole work, of a passage and of several passages.
    """

    author: str
    whole: tuple[str, ...]
    date: tuple[str, ...]


def cite(item: Item, style: Style) -> Citation:
    """Cite the work of a CSL-JSON item as the style's manual asks."""
    made = applied(item, style)
    return Citation(
        finished(made.entry, item, style, entry=True).replace(URL, PAGE),
        finished(made.work, item, style, entry=False),
        finished(made.passage, item, style, entry=False, passage=True),
    )


def applied(item: Item, style: Style) -> Citation:
    """What the processor makes of the work of an item."""
    key = style.id, _key(fitted(item, style))
    if key not in _known:
        _cite([item], style)
    return _known[key]


def prepare(items: Iterable[Item]) -> None:
    """Cite works in all styles, for `cite` to know: one after the other takes twenty times as long."""
    works = list(items)
    if not works:
        return
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda style: _cite(works, style), STYLES.values()))


def known(item: Item) -> dict[str, Citation]:
    """What the processor made of a work that was prepared, by style."""
    return {style.id: applied(item, style) for style in STYLES.values()}


def learn(item: Item, citations: Mapping[str, Citation]) -> None:
    """Take what `known` gave for a work, in another process or on another day."""
    for style in STYLES.values():
        if style.id in citations:
            _known[style.id, _key(fitted(item, style))] = citations[style.id]


def wordings(items: Iterable[Item], style: Style) -> dict[str, Wording]:
    """Name works in sentences, each by its id."""
    return {
        id: _wording(texts)
        for id, (_, *texts) in apply({item["id"]: fitted(item, style) for item in items}, style, _WORDED)
    }


def fill(text: str, page: str, place: str = "", number: str = "", accessed: str = "") -> str:
    """Put the page's address, the place on it (`#p7`), the passage's number and the day of reading into a citation."""
    text = text.replace(URL, page + place).replace(PAGE, page)
    return text.replace(NUMBER, number).replace(ACCESSED, accessed)


def without_markup(html: str) -> str:
    """A citation without mark-up."""
    return unescape(re.sub(r"<[^>]*>", "", html))


_CITED = (Form(), Form(part="passage"))
_WORDED = (
    Form("AuthorInText"),
    *(Form("NormalCitation", part) for part in PARTS),
    *(Form("SuppressAuthor", part) for part in PARTS),
)

# What was cited before in this process, by style and record: a preview cites anew only what was edited.
_known: dict[tuple[str, str], Citation] = {}


def _key(work: Item) -> str:
    return json.dumps(work, ensure_ascii=False)


def _cite(items: Sequence[Item], style: Style) -> None:
    works = {_key(work): work for work in (fitted(item, style) for item in items)}
    new = {key: work for key, work in works.items() if (style.id, key) not in _known}
    for key, (entry, work, passage) in apply(new, style, _CITED):
        _known[style.id, key] = Citation(entry, work, passage)


def _wording(texts: Sequence[str]) -> Wording:
    author_and_date, *cited = texts
    author = author_and_date.removesuffix(f" {cited[3]}")
    inner = tuple(text.removeprefix("(").removesuffix(")") for text in cited)
    return Wording(author, inner[:3], inner[3:])

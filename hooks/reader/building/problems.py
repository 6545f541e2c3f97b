"""What is wrong with the pages of a build, once every page has been converted."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from reader.anchors.ledger.entries import Ledger
from reader.building.context import person_of
from reader.building.converted import Converted
from reader.building.links import wrong_link
from reader.citing.keys import KeyCitation, find
from reader.collection import records
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.full_texts import FOLDER as FULL_TEXTS
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.problems import Problem, nearest, quoted
from reader.text.english import listed
from reader.text.prose import every_line, prose_lines

Place = tuple[str, int]
HELD = 10_000


@dataclass(frozen=True, slots=True)
class Checker:
    """Finds what is wrong with `pages`, by source path.

    `source` reads what an editor typed into the file of a source path. `files` are all of the site, `told` the kinds
    of wrong links that count (see `reader.building.links`), `unread` the articles that could not be read.
    """

    collection: records.Collection
    ledgers: Mapping[str, Ledger]
    pages: Mapping[str, Converted]
    source: Callable[[str], str]
    files: Collection[str]
    told: Collection[str]
    unread: Collection[str] = ()

    def problems(self) -> Iterator[Problem]:
        ids = _Ids(self.pages)
        for page in self.pages.values():
            yield from page.problems
            yield from self._page(page, ids)
            yield from self._references(page)

    def _page(self, page: Converted, ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
        for href in page.unknown:
            path, line = self._line(page, href)
            yield Problem(path, line, f"a link to {href}, which is not in the collection", "mend the id in the link")
        for id in page.bad_ids:
            path, line = self._line(page, id)
            yield Problem(path, line, f"the id {id} is given twice or reads like a passage's number", "rename the id")
        yield from self._refused(page)
        for link in dict.fromkeys(page.links):
            if found := wrong_link(link, page.src_uri, self.files, ids, self.told):
                path, line = self._line(page, link.href)
                yield Problem(path, line, *found)

    def _refused(self, page: Converted) -> Iterator[Problem]:
        """What was taken out of a page, at each line that holds such a thing."""
        for each in page.refused:
            for path, line in self._lines(page, each.typed):
                yield Problem(path, line, each.what, each.hint)

    def _references(self, page: Converted) -> Iterator[Problem]:
        alike: Counter[KeyCitation] = Counter()
        typed = list(self._typed(page.src_uri)) if page.references or page.misplaced else []
        for reference in page.references:
            path, line = _place(reference, typed, alike[_named(reference)]) or (f"docs/{page.src_uri}", 0)
            alike[_named(reference)] += 1
            yield from (Problem(path, line, *each) for each in self._wrong(reference, page.src_uri))
        for reference, why in page.misplaced:
            path, line = _place(reference, typed, alike[_named(reference)]) or (f"docs/{page.src_uri}", 0)
            message = f"a citation of {quoted('@' + reference.key)} {why}, where no link can stand"
            yield Problem(path, line, message, "cite it in the text beside it")

    def _wrong(self, reference: KeyCitation, src_uri: str) -> Iterator[tuple[str, str]]:
        articles = self.collection.articles
        cited = articles.get(reference.key)
        if not cited:
            if reference.key not in self.unread:
                message = f"a citation of {quoted('@' + reference.key)}, which is no article of the collection"
                hint = nearest(reference.key.lower(), articles)
                yield message, hint or r"mend the key, or write \@ for the sign itself"
            return
        citing = self.collection.article(src_uri)
        if cited.draft and not (citing and citing.draft):
            message = f"a citation of {cited.id}, which is a draft and has no page on the published site"
            yield message, "publish it too, or take the citation out"
        page = self.pages.get(cited.src_uri)  # of a draft that is not built, nothing can be said
        known = [anchor.number for _, anchor in page.blocks if anchor.number] if page else []
        for number in dict.fromkeys(reference.numbers):
            if page and number not in known:
                yield self._no_paragraph(number, known, cited.id)

    def _no_paragraph(self, number: str, known: list[str], article: str) -> tuple[str, str]:
        """What became of a paragraph, by the ledger of its article, or that it never was."""
        ledger = self.ledgers.get(article, Ledger())
        entry = next((entry for entry in ledger.entries if entry.id == f"p{number}"), None)
        if entry and entry.successors:
            now = listed([_spoken(address) for address in entry.successors])
            return f"a citation of paragraph {number} of {article}, whose words are now in {now}", f"cite {now}"
        if entry:
            hint = "cite another, or take the citation out"
            return f"a citation of paragraph {number} of {article}, which was taken out of it", hint
        held = f"it has paragraphs {known[0]} to {known[-1]}" if known[1:] else f"it has {len(known) or 'no'} paragraph"
        suggestion = nearest(number, known)
        message = f"a citation of paragraph {number} of {article}, which has no such paragraph"
        return message, f"{suggestion} ({held})" if suggestion else held

    def _sources(self, src_uri: str) -> Iterator[tuple[str, int, str]]:
        """What was typed for a page, each with its file and first line: the page, notes on it, the definitions."""
        yield f"docs/{src_uri}", 1, self.source(src_uri)
        article = self.collection.article(src_uri)
        for note in self.collection.annotations.get(article.id, ()) if article else ():
            yield note.path, note.note_line, note.note
        if article and (full_text := self.collection.full_texts.get(article.id)):
            yield f"{FULL_TEXTS}/{article.id}.md", 0, full_text
        if (target := person_of(src_uri, self.collection)) and (person := self.collection.people[target.id]).same_as:
            yield PEOPLE, person.line_of("same_as"), "\n".join(person.same_as)
        if src_uri == GLOSSARY_PAGE:
            for term in self.collection.terms.values():
                yield GLOSSARY, term.line_of("definition"), term.definition

    def _line(self, page: Converted, typed: str) -> Place:
        """Where `typed` first stands in the sources of a page."""
        for path, first, text in self._sources(page.src_uri):
            for line in prose_lines(text):
                if typed in line.text:
                    return path, first + line.number - 1 if path.startswith("docs/") else first
        return f"docs/{page.src_uri}", 0

    def _lines(self, page: Converted, typed: str) -> list[Place]:
        """Where `typed` stands in the sources of a page, in any case: the page itself where that cannot be told."""
        sources = list(self._sources(page.src_uri))
        for read in (prose_lines, every_line):
            found = dict.fromkeys(
                (path, first + line.number - 1 if path.startswith("docs/") else first)
                for path, first, text in sources
                for line in read(text)
                if _squeezed(typed) in _squeezed(line.text)
            )
            if found:
                return list(found)
        return [(f"docs/{page.src_uri}", 0)]

    def _typed(self, src_uri: str) -> Iterator[tuple[Place, KeyCitation]]:
        """The references in the sources of a page."""
        for path, first, text in self._sources(src_uri):
            for line, each in find(text):
                yield (path, line if path.startswith("docs/") else first), each


class _Ids(Mapping[str, Collection[str]]):
    """The ids on each page, those of the pages asked for last at hand."""

    def __init__(self, pages: Mapping[str, Converted]) -> None:
        self.pages = pages
        self.of = lru_cache(HELD)(lambda src_uri: frozenset(pages[src_uri].ids))

    def __getitem__(self, src_uri: str) -> Collection[str]:
        return self.of(src_uri)

    def __contains__(self, src_uri: object) -> bool:
        return src_uri in self.pages

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


def _squeezed(text: str) -> str:
    """A text as a browser may read it in an address: entities read, white space and control characters left out."""
    return re.sub(r"[\0-\x20]+", "", unescape(text)).casefold()


def _spoken(address: str) -> str:
    """`p8`, or `article#p8` for a passage of another, in words."""
    article, _, id = address.rpartition("#")
    return f"paragraph {id.removeprefix('p')}{' of ' if article else ''}{article}"


def _place(reference: KeyCitation, typed: list[tuple[Place, KeyCitation]], before: int) -> Place | None:
    """Where a reference is typed that has `before` others like it before it; if none is like it, one by its key."""
    alike = [place for place, each in typed if _named(each) == _named(reference)]
    places = alike or [place for place, each in typed if each.key == reference.key]
    return places[min(before, len(places) - 1)] if places else None


def _named(reference: KeyCitation) -> KeyCitation:
    """A reference without what may read otherwise in the page than in the file."""
    return KeyCitation(reference.key, reference.numbers)

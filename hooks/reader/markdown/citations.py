"""Citations between articles: `[@key, para. 7]` and `@key` become author-date references to the very passage."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from reader.citing.citations import Wording
from reader.citing.keys import BARE, BRACKET, ESCAPED, KeyCitation, parse_bare, parse_group
from reader.citing.wording import worded
from reader.collection.records import Target
from reader.linking.uses import Cited, Use, context
from reader.markdown.runs import HEADINGS, INLINE, Run, RunReader, classes

MISPLACED = ("in a heading", "in a link")


@dataclass(frozen=True, slots=True)
class Citing:
    """The `articles` by key, how to word them, their address on the page at hand, and who gets every reference."""

    articles: Container[str]
    wordings: Callable[[], Mapping[str, Wording]]
    href: Callable[[Target], str]
    note: Callable[[KeyCitation], None]


class CitationPattern(InlineProcessor):
    """Either syntax. A reference by a key that is no article's stays as it is typed."""

    ANCESTOR_EXCLUDES = ("a", "code", *sorted(HEADINGS))

    def __init__(self, pattern: re.Pattern[str], md: Markdown, citing: Citing) -> None:
        super().__init__(pattern.pattern, md)
        self.citing = citing

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        references = _parsed(m)
        if not all(each.is_meant(self.citing.articles) for each in references):
            return None, None, None
        for reference in references:
            self.citing.note(reference)
        if not references:
            return None, None, None
        if any(each.key not in self.citing.articles for each in references):
            return AtomicString(m[0]), m.start(0), m.end(0)
        return self._references(references), m.start(0), m.end(0)

    def _references(self, references: list[KeyCitation]) -> etree.Element:
        """`(see <a>Deyermond 2017, para. 7</a>; <a>Notte 2025</a>)`, or `<a>Deyermond (2017, para. 7)</a>`."""
        span = etree.Element("span", {"class": "citation"})
        if references[0].bare:
            span.append(self._link(references[0]))
            return span
        text = "("
        for reference in references:
            link = self._link(reference)
            if len(span):
                span[-1].tail = f"{text}{reference.prefix}"
            else:
                span.text = f"{text}{reference.prefix}"
            span.append(link)
            text = f"{reference.suffix}; "
        span[-1].tail = f"{references[-1].suffix})"
        return span

    def _link(self, reference: KeyCitation) -> etree.Element:
        text, end = worded(self.citing.wordings()[reference.key], reference)
        link = etree.fromstring(f"<a>{text}</a>")
        for el in link.iter():
            el.text, el.tail = AtomicString(el.text or ""), AtomicString(el.tail or "")
        # The end may be Markdown, all else is finished.
        if len(link):
            link[-1].tail = f"{link[-1].tail}{end}"
        else:
            link.text = f"{link.text}{end}"
        link.set("class", "article")
        link.set("data-article", reference.key)
        ids = [f"p{number}" for number in reference.covered]
        if ids[1:]:
            link.set("data-passages", " ".join(ids))
        fragment = f"#{ids[0]}" if ids else ""
        link.set("href", self.citing.href(Target("article", reference.key)) + fragment)
        return link


class EscapedSign(InlineProcessor):
    """`\\@key`: a sign that cites nothing, kept from the patterns below as Markdown keeps its escapes."""

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        return f"{STX}{ord('@')}{ETX}", m.start(0), m.end(0)


def cited(root: etree.Element, reader: RunReader, page: str) -> Iterator[Cited]:
    """The links to articles on a page that were made from keys and names, in document order.

    A citation outside a passage has the id of the heading that it stands under, as in an entry of the glossary.
    """
    heading = ""

    def search(block: etree.Element, anchor: str) -> Iterator[Cited]:
        nonlocal heading
        if block.tag in HEADINGS:
            heading = block.get("id", "")
            return
        id = block.get("id", "")
        if {"passage", "note"}.intersection(classes(block)) or id.startswith("fn:"):
            anchor = id
        for item in reader.runs(block):
            if isinstance(item, Run):
                yield from (_cited(item, link, page, anchor or heading) for link in item.links if _names(link[0]))
            else:
                yield from search(item, anchor)

    if any(_names(el) for el in root.iter("a")):
        yield from search(root, "")


def _names(el: etree.Element) -> bool:
    return bool(el.get("data-article"))


def _cited(run: Run, link: tuple[etree.Element, int, int], page: str, anchor: str) -> Cited:
    el, start, end = link
    before, quote, after = context(run.text, start, end)
    use = Use(Target("article", el.get("data-article", "")), page, anchor, quote, before, after, linked=True)
    passages = el.get("data-passages") or el.get("href", "").partition("#")[2]
    return Cited(use, tuple(passages.split()))


def misplaced(root: etree.Element, reader: RunReader, articles: Container[str]) -> Iterator[tuple[KeyCitation, str]]:
    """The references where no link can stand, with the reason."""
    if not any("@" in f"{el.text}{el.tail}" or _names(el) for el in root.iter()):
        return
    for block in root.iter():
        for run in (item for item in reader.runs(block) if isinstance(item, Run)) if block.tag not in INLINE else ():
            for el, why in run.nested:
                if _names(el):
                    yield KeyCitation(el.get("data-article", "")), why
            if "@" in run.text:
                yield from _left(run, articles)


def _left(run: Run, articles: Container[str]) -> Iterator[tuple[KeyCitation, str]]:
    """The references that were left as typed, since they stand in a heading or in a link."""
    text = run.text
    for pattern in (BRACKET, BARE):
        for match in pattern.finditer(text):
            why = run.touched(match.start(), match.end())[0].why
            if why in MISPLACED:
                yield from ((each, why) for each in _parsed(match) if each.is_meant(articles))
        text = pattern.sub(lambda match: " " * len(match[0]), text)


def _parsed(match: re.Match[str]) -> list[KeyCitation]:
    group = match.groupdict().get("group")
    return [parse_bare(match)] if group is None else parse_group(group)


def patterns(md: Markdown, citing: Citing) -> None:
    """Register both syntaxes: after links and images (140), in whose text nothing cites, before Markdown's own short
    references (130).

    A key in running text comes after raw HTML (90) and automatic links (120), where it is no key.
    """
    # Below Markdown's own escapes (180), which leave this sign and its backslash alone, as they stand elsewhere.
    md.inlinePatterns.register(EscapedSign(ESCAPED, md), "reader_escaped_sign", 179)
    md.inlinePatterns.register(CitationPattern(BRACKET, md, citing), "reader_citation", 135)
    md.inlinePatterns.register(CitationPattern(BARE, md, citing), "reader_citation_bare", 85)

"""Citations between articles: `[@key, para. 7]` and `@key` become author-date references to the very passage."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Container, Iterator, Mapping

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from reader.citing.citations import Mention
from reader.citing.keys import BARE, BRACKET, Reference, parse_bare, parse_group
from reader.citing.naming import Cited
from reader.citing.wording import worded
from reader.forms import Target
from reader.markdown.runs import HEADINGS, Run, RunReader, classes
from reader.uses import Use, context


class CitationPattern(InlineProcessor):
    """Either syntax, for `articles` by key; `mentions` gives how to word them.

    `note` gets every reference; one by a key that is no article's stays as it is typed.
    """

    ANCESTOR_EXCLUDES = ("a", "code", *sorted(HEADINGS))

    def __init__(
        self,
        pattern: re.Pattern[str],
        md: Markdown,
        articles: Container[str],
        mentions: Callable[[], Mapping[str, Mention]],
        href: Callable[[Target], str],
        note: Callable[[Reference], None],
    ) -> None:
        super().__init__(pattern.pattern, md)
        self.articles = articles
        self.mentions = mentions
        self.href = href
        self.note = note

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        group = m.groupdict().get("group")
        references = [parse_bare(m)] if group is None else parse_group(group)
        for reference in references:
            self.note(reference)
        if not references:
            return None, None, None
        if any(each.key not in self.articles for each in references):
            return AtomicString(m[0]), m.start(0), m.end(0)
        return self._references(references), m.start(0), m.end(0)

    def _references(self, references: list[Reference]) -> etree.Element:
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

    def _link(self, reference: Reference) -> etree.Element:
        link = etree.fromstring(f"<a>{worded(self.mentions()[reference.key], reference)}</a>")
        for el in link.iter():
            el.text, el.tail = AtomicString(el.text or ""), AtomicString(el.tail or "")
        link.set("class", "article")
        link.set("data-article", reference.key)
        ids = [f"p{number}" for number in reference.covered]
        if ids[1:]:
            link.set("data-passages", " ".join(ids))
        fragment = f"#{ids[0]}" if ids else ""
        link.set("href", self.href(Target("article", reference.key)) + fragment)
        return link


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
        if {"passage", "note"}.intersection(classes(block)):
            anchor = block.get("id", "")
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


def patterns(
    md: Markdown,
    articles: Container[str],
    mentions: Callable[[], Mapping[str, Mention]],
    href: Callable[[Target], str],
    note: Callable[[Reference], None],
) -> None:
    """Register both syntaxes: after code (190) and escapes (180), before Markdown's own references (170).

    A key in running text comes after links (160), raw HTML (90) and automatic links (120), where it is no key.
    """
    if "@" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
    bracket = CitationPattern(BRACKET, md, articles, mentions, href, note)
    bare = CitationPattern(BARE, md, articles, mentions, href, note)
    md.inlinePatterns.register(bracket, "reader_citation", 175)
    md.inlinePatterns.register(bare, "reader_citation_bare", 85)

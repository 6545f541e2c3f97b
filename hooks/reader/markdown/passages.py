"""Passages and headings of an article: found in the tree, given their ids, numbers and permalinks."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from markdown.util import HTML_PLACEHOLDER_RE

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block, Kind
from reader.markdown.runs import HEADINGS, INLINE, Run, RunReader, classes, visible
from reader.text.words import OBJECT, fold_spaces

SKIPPED_CLASSES = frozenset(("footnote", "admonition-title", "tabbed-labels", "toc"))
SKIPPED_TAGS = frozenset(("summary", "figcaption", "caption", "script", "style", "hr", "dt"))
CODE = re.compile(r'\s*<(?:div|table|pre)[^>]*\bclass="[^"]*\b(?:highlight|highlighttable|mermaid)\b')
FORMULA = re.compile(r'\s*<(?:div|span|script)[^>]*\b(?:class="[^"]*\barithmatex\b|type="math/tex)')
LINE_NUMBERS = re.compile(r'<(td|span) class="linenos.*?</\1>', re.DOTALL)
COMMENT = re.compile(r"<!--.*-->", re.DOTALL)
KINDS: dict[str, Kind] = {"table": "table", "figure": "figure", "pre": "code"}


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block with its element; `wrapped` ones get a `div` around them, since their own tag takes no permalink."""

    block: Block
    el: etree.Element
    parent: etree.Element
    wrapped: bool = False


class PassageFinder:
    """Walks the tree of one page. `toc_markers` are paragraphs that a table of contents will replace.

    `raw_blocks` are the raw HTML blocks that were met: they have no anchor.
    """

    def __init__(self, reader: RunReader, toc_markers: Container[str] = ()) -> None:
        self.reader = reader
        self.toc_markers = toc_markers
        self.heading = ""
        self.raw_blocks: list[str] = []

    def find(self, root: etree.Element) -> Iterator[FoundBlock]:
        """Yield passages and headings in document order."""
        for el in list(root):
            yield from self._visit(el, root)

    def _visit(self, el: etree.Element, parent: etree.Element) -> Iterator[FoundBlock]:
        tag = el.tag
        if tag in SKIPPED_TAGS or SKIPPED_CLASSES.intersection(classes(el)):
            return
        if tag in HEADINGS:
            self.heading = self._text(el)
            yield FoundBlock(Block("heading", self.heading, "", el.get("id")), el, parent)
        elif tag == "p":
            yield from self._paragraph(el, parent)
        elif tag in ("table", "figure", "pre") or "arithmatex" in classes(el):
            yield self._found(
                KINDS.get(tag, "formula"), self._text(el) or _image_text(el), el, parent, wrapped=tag != "figure"
            )
        else:
            if tag in ("li", "dd") and not any(child.tag == "p" for child in el):
                yield from self._item(el, parent)
            for child in list(el):
                yield from self._visit(child, el)

    def _paragraph(self, el: etree.Element, parent: etree.Element) -> Iterator[FoundBlock]:
        mark = HTML_PLACEHOLDER_RE.fullmatch((el.text or "").strip()) if not len(el) else None
        if mark:
            raw = (self.reader.stored(int(mark[1])) or "").strip()
            if CODE.match(raw) or FORMULA.match(raw):
                kind: Kind = "code" if CODE.match(raw) else "formula"
                yield self._found(kind, fold_spaces(visible(LINE_NUMBERS.sub("", raw))), el, parent, wrapped=True)
                return
            if raw.startswith("<"):
                if not COMMENT.fullmatch(raw):
                    self.raw_blocks.append(fold_spaces(raw)[:60])
                return
        text = self._text(el)
        if text in self.toc_markers:
            return
        if text:
            yield self._found("paragraph", text, el, parent)
        elif el.find(".//img") is not None:
            yield self._found("figure", _image_text(el), el, parent)

    def _item(self, el: etree.Element, parent: etree.Element) -> Iterator[FoundBlock]:
        inline = [item for item in self.reader.runs(el) if isinstance(item, Run)]
        text = _words(run.text for run in inline)
        if text in self.toc_markers:
            return
        if text:
            yield self._found("item", text, el, parent)
        elif any(
            child.tag == "img" or child.find(".//img") is not None
            for run in inline
            for child in run.parents
            if child.tag in INLINE
        ):
            yield self._found("figure", _image_text(el), el, parent)

    def _found(
        self, kind: Kind, text: str, el: etree.Element, parent: etree.Element, *, wrapped: bool = False
    ) -> FoundBlock:
        return FoundBlock(Block(kind, text, self.heading, el.get("id")), el, parent, wrapped)

    def _text(self, el: etree.Element) -> str:
        parts = (item.text if isinstance(item, Run) else self._text(item) for item in self.reader.runs(el))
        return _words(parts)


def _words(parts: Iterable[str]) -> str:
    return fold_spaces(" ".join(parts).replace(OBJECT, ""))


def _image_text(el: etree.Element) -> str:
    """What stands for the words of images that have none: their descriptions, else their addresses."""
    images = list(el.iter("img"))
    return _words(image.get("alt", "") for image in images) or _words(image.get("src", "") for image in images)


def mark(found: FoundBlock, anchor: Anchor) -> etree.Element:
    """Give the element its id; a passage also its class, permalink and the ids that are aliases. Gives what bears it.

    <p>text</p>                      <p id="p7" class="passage">text<a class="passage-link" .../></p>
    <table>...</table>               <div id="p7" class="passage"><table>...</table><a .../></div>
    """
    el = found.el
    if found.block.kind == "heading":
        el.set("id", anchor.id)
        _aliases(el, anchor)
        return el
    if found.wrapped:
        el.attrib.pop("id", None)
        wrapper = etree.Element("div")
        wrapper.tail, el.tail = el.tail, "\n"
        found.parent[list(found.parent).index(el)] = wrapper
        wrapper.append(el)
        el = wrapper
    el.set("id", anchor.id)
    el.set("class", " ".join([*classes(el), "passage"]))
    _aliases(el, anchor)
    link = etree.Element("a")
    link.set("class", "passage-link")
    link.set("href", f"#{anchor.id}")
    link.set("aria-label", f"Paragraph {anchor.number}")
    link.set("data-number", anchor.number)
    place = len(el)
    if el.tag in ("li", "dd"):
        # Before the blocks that an item holds besides its own text, which may go on below the first of them.
        own = (place + 1 for place, child in enumerate(el) if child.tag in INLINE or (child.tail or "").strip())
        place = max(own, default=0)
    el.insert(place, link)
    href, number = anchor.heir
    if href:
        # Without words of its own, as the permalink: neither searched nor copied.
        label = {"aria-label": f"Paragraph {number} of the new edition", "data-number": number}
        el.insert(place + 1, etree.Element("a", {"class": "passage-heir", "href": href, **label}))
        place += 1
    if place < len(el) - 1:
        el[place].tail = "\n"
    return el


def _aliases(el: etree.Element, anchor: Anchor) -> None:
    for place, alias in enumerate(anchor.aliases):
        span = etree.Element("span")
        span.set("id", alias)
        if place == 0:
            span.tail, el.text = el.text, None
        el.insert(place, span)
        if place:
            previous = el[place - 1]
            span.tail, previous.tail = previous.tail, None

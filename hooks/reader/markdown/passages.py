"""Passages and headings of an article: found in the tree, given their ids, numbers and permalinks."""

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.util import HTML_PLACEHOLDER_RE

from reader.anchor import Anchor
from reader.blocks import Block, Kind
from reader.markdown.runs import BREAK, Run, RunReader, classes
from reader.words import fold_spaces

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SKIPPED_CLASSES = frozenset(("footnote", "admonition-title", "tabbed-labels", "toc"))
SKIPPED_TAGS = frozenset(("summary", "figcaption", "caption", "script", "style", "hr", "dt"))
CODE = re.compile(r'\s*<(?:div|table|pre)[^>]*\bclass="[^"]*\b(?:highlight|highlighttable|mermaid)\b')
FORMULA = re.compile(r'\s*<(?:div|span|script)[^>]*\b(?:class="[^"]*\barithmatex\b|type="math/tex)')
KINDS: dict[str, Kind] = {"table": "table", "figure": "figure", "pre": "code"}
TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Found:
    """A block with its element; `wrapped` ones get a `div` around them, since their own tag takes no permalink."""

    block: Block
    el: etree.Element
    parent: etree.Element
    wrapped: bool = False


class PassageFinder:
    """Walks the tree of one page; `raw_blocks` counts the raw HTML blocks, which have no anchor."""

    def __init__(self, reader: RunReader) -> None:
        self.reader = reader
        self.heading = ""
        self.raw_blocks: list[str] = []

    def find(self, root: etree.Element) -> Iterator[Found]:
        """Yield passages and headings in document order."""
        for el in list(root):
            yield from self._visit(el, root)

    def _visit(self, el: etree.Element, parent: etree.Element) -> Iterator[Found]:
        tag = el.tag
        if tag in SKIPPED_TAGS or SKIPPED_CLASSES.intersection(classes(el)):
            return
        if tag in HEADINGS:
            self.heading = self._text(el)
            yield Found(Block("heading", self.heading, "", el.get("id")), el, parent)
        elif tag == "p":
            yield from self._paragraph(el, parent)
        elif tag in ("table", "figure", "pre") or "arithmatex" in classes(el):
            yield self._found(KINDS.get(tag, "formula"), self._text(el), el, parent, wrapped=tag != "figure")
        else:
            if tag in ("li", "dd") and not any(child.tag == "p" for child in el) and (text := self._own_text(el)):
                yield self._found("item", text, el, parent)
            for child in list(el):
                yield from self._visit(child, el)

    def _paragraph(self, el: etree.Element, parent: etree.Element) -> Iterator[Found]:
        mark = HTML_PLACEHOLDER_RE.fullmatch((el.text or "").strip()) if not len(el) else None
        if mark:
            stored = self.reader.stash[int(mark[1])]
            raw = stored if isinstance(stored, str) else ""
            if CODE.match(raw) or FORMULA.match(raw):
                text = fold_spaces(html.unescape(TAGS.sub("", raw)))
                yield self._found("code" if CODE.match(raw) else "formula", text, el, parent, wrapped=True)
                return
            if not raw.startswith("&"):
                self.raw_blocks.append(fold_spaces(raw)[:60])
                return
        text = self._text(el)
        if text:
            yield self._found("paragraph", text, el, parent)
        elif any(child.tag == "img" for child in el.iter()):
            yield self._found("figure", self._text(el, images=True), el, parent)

    def _found(
        self, kind: Kind, text: str, el: etree.Element, parent: etree.Element, *, wrapped: bool = False
    ) -> Found:
        return Found(Block(kind, text, self.heading, el.get("id")), el, parent, wrapped)

    def _text(self, el: etree.Element, *, images: bool = False) -> str:
        parts = []
        for item in self.reader.runs(el):
            parts.append(item.text if isinstance(item, Run) else self._text(item))
        if images or el.tag == "figure":
            parts += [f"{image.get('alt', '')} {image.get('src', '')}" for image in el.iter("img")]
        return fold_spaces(" ".join(parts).replace(BREAK, ""))

    def _own_text(self, el: etree.Element) -> str:
        parts = [item.text for item in self.reader.runs(el) if isinstance(item, Run)]
        return fold_spaces(" ".join(parts).replace(BREAK, ""))


def mark(found: Found, anchor: Anchor) -> etree.Element:
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
    nested = next((place for place, child in enumerate(el) if child.tag in ("ul", "ol", "dl")), len(el))
    if found.block.kind != "item":
        nested = len(el)
    el.insert(nested, link)
    if nested and el[nested - 1].tail and nested < len(el) - 1:
        el[nested - 1].tail, link.tail = (el[nested - 1].tail or "").rstrip(), "\n"
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

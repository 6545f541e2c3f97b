"""HTML as a tree: parsed within bounds, its text and the names of its elements, and handed to pandoc."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from reader.importing.draft import Piece, Removal
from reader.importing.formats.pandoc import DEEPEST, Element, Unreadable, read_tree

Node = Any
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
UNREAD = frozenset(
    "script style template noscript head title iframe object embed svg canvas audio video map button select"
    " textarea input meta link base param track source datalist".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul caption".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
STEP = "web page"
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|dl|blockquote|b|i|u|em|strong|font|a|center|details)\b[^<>]*?(/?)>",
    re.IGNORECASE,
)
_SECTIONS = frozenset(
    "main article section header footer aside nav form center address details summary dialog fieldset hgroup menu"
    " dir".split()
)
_ATTRIBUTES = frozenset("href src alt colspan rowspan start class data-note data-note-mark".split())
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Page:
    """A page as a tree, and what was taken out of it before it is read."""

    body: Node
    removed: list[Removal] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def lose(self, text: str, why: str, step: str = STEP) -> None:
        """Remember text that is not read."""
        if text.strip():
            piece = Piece("line", " ".join(text.split()), 0, len(self.removed) + 1)
            self.removed.append(Removal(piece, why, step=step))

    def drop(self, node: Node, why: str, step: str = STEP) -> None:
        """Take an element out, its text remembered."""
        self.lose(text_of(node), why, step)
        unlink(node)


def depth_of(source: str) -> int:
    """How deep the elements of a page are nested, counted on those that always have an end; empty ones count not."""
    depth = deepest = 0
    for tag in _NESTING.finditer(source):
        if tag[2]:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def parse(source: str, *, xml: bool = False) -> Page:
    """Parse a page; raises `Unreadable` where it is nested too deep or has no text."""
    if (depth := depth_of(source)) > DEEPEST:
        raise Unreadable(f"it is nested {depth} elements deep, more than {DEEPEST}")
    root = document(source, xml=xml)
    body = root.find(".//body")
    if body is None:
        body = root
    for node in list(body.iter()):
        if not isinstance(node.tag, str) or node.tag in UNREAD:
            unlink(node)
    if not text_of(body):
        raise Unreadable("it has no text")
    return Page(body, source=list(_paragraphs(body)))


def document(source: str, *, xml: bool = False) -> Node:
    """Parse a page without its comments, in which nothing is loaded and no entity is resolved."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROLS.sub("", source))
    if xml:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            root = etree.fromstring(re.sub(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>", "", source, count=1), parser)
        except etree.XMLSyntaxError:
            return document(source, xml=False)
        for node in root.iter():
            if isinstance(node.tag, str):
                node.tag = etree.QName(node).localname
        source = etree.tostring(root, encoding="unicode", method="html")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except etree.ParserError:  # it holds no element: it is empty, or has end tags alone
        root = html.document_fromstring("<p></p>", parser=parser)
    for node in root.iter():
        if isinstance(node.tag, str) and not re.fullmatch(r"[a-z][a-z0-9-]*", node.tag):
            node.tag = "span"
    return root


def _paragraphs(body: Node) -> Iterator[str]:
    """All text of a page, cut where a block begins or ends."""
    run: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if (
            node.tag.endswith("math")
            or next((each for each in node.iterancestors() if each.tag.endswith("math")), None) is not None
        ):
            if event == "end" and node.tag.endswith("math"):
                run.append(node.tail or "")
            continue
        if node.tag in BLOCKS or node.tag == "br":
            if text := " ".join("".join(run).split()):
                yield text
            run = []
        if event == "start":
            run.append(node.text or "")
        elif node is not body:
            run.append(node.tail or "")
    if text := " ".join("".join(run).split()):
        yield text


def text_of(node: Node) -> str:
    """The text of an element on one line, blocks and breaks set apart by a space."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    apart = node.tag in BLOCKS or node.tag == "br"
    if apart:
        yield " "
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield from _texts(child)
        if child.tail:
            yield child.tail
    if apart:
        yield " "


def named(node: Node) -> str:
    """What an element calls itself: its classes, id, role and type in an EPUB."""
    return " ".join(filter(None, (node.get("class"), node.get("id"), node.get("role"), type_of(node))))


def type_of(node: Node) -> str:
    """The type an element has in an EPUB."""
    return node.get(EPUB_TYPE) or node.get("epub:type") or node.get("type") or ""


def has_blocks(node: Node) -> bool:
    """Whether an element holds blocks, and not only a line of text."""
    return any(isinstance(each.tag, str) and each.tag in BLOCKS for each in node.iterdescendants())


def to_tree(page: Page) -> list[Element]:
    """Read the page as it now is into pandoc's blocks."""
    for node in page.body.iter():
        if isinstance(node.tag, str):
            # Pandoc reads nothing but <main> where there is one.
            node.tag = "div" if node.tag in _SECTIONS else node.tag
            for name in set(node.attrib) - _ATTRIBUTES:
                del node.attrib[name]
    source = html.tostring(page.body, encoding="unicode")
    _, blocks = read_tree(source.encode("utf-8", "replace"), "html-smart")
    return blocks


def unlink(node: Node) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)

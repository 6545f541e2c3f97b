"""Runs: the inline content between two block boundaries as one text, with the way back into the tree.

At the stage of tree processors the text holds stash marks for escapes, entities and raw HTML. A run shows what a
reader will see, and keeps for each piece where it came from:

    <p>the <em>New</em> START treaty</p>     pieces: "the " | "New" | " START treaty"
"""

import html
import re
import xml.etree.ElementTree as etree
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from markdown.util import ETX, STX, AtomicString

from reader.text.words import OBJECT

STASHED = re.compile(f"{STX}(?:wzxhzdk:(?P<raw>[0-9]+)|(?P<code>[0-9]+)|(?P<amp>amp)){ETX}")
# What Markdown stashes of raw HTML in a line: one tag, or one comment. Extensions stash whole elements.
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>[^<>]*)>\Z")
NOT_TEXT = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
# Text that reads on through an element of these is one text; at any other it breaks.
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s "
        "samp small span strike strong sub sup time tt u var br img wbr input button math svg script "
        "style"
    ).split()
)
VOID = frozenset("area br col embed hr img input link meta param source track wbr".split())
IMAGES = frozenset("embed img input math object picture script style svg video".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
UNLINKED_TAGS = frozenset(
    ("a button code h1 h2 h3 h4 h5 h6 kbd label math pre samp script select style summary svg textarea th var").split()
)
WHY = {"a": "in a link", "th": "in a table header", **dict.fromkeys(HEADINGS, "in a heading")}
OPTED_OUT = "opted out"
UNLINKED_CLASSES = frozenset(["admonition-title", "arithmatex", "footnote-ref", "headerlink", "no-term"])


class Piece(NamedTuple):
    """`text` of a run that starts at `start`; it stands in `el.text` or `el.tail` from `raw` to `raw_end`.

    A `whole` piece stands for a stash mark and is never cut. `why` says why nothing links here, "" where it may.
    """

    el: etree.Element
    tail: bool
    start: int
    text: str
    raw: int
    raw_end: int
    whole: bool
    why: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Run:
    """One run of inline content inside `block`.

    `parents` leads from each inline element to the one around it; `links` are its `<a>` elements with the part of the
    text that each covers, and `nested` those in raw elements where no link may stand, with the reason.
    """

    def __init__(self, block: etree.Element) -> None:
        self.block = block
        self.pieces: list[Piece] = []
        self.parents: dict[etree.Element, etree.Element] = {}
        self.links: list[tuple[etree.Element, int, int]] = []
        self.nested: list[tuple[etree.Element, str]] = []
        self.length = 0
        self.raw_tags: list[tuple[str, str]] = []

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def touched(self, start: int, end: int) -> list[Piece]:
        """The pieces that hold `text[start:end]`, with the empty ones between them."""
        return self.pieces[bisect_right(self._starts, start) - 1 : bisect_left(self._starts, end)]

    def add(self, el: etree.Element, tail: bool, text: str, raw: int, raw_end: int, whole: bool, why: str) -> None:
        self.pieces.append(Piece(el, tail, self.length, text, raw, raw_end, whole, why))
        self.length += len(text)

    def tag(self, tag: re.Match[str]) -> str:
        """Open or close a raw element; what a reader sees of its tag."""
        name = tag["name"].lower()
        if tag["close"]:
            # A closing tag that closes nothing is nothing to a browser either.
            if any(name == each for each, _ in self.raw_tags):
                while self.raw_tags.pop()[0] != name:
                    pass
        elif name not in VOID and not tag["attributes"].endswith("/"):
            self.raw_tags.append((name, _why_raw(name, tag["attributes"])))
        return "\n" if name == "br" else OBJECT if name in IMAGES else ""

    @property
    def raw_why(self) -> str:
        """Why nothing links inside the raw elements that are open."""
        return next((why for _, why in self.raw_tags if why), "")


class RunReader:
    """Cuts block elements into runs; `stash` is the raw HTML that Markdown put aside.

    `markers` are texts that a later step replaces with a table of contents: what holds one of them alone has no text.
    """

    def __init__(self, stash: Sequence[object], markers: Container[str] = ()) -> None:
        self.stash = stash
        self.markers = markers

    def runs(self, block: etree.Element, why: str = "") -> Iterator[Run | etree.Element]:
        """Yield, in document order, the runs of a block and the blocks between them.

        `why` tells why nothing links in the whole block, "" where it may.
        """
        why = why or why_unlinked(block)
        run = Run(block)
        if block.text:
            self._slot(run, block, False, block.text, why)
        for child in block:
            if child.tag in INLINE:
                run.parents[child] = block
                self._element(run, child, why)
            else:
                if run.pieces or run.links:
                    yield run
                run = Run(block)
                yield child
                if child.tail:
                    run.parents[child] = block
            if child.tail:
                self._slot(run, child, True, child.tail, why)
        if run.pieces or run.links:
            yield run

    def _element(self, run: Run, el: etree.Element, why: str) -> None:
        why = why or why_unlinked(el)
        start = run.length
        if el.tag in ("br", "wbr"):
            run.add(el, False, "\n" if el.tag == "br" else "", 0, 0, True, why)
        elif el.tag in IMAGES or is_mark(el):
            run.add(el, False, OBJECT, 0, 0, True, why or "split by markup")
        else:
            if el.text:
                self._slot(run, el, False, el.text, why)
            for child in el:
                run.parents[child] = el
                self._element(run, child, why)
                if child.tail:
                    self._slot(run, child, True, child.tail, why)
        if el.tag == "a":
            run.links.append((el, start, run.length))
            if run.raw_why:
                run.nested.append((el, run.raw_why))

    def _slot(self, run: Run, el: etree.Element, tail: bool, text: str, why: str) -> None:
        if isinstance(text, AtomicString) and el.tag != "abbr":
            # Code and formulas, escaped already. (An abbreviation is atomic too, but it is prose.)
            run.add(el, tail, html.unescape(text), 0, len(text), True, why or run.raw_why or "in code")
            return
        if STX not in text:
            if self.markers and not tail and len(el) == 0 and text.strip() in self.markers:
                run.add(el, tail, OBJECT, 0, len(text), True, "split by markup")
                return
            run.add(el, tail, text, 0, len(text), False, why or run.raw_why)
            return
        position = 0
        for mark in STASHED.finditer(text):
            if mark.start() > position:
                plain = text[position : mark.start()]
                run.add(el, tail, plain, position, mark.start(), False, why or run.raw_why)
            shown, fixed = self._shown(run, mark)
            run.add(el, tail, shown, mark.start(), mark.end(), True, why or run.raw_why or fixed)
            position = mark.end()
        if position < len(text):
            run.add(el, tail, text[position:], position, len(text), False, why or run.raw_why)

    def _shown(self, run: Run, mark: re.Match[str]) -> tuple[str, str]:
        """What a reader sees of a stash mark, and why nothing links in it."""
        if mark["amp"]:
            return "&", ""
        if mark["code"]:
            return chr(int(mark["code"])), ""
        stored = self.stored(int(mark["raw"]))
        if stored is None:
            return OBJECT, "split by markup"
        tag = TAG.match(stored)
        if tag:
            return run.tag(tag), ""
        return visible(stored), "split by markup" if "<" in stored else ""

    def stored(self, index: int) -> str | None:
        """The raw HTML behind a stash mark, None where it is no text."""
        stored = self.stash[index] if index < len(self.stash) else ""
        return stored if isinstance(stored, str) else None


def visible(stored: str) -> str:
    """The text of raw HTML, as a browser shows it."""
    return html.unescape(NOT_TEXT.sub("", stored))


def _why_raw(name: str, attributes: str) -> str:
    if name in UNLINKED_TAGS:
        return f"in raw {name}"
    found = CLASS.search(attributes)
    return OPTED_OUT if found and "no-term" in (found[1] or found[2] or found[3] or "").split() else ""


def is_mark(el: etree.Element) -> bool:
    """Whether an element is a footnote mark or a permalink: no part of the text."""
    own = el.get("class")
    if own and ("passage-link" in own or "headerlink" in own or "footnote-backref" in own):
        return True
    return el.tag == "sup" and any("footnote-ref" in classes(child) for child in el)


def classes(el: etree.Element) -> list[str]:
    return (el.get("class") or "").split()


def why_unlinked(el: etree.Element) -> str:
    """Why nothing links inside an element, or ""."""
    if el.tag in UNLINKED_TAGS:
        return WHY.get(el.tag) or f"in {el.tag}"
    own = el.get("class")
    if own:
        found = UNLINKED_CLASSES.intersection(own.split())
        if found:
            return OPTED_OUT if "no-term" in found else f"in {min(found)}"
    return ""

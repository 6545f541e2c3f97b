"""Runs: the inline content between two block boundaries as one text, with the way back into the tree.

At the stage of tree processors the text holds stash marks for escapes, entities and raw HTML. A run shows what a
reader will see, and keeps for each piece where it came from:

    <p>the <em>New</em> START treaty</p>     pieces: "the " | "New" | " START treaty"
"""

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown.util import ETX, STX, AtomicString

STASHED = re.compile(f"{STX}(?:wzxhzdk:(?P<raw>[0-9]+)|(?P<code>[0-9]+)|(?P<amp>amp))(?:{ETX})")
TAGS = re.compile(r"<[^>]*>")
ONE_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
# Text that reads on through an element of these is one text; at any other it breaks.
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s "
        "samp small span strike strong sub sup time tt u var br img wbr input button math svg script "
        "style"
    ).split()
)
UNLINKED_TAGS = frozenset(
    ("a button code h1 h2 h3 h4 h5 h6 kbd label math pre samp script select style summary svg textarea th var").split()
)
UNLINKED_CLASSES = frozenset(["admonition-title", "arithmatex", "footnote-ref", "headerlink", "no-term"])
BREAK = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` of a run that starts at `start`; it stands in `el.text` or `el.tail` from `raw` to `raw_end`.

    A `whole` piece stands for a stash mark and is never cut. `linkable` is false inside links, code and the like;
    `why` says which.
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


@dataclass(slots=True)
class Run:
    """One run of inline content inside `block`."""

    block: etree.Element
    pieces: list[Piece] = field(default_factory=list)
    parents: dict[etree.Element, etree.Element] = field(default_factory=dict)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class RunReader:
    """Cuts block elements into runs; `stash` is the raw HTML that Markdown put aside."""

    def __init__(self, stash: Sequence[object]) -> None:
        self.stash = stash

    def runs(self, block: etree.Element, why: str = "") -> Iterator[Run | etree.Element]:
        """Yield, in document order, the runs of a block and the blocks between them.

        `why` tells why nothing links in the whole block, "" where it may.
        """
        why = why or why_unlinked(block)
        run = Run(block)
        raw: list[tuple[str, str]] = []
        self._slot(run, block, False, raw, why)
        for child in block:
            if child.tag in INLINE:
                run.parents[child] = block
                self._element(run, child, raw, why)
            else:
                if run.pieces:
                    yield run
                run, raw = Run(block), []
                yield child
            self._slot(run, child, True, raw, why)
        if run.pieces:
            yield run

    def _element(self, run: Run, el: etree.Element, raw: list[tuple[str, str]], why: str) -> None:
        why = why or why_unlinked(el)
        if el.tag in ("br", "wbr"):
            self._add(run, el, False, "\n" if el.tag == "br" else "", 0, 0, True, why)
        elif el.tag in ("img", "input", "svg", "math", "script", "style") or is_mark(el):
            self._add(run, el, False, BREAK, 0, 0, True, why or "an image or a mark")
        else:
            self._slot(run, el, False, raw, why)
            for child in el:
                run.parents[child] = el
                self._element(run, child, raw, why)
                self._slot(run, child, True, raw, why)

    def _slot(self, run: Run, el: etree.Element, tail: bool, raw: list[tuple[str, str]], why: str) -> None:
        text = el.tail if tail else el.text
        if not text:
            return
        if isinstance(text, AtomicString):
            why = why or "code"
        if STX not in text:
            self._add(run, el, tail, text, 0, len(text), False, why or _raw_why(raw))
            return
        position = 0
        for mark in STASHED.finditer(text):
            if mark.start() > position:
                plain = text[position : mark.start()]
                self._add(run, el, tail, plain, position, mark.start(), False, why or _raw_why(raw))
            shown = self._shown(mark, raw)
            self._add(run, el, tail, shown, mark.start(), mark.end(), True, why or _raw_why(raw))
            position = mark.end()
        if position < len(text):
            self._add(run, el, tail, text[position:], position, len(text), False, why or _raw_why(raw))

    def _shown(self, mark: re.Match[str], raw: list[tuple[str, str]]) -> str:
        """What a reader sees of a stash mark; a raw tag opens or closes an element in `raw`."""
        if mark["amp"]:
            return "&"
        if mark["code"]:
            return chr(int(mark["code"]))
        return self.raw_text(int(mark["raw"]), raw)

    def raw_text(self, index: int, raw: list[tuple[str, str]]) -> str:
        stored = self.stash[index] if index < len(self.stash) else ""
        if not isinstance(stored, str):
            return BREAK
        if stored.startswith("&"):
            return html.unescape(stored)
        tag = TAG.match(stored)
        if not tag or not ONE_TAG.fullmatch(stored):
            # A piece that an extension has finished: the words of inline code, highlighted or plain.
            return "" if stored.startswith(("<!", "<?")) else html.unescape(TAGS.sub("", stored))
        name = tag["name"].lower()
        if name == "br":
            return "\n"
        if tag["close"]:
            while raw and raw.pop()[0] != name:
                pass
        elif not stored.rstrip().endswith("/>") and name not in ("img", "wbr", "input", "hr"):
            raw.append((name, "raw HTML" if "no-term" in stored else ""))
        return BREAK if name in ("img", "input") else ""

    @staticmethod
    def _add(run: Run, el: etree.Element, tail: bool, text: str, raw: int, raw_end: int, whole: bool, why: str) -> None:
        run.pieces.append(Piece(el, tail, run.length, text, raw, raw_end, whole, why))
        run.length += len(text)


def is_mark(el: etree.Element) -> bool:
    """Whether an element is a footnote mark or a permalink: no part of the text."""
    classes = (el.get("class") or "").split()
    if "passage-link" in classes or "headerlink" in classes:
        return True
    return el.tag == "sup" and any("footnote-ref" in (child.get("class") or "") for child in el)


def classes(el: etree.Element) -> list[str]:
    return (el.get("class") or "").split()


def why_unlinked(el: etree.Element) -> str:
    """Why nothing links inside an element, or ""."""
    if el.tag in UNLINKED_TAGS:
        return {"a": "in a link", "th": "in a table header"}.get(el.tag, f"in {el.tag}")
    found = UNLINKED_CLASSES.intersection(classes(el))
    if found:
        return "opted out" if "no-term" in found else f"in {sorted(found)[0]}"
    return ""


def _raw_why(raw: Sequence[tuple[str, str]]) -> str:
    for name, why in raw:
        if name in UNLINKED_TAGS:
            return f"in raw {name}"
        if why:
            return "opted out"
    return ""

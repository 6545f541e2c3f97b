"""Editors' notes in the tree: a mark at the words, the note beside the block that holds them.

    <p id="p14" class="passage">... Commission ...</p>

    <div class="annotated">
      <p id="p14" class="passage">... Commission<a class="note-mark" href="#note-x" .../> ...</p>
      <div class="notes"><aside id="note-x" class="note" role="note">...</aside></div>
    </div>

The mark is empty and shows its number by CSS, as the permalink of a passage does, so that neither enters the search
index or copied text. A note stands after its passage, where it is read and where it opens on a narrow screen.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.collection.placing import Passage, Placed
from reader.markdown.runs import Piece, Run, RunReader, classes
from reader.text.dates import spoken
from reader.text.english import counted
from reader.text.escaping import without_html

CLOSING = re.compile("[,.;:!?)\\]’”»]+")


def passages_of(blocks: Iterable[tuple[Block, Anchor]]) -> list[Passage]:
    """The passages among the anchored blocks of an article."""
    return [
        Passage((anchor.id, *anchor.aliases), anchor.number, block.text)
        for block, anchor in blocks
        if block.kind != "heading"
    ]


class NotePlacer:
    """Puts the notes of one page into its tree. `body(el, markdown)` fills an element with a note's text."""

    def __init__(self, root: etree.Element, reader: RunReader, body: Callable[[etree.Element, str], None]) -> None:
        self.root = root
        self.reader = reader
        self.body = body
        self.tops = {el: top for top in root for el in top.iter()}
        self.beside: dict[etree.Element, etree.Element] = {}

    def place(self, notes: Iterable[Placed]) -> None:
        by_id = {el.get("id"): el for el in self.root.iter() if "passage" in classes(el)}
        # From the last to the first, so that offsets in a passage still hold.
        for placed in reversed(list(notes)):
            el = by_id[placed.passage.ids[0]]
            self._mark(el, placed)
            self._notes(self.tops[el]).insert(0, self._aside(placed))

    def _mark(self, passage: etree.Element, placed: Placed) -> None:
        id = placed.annotation.id
        mark = etree.Element("a", {"class": "note-mark", "id": f"noteref-{id}", "href": f"#note-{id}"})
        mark.set("role", "doc-noteref")
        mark.set("aria-label", f"Note {placed.number}")
        mark.set("data-number", str(placed.number))
        if placed.annotation.quote:
            words = re.compile(r"\s+".join(re.escape(word) for word in placed.annotation.quote.split()))
            for run in self._runs(passage):
                if found := words.search(run.text):
                    _insert(run, found.end(), mark)
                    return
        link = next(place for place, child in enumerate(passage) if "passage-link" in classes(child))
        passage.insert(link, mark)

    def _runs(self, block: etree.Element) -> Iterator[Run]:
        for item in self.reader.runs(block):
            if isinstance(item, Run):
                yield item
            else:
                yield from self._runs(item)

    def _notes(self, top: etree.Element) -> etree.Element:
        """The place for notes beside a block of the page, made for the first of them."""
        if top not in self.beside:
            wrapper = etree.Element("div", {"class": "annotated"})
            wrapper.tail, top.tail = top.tail, "\n"
            self.root[list(self.root).index(top)] = wrapper
            wrapper.append(top)
            self.beside[top] = etree.SubElement(wrapper, "div", {"class": "notes"})
        return self.beside[top]

    def _aside(self, placed: Placed) -> etree.Element:
        annotation = placed.annotation
        aside = etree.Element("aside", {"class": "note", "id": f"note-{annotation.id}", "role": "note"})
        aside.set("aria-label", f"Note {placed.number}")
        head = etree.SubElement(aside, "p", {"class": "note-head"})
        back = etree.SubElement(head, "a", {"class": "note-back", "href": f"#noteref-{annotation.id}"})
        back.set("aria-label", f"Back to note {placed.number} in paragraph {placed.passage.number}")
        back.set("data-number", str(placed.number))
        if annotation.quote:
            back.tail = " "
            etree.SubElement(head, "q").text = annotation.quote
        more = etree.SubElement(aside, "details", {"class": "note-more"})
        etree.SubElement(more, "summary").text = f"Note {placed.number}"
        self.body(etree.SubElement(more, "div", {"class": "note-text"}), without_html(annotation.note))
        folded = etree.SubElement(more, "details", {"class": "note-sources"})
        summary = etree.SubElement(folded, "summary")
        summary.text = counted(len(annotation.sources), "source")
        foot = etree.SubElement(folded, "p")
        for source in annotation.sources:
            work = etree.SubElement(foot, "a" if source.url else "cite")
            if source.url:
                work.attrib.update({"href": source.url, "rel": "external"})
            work.text = source.words
            work.tail = "; "
        foot[-1].tail = "."
        summary.text += ", as of "
        day = etree.SubElement(summary, "time", {"datetime": annotation.as_of})
        day.text = spoken(annotation.as_of)
        return aside


def _insert(run: Run, offset: int, mark: etree.Element) -> None:
    """Put `mark` at `offset` of a run, behind closing punctuation and outside any link."""
    piece = next(each for each in run.pieces if each.start < offset <= each.end)
    if not piece.whole and (closing := CLOSING.match(run.text, offset, piece.end)):
        offset = closing.end()
    container = run.parents[piece.el] if piece.tail else piece.el
    link = next((el for el in _ancestors(run, container) if el.tag == "a"), None)
    if link is not None:
        parent = run.parents[link]
        closing = CLOSING.match(link.tail or "")
        cut = closing.end() if closing else 0
        mark.tail, link.tail = (link.tail or "")[cut:], (link.tail or "")[:cut]
        parent.insert(list(parent).index(link) + 1, mark)
        return
    cut = piece.raw_end if piece.whole else piece.raw + offset - piece.start
    _split(piece, container, cut, mark)


def _split(piece: Piece, container: etree.Element, cut: int, mark: etree.Element) -> None:
    text = (piece.el.tail if piece.tail else piece.el.text) or ""
    mark.tail = text[cut:]
    if piece.tail:
        piece.el.tail = text[:cut]
        container.insert(list(container).index(piece.el) + 1, mark)
    else:
        piece.el.text = text[:cut]
        container.insert(0, mark)


def _ancestors(run: Run, el: etree.Element) -> Iterator[etree.Element]:
    while el is not run.block:
        yield el
        el = run.parents[el]

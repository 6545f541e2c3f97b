"""The steps of a conversion on the tree of a page, each a tree processor."""

import re
import textwrap
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from copy import deepcopy
from html import escape

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor, remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from reader.building.converted import Heading
from reader.collection.docs_folder import is_trusted
from reader.collection.placing import place
from reader.markdown.captions import CaptionSpacer
from reader.markdown.citations import cited, misplaced
from reader.markdown.cleaning import align_by_class, clean_stash, clean_tree
from reader.markdown.conversion import Conversion
from reader.markdown.ids import drop_bad_ids, raw_ids
from reader.markdown.notes import NotePlacer, passages_of
from reader.markdown.passages import PassageFinder, mark
from reader.markdown.runs import HEADINGS, RunReader, classes
from reader.markdown.slots import mark_cited, mark_links, part
from reader.markdown.tombstones import bury

LONGEST_QUESTION = 90  # letters
AFTER_DEFINITION = frozenset(("entry-facts", "entry-sources"))


def register(md: Markdown, conversion: Conversion, *, whole: bool) -> None:
    """Set the steps in order: after attr_list (8), which sets `no-term` and pinned ids; before toc (5), which must see
    every id. Links after passages, whose ids they record.
    """
    for step, name, priority in (
        (PassageProcessor, "passages", 7),
        (LinkProcessor, "links", 6),
        # Notes late, since they are no part of the text that is numbered and linked above.
        (NoteProcessor, "notes", 5.5),
        (CitedProcessor, "cited", 5.2),
        # Where nothing changes any more, but before what leads from here is marked.
        (CleanProcessor, "clean", -5),
        # Last of all.
        (SlotProcessor, "slots", -10),
    )[: 6 if whole else 5]:
        md.treeprocessors.register(step(md, conversion), f"reader_{name}", priority)
    md.treeprocessors.register(CaptionSpacer(md), "reader_captions", 3.9)  # after the numbers of captions (4)


def toc_markers(md: Markdown) -> set[str]:
    """The texts that the table of contents, made after all of ours, takes the place of."""
    return {each.marker for each in md.treeprocessors if isinstance(each, TocTreeprocessor)}


class Step(Treeprocessor):
    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion
        self.page = conversion.page
        self.record = conversion.record

    @property
    def reader(self) -> RunReader:
        return RunReader(self.md.htmlStash.rawHtmlBlocks)


def shortened(question: str) -> str:
    """A question as the contents have it, as HTML: its last sentence, cut at words."""
    last = re.split(r"(?<=[.!?])\s+", question.strip())[-1]
    return escape(textwrap.shorten(last, LONGEST_QUESTION, placeholder=" …"))


class PassageProcessor(Step):
    """Gives the passages and headings of an article their anchors."""

    def run(self, root: etree.Element) -> None:
        page, record = self.page, self.record
        stash = self.md.htmlStash.rawHtmlBlocks
        if page.mint is None:
            record.prose = [each.block for each in PassageFinder(RunReader(stash)).find(root)]
            return
        record.bad_ids = drop_bad_ids(root, stash)
        finder = PassageFinder(RunReader(stash), toc_markers(self.md))
        found = list(finder.find(root))
        blocks = [each.block for each in found]
        pinned = {block.pinned for block in blocks}
        taken = {id for el in root.iter() if (id := el.get("id")) and id not in pinned}.union(raw_ids(stash))
        anchors = page.mint(blocks, taken)
        record.other_ids = sorted(taken)
        for each, anchor in zip(found, anchors, strict=True):
            el = mark(each, anchor)
            bury(el, each.parent, anchor)
            if "question" in classes(el):
                record.questions.append(Heading(2, anchor.id, shortened(each.block.text)))
        record.blocks = list(zip(blocks, anchors, strict=True))
        record.raw_blocks = finder.raw_blocks


class LinkProcessor(Step):
    """Links the terms and names of a page and records every use."""

    def run(self, root: etree.Element) -> None:
        record = self.record
        terms = self.conversion.linker()
        terms.link(root, RunReader(self.md.htmlStash.rawHtmlBlocks, toc_markers(self.md)))
        record.uses = terms.uses
        record.passed = terms.passed
        record.unknown = terms.unknown


class NoteProcessor(Step):
    """Puts the editors' notes beside the passages of an article.

    Terms and names in them are linked, each note by itself, and count as uses of no passage.
    """

    def run(self, root: etree.Element) -> None:
        page, record = self.page, self.record
        if page.annotations:
            record.notes, record.problems = place(page.annotations, passages_of(record.blocks))
            NotePlacer(root, self.reader, self._fill).place(record.notes)

    def _fill(self, el: etree.Element, markdown: str) -> None:
        self.md.parser.parseChunk(el, markdown)
        for name in ("inline", "attr_list"):
            if name in self.md.treeprocessors:
                self.md.treeprocessors[name].run(el)
        terms = self.conversion.linker()
        terms.link(el, self.reader)
        self.record.unknown += terms.unknown


class CitedProcessor(Step):
    """Records the citations of articles on a page, in its notes too."""

    def run(self, root: etree.Element) -> None:
        record = self.record
        reader = self.reader
        record.cited = list(cited(root, reader, self.page.src_uri))
        record.misplaced = list(misplaced(root, reader, self.conversion.articles))


class CleanProcessor(Step):
    """Takes out what may not stand in a text, and records it; pages that are trusted keep all they have."""

    def run(self, root: etree.Element) -> None:
        align_by_class(root)
        if not is_trusted(self.page.src_uri):
            stash = self.md.htmlStash
            self.record.refused += dict.fromkeys([*clean_stash(stash), *clean_tree(root, stash)])


class SlotProcessor(Step):
    """Leaves to the site what only it knows, and records where the page leads."""

    def run(self, root: etree.Element) -> None:
        record = self.record
        record.ids = [*_ids(root), *raw_ids(self.md.htmlStash.rawHtmlBlocks)]
        if len(root) and root[0].tag == "h1":
            record.title = heading_name(root[0], self.md)
        if self.page.entries:
            record.definitions = [(id, part(self._definition(elements))) for id, elements in self._entries(root)]
        record.links = list(mark_links(root))
        mark_cited(root)

    def _entries(self, root: etree.Element) -> Iterator[tuple[str, list[etree.Element]]]:
        """Each entry of a glossary with the elements of its definition."""
        found: dict[str, list[etree.Element]] = {}
        definition: list[etree.Element] | None = None
        for el in root:
            if el.tag in HEADINGS:
                definition = found.setdefault(el.get("id", ""), []) if "entry" in classes(el) else None
            elif not AFTER_DEFINITION.isdisjoint(classes(el)) or self._is_comment(el):
                definition = None
            elif definition is not None:
                definition.append(el)
        yield from found.items()

    def _is_comment(self, el: etree.Element) -> bool:
        mark = HTML_PLACEHOLDER_RE.fullmatch((el.text or "").strip())
        return mark is not None and (self.reader.stored(int(mark[1])) or "").startswith("<!--")

    def _definition(self, elements: list[etree.Element]) -> str:
        """The elements as a card shows them: without ids, their links led from the page of entries."""
        html = []
        for el in map(deepcopy, elements):
            for each in el.iter():
                each.attrib.pop("id", None)
            list(mark_links(el, within=True))
            html.append(self.md.serializer(el))
        text = "".join(html)
        for step in self.md.postprocessors:
            text = step.run(text)
        return text.strip()


def heading_name(heading: etree.Element, md: Markdown) -> str:
    """The text of a heading as HTML without tags, as the table of contents has it."""
    el = remove_fnrefs(deepcopy(heading))
    for link in [each for each in el if "headerlink" in classes(each)]:
        el.remove(link)
    return strip_tags(render_inner_html(el, md))


def _ids(root: etree.Element) -> Iterator[str]:
    for el in root.iter():
        yield from filter(None, (el.get("id"), el.get("name") if el.tag == "a" else None))

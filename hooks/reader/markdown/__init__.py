"""The Python-Markdown extension: passages with ids, terms and names with links.

It knows nothing of MkDocs. Whoever runs it names the page before each conversion, since Markdown passes none, and
collects `uses` and `blocks` afterwards.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import cached_property

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import Treeprocessor

from reader.building.page_record import PageContext, PageRecord
from reader.citing.citations import Wording
from reader.citing.keys import Reference
from reader.citing.wording import all_wordings
from reader.collection.addresses import Addresses
from reader.collection.annotations import place
from reader.collection.records import Collection, Target
from reader.linking.article_names import article_forms
from reader.linking.density import Linker
from reader.linking.forms import all_forms
from reader.linking.matching import Matcher
from reader.markdown.citations import Citing, cited, misplaced, patterns
from reader.markdown.ids import drop_bad_ids, raw_ids
from reader.markdown.links import TermLinker
from reader.markdown.notes import NotePlacer, passages_of
from reader.markdown.passages import PassageFinder, mark
from reader.markdown.runs import RunReader
from reader.markdown.spans import NO_TERM, NoTermSpan
from reader.markdown.tombstones import bury


class ReaderExtension(Extension):
    """One instance serves all pages of a build; the matcher is made once."""

    def __init__(
        self,
        collection: Collection,
        addresses: Addresses | None = None,
        word: Callable[[Collection], dict[str, Wording]] = all_wordings,
    ) -> None:
        super().__init__()
        self.word = word
        self.collection = collection
        self.addresses = addresses or Addresses()
        entries = all_forms(collection)
        self.matcher = Matcher([*entries, *article_forms(collection, entries)])
        self.page = PageContext("")
        self.record = PageRecord("")

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """How the text names the articles, made where the first of them is cited."""
        return self.word(self.collection)

    def start(self, page: PageContext) -> PageRecord:
        """Name the page that is converted next; its record is filled by the conversion."""
        self.page = page
        self.record = PageRecord(page.src_uri)
        return self.record

    def extendMarkdown(self, md: Markdown) -> None:
        # After attr_list (8), which sets `no-term` and pinned ids; before toc (5) and MkDocs's anchor collection (5),
        # which must see every id. Links after passages, whose ids they record.
        md.inlinePatterns.register(NoTermSpan(NO_TERM, md), "reader_no_term", 165)  # before links (160)
        patterns(
            md,
            Citing(
                self.collection.articles,
                lambda: self.wordings,
                lambda target: self.addresses.relative(target, self.page.src_uri),
                self.note,
            ),
        )
        md.treeprocessors.register(PassageProcessor(md, self), "reader_passages", 7)
        md.treeprocessors.register(LinkProcessor(md, self), "reader_links", 6)
        # Notes last, since they are no part of the text that is numbered and linked above.
        md.treeprocessors.register(NoteProcessor(md, self), "reader_notes", 5.5)
        md.treeprocessors.register(CitedProcessor(md, self), "reader_cited", 5.2)

    def note(self, reference: Reference) -> None:
        self.record.references.append(reference)

    def known(self, target: Target) -> bool:
        if target.kind == "article":
            return target.id in self.collection.articles
        return target.id in (self.collection.terms if target.kind == "term" else self.collection.people)

    def linker(self) -> TermLinker:
        """A linker for the page at hand, which has seen nothing of it yet."""
        page = self.page
        linker = Linker(self.collection, page.density, set(page.byline), page.own)
        return TermLinker(self.matcher, linker, page.src_uri, self.addresses, self.own, self.known)

    def own(self, heading_id: str) -> Target | None:
        return Target("term", heading_id) if self.page.entries and heading_id in self.collection.terms else None


class PassageProcessor(Treeprocessor):
    """Gives the passages and headings of an article their anchors."""

    def __init__(self, md: Markdown, extension: ReaderExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        page, record = self.extension.page, self.extension.record
        if page.mint is None:
            return
        stash = self.md.htmlStash.rawHtmlBlocks
        record.bad_ids = drop_bad_ids(root, stash)
        markers = {each.marker for each in self.md.treeprocessors if isinstance(each, TocTreeprocessor)}
        finder = PassageFinder(RunReader(stash), markers)
        found = list(finder.find(root))
        blocks = [each.block for each in found]
        pinned = {block.pinned for block in blocks}
        taken = {id for el in root.iter() if (id := el.get("id")) and id not in pinned}.union(raw_ids(stash))
        anchors = page.mint(blocks, taken)
        for each, anchor in zip(found, anchors, strict=True):
            el = mark(each, anchor)
            bury(el, each.parent, anchor)
        record.blocks = list(zip(blocks, anchors, strict=True))
        record.raw_blocks = finder.raw_blocks


class LinkProcessor(Treeprocessor):
    """Links the terms and names of a page and records every use."""

    def __init__(self, md: Markdown, extension: ReaderExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        record = self.extension.record
        terms = self.extension.linker()
        terms.link(root, RunReader(self.md.htmlStash.rawHtmlBlocks))
        record.uses = terms.uses
        record.unknown = terms.unknown


class NoteProcessor(Treeprocessor):
    """Puts the editors' notes beside the passages of an article.

    Terms and names in them are linked, each note by itself, and count as uses of no passage.
    """

    def __init__(self, md: Markdown, extension: ReaderExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        page, record = self.extension.page, self.extension.record
        if page.annotations:
            record.notes, record.problems = place(page.annotations, passages_of(record.blocks))
            NotePlacer(root, RunReader(self.md.htmlStash.rawHtmlBlocks), self._fill).place(record.notes)

    def _fill(self, el: etree.Element, markdown: str) -> None:
        self.md.parser.parseChunk(el, markdown)
        for name in ("inline", "attr_list"):
            if name in self.md.treeprocessors:
                self.md.treeprocessors[name].run(el)
        terms = self.extension.linker()
        terms.link(el, RunReader(self.md.htmlStash.rawHtmlBlocks))
        self.extension.record.unknown += terms.unknown


class CitedProcessor(Treeprocessor):
    """Records the citations of articles on a page, in its notes too."""

    def __init__(self, md: Markdown, extension: ReaderExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        record = self.extension.record
        reader = RunReader(self.md.htmlStash.rawHtmlBlocks)
        record.cited = list(cited(root, reader, record.src_uri))
        record.misplaced = list(misplaced(root, reader, self.extension.collection.articles))


__all__ = ["PageContext", "PageRecord", "ReaderExtension"]

"""Links on terms and names: what is found in a run of text becomes `<a>` elements in the tree."""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.collection.addresses import EXPLICIT, Addresses
from reader.collection.records import Target
from reader.linking.density import Linker
from reader.linking.finding import Finder
from reader.linking.uses import Use, context
from reader.markdown.inserting import wrap_all
from reader.markdown.runs import HEADINGS, OPTED_OUT, Run, RunReader, classes, why_unlinked
from reader.markdown.wrapping import Span, can_wrap


class _ByHand(NamedTuple):
    """A link that an editor made to an entry, with the part of a run's text that it covers."""

    start: int
    end: int
    target: Target


class _Made:
    """The hand-made links of a run, asked for place by place from left to right."""

    def __init__(self, links: list[_ByHand]) -> None:
        self._links = links
        self._at = 0

    def covers(self, start: int, end: int, target: Target) -> bool:
        """Whether a link to `target` holds this place."""
        while self._at < len(self._links) and self._links[self._at].end < end:
            self._at += 1
        return self._at < len(self._links) and (
            (link := self._links[self._at]).start <= start and end <= link.end and link.target == target
        )


@dataclass(slots=True)
class _Section:
    """The runs from one heading to the next, each with its passage's id and the links made by hand in it."""

    own: Target | None
    runs: list[tuple[Run, str, list[_ByHand]]]

    @property
    def made_by_hand(self) -> set[Target]:
        return {link.target for _, _, links in self.runs for link in links}


class TermLinker:
    """Links one page. `own` tells the entry that a heading's id begins, `known` whether there is such an entry.

    `uses` and `unknown` are what was found: every place that names an entry, and links to entries that are none;
    `passed` are the places that read like an entry's name and are not. `hear` is told each text that is read.
    """

    def __init__(
        self,
        finder: Finder,
        linker: Linker,
        page: str,
        addresses: Addresses,
        own: Callable[[str], Target | None],
        known: Callable[[Target], bool],
        language: str = "",
        hear: Callable[[list[str]], None] = lambda _: None,
    ) -> None:
        self.finder = finder
        self.linker = linker
        self.page = page
        self.addresses = addresses
        self.own = own
        self.known = known
        self.language = language
        self.hear = hear
        self.uses: list[Use] = []
        self.passed: list[Use] = []
        self.unknown: list[str] = []

    def link(self, root: etree.Element, reader: RunReader) -> None:
        sections = [_Section(self.linker.own, [])]
        self._collect(root, reader, "", "", sections)
        by_hand = [section.made_by_hand for section in sections]
        paragraphs = [run.text for section in sections for run, _, _ in section.runs]
        self.hear(paragraphs)
        self.linker.start_page(set().union(*by_hand), paragraphs)
        for section, targets in zip(sections, by_hand, strict=True):
            self.linker.own = section.own
            self.linker.start_section(targets)
            for run, anchor, links in section.runs:
                self._link_run(run, anchor, links)

    def _collect(
        self, block: etree.Element, reader: RunReader, anchor: str, why: str, sections: list[_Section]
    ) -> None:
        if block.tag in HEADINGS:
            sections.append(_Section(self.own(block.get("id", "")) or sections[0].own, []))
        elif "passage" in classes(block):
            anchor = block.get("id", "")
        why = why or why_unlinked(block)
        for item in reader.runs(block, why):
            if isinstance(item, Run):
                links = self._resolve(item)
                # What opted out, such as the facts below an entry, takes no link from the text.
                sections[-1].runs.append((item, anchor, [] if why == OPTED_OUT else links))
            else:
                self._collect(item, reader, anchor, why, sections)

    def _resolve(self, run: Run) -> list[_ByHand]:
        """Lead the hand-made links of a run to their entries."""
        links = []
        for el, start, end in run.links:
            href = el.get("href", "")
            target = self.addresses.target_of(href, self.page)
            if target and self.known(target):
                if target.kind != "article":  # whose link keeps its own address, which may be a passage's
                    self._dress(el, target)
                links.append(_ByHand(start, end, target))
            elif EXPLICIT.match(href):
                self.unknown.append(href)
        return links

    def _link_run(self, run: Run, anchor: str, by_hand: list[_ByHand]) -> None:
        links: list[tuple[Span, etree.Element]] = []
        waiting = by_hand[::-1]
        made = _Made(by_hand)
        self.linker.start_paragraph(run.text, heading=run.block.tag in HEADINGS)
        for mention in self.finder.find(run.text, self.language):
            start, end, target = mention.start, mention.end, mention.target
            while waiting and waiting[-1].start <= start:
                self._note(run, anchor, waiting.pop())
            span = Span(start, end, run.touched(start, end))
            if doubt := self.linker.doubt(mention):
                if not made.covers(start, end, target):
                    self.passed.append(self._use(run, anchor, _ByHand(mention.left, mention.right, target), doubt))
                continue
            why = self.linker.refuse(mention, _why(run, span))
            if why and made.covers(start, end, target):
                continue  # noted as the link that it stands in
            self._note(run, anchor, _ByHand(start, end, target), why)
            if not why:
                el = etree.Element("a")
                self._dress(el, target)
                links.append((span, el))
        while waiting:
            self._note(run, anchor, waiting.pop())
        wrap_all(run, links)

    def _note(self, run: Run, anchor: str, found: _ByHand, why: str = "") -> None:
        self.uses.append(self._use(run, anchor, found, why))

    def _use(self, run: Run, anchor: str, found: _ByHand, why: str) -> Use:
        before, quote, after = context(run.text, found.start, found.end)
        return Use(found.target, self.page, anchor, quote, before, after, not why, why)

    def _dress(self, link: etree.Element, target: Target) -> None:
        link.set("class", " ".join(dict.fromkeys([*classes(link), target.kind])))
        link.set(f"data-{target.kind}", target.id)
        link.set("href", self.addresses.relative(target, self.page))


def _why(run: Run, span: Span) -> str:
    """Why the mark-up lets no link stand here, or ""."""
    for piece in span.pieces:
        if piece.why:
            return piece.why
        if piece.whole and not piece.text:
            return "split by markup"
    return "" if can_wrap(run, span) else "split by markup"

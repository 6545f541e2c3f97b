"""Links on terms and names: what is found in a run of text becomes `<a>` elements in the tree."""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.collection.addresses import EXPLICIT, Addresses
from reader.collection.records import Target
from reader.linking.density import Linker
from reader.linking.matching import Matcher
from reader.linking.uses import Use, context
from reader.markdown.runs import HEADINGS, OPTED_OUT, Run, RunReader, classes, why_unlinked
from reader.markdown.wrapping import Span, can_wrap, wrap


class _ByHand(NamedTuple):
    """A link that an editor made to an entry, with the part of a run's text that it covers."""

    start: int
    end: int
    target: Target


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

    `uses` and `unknown` are what was found: every place that names an entry, and links to entries that are none.
    """

    def __init__(
        self,
        matcher: Matcher,
        linker: Linker,
        page: str,
        addresses: Addresses,
        own: Callable[[str], Target | None],
        known: Callable[[Target], bool],
    ) -> None:
        self.matcher = matcher
        self.linker = linker
        self.page = page
        self.addresses = addresses
        self.own = own
        self.known = known
        self.uses: list[Use] = []
        self.unknown: list[str] = []

    def link(self, root: etree.Element, reader: RunReader) -> None:
        sections = [_Section(self.linker.own, [])]
        self._collect(root, reader, "", "", sections)
        by_hand = [section.made_by_hand for section in sections]
        self.linker.start_page(set().union(*by_hand))
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
        links: list[tuple[Span, Target]] = []
        waiting = by_hand[::-1]
        for start, end, form in self.matcher.find(run.text):
            while waiting and waiting[-1].start <= start:
                self._note(run, anchor, waiting.pop())
            span = Span(start, end, run.touched(start, end))
            why = self.linker.refuse(form, _why(run, span))
            if why and any(link.start <= start and end <= link.end and link.target == form.target for link in by_hand):
                continue  # noted as the link that it stands in
            self._note(run, anchor, _ByHand(start, end, form.target), why)
            if not why:
                links.append((span, form.target))
        while waiting:
            self._note(run, anchor, waiting.pop())
        for span, target in reversed(links):
            el = etree.Element("a")
            self._dress(el, target)
            wrap(run, span, el)

    def _note(self, run: Run, anchor: str, found: _ByHand, why: str = "") -> None:
        before, quote, after = context(run.text, found.start, found.end)
        self.uses.append(Use(found.target, self.page, anchor, quote, before, after, not why, why))

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

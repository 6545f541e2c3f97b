"""Links on terms and names: matches in a run of text become `<a>` elements in the tree."""

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.anchor import PASSAGE_ID
from reader.forms import Target
from reader.linking import Linker
from reader.markdown.passages import HEADINGS
from reader.markdown.runs import BREAK, Piece, Run, RunReader, classes, why_unlinked
from reader.matching import Match, Matcher
from reader.uses import Use, context

EXPLICIT = re.compile(r"(term|person):([^\s]*)\Z")
# Inline elements that may stand whole inside a link.
WRAPPED = frozenset(
    "abbr b bdi bdo big br cite data del dfn em font i ins mark q s small span strong sub sup u wbr".split()
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where terms and people have their entries, as source paths that MkDocs resolves."""

    glossary: str = "glossary.md"
    people: str = "people"

    def of(self, target: Target) -> str:
        if target.kind == "term":
            return f"{self.glossary}#{target.id}"
        return f"{self.people}/{target.id}.md"

    def relative(self, target: Target, page: str) -> str:
        uri, _, fragment = self.of(target).partition("#")
        path = "" if uri == page else posixpath.relpath(uri, posixpath.dirname(page) or ".")
        return f"{path}#{fragment}" if fragment else path

    def target_of(self, href: str, page: str) -> Target | None:
        """The target that a hand-made source link leads to, if any."""
        explicit = EXPLICIT.match(href)
        if explicit:
            return Target("term" if explicit[1] == "term" else "person", explicit[2])
        path, _, fragment = href.partition("#")
        if "://" in path or not (path.endswith(".md") or (not path and fragment)):
            return None
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if uri == self.glossary and fragment and not PASSAGE_ID.match(fragment):
            return Target("term", fragment)
        folder, name = posixpath.split(uri)
        return Target("person", name[:-3]) if folder == self.people and name != "index.md" else None


@dataclass(slots=True)
class _Section:
    """The runs from one heading to the next, each with its passage's id, and the links made by hand among them."""

    own: Target | None
    runs: list[tuple[Run, str]]
    made_by_hand: set[Target]


class TermLinker:
    """Links one page. `note` receives every use; `own` tells the entry that a heading's id begins."""

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
        sections = [_Section(self.linker.own, [], set())]
        self._collect(root, reader, "", "", sections)
        self.linker.start_page(set().union(*(section.made_by_hand for section in sections)))
        for section in sections:
            self.linker.own = section.own
            self.linker.start_section(section.made_by_hand)
            for run, anchor in section.runs:
                self._link_run(run, anchor)

    def _collect(
        self, block: etree.Element, reader: RunReader, anchor: str, why: str, sections: list[_Section]
    ) -> None:
        if block.tag in HEADINGS:
            self._explicit(block, sections[-1])
            sections.append(_Section(self.own(block.get("id", "")) or self.linker.own, [], set()))
            return
        found = classes(block)
        if "passage" in found:
            anchor = block.get("id", "")
        why = why or why_unlinked(block)
        for item in reader.runs(block, why):
            if isinstance(item, Run):
                for el in item.parents:
                    if el.tag == "a":
                        self._explicit(el, sections[-1])
                sections[-1].runs.append((item, anchor))
            else:
                self._collect(item, reader, anchor, why, sections)

    def _explicit(self, el: etree.Element, section: _Section) -> None:
        """Resolve the hand-made links to terms and people in `el`."""
        for link in el.iter("a"):
            href = link.get("href", "")
            target = self.addresses.target_of(href, self.page)
            if target is None or not self.known(target):
                if EXPLICIT.match(href):
                    self.unknown.append(href)
                continue
            _dress(link, target, self.addresses.relative(target, self.page))
            section.made_by_hand.add(target)

    def _link_run(self, run: Run, anchor: str) -> None:
        text = run.text
        accepted: list[Match] = []
        for match in self.matcher.find(text):
            first, last = _span(run, match)
            why = self._why(run, match, first, last)
            why = self.linker.refuse(match.form, why)
            before, quote, after = (part.replace(BREAK, "") for part in context(text, match.start, match.end))
            use = Use(match.form.target, self.page, anchor, quote, before, after, not why, why)
            self.uses.append(use)
            if not why:
                accepted.append(match)
        for match in reversed(accepted):
            first, last = _span(run, match)
            link = etree.Element("a")
            _dress(link, match.form.target, self.addresses.relative(match.form.target, self.page))
            _wrap(run, match, run.pieces[first], run.pieces[last], link)

    def _why(self, run: Run, match: Match, first: int, last: int) -> str:
        pieces = run.pieces[first : last + 1]
        for piece in pieces:
            if piece.why:
                return piece.why
        if any(piece.text == BREAK or (piece.whole and not piece.text) for piece in pieces):
            return "split by markup"
        if first != last and not _wrappable(run, match, pieces):
            return "split by markup"
        return ""


def _dress(link: etree.Element, target: Target, href: str) -> None:
    link.set("class", " ".join(dict.fromkeys([*classes(link), target.kind])))
    link.set(f"data-{target.kind}", target.id)
    link.set("href", href)


def _span(run: Run, match: Match) -> tuple[int, int]:
    """The first and the last piece that a match touches."""
    touched = [index for index, piece in enumerate(run.pieces) if piece.start < match.end and match.start < piece.end]
    return touched[0], touched[-1]


def _container(run: Run, piece: Piece) -> etree.Element:
    return run.parents[piece.el] if piece.tail else piece.el


def _ancestors(run: Run, el: etree.Element) -> Iterator[etree.Element]:
    yield el
    while el is not run.block:
        el = run.parents[el]
        yield el


def _wrappable(run: Run, match: Match, pieces: list[Piece]) -> bool:
    """Whether one element can go around the match: every element it enters or leaves lies wholly inside."""
    return _lift(run, match, pieces[0], pieces[-1]) is not None


def _lift(
    run: Run, match: Match, first: Piece, last: Piece
) -> tuple[etree.Element, etree.Element | None, etree.Element | None] | None:
    """The common container, and the child of it that the match starts before and ends after.

    None for the child where the match starts or ends in the container's own text.
    """
    starts = list(_ancestors(run, _container(run, first)))
    ends = list(_ancestors(run, _container(run, last)))
    common = next((el for el in starts if el in ends), None)
    if common is None:
        return None
    opening, closing = starts[: starts.index(common)], ends[: ends.index(common)]
    if any(el.tag not in WRAPPED for el in (*opening, *closing)):
        return None
    if opening and (match.start != first.start or first.raw or first.tail or any(_led(el) for el in opening[1:])):
        return None
    if closing and (match.end != last.end or _followed(last, closing[0]) or any(_ended(el, closing) for el in closing)):
        return None
    return common, opening[-1] if opening else None, closing[-1] if closing else None


def _led(el: etree.Element) -> bool:
    """Whether text stands in an element before its first child."""
    return bool(el.text)


def _followed(last: Piece, el: etree.Element) -> bool:
    """Whether anything follows a piece inside the element that holds it."""
    if last.tail:
        return last.raw_end != len(last.el.tail or "") or last.el is not el[-1]
    return last.raw_end != len(el.text or "") or len(el) > 0


def _ended(el: etree.Element, closing: list[etree.Element]) -> bool:
    """Whether an element that the match leaves has anything after the one it leaves inside it."""
    inner = closing.index(el) - 1
    return inner >= 0 and (closing[inner] is not el[-1] or bool(closing[inner].tail))


def _wrap(run: Run, match: Match, first: Piece, last: Piece, link: etree.Element) -> None:
    """Put `link` around the match.

    `the New START treaty`  ->  `the <a>New START</a> treaty`
    `the <em>New</em> START treaty`  ->  `the <a><em>New</em> START</a> treaty`
    """
    start = first.raw if first.whole else first.raw + match.start - first.start
    end = last.raw_end if last.whole else last.raw + match.end - last.start
    if first.el is last.el and first.tail == last.tail:
        slot = (first.el.tail if first.tail else first.el.text) or ""
        parent = run.parents[first.el] if first.tail else first.el
        place = list(parent).index(first.el) + 1 if first.tail else 0
        link.text, link.tail = slot[start:end], slot[end:]
        _set(first, slot[:start])
        parent.insert(place, link)
        return
    lifted = _lift(run, match, first, last)
    assert lifted is not None
    common, opening, closing = lifted
    children = list(common)
    if opening is None:
        slot = (first.el.tail if first.tail else first.el.text) or ""
        link.text = slot[start:]
        _set(first, slot[:start])
        place = children.index(first.el) + 1 if first.tail else 0
    else:
        place = children.index(opening)
    if closing is None:
        slot = last.el.tail or ""
        stop = children.index(last.el) + 1
        last.el.tail, link.tail = slot[:end], slot[end:]
    else:
        stop = children.index(closing) + 1
        link.tail, closing.tail = closing.tail, None
    for child in children[place:stop]:
        common.remove(child)
        link.append(child)
        run.parents[child] = link
    common.insert(place, link)
    run.parents[link] = common


def _set(piece: Piece, text: str) -> None:
    if piece.tail:
        piece.el.tail = text
    else:
        piece.el.text = text

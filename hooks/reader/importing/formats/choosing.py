"""Which parts of a page are its article: what trafilatura keeps, and what the page itself shows to stand with that."""

import re
from collections import Counter
from dataclasses import dataclass

from reader.importing.captions import is_caption, is_credit
from reader.importing.formats.html import BLOCKS, HEADINGS, Node, Page, has_blocks, named, text_of
from reader.importing.phrases import furniture_of
from reader.importing.vocabulary import any_of
from reader.importing.wording import fold, is_prose, is_sentence, size

_BESIDE = re.compile(
    r"(?<![a-z])(?:comments?|disqus|respond|related|recommend(?:ed|ations?)?|newsletter|share|sharing|social|sidebar|foot(?:er)?"
    r"|nav(?:igation)?|menu|breadcrumbs?|cookies?|consent|advert\w*|ads?|sponsor(?:ed)?|promo\w*|subscri\w+|paywall|most-?(?:read|viewed|popular|commented)"
    r"|popular|trending|teasers?|widget|pagination|pager|author-?(?:bio|box|info)|read-?(?:more|next)|more-?(?:stories|from)"
    r"|tags?|topics?|outbrain|taboola|toolbar|masthead|signup|login|search|skip-?link|screen-reader\w*|visually-hidden|hatnote"
    r"|gallery|slide-?show|carousel|iframe-?embed|ultimas(?:-?noticias)?|mas-?(?:vistas|leidas)|meist-?gelesen"
    r"|navbox|catlinks|toc|metadata|printfooter|noprint|ambox|sistersitebox|mw-jump-link)(?![a-z])"
)
_BESIDE_TAGS = frozenset("nav footer aside form menu dialog".split())
_BESIDE_ROLES = frozenset("navigation complementary contentinfo banner search dialog menu alert".split())
_KEEP = frozenset("table pre figure".split())
_NOTES_TITLE = re.compile(any_of("notes titles"), re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|copyright\b|\(c\) )", re.IGNORECASE)
SHARE_OF_MOST = 0.25
LINKED, MOSTLY_LINKED = 0.5, 0.75


@dataclass(slots=True)
class Unit:
    """A smallest block of a page: its element, its text, and how much of it is links."""

    node: Node
    text: str
    linked: float
    prose: bool
    links: int = 0
    said: bool = False
    beside: str = ""
    why: str = ""


def units_of(page: Page) -> list[Unit]:
    """The smallest blocks of the page in order; tables of figures, code and figures are units as they are."""
    units: list[Unit] = []

    def walk(node: Node) -> None:
        if node.get("data-note"):
            return
        whole = node.tag in _KEEP or not has_blocks(node)
        if whole:
            if text := text_of(node):
                links = [len(text_of(link)) for link in node.iter("a")]
                linked = min(1.0, sum(links) / max(1, len(text)))
                units.append(Unit(node, text, linked, is_prose(text), len(links)))
            return
        for child in list(node):
            if isinstance(child.tag, str) and (child.tag in BLOCKS or has_blocks(child)):
                walk(child)
            elif isinstance(child.tag, str) and text_of(child):
                units.append(Unit(child, text_of(child), 0.0, is_prose(text_of(child))))

    walk(page.body)
    return units


def choose(page: Page, units: list[Unit], verdict: tuple[set[str], str], title: str, *, keep_all: bool) -> None:
    """Give each unit that is not the article's the reason why."""
    lines, whole = verdict
    for unit in units:
        key = fold(unit.text)
        unit.said = bool(key) and (key in lines or (size(unit.text) >= 4 and f" {key} " in whole))
        if not unit.said and unit.prose:
            unit.said = _mostly_said(key, whole)
    weights: Counter[Node] = Counter()
    for unit in units:
        if unit.said and unit.prose:
            for node in (unit.node, *unit.node.iterancestors()):
                weights[node] += size(unit.text)
    most = weights[page.body] or 1
    for unit in units:
        unit.beside = _beside(unit.node, weights, most)
    body = _body(units, weights, most)
    if not body:
        for unit in units:
            unit.why = f"in a part of the page beside the article ({unit.beside})" if unit.beside else ""
        return
    place = _Place(units, body, title)
    for at, unit in enumerate(units):
        unit.why = place.reason(at, unit)
    _mend_headings(units, place)
    if keep_all:
        for unit in units:
            if unit.prose or is_sentence(unit.text):
                unit.why = ""


def _body(units: list[Unit], weights: Counter[Node], most: int) -> list[int]:
    """The running text of the article: what trafilatura keeps, and what stands in the page exactly as that does.

    Two paragraphs stand alike when their parents have one name and class, within what holds nine tenths of the text.
    """
    told = [at for at, unit in enumerate(units) if unit.said and unit.prose and not furniture_of(unit.text)]
    said = [at for at in told if not units[at].beside] or told
    if not said:
        return []
    said = [at for at in said if units[at].linked <= MOSTLY_LINKED and not _RIGHTS.match(units[at].text)] or said
    roots = [node for node in units[said[0]].node.iterancestors() if weights[node] >= 0.9 * most]
    homes = {_signature(units[at].node) for at in said}
    named_homes = {each for each in homes if any(not step.endswith(".") for step in each[1:])}
    return [
        at
        for at, unit in enumerate(units)
        if at in said
        or (
            unit.prose
            and not unit.beside
            and not furniture_of(unit.text)
            and unit.linked <= LINKED
            and (
                _signature(unit.node) in named_homes
                or (_signature(unit.node) in homes and any(each is roots[0] for each in unit.node.iterancestors()))
            )
        )
    ]


def _signature(node: Node) -> tuple[str, ...]:
    parent = node.getparent()
    above = parent.getparent() if parent is not None else None
    return (
        str(node.tag),
        *(f"{each.tag}.{each.get('class') or ''}" for each in (parent, above) if each is not None),
    )


class _Place:
    """Where the units of a page stand to its article: above its text, within it, or below."""

    def __init__(self, units: list[Unit], body: list[int], title: str) -> None:
        self.units, self.body, self.title = units, body, title
        self.first, self.last = self.body[0], self.body[-1]
        self.prose = set(self.body)
        self.homes = {self.units[at].node.getparent() for at in self.body}
        key = fold(self.title)
        heads = [
            at
            for at in range(self.first)
            if self.units[at].node.tag == "h1" or (key and fold(self.units[at].text) == key)
        ]
        self.head = heads[-1] if heads else -1
        self.notes = next(
            (at for at in range(self.last + 1, len(self.units)) if is_notes_title(self.units[at])), len(self.units)
        )

    def reason(self, at: int, unit: Unit) -> str:
        """Why a unit is not the article's, "" where it is."""
        between = self.first <= at <= self.last
        own = unit.said and unit.prose and between and size(unit.text) >= 25 and unit.linked < LINKED
        if unit.beside and not own:
            if unit.said and unit.prose and between and not furniture_of(unit.text):
                return f"beside the article, though it reads as its text ({unit.beside})"
            return f"in a part of the page beside the article ({unit.beside})"
        if size(unit.text) <= 60 and (is_caption(unit.text) or is_credit(unit.text)) and unit.node.tag not in HEADINGS:
            return "a caption with its credit"
        if _RIGHTS.match(unit.text) and (not between or size(unit.text) <= 15):
            return "a line on rights" if not between else "a caption with its credit"
        if at in self.prose:
            return ""
        if unit.linked > MOSTLY_LINKED and unit.links > 1 and not is_sentence(unit.text) and at < self.notes:
            return "links to other pages"
        if at < self.first:
            return self._above(at, unit)
        return self._within(unit) if between else self._below(at, unit)

    def _above(self, at: int, unit: Unit) -> str:
        """Above the text: the page's own heading, a standfirst, key points; labels go."""
        if unit.node.tag in HEADINGS:
            below = range(at + 1, self.first)
            own = at == self.head or (
                at > self.head and not any(self.units[near].node.tag in HEADINGS for near in below)
            )
            return "" if own else "a label above the title"
        if furniture_of(unit.text):
            return "outside the article"
        if (unit.prose or is_sentence(unit.text)) and unit.linked < LINKED and (unit.said or at > self.head >= 0):
            return ""
        if unit.node.tag == "figure":
            return "" if unit.said or at > self.head >= 0 else "outside the article"
        points = unit.said and unit.node.tag in {"li", "p"} and size(unit.text) >= 8 and unit.linked < LINKED
        return "" if points else "a label above the text"

    def _within(self, unit: Unit) -> str:
        node, parent = unit.node, unit.node.getparent()
        if furniture_of(unit.text):
            return "outside the article"
        if unit.said or node.tag in HEADINGS or node.tag in {"pre", "table", "figure"}:
            return ""
        linked = unit.linked > LINKED
        if (unit.prose or is_sentence(unit.text)) and (not linked or parent in self.homes):
            return ""
        if not linked and any(
            each in self.homes or each.getparent() in self.homes
            for each in node.iterancestors("ul", "ol", "dl", "blockquote", "figure")
        ):
            return ""
        return "" if parent in self.homes and (not linked or node.tag == "p") else "outside the article"

    def _below(self, at: int, unit: Unit) -> str:
        """Below the text: what still says something in its place, and notes and references."""
        if furniture_of(unit.text):
            return "outside the article"
        parent = unit.node.getparent()
        if at >= self.notes and (unit.said or parent in self.homes or unit.node.tag == "li"):
            return ""
        told = unit.prose or is_sentence(unit.text) or (unit.said and size(unit.text) >= 12 and parent in self.homes)
        if told and unit.linked <= LINKED and (unit.said or parent in self.homes):
            return ""
        headed = any(each.node.tag in HEADINGS and not each.why for each in self.units[self.last + 1 : at])
        if unit.said and unit.linked <= LINKED and unit.node.tag in HEADINGS:
            return ""
        if unit.said and headed and unit.node.tag in {"li", "td", "dd"}:
            return ""
        return "" if unit.said and unit.node.tag in {"pre", "table"} else "outside the article"


def is_notes_title(unit: Unit) -> bool:
    """Whether a unit is the title over notes or references."""
    return bool(_NOTES_TITLE.fullmatch(unit.text)) and size(unit.text) <= 4


def _beside(node: Node, weights: Counter[Node], most: int) -> str:
    """The name of the part of the page beside the article in which a unit stands, if it stands in one.

    What holds a quarter of the article's text is no such part, whatever it is called.
    """
    for each in (node, *node.iterancestors()):
        if each.tag == "body":
            break
        if weights[each] >= SHARE_OF_MOST * most:
            if each is not node:
                break
            continue
        if each.tag in _BESIDE_TAGS:
            return str(each.tag)
        if each.get("role") in _BESIDE_ROLES:
            return str(each.get("role"))
        if found := _BESIDE.search(re.sub(r"[_/]|(?<=[a-z])(?=[A-Z])", "-", named(each)).lower()):
            return found[0]
    return ""


def _mostly_said(key: str, whole: str) -> bool:
    """Whether most of a paragraph stands in the verdict, which may have lost a link or a note's mark from it."""
    words = key.split()
    runs = [f" {' '.join(words[at : at + 5])} " for at in range(0, max(1, len(words) - 4), 3)]
    return len(words) >= 8 and sum(run in whole for run in runs) >= 0.6 * len(runs)


def _mend_headings(units: list[Unit], place: _Place) -> None:
    """A heading goes where nothing of the article stands under it."""
    for at, unit in enumerate(units):
        below = units[at + 1 :]
        if is_notes_title(unit):
            gone = all(each.why for each in below) and not _has_notes_under(unit.node)
            unit.why = unit.why or ("a title over notes that are not there" if gone else "")
            continue
        if unit.node.tag not in HEADINGS or unit.why or at == place.head:
            continue
        under = next((each for each in below if each.node.tag not in HEADINGS and not each.why), None)
        next_heading = next((each for each in below if each.node.tag in HEADINGS and not each.why), None)
        empty = all(
            each.why for each in below[: next((n for n, each in enumerate(below) if each is next_heading), len(below))]
        )
        higher = next_heading is None or next_heading.node.tag <= unit.node.tag
        if (under is None or (empty and higher)) and below and not _has_notes_under(unit.node):
            unit.why = "a heading with nothing of the article under it"


def _has_notes_under(node: Node) -> bool:
    after = node.getnext()
    return after is not None and after.find(".//*[@data-note]") is not None

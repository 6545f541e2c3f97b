"""A saved web page: trafilatura tells the article from the page, and the page itself is asked whether it tells all.

The page is cut into units, its smallest blocks. What trafilatura keeps is the article's; so is running text between
the first such unit and the last, and what stands beside it in the same element. Everything else is left out with a
reason, so that each word of the page is either in the article or in the account.
"""

import re
import warnings
from collections import Counter
from dataclasses import dataclass, replace

import trafilatura
from lxml import html as lxml_html

from reader.importing.captions import is_caption, is_credit
from reader.importing.draft import Draft, Piece, Removal
from reader.importing.formats.blocks import Tree
from reader.importing.formats.html import BLOCKS, HEADINGS, STEP, Node, Page, has_blocks, named, parse, prepare, text_of, to_tree
from reader.importing.formats.page_record import read_record
from reader.importing.formats.pandoc import Unreadable
from reader.importing.phrases import furniture_of
from reader.importing.pipeline import clean_page_pieces
from reader.importing.wording import fold, is_prose, is_sentence, size
from reader.problems import Problem

_BESIDE = re.compile(
    r"\b(?:comments?|disqus|respond|related|recommend(?:ed|ations?)?|newsletter|share|sharing|social|sidebar|foot(?:er)?"
    r"|nav(?:igation)?|menu|breadcrumbs?|cookies?|consent|advert\w*|ads?|sponsor(?:ed)?|promo\w*|subscri\w+|paywall|most-?read"
    r"|popular|trending|teasers?|widget|pagination|pager|author-?(?:bio|box|info)|read-?(?:more|next)|more-?(?:stories|from)"
    r"|tags?|topics?|outbrain|taboola|toolbar|masthead|signup|login|search|skip-?link|screen-reader\w*|visually-hidden|hatnote"
    r"|navbox|catlinks|toc|metadata|printfooter|noprint|ambox|sistersitebox|mw-jump-link)\b",
    re.IGNORECASE,
)
_BESIDE_TAGS = frozenset("nav footer aside form menu dialog".split())
_BESIDE_ROLES = frozenset("navigation complementary contentinfo banner search dialog menu alert".split())
_KEEP = frozenset("table pre figure".split())
LINKED = 0.5
SHARE_OF_MOST = 0.25


@dataclass(slots=True)
class Unit:
    """A smallest block of a page: its element, its text, and how much of it is links."""

    node: Node
    text: str
    linked: float
    prose: bool
    said: bool = False
    beside: str = ""
    why: str = ""


def clean_page(source: str, name: str, *, keep_all: bool = False) -> Draft | Problem:
    """Clean a web page; a problem says that it cannot be read, and what to do."""
    try:
        page = parse(source)
        record = read_record(source)
        prepare(page)
        units = _units(page)
        _choose(page, units, _verdict(source), keep_all=keep_all)
        removed = list(page.removed)
        for number, unit in enumerate(units, 1):
            if unit.why:
                removed.append(Removal(Piece("line", unit.text, number), unit.why, step=STEP))
                _take_out(unit.node)
        tree = Tree().read(to_tree(page))
    except Unreadable as error:
        return Problem(name, 0, f"the page cannot be read: {error}", "copy its text into a .txt file, and import that")
    pieces, lost = tree.result()
    headed = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    if len(headed) == 1 and (not record.title or fold(headed[0].text) in fold(record.title)):
        record = replace(record, title=headed[0].text).source("title", "the heading of the page")
    return clean_page_pieces(Draft(pieces, record, (*removed, *lost)))


def _verdict(source: str) -> tuple[set[str], str]:
    """What trafilatura takes for the article: its lines, folded, and all of them as one text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            text = trafilatura.extract(source, favor_recall=True, include_comments=False, include_tables=True)
        except Exception:  # the library's parser has its own limits; the page's structure then decides alone
            text = ""
    lines = {key for line in (text or "").splitlines() if (key := fold(line.strip(" -|")))}
    return lines, f" {fold(' '.join((text or '').split()))} "


def _units(page: Page) -> list[Unit]:
    """The smallest blocks of the page in order; tables of figures, code and figures are units as they are."""
    units: list[Unit] = []

    def walk(node: Node) -> None:
        if node.get("data-note"):
            return
        whole = node.tag in _KEEP or not has_blocks(node)
        if whole:
            if text := text_of(node):
                linked = sum(len(text_of(link)) for link in node.iter("a")) / max(1, len(text))
                units.append(Unit(node, text, min(1.0, linked), is_prose(text)))
            return
        for child in list(node):
            if isinstance(child.tag, str) and (child.tag in BLOCKS or has_blocks(child)):
                walk(child)
            elif isinstance(child.tag, str) and text_of(child):
                units.append(Unit(child, text_of(child), 0.0, is_prose(text_of(child))))

    walk(page.body)
    return units


def _choose(page: Page, units: list[Unit], verdict: tuple[set[str], str], *, keep_all: bool) -> None:
    """Give each unit that is not the article's the reason why."""
    lines, whole = verdict
    for unit in units:
        key = fold(unit.text)
        unit.said = bool(key) and (key in lines or (size(unit.text) >= 4 and f" {key} " in whole))
        if not unit.said and unit.prose:
            unit.said = _mostly_said(key, whole)
    most = sum(size(unit.text) for unit in units if unit.said and unit.prose) or 1
    weights: Counter[Node] = Counter()
    for unit in units:
        if unit.said and unit.prose:
            for node in (unit.node, *unit.node.iterancestors()):
                weights[node] += size(unit.text)
    for unit in units:
        unit.beside = _beside(unit.node, weights, most)
    prose = [at for at, unit in enumerate(units) if unit.said and unit.prose and not unit.beside]
    prose = prose or [at for at, unit in enumerate(units) if unit.said and unit.prose]
    if not prose:
        for unit in units:
            unit.why = f"in a part of the page beside the article ({unit.beside})" if unit.beside else ""
        return
    homes = {units[at].node.getparent() for at in prose}
    first, last = prose[0], prose[-1]
    for at, unit in enumerate(units):
        unit.why = _reason(unit, first <= at <= last, homes, before=at < first)
    _mend_headings(units, first, last)
    if keep_all:
        for unit in units:
            if unit.prose or is_sentence(unit.text):
                unit.why = ""


def _reason(unit: Unit, between: bool, homes: set[Node], *, before: bool) -> str:
    node, parent = unit.node, unit.node.getparent()
    if unit.beside and not (unit.said and unit.prose and between):
        return f"in a part of the page beside the article ({unit.beside})"
    if unit.said or (between and node.tag in HEADINGS):
        return ""
    if node.tag == "figure" or any(each.tag == "figure" for each in node.iterancestors()):
        return "" if between and not is_credit(unit.text) else "outside the article"
    linked = unit.linked > LINKED
    if between and (unit.prose or is_sentence(unit.text)) and (not linked or parent in homes) and not furniture_of(unit.text):
        return ""
    if between and node.tag in {"pre", "table"}:
        return ""
    if between and not linked and any(each in homes or each.getparent() in homes for each in node.iterancestors("ul", "ol", "dl", "blockquote")):
        return ""
    if parent in homes and not linked and not furniture_of(unit.text):
        return ""
    if parent in homes and between and linked and not furniture_of(unit.text) and node.tag == "p":
        return ""
    if before and node.tag == "h1":
        return ""
    return "outside the article"


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
        if found := _BESIDE.search(re.sub(r"[_/]|(?<=[a-z])(?=[A-Z])", "-", named(each)).replace("-", " - ")):
            return found[0].strip()
    return ""


def _mostly_said(key: str, whole: str) -> bool:
    """Whether most of a paragraph stands in the verdict, which may have lost a link or a note's mark from it."""
    words = key.split()
    runs = [f" {' '.join(words[at : at + 5])} " for at in range(0, max(1, len(words) - 4), 3)]
    return len(words) >= 8 and sum(run in whole for run in runs) >= 0.6 * len(runs)


def _mend_headings(units: list[Unit], first: int, last: int) -> None:
    """A heading goes with what stands under it; the page's own heading above the text stays."""
    for at, unit in enumerate(units):
        if unit.node.tag not in HEADINGS or unit.why:
            continue
        below = next((each for each in units[at + 1 :] if each.node.tag not in HEADINGS), None)
        if at > last and (below is None or below.why):
            unit.why = "a heading with nothing of the article under it"
        elif first < at < last and below is not None and below.why:
            later = next((each for each in units[at + 1 :] if not each.why or each.node.tag in HEADINGS), None)
            if later is not None and later.node.tag in HEADINGS:
                unit.why = "a heading with nothing of the article under it"


def _take_out(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        return
    keep = lxml_html.Element("span")
    keep.tail = node.tail
    parent.replace(node, keep)


def caption_why(text: str) -> str:
    """Why the caption of a figure is not the article's, or "" where it is."""
    return "the caption of a figure" if is_caption(text) or is_credit(text) else ""

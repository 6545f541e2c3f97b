"""A saved web page: trafilatura tells the article from the page, and the page itself is asked whether it tells all.

The page is cut into units, its smallest blocks. What trafilatura keeps is the article's; so is running text between
the first such unit and the last, and what stands beside it in the same element. Everything else is left out with a
reason, so that each word of the page is either in the article or in the account.
"""

import logging
import re
import warnings
from dataclasses import replace

import trafilatura
from lxml import html as lxml_html  # type: ignore[import-untyped]

from reader.importing.bylines import byline_of
from reader.importing.dates import find_date, is_date_line
from reader.importing.draft import Author, Draft, Piece, Record, Removal
from reader.importing.formats.blocks import Tree
from reader.importing.formats.choosing import Unit, choose, units_of
from reader.importing.formats.html import (
    HEADINGS,
    STEP,
    Node,
    parse,
    text_of,
    to_tree,
)
from reader.importing.formats.page_record import read_record
from reader.importing.formats.pandoc import Unreadable
from reader.importing.formats.preparing import prepare
from reader.importing.pipeline import clean_page_pieces
from reader.importing.wording import fold, size
from reader.problems import Problem

_SITE = re.compile(r"\s+[|–—»·_-]\s+(?=[^|–—»·]{2,40}$)(?!.*\s[|–—»·-]\s)")
# Its complaints of pages without a body are ours to make.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
HEAD, TAIL = 14, 40
_CHANGED = re.compile(
    r"\W*(?:last )?(?:updated|modified|обновлено|actualizado|mis à jour|aktualisiert|آخر تحديث|更新)", re.IGNORECASE
)


def clean_page(source: str, name: str, *, keep_all: bool = False) -> Draft | Problem:
    """Clean a web page; a problem says that it cannot be read, and what to do."""
    try:
        page = parse(source)
        record = read_record(source)
        prepare(page)
        units = units_of(page)
        choose(page, units, _verdict(source), record.title, keep_all=keep_all)
        record, keys = _from_head(record, units)
        heads = [unit.text for unit in units if unit.node.tag in HEADINGS]
        removed = list(page.removed)
        for number, unit in enumerate(units, 1):
            if unit.why or number - 1 in keys:
                key = keys.get(number - 1, "")
                why = {"authors": "the byline", "published": "a date"}.get(key, unit.why)
                removed.append(Removal(Piece("line", unit.text, number), why, key, step=STEP))
                _take_out(unit.node)
        tree = Tree(page=True).read(to_tree(page))
    except Unreadable as error:
        return Problem(name, 0, f"the page cannot be read: {error}", "copy its text into a .txt file, and import that")
    pieces, lost = tree.result()
    if record.title and not any(fold(text) == fold(record.title) for text in heads):
        record = replace(record, title=_bare_title(record.title))
    headed = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    if len(headed) == 1 and (not record.title or _alike(headed[0].text, record.title)):
        record = replace(record, title=headed[0].text).source("title", "the heading of the page")
    return clean_page_pieces(Draft(pieces, record, (*removed, *lost), source=tuple(page.source)))


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


def _take_out(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        return
    keep = lxml_html.Element("span")
    keep.tail = node.tail
    parent.replace(node, keep)


def _bare_title(title: str) -> str:
    """A title without the name of the site that a page's own title ends in, where no heading has it so."""
    match = _SITE.search(title)
    return title[: match.start()] if match and len(title[: match.start()].split()) >= 3 else title


def _alike(heading: str, title: str) -> bool:
    """Whether the page's heading and its stated title are one: half the words of either, or one in the other."""
    ours, theirs = set(fold(heading).split()), set(fold(title).split())
    return fold(heading) in fold(title) or len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _labelled_author(node: Node) -> tuple[Author, ...]:
    """The author in a line whose first words, set apart in bold, are a label for one."""
    label = next((text_of(each) for each in node.iter("b", "strong", "dt", "th")), "")
    text = text_of(node)
    if not label or not text.startswith(label) or len(label.split()) > 2 or text == label:
        return ()
    return byline_of(f"{label.strip(' :')}: {text[len(label) :].strip(' :')}")


def _from_head(record: Record, units: list[Unit]) -> tuple[Record, dict[int, str]]:
    """Read a labelled byline and a date that stand in lines of their own around the title, where the head is silent."""
    first = next((at for at, unit in enumerate(units) if unit.prose and not unit.why), 0)
    found: dict[int, str] = {}
    last = max((at for at, unit in enumerate(units) if unit.prose and not unit.why), default=first)
    around = [*range(max(0, first - HEAD), min(len(units), first + 2)), *range(last + 1, min(len(units), last + TAIL))]
    for at in around:
        unit = units[at]
        if size(unit.text) > 25 or unit.beside in {"comments", "related", "footer", "nav"}:
            continue
        if authors := byline_of(unit.text) or _labelled_author(unit.node):
            if not record.authors:
                record = record.with_values(authors=authors).source("authors", "the page's byline")
            found[at] = "authors"
        if (date := find_date(unit.text)) and (is_date_line(unit.text) or at in found) and not unit.prose:
            if not record.published and not _CHANGED.match(unit.text):
                record = record.with_values(published=date.value).source("published", "a line of the page")
                record = record.doubt("published", date.doubt) if date.doubt else record
            found.setdefault(at, "published")
    return record, found

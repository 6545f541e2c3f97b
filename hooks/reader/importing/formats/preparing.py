"""A page or a book made ready for pandoc: notes tied to marks, layout and verse seen, loose text wrapped."""

import re

from lxml import html  # type: ignore[import-untyped]

from reader.importing.formats.html import BLOCKS, HEADINGS, Node, Page, has_blocks, named, text_of, type_of
from reader.importing.formats.html_notes import tie_notes

_VERSE = re.compile(r"\b(?:poem|poetry|verse|stanza|line-?group|lg|linegroup)\b", re.IGNORECASE)
_UNSEEN = (
    (re.compile(r"\b(?:pagebreak|doc-pagebreak|page-?num(?:ber)?|pagenum)\b", re.IGNORECASE), "the number of a page"),
    (re.compile(r"\b(?:lnum|line-?num(?:ber)?|linenum|lineno)\b", re.IGNORECASE), "the number of a line"),
    (re.compile(r"\b(?:mw-editsection|editsection)\b", re.IGNORECASE), "a link to edit the page"),
    (
        re.compile(r"\b(?:headerlink|heading-anchor|header-anchor|anchorjs-link|permalink-mark)\b"),
        "a link to a heading",
    ),
)
_GROUPS = ("div", "section", "blockquote", "p")


def prepare(page: Page) -> None:
    """Take page numbers and the like out, tie notes to their marks, unroll layout tables, see verse and loose text."""
    for node in list(page.body.iter()):
        if node.getparent() is None or not isinstance(node.tag, str):
            continue
        label = f"{node.get('class') or ''} {node.get('role') or ''} {type_of(node)}"
        why = next((why for pattern, why in _UNSEEN if pattern.search(label)), "")
        if why and len(text_of(node)) <= 40 and node is not page.body:
            page.drop(node, why)
    tie_notes(page)
    for table in page.body.xpath(".//table"):
        if _is_layout(table):
            cells = list(table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"))
            for node in cells:
                if node is table or (node.tag != "table" and next(node.iterancestors("table"), table) is table):
                    node.tag = "div"
    for node in list(page.body.iter()):
        if isinstance(node.tag, str) and _VERSE.search(named(node)) and node.tag in _GROUPS:
            for group in [node, *node.iterdescendants(*_GROUPS)]:
                _see_verse(group)
    for node in [page.body, *page.body.iterdescendants()]:
        if isinstance(node.tag, str) and node.tag in BLOCKS | {"a"} and node.tag not in {"p", "pre", *HEADINGS}:
            _wrap_loose(node)


def _is_layout(table: Node) -> bool:
    """Whether a table lays out a page: it says so, or a cell of it holds what no cell of figures does."""
    if table.get("role") == "presentation" or table.xpath(".//table"):
        return True
    if table.xpath(".//th"):
        return False
    cells = table.xpath(".//td")
    long = [
        cell for cell in cells if len(cell.xpath(".//p")) > 1 or cell.xpath(".//h1|.//h2|.//h3|.//form|.//blockquote")
    ]
    return bool(long) or len(cells) == 1 or all(len(row.xpath("./td|./th")) <= 1 for row in table.xpath(".//tr"))


def _see_verse(node: Node) -> None:
    """Make one paragraph with breaks of each run of lines that are elements of their own."""
    if (node.text or "").strip() or any((each.tail or "").strip() for each in node):
        return
    run: Node | None = None
    for line in list(node):
        simple = (
            line.tag in {"div", "span", "p"}
            and not has_blocks(line)
            and not (line.tag == "p" and line.find(".//br") is not None)
        )
        if not simple or line.get("data-note"):
            run = None
            continue
        if run is None:
            run = html.Element("p")
            line.addprevious(run)
        elif len(run):
            run.append(html.Element("br"))
        run.append(line)
        line.tag, line.tail = "span", None


def _wrap_loose(node: Node) -> None:
    """Put text that stands beside blocks into paragraphs of its own."""
    if not any(isinstance(each.tag, str) and each.tag in BLOCKS for each in node):
        return
    run: Node | None = None
    if (node.text or "").strip():
        run = html.Element("p")
        run.text, node.text = node.text, None
        node.insert(0, run)
    for child in list(node):
        if child is run:
            continue
        block = isinstance(child.tag, str) and (child.tag in BLOCKS or has_blocks(child))
        if not block:
            if run is None:
                if child.tag == "br" and not (child.tail or "").strip():
                    continue
                run = html.Element("p")
                child.addprevious(run)
            run.append(child)
            continue
        run = None
        if (child.tail or "").strip():
            run = html.Element("p")
            run.text, child.tail = child.tail, None
            child.addnext(run)

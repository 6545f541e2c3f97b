"""HTML before pandoc reads it: parsed, with its notes found and tied to their marks, and its verse and layout seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from reader.importing.draft import Piece, Removal
from reader.importing.formats.pandoc import DEEPEST, Element, Unreadable, read_tree
from reader.importing.vocabulary import any_of

Node = Any
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
UNREAD = frozenset(
    "script style template noscript head title iframe object embed svg canvas audio video map button select"
    " textarea input meta link base param track source datalist".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul caption".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
STEP = "web page"
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|dl|blockquote|b|i|u|em|strong|font|a|center|details)\b[^<>]*?(/?)>",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[\[(]?\s*(?:n(?:ote|\.)?\s*)?(?:\d{1,4}|[a-z]{1,2}|[ivxl]{1,6}|[*†‡§¶#]{1,3})\s*[\])]?", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*[\[(]?\s*(\d{1,4}|[*†‡§]{1,3})\s*[\])]?\s*[.:]?\s*")
_BACK = re.compile(
    r"[\s↩↑^⏎⤴←\ufe0e\ufe0f.,;\[\]()]*|\W*(?:back|return|jump up|zurück|volver|retour)\b.{0,30}", re.IGNORECASE
)
_NOTE_WORDS = re.compile(
    r"foot-?note|end-?note|rear-?note|note-?ref|cite[_-]?(?:note|ref)|doc-(?:noteref|biblioref)|\bfn|\breference\b|\bsidenote",
    re.IGNORECASE,
)
_NOTES_TITLE = re.compile(rf"\s*{any_of('notes titles')}\s*:?\s*(?:\[.*\])?\s*", re.IGNORECASE)
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
_SECTIONS = frozenset(
    "main article section header footer aside nav form center address details summary dialog fieldset hgroup menu"
    " dir".split()
)
_GROUPS = ("div", "section", "blockquote", "p")
_ATTRIBUTES = frozenset("href src alt colspan rowspan start class data-note data-note-mark".split())
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LONGEST_NOTE = 6000


@dataclass(slots=True)
class Page:
    """A page as a tree, and what was taken out of it before it is read."""

    body: Node
    removed: list[Removal] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def lose(self, text: str, why: str, step: str = STEP) -> None:
        """Remember text that is not read."""
        if text.strip():
            piece = Piece("line", " ".join(text.split()), 0, len(self.removed) + 1)
            self.removed.append(Removal(piece, why, step=step))

    def drop(self, node: Node, why: str, step: str = STEP) -> None:
        """Take an element out, its text remembered."""
        self.lose(text_of(node), why, step)
        _unlink(node)


def depth_of(source: str) -> int:
    """How deep the elements of a page are nested, counted on those that always have an end; empty ones count not."""
    depth = deepest = 0
    for tag in _NESTING.finditer(source):
        if tag[2]:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def parse(source: str, *, xml: bool = False) -> Page:
    """Parse a page; raises `Unreadable` where it is nested too deep or has no text."""
    if (depth := depth_of(source)) > DEEPEST:
        raise Unreadable(f"it is nested {depth} elements deep, more than {DEEPEST}")
    root = document(source, xml=xml)
    body = root.find(".//body")
    if body is None:
        body = root
    for node in list(body.iter()):
        if not isinstance(node.tag, str) or node.tag in UNREAD:
            _unlink(node)
    if not text_of(body):
        raise Unreadable("it has no text")
    return Page(body, source=list(_paragraphs(body)))


def document(source: str, *, xml: bool = False) -> Node:
    """Parse a page without its comments, in which nothing is loaded and no entity is resolved."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROLS.sub("", source))
    if xml:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            root = etree.fromstring(re.sub(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>", "", source, count=1), parser)
        except etree.XMLSyntaxError:
            return document(source, xml=False)
        for node in root.iter():
            if isinstance(node.tag, str):
                node.tag = etree.QName(node).localname
        source = etree.tostring(root, encoding="unicode", method="html")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(source if source.strip() else "<p></p>", parser=parser)
    for node in root.iter():
        if isinstance(node.tag, str) and not re.fullmatch(r"[a-z][a-z0-9-]*", node.tag):
            node.tag = "span"
    return root


def _paragraphs(body: Node) -> Iterator[str]:
    """All text of a page, cut where a block begins or ends."""
    run: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if (
            node.tag.endswith("math")
            or next((each for each in node.iterancestors() if each.tag.endswith("math")), None) is not None
        ):
            if event == "end" and node.tag.endswith("math"):
                run.append(node.tail or "")
            continue
        if node.tag in BLOCKS or node.tag == "br":
            if text := " ".join("".join(run).split()):
                yield text
            run = []
        if event == "start":
            run.append(node.text or "")
        elif node is not body:
            run.append(node.tail or "")
    if text := " ".join("".join(run).split()):
        yield text


def text_of(node: Node) -> str:
    """The text of an element on one line, blocks and breaks set apart by a space."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    apart = node.tag in BLOCKS or node.tag == "br"
    if apart:
        yield " "
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield from _texts(child)
        if child.tail:
            yield child.tail
    if apart:
        yield " "


def named(node: Node) -> str:
    """What an element calls itself: its classes, id, role and type in an EPUB."""
    return " ".join(filter(None, (node.get("class"), node.get("id"), node.get("role"), type_of(node))))


def type_of(node: Node) -> str:
    """The type an element has in an EPUB."""
    return node.get(EPUB_TYPE) or node.get("epub:type") or node.get("type") or ""


def has_blocks(node: Node) -> bool:
    """Whether an element holds blocks, and not only a line of text."""
    return any(isinstance(each.tag, str) and each.tag in BLOCKS for each in node.iterdescendants())


def prepare(page: Page) -> None:
    """Take page numbers and the like out, tie notes to their marks, unroll layout tables, see verse and loose text."""
    for node in list(page.body.iter()):
        if node.getparent() is None or not isinstance(node.tag, str):
            continue
        label = f"{node.get('class') or ''} {node.get('role') or ''} {type_of(node)}"
        why = next((why for pattern, why in _UNSEEN if pattern.search(label)), "")
        if why and len(text_of(node)) <= 40 and node is not page.body:
            page.drop(node, why)
    _tie_notes(page)
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
        if isinstance(node.tag, str) and node.tag in BLOCKS and node.tag not in {"p", "pre", *HEADINGS}:
            _wrap_loose(node)


def to_tree(page: Page) -> list[Element]:
    """Read the page as it now is into pandoc's blocks."""
    for node in page.body.iter():
        if isinstance(node.tag, str):
            # Pandoc reads nothing but <main> where there is one.
            node.tag = "div" if node.tag in _SECTIONS else node.tag
            for name in set(node.attrib) - _ATTRIBUTES:
                del node.attrib[name]
    source = html.tostring(page.body, encoding="unicode")
    _, blocks = read_tree(source.encode("utf-8", "replace"), "html-smart")
    return blocks


def _unlink(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


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


def _tie_notes(page: Page) -> None:
    """Find each mark that links to a note, number the notes in the order of their marks, and set them apart."""
    targets: dict[str, Node] = {}
    for node in page.body.iter():
        if isinstance(node.tag, str):
            for name in (node.get("id"), node.get("name") if node.tag == "a" else None):
                if name:
                    targets.setdefault(name, node)
    found: dict[Node, int] = {}
    marks: list[tuple[Node, Node]] = []
    for link in page.body.iter("a"):
        href = link.get("href") or ""
        target = targets.get(href.partition("#")[2]) if "#" in href and not re.match(r"\w+:", href) else None
        if target is None or not _is_mark(link):
            continue
        note = _note_of(target, link)
        if note is not None:
            marks.append((link, note))
    noted = {note for _, note in marks}
    for link, note in marks:
        if any(each in noted for each in link.iterancestors()) or any(each in noted for each in note.iterancestors()):
            continue
        number = found.setdefault(note, len(found) + 1)
        _set_mark(page, link, number)
    store = html.Element("div")
    for note, number in found.items():
        _clean_note(page, note)
        _set_apart(page, note, number, store)
    page.body.append(store)
    for heading in [each for each in page.body.iter(*HEADINGS, "p", "div") if found]:
        if _NOTES_TITLE.fullmatch(text_of(heading)) and not has_blocks(heading) and not _goes_on(heading):
            page.drop(heading, "the title over the notes")


def _is_mark(link: Node) -> bool:
    text = text_of(link)
    label = named(link) + " " + " ".join(named(each) for each in [*link.iterancestors()][:2])
    if len(text) > 12:
        return False
    if _opens(link) and "noteref" not in label:
        return False
    raised = link.getparent() is not None and (link.getparent().tag == "sup" or link.find("sup") is not None)
    if not _MARK.fullmatch(text):
        return bool(text) and "noteref" in label and len(text) <= 12
    return raised or bool(_NOTE_WORDS.search(label)) or bool(re.match(r"[\[(*†‡§]|\d", text))


def _opens(link: Node) -> bool:
    """Whether a link stands at the start of its block, as the number of a note does that leads back to its mark."""
    node = link
    while node is not None and node.tag not in BLOCKS:
        before = node.getprevious()
        while before is not None:
            if text_of(before) or (before.tail or "").strip(" \n\t[("):
                return False
            before = before.getprevious()
        parent = node.getparent()
        if parent is None or (parent.text or "").strip(" \n\t[("):
            return False
        node = parent
    return True


def _note_of(target: Node, link: Node) -> Node | None:
    """The block that holds a note whose anchor is `target`, or nothing where it does not look like one."""
    note = target
    while note.tag not in BLOCKS or note.tag in {"tbody", "thead"}:
        note = note.getparent()
        if note is None:
            return None
    if note.tag == "td" and note.getparent() is not None:
        note = note.getparent()
    if note.tag in {"body", "html", "article", "main", "table", *HEADINGS} or note in set(link.iterancestors()):
        return None
    text = text_of(note)
    if not text or len(text) > LONGEST_NOTE:
        return None
    if note.tag in {"section", "div", "aside"} and _NOTES_TITLE.fullmatch(text_of(note[0]) if len(note) else ""):
        return None
    own = {
        name for each in (link, *list(link.iterancestors())[:2]) for name in (each.get("id"), each.get("name")) if name
    }
    back = [each for each in note.iter("a") if (each.get("href") or "").partition("#")[2] in own] if own else []
    label = text_of(link).strip("[]() .")
    starts = re.match(rf"\W{{0,3}}{re.escape(label)}(?!\w)", text)
    said = _NOTE_WORDS.search(named(note) + " " + named(target)) is not None
    return note if back or starts or said else None


def _set_mark(page: Page, link: Node, number: int) -> None:
    mark = html.Element("span")
    mark.set("data-note-mark", str(number))
    place = link
    parent = link.getparent()
    while (
        parent is not None
        and parent.tag in {"sup", "span", "small"}
        and _NUMBERED.fullmatch(text_of(parent) or "1")
        and len(parent.findall(".//a")) == 1
    ):
        place, parent = parent, parent.getparent()
    # The brackets that stand around the mark go with it.
    before, tail = place.getprevious(), place.tail or ""
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if text.endswith("[") and tail.startswith("]"):
        place.tail = tail[1:]
        if before is not None:
            before.tail = text[:-1]
        elif parent is not None:
            parent.text = text[:-1]
    mark.tail = place.tail
    page.lose(text_of(place), "the mark of a note")
    if parent is not None:
        parent.replace(place, mark)


def _clean_note(page: Page, note: Node) -> None:
    """Take out of a note the links back to its marks and its own number."""
    for link in list(note.iter("a")):
        href = link.get("href") or ""
        text = text_of(link)
        local = href.startswith("#") or (not href and (link.get("id") or link.get("name")))
        if local and (_BACK.fullmatch(text) or _NUMBERED.fullmatch(text) or re.fullmatch(r"[a-z]{1,2}", text)):
            place = link
            while (
                place.getparent() is not note
                and place.getparent().tag in {"sup", "b", "strong", "i", "em", "span"}
                and text_of(place.getparent()) == text
            ):
                place = place.getparent()
            place.tail = re.sub(r"^[.:)\]]\s*", "", place.tail or "") if _NUMBERED.fullmatch(text) else place.tail
            page.lose(text, "the number of a note")
            _unlink(place)
    for each in list(note.iter("sup", "span", "b", "strong")):
        if (
            each.getparent() is not None
            and _NUMBERED.fullmatch(text_of(each))
            and text_of(note).startswith(text_of(each))
        ):
            page.lose(text_of(each), "the number of a note")
            _unlink(each)
            break
    for each in note.iter():
        if isinstance(each.tag, str) and (each.text or "").strip():
            number = _NUMBERED.match(each.text)
            if number and note.tag != "li" and re.match(r"\s*[\[(]?\d+[\])]|\s*\d+[.:)]?\s|\s*[*†‡]", each.text):
                page.lose(number[0], "the number of a note")
                each.text = each.text[number.end() :]
            break
        if isinstance(each.tag, str) and (each.tail or "").strip() and each is not note:
            break


def _set_apart(page: Page, note: Node, number: int, store: Node) -> None:
    """Move a note to the store at the end; the list and the title that it leaves empty go."""
    parent = note.getparent()
    if parent is None:
        return
    _unlink(note)
    if note.tag in {"li", "tr", "p", "dd", "dt"}:
        inside = html.Element("div")
        if note.tag == "p":
            inside.append(note)
        else:
            inside.text = note.text
            for child in list(note):
                inside.append(child)
        for cell in inside.iter("td", "th"):
            cell.tag = "span"
        note = inside
    note.tail = None
    note.tag = "div"
    for name in list(note.attrib):
        del note.attrib[name]
    note.set("data-note", str(number))
    store.append(note)
    while parent is not None and parent is not page.body and not text_of(parent):
        node, parent = parent, parent.getparent()
        _unlink(node)


def _goes_on(heading: Node) -> bool:
    """Whether text stands under a heading, before the next one."""
    after = heading.getnext()
    while after is not None and after.get("data-note") is None and not text_of(after):
        after = after.getnext()
    return after is not None and after.tag not in HEADINGS and after.find(".//*[@data-note]") is None

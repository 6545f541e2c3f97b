"""The notes of a page or a book: found by the links to them, numbered in the order of their marks, and set apart."""

import re

from lxml import html  # type: ignore[import-untyped]

from reader.importing.formats.html import BLOCKS, HEADINGS, Node, Page, has_blocks, named, text_of, unlink
from reader.importing.vocabulary import any_of

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
LONGEST_NOTE = 6000


def tie_notes(page: Page) -> None:
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
            unlink(place)
    for each in list(note.iter("sup", "span", "b", "strong")):
        if (
            each.getparent() is not None
            and _NUMBERED.fullmatch(text_of(each))
            and text_of(note).startswith(text_of(each))
        ):
            page.lose(text_of(each), "the number of a note")
            unlink(each)
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
    unlink(note)
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
        unlink(node)


def _goes_on(heading: Node) -> bool:
    """Whether text stands under a heading, before the next one."""
    after = heading.getnext()
    while after is not None and after.get("data-note") is None and not text_of(after):
        after = after.getnext()
    return after is not None and after.tag not in HEADINGS and after.find(".//*[@data-note]") is None

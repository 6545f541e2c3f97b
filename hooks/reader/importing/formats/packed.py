"""DOCX, ODT and EPUB: packed files, opened within bounds; and RTF. Each is read by pandoc, its record apart."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from lxml import html as lxml_html  # type: ignore[import-untyped]

from reader.importing.bylines import stated_name
from reader.importing.dates import find_date
from reader.importing.draft import Draft, Piece, Record, Removal
from reader.importing.formats.blocks import Tree
from reader.importing.formats.html import Page, parse, to_tree
from reader.importing.formats.inlines import plain_of
from reader.importing.formats.pandoc import Element, Unreadable, read_tree
from reader.importing.formats.preparing import prepare
from reader.importing.formats.rtf import rtf_paragraphs
from reader.importing.pipeline import clean_document
from reader.problems import Problem

LARGEST_INSIDE = 60_000_000
MOST_FILES = 5_000
STEP = "document"
_READ = (".xml", ".rels", ".opf", ".xhtml", ".html", ".htm", ".ncx")
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX_TEXT = re.compile(r"word/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_BREAKING = (ElementTree.ParseError, zipfile.BadZipFile, KeyError, StopIteration, ValueError, NotImplementedError)


def clean_document_file(data: bytes, name: str, format: str) -> Draft | Problem:
    """Clean a DOCX, ODT, RTF or EPUB file, or say why it cannot be read."""
    shown = format.upper()
    try:
        draft = {"docx": _docx, "odt": _odt, "rtf": _rtf, "epub": _epub}[format](data)
    except Unreadable as error:
        return _refusal(name, str(error), shown)
    except _BREAKING:
        return _refusal(name, f"it is not a whole {shown}", shown)
    if not draft.pieces:
        return Problem(name, 0, "the document has no text", "check that it is not made of pictures")
    return clean_document(draft)


def _docx(data: bytes) -> Draft:
    parts = unpack(data)
    meta, blocks = read_tree(data, "docx", changes="all")
    pieces, removed = Tree().read(blocks).result()
    aside = list(_docx_aside(parts))
    record = _stated(meta)
    if core := parts.get("docProps/core.xml", b""):
        record = _hinted(record, ElementTree.fromstring(core))
    texts = [text for name, part in sorted(parts.items()) if _DOCX_TEXT.fullmatch(name) for text in words_of(part)]
    aside += _styled(meta)
    return Draft(_stated_pieces(meta) + pieces, record, (*removed, *aside), source=tuple(texts))


def _docx_aside(parts: dict[str, bytes]) -> Iterator[Removal]:
    """What a Word document holds beside its text: the heads and feet of its pages, and comments."""
    for name, part in sorted(parts.items()):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name) and (text := " ".join(words_of(part))):
            yield Removal(Piece("line", text, 0), "the head or foot of each page", step=STEP)


def words_of(part: bytes) -> Iterator[str]:
    """The text of a part of a Word document, a paragraph each, what was deleted left out."""
    for paragraph in ElementTree.fromstring(part).iter(f"{_W}p"):
        text = "".join(_runs(paragraph))
        if text.strip():
            yield " ".join(text.split())


def _runs(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif (
            child.tag == "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
            or child.tag == f"{_W}p"
        ):
            continue
        else:
            yield from _runs(child)


def _odt(data: bytes) -> Draft:
    content = ElementTree.fromstring(unpack(data)["content.xml"])
    for mark in content.iter(f"{_TEXT}note-citation"):
        mark.text = ""
    meta, blocks = read_tree(data, "odt")
    pieces, removed = Tree().read(blocks).result()
    texts = [
        " ".join("".join(each.itertext()).split()) for each in content.iter() if each.tag in {f"{_TEXT}p", f"{_TEXT}h"}
    ]
    return Draft(_stated_pieces(meta) + pieces, _stated(meta), removed, source=tuple(texts))


def _rtf(data: bytes) -> Draft:
    meta, blocks = read_tree(data, "rtf")
    pieces, removed = Tree().read(blocks).result()
    return Draft(pieces, _stated(meta), removed, source=tuple(rtf_paragraphs(data.decode("cp1252", "replace"))))


def _stated(meta: dict[str, Any]) -> Record:
    """The record as the styles of a document state it: a title, authors, a date of its own."""
    authors = tuple(author for name in _values(meta.get("author")) for author in stated_name(name))
    date = next(iter(_values(meta.get("date"))), "")
    found = find_date(date)
    subtitle = next(iter(_values(meta.get("subtitle"))), "")
    title = ": ".join(filter(None, [*_values(meta.get("title"))[:1], subtitle]))
    record = Record().with_values(title=title, authors=authors, published=found.value if found else "")
    for key in ("title", "authors", "published"):
        if getattr(record, key):
            record = record.source(key, "a paragraph styled so")
    return record.doubt("published", found.doubt) if found and found.doubt else record


def _styled(meta: dict[str, Any]) -> Iterator[Removal]:
    """The paragraphs whose style made them the record."""
    for key, name in (("title", "title"), ("subtitle", "title"), ("author", "authors"), ("date", "published")):
        for text in _values(meta.get(key)):
            yield Removal(Piece("line", text, 0), f"a paragraph styled as the {key}", name, STEP)


def _stated_pieces(meta: dict[str, Any]) -> tuple[Piece, ...]:
    """An abstract that a document's styles set apart."""
    abstract = meta.get("abstract")
    if not abstract or abstract["t"] not in {"MetaBlocks", "MetaInlines"}:
        return ()
    blocks: list[Element] = abstract["c"] if abstract["t"] == "MetaBlocks" else [{"t": "Para", "c": abstract["c"]}]
    pieces, _ = (
        Tree().read([{"t": "Div", "c": [["", [], [["block", "abstract"], ["label", "Abstract"]]], blocks]}]).result()
    )
    return pieces


def _values(value: dict[str, Any] | None) -> list[str]:
    if value is None:
        return []
    if value["t"] == "MetaList":
        return [text for each in value["c"] for text in _values(each)]
    text = " ".join(plain_of(value["c"]).split()) if value["t"] != "MetaString" else str(value["c"])
    return [text] if text else []


def _hinted(record: Record, root: ElementTree.Element) -> Record:
    """The properties of a file name whoever made the file, and often a template's title: hints, and no more."""
    for key, name in (("authors", "creator"), ("title", "title")):
        said = " ".join((root.findtext(f"{_DC}{name}") or "").split())
        if said and not getattr(record, key):
            record = record.doubt(key, f'the properties of the file {"name" if key == "authors" else "say"} "{said}"')
    return record


def unpack(data: bytes) -> dict[str, bytes]:
    """The XML parts of a packed file, if they are within bounds and declare no entities. Raises `Unreadable`."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
            raise Unreadable(f"it unpacks to more than {LARGEST_INSIDE:,} bytes or {MOST_FILES:,} files")
        for entry in entries:
            if not entry.filename.lower().endswith(_READ):
                continue
            if entry.flag_bits & 1:
                raise Unreadable("it is locked with a password")
            with packed.open(entry) as part:
                content = part.read(LARGEST_INSIDE + 1)
            if len(content) > LARGEST_INSIDE:
                raise Unreadable(f"it unpacks to more than {LARGEST_INSIDE:,} bytes")
            if b"<!ENTITY" in content:
                raise Unreadable(f"{entry.filename} declares entities")
            parts[entry.filename] = content
    return parts


def _epub(data: bytes) -> Draft:
    parts = unpack(data)
    root = ElementTree.fromstring(parts["META-INF/container.xml"])
    path = next(each.attrib["full-path"] for each in root.iter(f"{_CONTAINER}rootfile"))
    package = ElementTree.fromstring(parts[path])
    page = chapters(parts, package, path)
    prepare(page)
    pieces, lost = Tree().read(to_tree(page)).result()
    return Draft(pieces, _epub_record(package), (*page.removed, *lost), source=tuple(page.source))


def chapters(parts: dict[str, bytes], package: ElementTree.Element, path: str) -> Page:
    """The chapters of a book in reading order as one page, the ids and links of each made the whole's."""
    whole = Page(lxml_html.Element("body"))
    order = _spine(package, path)
    numbers = {chapter: at for at, chapter in enumerate(order)}
    for chapter, at in numbers.items():
        if chapter not in parts:
            continue
        try:
            page = parse(parts[chapter].decode("utf-8", "replace"), xml=True)
        except Unreadable as error:
            if "no text" in str(error):
                continue
            raise
        for node in page.body.iter():
            if isinstance(node.tag, str):
                for name in ("id", "name"):
                    if node.get(name):
                        node.set(name, f"{at}-{node.get(name)}")
                if (href := node.get("href")) and not re.match(r"\w+:", href):
                    file, _, anchor = unquote(href).partition("#")
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(chapter), file)) if file else chapter
                    node.set("href", f"#{numbers.get(target, at)}-{anchor}")
        page.body.tag = "div"
        whole.source += page.source
        whole.body.append(page.body)
    if not len(whole.body):
        raise Unreadable("it has no chapter with text")
    return whole


def _spine(package: ElementTree.Element, path: str) -> list[str]:
    """The parts of the book in reading order, without its table of contents and its cover."""
    folder = posixpath.dirname(path)
    manifest = {each.attrib["id"]: each for each in package.iter(f"{_OPF}item") if "id" in each.attrib}
    order: list[str] = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = manifest.get(reference.attrib.get("idref", ""))
        if item is None or reference.attrib.get("linear") == "no":
            continue
        properties = item.attrib.get("properties", "")
        if "nav" in properties.split() or "html" not in item.attrib.get("media-type", "html"):
            continue
        order.append(posixpath.normpath(posixpath.join(folder, unquote(item.attrib.get("href", "")))))
    return order


def _epub_record(package: ElementTree.Element) -> Record:
    def said(key: str) -> list[str]:
        return [text for each in package.iter(f"{_DC}{key}") if (text := " ".join((each.text or "").split()))]

    creators = [name for name, role in _creators(package) if role in {"", "aut"}]
    others = [f"{name} ({role})" for name, role in _creators(package) if role not in {"", "aut"}]
    authors = tuple(author for name in creators for author in stated_name(_straight(name)))
    dates = [found.value if found else text for text in said("date")[:1] for found in [find_date(text)]]
    published = next((text for text in dates if re.fullmatch(r"\d{4}(-\d\d){0,2}", text)), "")
    addresses = [text for key in ("source", "identifier") for text in said(key) if re.match(r"https?://\S+$", text)]
    issn = [found[1] for text in said("identifier") if (found := re.search(r"(?i)issn\D*(\d{4}-\d{3}[\dx])", text))]
    record = Record().with_values(
        title=next(iter(said("title")), ""),
        authors=authors,
        published=published,
        publication=next(iter(said("publisher")), ""),
        original=next(iter(addresses), ""),
        issn=next(iter(issn), ""),
        language=next(iter(said("language")), "").split("-")[0].lower(),
        rights=next(iter(said("rights")), ""),
    )
    for key in ("title", "authors", "published", "publication"):
        if getattr(record, key):
            record = record.source(key, "the book's package")
    for name in others[:3] if others else [] if authors else creators[:2]:
        record = record.doubt("authors", f'the book\'s package also names "{name}"')
    return record


def _creators(package: ElementTree.Element) -> list[tuple[str, str]]:
    """Whom a book names as its makers, with their roles (MARC relators: aut, edt, trl ...), "" where none is given."""
    roles = {
        (each.get("refines") or "").lstrip("#"): (each.text or "").strip()
        for each in package.iter(f"{_OPF}meta")
        if each.get("property") == "role"
    }
    return [
        (" ".join((each.text or "").split()), each.get(f"{_OPF}role") or roles.get(each.get("id") or "-", ""))
        for each in package.iter(f"{_DC}creator")
        if (each.text or "").strip()
    ]


def _straight(name: str) -> str:
    """A name as it is spoken: "Eliot, T. S." is turned round."""
    surname, comma, given = name.partition(", ")
    return (
        f"{given} {surname}" if comma and " " not in surname and len(given.split()) <= 3 and "," not in given else name
    )


def _refusal(name: str, reason: str, what: str) -> Problem:
    hint = "save it anew, or save its text as .txt, and import that"
    return Problem(name, 0, f"the {what} cannot be read: {reason}", hint)

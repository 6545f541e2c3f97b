"""DOCX and EPUB: packed files, opened within bounds, read through the same reader of mark-up as web pages.

Both are read in this process, by mammoth and the standard library: pandoc is a large program that an editor may not
have, runs outside our bounds, and would make the result depend on its version.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import mammoth  # type: ignore[import-untyped]

from reader.importing.bylines import read_names
from reader.importing.dates import find_date
from reader.importing.draft import Draft, Record
from reader.importing.markup import DEEPEST, depth_of, read_markup, sanitise
from reader.importing.pipeline import clean_pieces
from reader.problems import Problem

LARGEST_INSIDE = 60_000_000
MOST_FILES = 5_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
"""
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class _Refused(Exception):
    """A packed file is out of bounds or not what it says; the message is for the editor."""


def clean_docx(data: bytes, name: str) -> Draft | Problem:
    """Clean a Word document; its pictures are left out, its properties only hint at an author."""
    try:
        parts = _unpack(data)
        result = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=lambda _: [])
        record = _docx_record(parts.get("docProps/core.xml", b""))
    except (_Refused, zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError) as error:
        return _refusal(name, error, "DOCX")
    return _clean(result.value, name, record)


def clean_epub(data: bytes, name: str) -> Draft | Problem:
    """Clean an EPUB: its chapters in reading order make one article, its package document the record."""
    try:
        parts = _unpack(data)
        root = ElementTree.fromstring(parts["META-INF/container.xml"])
        path = next(each.attrib["full-path"] for each in root.iter(f"{_CONTAINER}rootfile"))
        package = ElementTree.fromstring(parts[path])
        chapters = [parts[chapter].decode("utf-8", "replace") for chapter in _spine(package, path) if chapter in parts]
    except (_Refused, zipfile.BadZipFile, KeyError, StopIteration, ElementTree.ParseError) as error:
        return _refusal(name, error, "EPUB")
    return _clean("\n".join(chapters), name, _epub_record(package))


def _clean(html: str, name: str, record: Record) -> Draft | Problem:
    if (depth := depth_of(html)) > DEEPEST:
        message = f"the document is nested {depth} elements deep, more than {DEEPEST}"
        return Problem(name, 0, message, "copy its text into a .txt file, and import that")
    pieces = [found.piece for found in read_markup(sanitise(html)) if not found.outside]
    if not pieces:
        return Problem(name, 0, "the document has no text", "check that it is not made of pictures")
    return clean_pieces(Draft(tuple(pieces), record))


def _unpack(data: bytes) -> dict[str, bytes]:
    """The XML parts of a packed file, if they are within bounds and declare no entities."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
            raise _Refused(f"it unpacks to more than {LARGEST_INSIDE:,} bytes or {MOST_FILES:,} files")
        for entry in entries:
            if not entry.filename.lower().endswith((".xml", ".rels", ".opf", ".xhtml", ".html", ".htm", ".ncx")):
                continue
            if entry.flag_bits & 1:
                raise _Refused("it is locked with a password")
            with packed.open(entry) as part:
                content = part.read(LARGEST_INSIDE + 1)
            if len(content) > LARGEST_INSIDE:
                raise _Refused(f"it unpacks to more than {LARGEST_INSIDE:,} bytes")
            if b"<!ENTITY" in content:
                raise _Refused(f"{entry.filename} declares entities")
            parts[entry.filename] = content
    return parts


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


def _docx_record(core: bytes) -> Record:
    if not core:
        return Record()
    root = ElementTree.fromstring(core)
    creator = (root.findtext(f"{_DC}creator") or "").strip()
    title = (root.findtext(f"{_DC}title") or "").strip()
    record = Record()
    if creator:
        record = record.doubt("authors", f'the properties of the file name "{creator}"')
    return record.doubt("title", f'the properties of the file say "{title}"') if title else record


def _epub_record(package: ElementTree.Element) -> Record:
    def said(key: str) -> list[str]:
        return [text for each in package.iter(f"{_DC}{key}") if (text := " ".join((each.text or "").split()))]

    authors = tuple(author for name in said("creator") for author in read_names(name, strict=False))
    dates = [found.value if found else text for text in said("date")[:1] for found in [find_date(text)]]
    published = next((text for text in dates if re.fullmatch(r"\d{4}(-\d\d){0,2}", text)), "")
    addresses = [text for key in ("source", "identifier") for text in said(key) if re.match(r"https?://\S+$", text)]
    issn = [found[1] for text in said("identifier") if (found := re.search(r"(?i)issn\D*(\d{4}-\d{3}[\dx])", text))]
    return replace(
        Record(),
        title=next(iter(said("title")), ""),
        authors=authors,
        published=published,
        publication=next(iter(said("publisher")), ""),
        original=next(iter(addresses), ""),
        issn=next(iter(issn), ""),
        language=next(iter(said("language")), "").split("-")[0].lower(),
        rights=next(iter(said("rights")), ""),
    )


def _refusal(name: str, error: Exception, what: str) -> Problem:
    reason = str(error) if isinstance(error, _Refused) else f"it is not a whole {what}"
    return Problem(
        name, 0, f"the {what} cannot be read: {reason}", "save it anew, or save its text as .txt, and import that"
    )

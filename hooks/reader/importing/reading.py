"""Reading a file that an editor hands over: what it is, whether it can be read, and what to do if it cannot."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.importing.decoding import decode
from reader.problems import Problem

Format = Literal["text", "html", "markdown", "docx", "odt", "rtf", "epub"]
LARGEST = 20_000_000
_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
}
_KNOWN_BINARIES = (
    (b"%PDF", "a PDF", "save its text with `pdftotext FILE.pdf`, then import the .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)", "save it as DOCX, then import that"),
    (b"\x89PNG", "a picture", "import the text: copy it from the page, or from a text recognition program"),
    (b"\xff\xd8\xff", "a picture", "import the text: copy it from the page, or from a text recognition program"),
    (b"GIF8", "a picture", "import the text: copy it from the page, or from a text recognition program"),
    (b"\x1f\x8b", "a compressed file", "unpack it, then import what is inside"),
)
_PACKED: tuple[tuple[bytes, Format], ...] = (
    (b"word/document.xml", "docx"),
    (b"META-INF/container.xml", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: its text, or for documents its bytes, and remarks on how it was read."""

    name: str
    format: Format
    text: str = ""
    data: bytes = b""
    remarks: tuple[str, ...] = ()


def read_source(path: Path) -> Document | Problem:
    """Read a file, of at most twenty million bytes, as what its first bytes and its name say it is."""
    shown = str(path)
    if path.is_dir():
        return Problem(shown, 0, "this is a folder", "name the files in it, as in `reader import FOLDER/*.txt`")
    try:
        if path.stat().st_size > LARGEST:
            message = f"the file has {path.stat().st_size:,} bytes, more than {LARGEST:,}"
            return Problem(shown, 0, message, "import one article at a time, without pictures")
        data = path.read_bytes()
    except FileNotFoundError:
        return Problem(shown, 0, "there is no such file", "check the name and the folder")
    except OSError as error:
        return Problem(shown, 0, f"cannot be read: {error.strerror}", "check its permissions")
    return read_bytes(data, shown)


def read_bytes(data: bytes, name: str) -> Document | Problem:
    """Read what a file holds; its name counts only where the bytes leave a choice."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Problem(name, 0, "the file is empty", "save the text into it, then import it again")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if data.startswith(b"{\\rtf"):
        return Document(name, "rtf", data=data)
    for magic, what, remedy in _KNOWN_BINARIES:
        if data.startswith(magic):
            return Problem(name, 0, f"this is {what}, not a text", remedy)
    decoded = decode(data)
    if decoded is None:
        return Problem(name, 0, "this is no text", "import plain text, HTML, Markdown, DOCX, ODT, RTF or EPUB")
    format = _SUFFIXES.get(Path(name).suffix.lower(), "text")
    start = decoded.text[:2000].lstrip().lower()
    tagged = start.startswith("<") and "</" in decoded.text[:5000]
    if tagged or start.startswith(("<!doctype html", "<html", "<?xml")):
        format = "html"
    elif format in {"docx", "odt", "rtf", "epub"}:
        format = "text"
    return Document(name, format, decoded.text, remarks=decoded.remarks)


def _packed(data: bytes, name: str) -> Document | Problem:
    for entry, format in _PACKED:
        if entry in data:
            return Document(name, format, data=data)
    return Problem(name, 0, "this is a packed file, and no DOCX, ODT or EPUB", "unpack it, then import what is inside")

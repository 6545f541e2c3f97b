"""Every form in which a work or a passage of it is handed to a reader, on the page and on the command line."""

from dataclasses import dataclass

from reader.citing.bibtex import bibtex
from reader.citing.citations import URL, cite, fill
from reader.citing.csl import Item
from reader.citing.pandoc import NUMBER
from reader.citing.ris import ris
from reader.citing.styles import STYLES, Style
from reader.text.json_text import dump


@dataclass(frozen=True, slots=True)
class Part:
    """One text to copy: `work` cites the whole, `passage` a passage; HTML, or plain text where `code`.

    Both are complete but for the address and the number, see `reader.citing.citations.fill`.
    """

    label: str
    work: str
    passage: str
    code: bool = False

    def text(self, url: str, number: str = "") -> str:
        return fill(self.passage if number else self.work, url, number)


@dataclass(frozen=True, slots=True)
class Format:
    """A style of citation, or a format of reference managers, which has a `file`, from the root of the site."""

    id: str
    name: str
    parts: tuple[Part, ...]
    media_type: str = ""
    file: str = ""


FORMAT_IDS = (*STYLES, "bibtex", "ris", "csl-json")


def formats(item: Item) -> tuple[Format, ...]:
    """Cite the work of a CSL-JSON item in all formats."""
    return (*(_styled(item, style) for style in STYLES.values()), *_data(item))


def _styled(item: Item, style: Style) -> Format:
    citation = cite(item, style)
    mention = Part("Note" if style.note else "In the text", citation.work, citation.passage)
    entry = Part("In the bibliography" if style.note else "In the list of references", citation.entry, citation.entry)
    return Format(style.id, style.name, (mention, entry))


def _data(item: Item) -> tuple[Format, ...]:
    """The record for a reference manager; of a passage with its address, and with its number in the note."""
    work = item | {"URL": URL}
    notes = [item.get("note", ""), f"Cited: para. {NUMBER}"]
    passage = work | {"note": ". ".join(note for note in notes if note)}
    writers = (
        ("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex),
        ("ris", "RIS", "ris", "application/x-research-info-systems", ris),
        ("csl-json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", lambda items: dump(list(items))),
    )
    return tuple(
        Format(
            id,
            name,
            (Part("Record", write([work]), write([passage]), code=True),),
            media_type,
            f"data/references/{item['id']}.{suffix}",
        )
        for id, name, suffix, media_type, write in writers
    )

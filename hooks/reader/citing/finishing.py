"""What is mended of single styles once they are applied: each with the rule of its manual."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.citing.csl import Item
from reader.citing.pandoc import NUMBER
from reader.citing.telling import ACCESSED, URL, edition, ending, escaped, history, small
from reader.text.dates import MONTHS

_GOST_MONTHS = "янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.".split()
_DATED = ("article-newspaper", "article-magazine")


@dataclass(frozen=True, slots=True)
class Made:
    """What a style made of an item: its `entry`, or how the text or a note cites it, whole or a `passage` of it."""

    text: str
    item: Item
    entry: bool
    passage: bool

    @property
    def date(self) -> list[int]:
        found: list[int] = self.item.get("issued", {}).get("date-parts", [[]])[0]
        return found

    @property
    def needs_day(self) -> bool:
        """Whether it came out in a newspaper or a magazine on a day that is known."""
        return self.item["type"] in _DATED and len(self.date) == 3

    def told(self, text: str, marker: str) -> str:
        """Tell of the edition and the original before a part of an entry."""
        before, found, after = text.partition(marker)
        return f"{before} {ending(self.item).rstrip()}{found}{after}" if found and ending(self.item) else text

    def quoted(self, text: str) -> str:
        """A title that stands in the author's place, in quotation marks."""
        title = escaped(self.item["title"])
        match = re.search(re.escape(title), text, re.IGNORECASE)
        if self.item.get("author") or not match or text[match.start() - 1 : match.start()] == "“":
            return text
        return f"{text[: match.start()]}“{match[0]}”{text[match.end() :]}"


def _mla(made: Made) -> str:
    """The second container has its own contributors and date (MLA 9, 5.35)."""
    custom, site = made.item.get("custom", {}), f"<i>{escaped(made.item.get('source', ''))}</i>, "
    editors = custom.get("editors")
    more = ", ".join(filter(None, (editors and f"edited by {escaped(editors)}", custom.get("year", ""))))
    return made.text.replace(site + URL, f"{site}{more}, {URL}") if made.entry and more else made.text


def _harvard(made: Made) -> str:
    """An article that names no volume is no preprint (Cite Them Right 12)."""
    return made.told(made.text.replace(" [Preprint]", ""), " Available at: ") if made.entry else made.text


def _ieee(made: Made) -> str:
    """IEEE Reference Guide (2023): each work has its number, a part of it stands behind: [1, para. 7]; days have no
    nought before them.
    """
    text = re.sub(r"^\[\d+", "[1", made.text).replace(", Para. ", ", para. ")
    text = re.sub(r"(?<=[a-z.] )0(?=\d, \d{4})", "", text)
    return made.told(text.replace(", Accessed: ", ". Accessed: "), " Accessed: ") if made.entry else text


def _vancouver(made: Made) -> str:
    """Citing Medicine (NLM, 2nd edition), where the style drops what part of a work is cited."""
    if made.entry:
        return made.told(re.sub(r"^\d+\. ", "1. ", made.text), " Available from: ")
    return f"(1, para. {NUMBER})" if made.passage else "(1)"


def _asa(made: Made) -> str:
    """ASA Style Guide, 7th edition: a colon stands before pages only; `Retrieved` with the day and the address."""
    if not made.entry:
        return made.quoted(made.text.replace(f":{NUMBER}", f", para. {NUMBER}"))
    text = made.quoted(made.text.removesuffix(f" {URL}.")).replace("”. ", ".” ", 1)
    if made.item["type"] == "webpage":
        text = f"{text} <i>{escaped(made.item['container-title'])}</i>."
    return f"{text} {ending(made.item)}Retrieved {ACCESSED} ({URL})."


def _apsa(made: Made) -> str:
    """APSA Style Manual (2018): newspapers and magazines have their day."""
    text = made.quoted(made.text)
    if made.entry and made.needs_day:
        name = f"<i>{escaped(made.item['container-title'])}</i>"
        text = text.replace(f"{name}.", f"{name}, {MONTHS[made.date[1] - 1]} {made.date[2]}.")
    return made.told(text, f" {URL}") if made.entry else text


def _oscola(made: Made) -> str:
    """OSCOLA, 4th edition, 3.1.4: what is added stands in round brackets, addresses in angle brackets."""
    told = "; ".join(small(part) for part in (edition(made.item), history(made.item)) if part)
    told = escaped(re.sub(r"https?://[^\s;]+", r"<\g<0>>", told))
    return made.text.replace(f" &lt;{URL}", f" ({told}) &lt;{URL}") if told else made.text


def _iso690(made: Made) -> str:
    """ISO 690:2021: notes stand before the availability."""
    text = made.text.replace("\u00a0", " ")
    return made.told(text, " Available from: ") if made.entry else text


def _din(made: Made) -> str:
    """DIN 1505-2, 4.1: parts are joined by a dash; a newspaper has its day, and what is on-line its address."""
    if not made.entry:
        return made.text.replace("para. ", "Abs. ")
    text = made.text
    if made.needs_day:
        year, month, day = made.date
        text = text.replace(f"({year})", f"({year:04}-{month:02}-{day:02})")
    text = re.sub(r"\.? URL .*", "", text)
    told = [text, *(escaped(part) for part in (edition(made.item), history(made.item)) if part)]
    return ". — ".join([*(part.removesuffix(".") for part in told), f"URL {URL}. — Abruf: {ACCESSED}"])


def _gost(made: Made) -> str:
    """GOST R 7.0.5-2008, 10: an electronic resource has its address and the day of access; a newspaper its day."""
    if not made.entry:
        return made.text.replace("para. ", "абз. ")
    text = re.sub(r"^\d+\. ", "", made.text)
    text = re.sub(r" \[Электронный ресурс\]\. URL: .*", ".", text)
    if made.needs_day:
        text = f"{text} {made.date[2]} {_GOST_MONTHS[made.date[1] - 1]}".removesuffix(".") + "."
    if "//" not in text:
        year = f" {made.date[0]}." if made.date else ""
        text = f"{text.removesuffix('.')} // {escaped(made.item['container-title'])}.{year}"
    return f"{text} {ending(made.item)}URL: {URL} (дата обращения: {ACCESSED})."


FINISH: dict[str, Callable[[Made], str]] = {
    "mla": _mla,
    "harvard": _harvard,
    "ieee": _ieee,
    "vancouver": _vancouver,
    "asa": _asa,
    "apsa": _apsa,
    "oscola": _oscola,
    "iso690": _iso690,
    "din1505": _din,
    "gost": _gost,
}

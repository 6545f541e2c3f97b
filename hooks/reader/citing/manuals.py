"""What the manuals ask for where the processor or its style does otherwise: before a style is applied, and after.

The processor knows no reading edition, no interview that came out in a journal, and of a site's words nobody but their
author; several styles drop the address, or the number of a paragraph. Each rule stands beside its style; the tests
have it again with what comes out (tests/citing/test_manuals.py).
"""

import re
from typing import Any

from reader.citing.csl import Item
from reader.citing.finishing import FINISH, Made
from reader.citing.styles import Style
from reader.citing.telling import ACCESSED, ITALIC, ROMAN, URL, edition, escaped, history, small
from reader.citing.titles import capitalised, headline

# The day of reading while a style is applied: styles print dates, not signs.
_READ = {"date-parts": [[9021, 1, 2]]}
_READ_AS = re.compile(r"2\sJanuary\s9021|January\s2,\s9021|Jan\.\s0?2,\s9021|9021\sJan\s2|9021-01-02|02\.01\.9021")
# Styles that name a medium and a history by themselves.
_WITH_MEDIUM = ("apa", "chicago-notes", "chicago-author-date", "mla", "mhra")


def fitted(item: Item, style: Style) -> Item:
    """An item as a style is to be given it."""
    custom = item.get("custom", {})
    dropped = ("abstract", "note", "keyword", "genre", "medium", "references", "source")
    fit = {key: value for key, value in item.items() if key not in dropped} | {"URL": URL, "title": _title(item, style)}
    more: dict[str, Any] = {}
    if style.day:
        more["accessed"] = _READ
    if style.id in _WITH_MEDIUM:
        more |= {"medium": edition(item), "references": history(item)}
    if style.id == "apa" and not item.get("author") and edition(item):
        # The bracketed description follows the title, which stands in the author's place, before the date (APA 7, 9.12
        # and 9.21).
        more |= {"title": f"{fit['title']} [{edition(item)}]", "title-short": fit["title"], "medium": ""}
    if style.id == "mla":
        # The MLA's model of containers (9th edition, 5.102): the publication with the original's address, then, as the
        # second container, this site. What else is to be told ends the entry (5.110-118), by `medium`.
        more["source"] = item.get("source", "")
        more["archive_location"] = custom.get("original", "") if item.get("source") else ""
        more["medium"] = _supplement(item)
    return fit | {key: value for key, value in more.items() if value}


def finished(text: str, item: Item, style: Style, *, entry: bool, passage: bool = False) -> str:
    """A citation as the manual has it, from what the processor made of it."""
    text = _READ_AS.sub(ACCESSED, text.strip())
    if style.id in FINISH:
        text = FINISH[style.id](Made(text, item, entry, passage))
    said = edition(item)
    if style.note and said:
        # What stands between commas is no sentence (Chicago 18, 14.4; MHRA 4, 7.1).
        text = text.replace(f", {escaped(said)}", f", {small(escaped(said))}")
        if not entry and style.id in _WITH_MEDIUM and history(item):
            # The note leads to both: what was read, and what it restates.
            text = f"{text.removesuffix('.')}, {small(escaped(history(item))).replace('; ', ', ')}."
    return text.replace(ITALIC, "<i>").replace(ROMAN, "</i>")


def _title(item: Item, style: Style) -> str:
    title: str = item["title"]
    custom = item.get("custom", {})
    if style.titles == "sentence":
        return str(custom.get("sentence", title))
    if style.titles != "as typed" and item.get("language", "").startswith("en"):
        title = str(custom.get("headline") or headline(title, long=style.titles == "long headline"))
        # These styles leave a title in the author's place as it is typed.
        return capitalised(title) if style.id in ("asa", "apsa") and not item.get("author") else title
    return title


def _supplement(item: Item) -> str:
    custom = item.get("custom", {})
    translated = history(item | {"custom": {"translated_from": custom.get("translated_from", "")}})
    parts = [item.get("genre", ""), translated, custom.get("edition", "")]
    return ", ".join(small(part) for part in parts if part)

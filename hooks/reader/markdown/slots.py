"""Slots: what a page leaves to the whole site, marked in the tree and cut out of the finished HTML.

An address of another source file, a list of uses, a count of citations: none is known when a page is converted. Each
stands in the tree as a mark that Markdown carries through unchanged, and the finished text is parted at the marks.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from markdown.util import AMP_SUBSTITUTE, ETX, STX

from reader.building.converted import Html, Link, Slot
from reader.markdown.runs import classes

_MARK = re.compile(
    f"{STX}reader:(?P<kind>link|cited):(?P<value>[^{STX}{ETX}]*){ETX}"
    "|<!-- uses (?P<uses>(?:term|person) [a-z][a-z0-9-]*) -->|(?P<examples><!-- citation examples -->)"
    "|<!-- minutes (?P<minutes>[a-z][a-z0-9-]*) -->"
)
# MkDocs leads these attributes to the pages of a site.
_ADDRESSES = {"a": "href", "img": "src"}


def part(html: str) -> Html:
    """Cut finished HTML at its marks."""
    parts: list[str | Slot] = []
    position = 0
    for match in _MARK.finditer(html):
        parts += [html[position : match.start()], _slot(match)]
        position = match.end()
    return tuple(each for each in (*parts, html[position:]) if each)


def _slot(match: re.Match[str]) -> Slot:
    if match["uses"]:
        return Slot("uses", match["uses"])
    if match["minutes"]:
        return Slot("minutes", match["minutes"])
    if match["examples"]:
        return Slot("examples", "")
    kind: Any = match["kind"]
    return Slot(kind, unescape(match["value"]))


def mark_links(root: etree.Element, *, within: bool = False) -> Iterator[Link]:
    """Mark every address below `root` that leads to a source file, those on the same page too where `within`.

    Yields all that an editor typed that lead into the collection.
    """
    for el in root.iter():
        key = _ADDRESSES.get(str(el.tag), "")
        href = el.get(key) if key else None
        if href is None or AMP_SUBSTITUTE in href:
            continue
        try:
            parts = urlsplit(href)
        except ValueError:  # as in http://[x
            continue
        if parts.scheme or parts.netloc:
            continue
        if not el.get("data-article"):  # made from a citation, which is checked as one
            yield Link(href, el.tag == "img")
        if (parts.path or within) and not href.startswith(("/", "\\")):
            el.set(key, f"{STX}reader:link:{href}{ETX}")


def mark_cited(root: etree.Element) -> None:
    """Leave room behind the permalink of each passage for a link to its citations."""
    for el in root.iter("a"):
        if "passage-link" in classes(el):
            el.tail = f"{STX}reader:cited:{el.get('href', '').removeprefix('#')}{ETX}{el.tail or ''}"

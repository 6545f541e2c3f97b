"""Tombstones: what became of a passage that has left the text, in the place where it stood."""

import xml.etree.ElementTree as etree

from reader.anchors.anchor import Anchor, Tombstone

NEIGHBOURS = frozenset(("li", "dd"))  # a tombstone beside one of these is another one


def bury(el: etree.Element, parent: etree.Element, anchor: Anchor) -> None:
    """Put the tombstones of an anchor around its element.

    <p id="p7" .../>                 <p id="p7" .../>
                                     <p id="p8" class="tombstone no-term">Paragraph 8 was removed ...</p>
    """
    place = list(parent).index(el)
    tag = el.tag if el.tag in NEIGHBOURS else "p"
    for tombstone in reversed(anchor.after):
        parent.insert(place + 1, _tombstone(tombstone, tag))
    for tombstone in reversed(anchor.before):
        parent.insert(place, _tombstone(tombstone, tag))


def _tombstone(tombstone: Tombstone, tag: str) -> etree.Element:
    # Out of the search index: its words are the article's no longer. No term in it links, no use is recorded.
    el = etree.Element(tag, {"id": tombstone.id, "class": "tombstone no-term"})
    el.tail = "\n"
    last: etree.Element | None = None
    for alias in tombstone.aliases:
        last = etree.SubElement(el, "span", {"id": alias})
    _say(el, last, tombstone.fate)
    for place, (href, label) in enumerate(tombstone.links):
        if place:
            _say(el, last, ", ")
        last = etree.SubElement(el, "a", {"href": href})
        last.text = label
    _say(el, last, "." if tombstone.links else "")
    if tombstone.words:
        _say(el, last, " It read: ")
        last = etree.SubElement(el, "q")
        last.text = tombstone.words
    return el


def _say(el: etree.Element, last: etree.Element | None, text: str) -> None:
    if last is None:
        el.text = (el.text or "") + text
    else:
        last.tail = (last.tail or "") + text

"""Taking out of a converted page what may not stand in a text: see `reader.text.allowed`.

Last of all steps on the tree, so that whatever made an element, an attribute or raw HTML, it is seen. The marks that
Markdown leaves for raw HTML are no way round: in an attribute they become the text they stand for.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX, HtmlStash

from reader.markdown.runs import INLINE
from reader.text.allowed import ELEMENTS, HARMLESS, Attribute, Refused, read, refused_attribute, refused_element
from reader.text.cleaning import clean

ALIGNED = re.compile(r"text-align:\s*(left|center|right);?\Z")


def clean_stash(stash: HtmlStash) -> Iterator[Refused]:
    """Clean the raw HTML that Markdown and its extensions put aside; yields what was taken out."""
    for place, stored in enumerate(stash.rawHtmlBlocks):
        if isinstance(stored, str):
            stash.rawHtmlBlocks[place], refused = clean(stored)
            yield from refused
        else:
            yield from clean_tree(stored, stash)


def clean_tree(root: etree.Element, stash: HtmlStash) -> Iterator[Refused]:
    """Clean the elements below `root` and their attributes; yields what was taken out."""
    for el in root.iter():
        if not isinstance(el.tag, str):
            continue
        if el.tag not in ELEMENTS:
            if wrong := refused_element(el.tag):
                yield wrong
            el.tag = "span" if el.tag in INLINE else "div"
        for name, given in list(el.attrib.items()) if el.attrib else ():
            value = given or ""  # an attribute of raw HTML may have none
            if given and STX not in given and name in HARMLESS:
                continue
            value = _resolved(value, stash) if STX in value else value
            el.set(name, value)
            found = Attribute(name, read(value.replace(AMP_SUBSTITUTE, "&")))
            if wrong := refused_attribute(el.tag, found):
                yield wrong
                del el.attrib[name]


def align_by_class(root: etree.Element) -> None:
    """Give the cells of tables a class in place of the `style` that Markdown gives them."""
    for table in root.iter("table"):
        for el in table.iter():
            if el.tag in ("td", "th") and (aligned := ALIGNED.match(el.get("style", ""))):
                del el.attrib["style"]
                el.set("class", f"{el.get('class', '')} align-{aligned[1]}".strip())


def _resolved(value: str, stash: HtmlStash) -> str:
    """A value with the text of what Markdown put aside in place of its marks."""

    def stored(mark: re.Match[str]) -> str:
        found = stash.rawHtmlBlocks[int(mark[1])] if int(mark[1]) < len(stash.rawHtmlBlocks) else ""
        return found if isinstance(found, str) else ""

    while HTML_PLACEHOLDER_RE.search(value):  # each stands for what was put aside before it
        value = HTML_PLACEHOLDER_RE.sub(stored, value)
    return "&".join(part.replace(STX, "") for part in value.split(AMP_SUBSTITUTE))

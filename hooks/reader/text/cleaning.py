"""Cleaning raw HTML: what may not stand in a text is taken out of it, and told.

HTML that is written as its grammar has it is read the same way by everybody: each of its tags is compared with what
is allowed, and where nothing is wrong it stays as it was typed. Anything else is read as browsers read it (by `nh3`,
which holds the parser of the HTML standard) and written anew.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

from reader.text.allowed import (
    BEGINNINGS,
    DATA,
    DRAWING,
    ELEMENTS,
    EVERYWHERE,
    WITH_CONTENT,
    Attribute,
    Refused,
    read,
    refused_attribute,
    refused_element,
)

# A value holds no mark of Markdown's (U+0002), which stands for HTML that takes its place later.
_VALUE = r"""(?:"[^"<>\x00-\x08]*"|'[^'<>\x00-\x08]*')"""
_ATTRIBUTES = rf"(?:\s+[A-Za-z_:][\w:.-]*(?:={_VALUE})?)*"
# Text, a tag or a comment of which no parser could make anything else.
_PIECE = re.compile(
    rf"[^<]+|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>{_ATTRIBUTES})\s*/?>|<!--(?!-?>)(?:(?!--)[^\x00-\x08])*-->"
)
_ATTRIBUTE = re.compile(rf"\s+([^\s=]+)(?:=({_VALUE}))?")
# One tag by itself, as Markdown puts those in a line aside: its other half stands elsewhere.
_LONE = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*)(?P<attributes>[^<>]*)>\Z")
_NAMES = set(ELEMENTS)
_LISTED = {name: set(own | EVERYWHERE | DATA) for name, own in ELEMENTS.items()}


def clean(raw: str) -> tuple[str, list[Refused]]:
    """Take out of raw HTML what may not stand in a text; gives the rest, and what was taken."""
    if "<" not in raw:
        return raw, []
    if (found := _strict(raw)) == []:
        return raw, []
    lone = _LONE.match(raw)
    return _clean_tag(lone) if lone else _clean_all(raw, found)


def _strict(raw: str) -> list[Refused] | None:
    """What is wrong with HTML that is written as its grammar has it; None for any other."""
    refused: list[Refused] = []
    drawn = "</svg>" in raw  # a whole drawing, as an extension puts it aside
    position = 0
    while position < len(raw):
        piece = _PIECE.match(raw, position)
        if not piece:
            return None
        position = piece.end()
        if name := piece["name"]:
            refused += _wrong_tag(name, "" if piece["close"] else piece["attributes"], drawn=drawn)
    return refused


def _wrong_tag(name: str, attributes: str, *, drawn: bool) -> Iterator[Refused]:
    typed = [Attribute(key, read(value[1:-1])) for key, value in _ATTRIBUTE.findall(attributes)]
    drawing = DRAWING.get(name.lower()) if drawn else None
    if drawing is not None and all(each.name.lower() in drawing for each in typed):
        return
    if wrong := refused_element(name):
        yield wrong
        return
    for each in typed:
        if wrong := refused_attribute(name.lower(), each):
            yield wrong


def _clean_tag(tag: re.Match[str]) -> tuple[str, list[Refused]]:
    """A single tag. Its attributes are read as those of a `span`, which may stand anywhere without another half."""
    name = tag["name"].lower()
    if wrong := refused_element(tag["name"]):
        return "", [wrong]
    if tag["close"]:
        return f"</{name}>", []
    alone = f"<span{tag['attributes']}></span>"
    refused = _Reader.of(alone, name).refused
    written = re.fullmatch("<span([^<>]*)></span>", _written(alone, {"span"}, {"span": _LISTED[name]}, name))
    return (f"<{name}{written[1]}>", refused) if written else ("", refused or [_ambiguous(tag[0])])


def _clean_all(raw: str, found: list[Refused] | None) -> tuple[str, list[Refused]]:
    written = _written(raw, _NAMES, _LISTED)
    typed, left = _Reader.of(raw), _Reader.of(written)
    refused = [*(found or ()), *typed.refused]
    if not refused and (typed.words != left.words or not typed.tags <= left.tags):
        refused = [_ambiguous(raw)]
    return written, list(dict.fromkeys(refused))


def _ambiguous(raw: str) -> Refused:
    hint = "write it anew: each < of a tag, each quotation mark closed"
    return Refused("HTML that browsers do not read as it is written", hint, raw.strip().split("\n")[0][:40])


def _written(raw: str, tags: set[str], attributes: dict[str, set[str]], of: str = "") -> str:
    def keep(tag: str, name: str, value: str) -> str | None:
        element = of or tag
        stays = element in ELEMENTS and "\x02" not in value
        return value if stays and not refused_attribute(element, Attribute(name, value)) else None

    return nh3.clean(
        raw,
        tags=tags,
        clean_content_tags=set(WITH_CONTENT),
        attributes=attributes,
        attribute_filter=keep,
        generic_attribute_prefixes=set(BEGINNINGS),
        url_schemes={"http", "https", "mailto", "tel", "term", "person"},
        link_rel=None,
    )


class _Reader(HTMLParser):
    """Names what is wrong with HTML however it is written: a browser may read it otherwise.

    `tags` are the names of elements, each also with those of its attributes; `words` is the text, without spaces. With
    `element`, every tag is taken for one of that element.
    """

    def __init__(self, element: str) -> None:
        super().__init__(convert_charrefs=True)
        self.element = element
        self.tags: set[tuple[str, str]] = set()
        self.words = ""
        self.refused: list[Refused] = []

    @classmethod
    def of(cls, raw: str, element: str = "") -> "_Reader":
        reader = cls(element)
        reader.feed(raw)
        reader.close()
        return reader

    def handle_data(self, data: str) -> None:
        self.words += "".join(data.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = self.element or tag
        self.tags.update([(tag, ""), *((tag, key) for key, _ in attrs)])
        if wrong := refused_element(name):
            self.refused.append(wrong)
            return
        for key, value in attrs:
            if "\x02" in (value or ""):
                self.refused.append(_ambiguous(f"{key}="))
            elif wrong := refused_attribute(name, Attribute(key, value or "")):
                self.refused.append(wrong)

    def handle_pi(self, data: str) -> None:
        self.refused.append(
            Refused("a processing instruction, which no text may hold", "take it out", f"<?{data[:20]}")
        )

    def handle_decl(self, decl: str) -> None:
        self.refused.append(Refused("a declaration, which no text may hold", "take it out", f"<!{decl[:20]}"))

    def unknown_decl(self, data: str) -> None:
        self.refused.append(Refused("a marked section, which no text may hold", "take it out", f"<![{data[:20]}"))

    def handle_comment(self, data: str) -> None:
        if data.startswith((">", "->")) or "--" in data or data.endswith("-"):
            self.refused.append(
                Refused("a comment that browsers end elsewhere", "write <!-- and --> around it", "<!--")
            )

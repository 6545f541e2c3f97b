"""From sanitised HTML to pieces: the one reader of mark-up for web pages, DOCX and EPUB.

It knows a list of elements and no others, writes links to web addresses only and no images, so that what it returns
is safe whatever it was given.
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

from reader.importing.draft import Piece
from reader.importing.writing import escape

DEEPEST = 200
_OUTSIDE = frozenset("aside nav footer form".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figure footer form header hr html li main nav"
    " ol p pre section summary table tbody td tfoot th thead tr ul center".split()
) | set(_HEADINGS)
_SIGNS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_INLINE = frozenset("a abbr br code del ins kbd mark q s samp small span sub sup time u var font".split()) | set(_SIGNS)
_UNREAD = frozenset(
    "script style noscript template title iframe object embed svg math audio video canvas button select textarea option"
    " figcaption picture map".split()
)
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|dl|blockquote|b|i|u|em|strong|font|a|center|details)\b", re.I
)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.IGNORECASE | re.DOTALL)
_BACK_LINKS = re.compile(r"[\s↩↑^⏎\ufe0e\ufe0f]*|\[?(?:back|return|zurück|volver|↩|↑)\]?", re.IGNORECASE)
_BR = "\ue002"


@dataclass(slots=True)
class Found:
    """A piece, the number of the element it stands in, and whether that is a part of the page beside the text."""

    piece: Piece
    container: int
    outside: bool


def depth_of(html: str) -> int:
    """How deep the elements of a page are nested, counted on those that always have an end."""
    depth = deepest = 0
    for tag in _NESTING.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def sanitise(html: str) -> str:
    """Keep text and structure: no script, style, handler, form, image or link to anything but the web and mail."""
    return nh3.clean(
        html,
        tags=set(_BLOCKS | _INLINE),
        clean_content_tags=set(_UNREAD),
        attributes={"*": {"class", "id", "lang", "itemprop", "role"}, "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def captions_of(html: str) -> list[str]:
    """The captions of figures, which are not read."""
    return [text for each in _CAPTION.findall(html) if (text := " ".join(re.sub("<[^>]*>", " ", each).split()))]


def read_markup(html: str) -> list[Found]:
    """Read sanitised HTML into pieces, in order: paragraphs are lines, so that the steps may see more in them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.found


@dataclass(slots=True)
class _Element:
    tag: str
    number: int
    count: int = 0
    href: str = ""
    start: int = 0
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self.stack: list[_Element] = [_Element("body", 0)]
        self.plain: list[str] = []
        self.marked: list[str] = []
        self.number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.plain.append(_BR)
            self.marked.append(_BR)
            return
        if tag in _BLOCKS and not self._in_cell():
            self.flush()
        if tag == "hr":
            self._add("rule", "* * *")
            return
        self.number += 1
        element = _Element(tag, self.number, href=dict(attrs).get("href") or "", start=len(self.marked))
        if tag == "li" and self.stack:
            for parent in reversed(self.stack):
                if parent.tag in {"ol", "ul"}:
                    parent.count += 1
                    break
        if tag == "tr" and (table := self._table()):
            table.rows.append([])
        self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        at = next((at for at in range(len(self.stack) - 1, 0, -1) if self.stack[at].tag == tag), 0)
        if not at:
            return
        element = self.stack[at]
        if tag in {"td", "th"} and (table := self._table()):
            cell = self._text(self.plain[element.start :])
            if table.rows:
                table.rows[-1].append(cell)
            del self.plain[element.start :], self.marked[element.start :]
        elif tag == "table":
            self._end_table(element)
        elif tag in _BLOCKS and not self._in_cell():
            self.flush()
        elif tag in _INLINE:
            self._end_inline(element)
        del self.stack[at:]

    def handle_data(self, data: str) -> None:
        self.plain.append(data)
        self.marked.append(escape(data, opens=False) if not self._inside("pre") else data)

    def flush(self) -> None:
        """End the block that was being read."""
        text, marked = "".join(self.plain), "".join(self.marked)
        self.plain.clear()
        self.marked.clear()
        for element in self.stack:
            element.start = 0
        if self._inside("pre") and text.strip():
            code = text.replace(_BR, "\n").strip("\n")
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
            self._add("raw", " ".join(code.split()), f"{fence}\n{code}\n{fence}")
            return
        parts = re.split(rf"(?:\s*{_BR}){{2,}}", text)
        marks = re.split(rf"(?:\s*{_BR}){{2,}}", marked)
        for part, mark in zip(parts, marks, strict=len(parts) == len(marks)):
            if plain := self._text([part]):
                self._add_text(plain, self._text([mark]))

    def _add_text(self, plain: str, marked: str) -> None:
        kinds = [element.tag for element in self.stack]
        level = next((_HEADINGS[tag] for tag in reversed(kinds) if tag in _HEADINGS), 0)
        markup = "" if marked == escape(plain, opens=False) else marked
        if level:
            self._add("heading", plain, markup, level=level)
            return
        item = next((element for element in reversed(self.stack) if element.tag == "li"), None)
        if item is None:
            self._add("quote" if "blockquote" in kinds else "line", plain, markup)
            return
        if item.count:
            last = self.found[-1].piece
            joined = f"{last.markup or escape(last.text, opens=False)} {marked}" if last.markup or markup else ""
            self.found[-1].piece = replace(last, text=f"{last.text} {plain}", markup=joined)
            return
        item.count = 1
        lists = [element for element in self.stack if element.tag in {"ol", "ul"}]
        mark = f"{lists[-1].count}." if lists and lists[-1].tag == "ol" else "•"
        self._add("item", plain, markup, mark=mark, indent=2 * (len(lists) - 1) if lists else 0)

    def _add(self, kind: str, text: str, markup: str = "", **more: int | str) -> None:
        piece = replace(Piece("line", text, len(self.found) + 1, gap=True, markup=markup), kind=kind, **more)  # type: ignore[arg-type]
        inside = next(
            (e for e in reversed(self.stack) if e.tag in {"div", "section", "article", "main", "body", "td"}), None
        )
        outside = any(element.tag in _OUTSIDE for element in self.stack)
        self.found.append(Found(piece, inside.number if inside else 0, outside))

    def _end_inline(self, element: _Element) -> None:
        plain, marked = "".join(self.plain[element.start :]), "".join(self.marked[element.start :])
        if not plain.strip(_BR + " \n\t\u00a0"):
            return
        if element.tag == "sup" and (number := re.fullmatch(r"\s*[\[(]?(\d{1,3})[\])]?\s*", plain)):
            plain = marked = f"[{number[1]}]"
        elif element.tag == "a" and element.href.startswith("#"):
            if _BACK_LINKS.fullmatch(plain):
                plain = marked = ""
        elif element.tag == "a" and re.match(r"(?:https?://|mailto:)[^\s<>]+$", element.href):
            address = element.href.replace("(", "%28").replace(")", "%29")
            marked = _around(marked, "[", f"]({address})")
        elif (sign := _SIGNS.get(element.tag)) and _BR not in marked:
            marked = _around(marked, sign, sign)
        elif element.tag in {"code", "kbd", "samp"} and "`" not in plain and _BR not in plain:
            marked = _around(plain, "`", "`")
        self.plain[element.start :], self.marked[element.start :] = [plain], [marked]

    def _end_table(self, element: _Element) -> None:
        self.plain.clear()
        self.marked.clear()
        rows = [row for row in element.rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        if width == 1:
            for row in rows:
                self._add_text(row[0], escape(row[0], opens=False))
            return
        if rows:
            cells = [
                [escape(cell, opens=False).replace("|", "\\|") for cell in row] + [""] * (width - len(row))
                for row in rows
            ]
            lines = [f"| {' | '.join(row)} |" for row in cells]
            table = "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
            self._add("raw", " ".join(" ".join(row) for row in rows), table)

    def _table(self) -> _Element | None:
        return next((element for element in reversed(self.stack) if element.tag == "table"), None)

    def _in_cell(self) -> bool:
        return self._inside("td") or self._inside("th")

    def _inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self.stack)

    @staticmethod
    def _text(parts: list[str]) -> str:
        return " ".join("".join(parts).replace(_BR, " ").split())


def _around(text: str, before: str, after: str) -> str:
    """Put signs around a text, the white space at its ends left outside."""
    inner = text.strip()
    start = text[: len(text) - len(text.lstrip())]
    return f"{start}{before}{inner}{after}{text[len(text.rstrip()) :]}" if inner else text

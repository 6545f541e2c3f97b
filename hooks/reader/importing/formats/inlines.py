"""The inside of a block: pandoc's inlines as plain text, for the rules to look at, and as Markdown, for the page.

Text and signs are kept apart until the whole line is known: what the writer adds stands as characters of the private
use area while the text around it is escaped, so that no text of a source can join with a sign into mark-up.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from reader.importing.formats.pandoc import Element, attributes
from reader.importing.notes import CLOSE, OPEN
from reader.importing.writing import as_markdown

BREAK = "\ue002"
NO_TERM = "\ue007"
"""Stands in a text for the attribute of our own Markdown that keeps links out of the word or bracket before it."""
_STASH, _STASHED = "\ue003", "\ue004"
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x20]+$", re.IGNORECASE)
_OWN = re.compile(
    r"(?:term|person):[a-z][a-z0-9-]*$|#(?:p\d+[a-z]*|fn[\w:-]*)$|\.\./(?:glossary|people/[\w-]+)\.md(?:#[\w-]+)?$"
)
_PAGE = re.compile(r"(?:\.\./articles/)?([a-z0-9-]+)\.md(?:#[\w-]+)?$")
_SIGNS = {"Emph": "*", "Strong": "**", "Strikeout": "~~", "Subscript": "~", "Superscript": "^"}
_SUPERIORS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNREAD = re.compile(r"<(/?)(script|style|iframe|object|embed|svg|template|noscript)\b", re.IGNORECASE)
_LOOSE, _LOOSE_DOLLAR = re.compile(r"(?<!\\)[~^]"), re.compile(r"(?<!\\)[~^$]")
_STASH_MARK = re.compile(f"{_STASH}(\\d+){_STASHED}")

Lose = Callable[[str, str], None]
"""What is told of something that is not written: its text, and why."""


@dataclass(slots=True)
class Line:
    """Inlines as they are read: the plain text, and the text with the writer's signs standing apart."""

    plain: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    stash: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Add text of the source to both."""
        for at, part in enumerate(text.split(NO_TERM)):
            if at:
                self.sign("{ .no-term }")
            bare = _PRIVATE.sub("", part)
            self.plain.append(bare)
            self.marked.append(bare)

    def sign(self, markup: str) -> None:
        """Add what only the Markdown has."""
        self.marked.append(f"{_STASH}{len(self.stash)}{_STASHED}")
        self.stash.append(markup)


@dataclass(slots=True)
class Inlines:
    """Reads inlines; notes found on the way are handed to `note`, which answers with their marks.

    `articles` are those of the collection: a key that names one cites it, any other is text.
    """

    note: Callable[[list[Element]], str]
    lose: Lose
    articles: frozenset[str] = frozenset()

    def read(self, inlines: Iterable[Element]) -> tuple[str, str]:
        """The plain text of a block, and its Markdown, "" where that is the text escaped; breaks stand as BREAK."""
        line = Line()
        self._all(inlines, line)
        plain, marked = _spaces("".join(line.plain)), _spaces("".join(line.marked))
        if not any(each.isprintable() and not each.isspace() for each in plain):
            plain = ""
        if not line.stash and BREAK not in marked and OPEN not in marked:
            return plain, ""
        loose = _LOOSE_DOLLAR if any("$" in sign for sign in line.stash) else _LOOSE
        written = loose.sub(r"\\\g<0>", as_markdown(marked))
        while _STASH_MARK.search(written):
            written = _STASH_MARK.sub(lambda mark: line.stash[int(mark[1])], written)
        return plain, written

    def _all(self, inlines: Iterable[Element], line: Line) -> None:
        silent = ""
        for inline in inlines:
            if inline["t"] == "RawInline" and (tag := _UNREAD.match(inline["c"][1])):
                silent = "" if tag[1] else tag[2].lower()
                continue
            if silent:
                continue
            self._one(inline, line)

    def _one(self, inline: Element, line: Line) -> None:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            line.text(content)
        elif kind in {"Space", "SoftBreak"}:
            line.text(" ")
        elif kind == "LineBreak":
            line.plain.append(BREAK)
            line.marked.append(BREAK)
        elif kind in _SIGNS:
            self._signed(kind, content, line)
        elif kind in {"Underline", "SmallCaps"}:
            self._all(content, line)
        elif kind == "Quoted":
            pair = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            line.text(pair[0])
            self._all(content[1], line)
            line.text(pair[1])
        elif kind == "Cite":
            self._citation(content, line)
        elif kind == "Code":
            self._code(content[1], line)
        elif kind == "Math":
            self._math(content[0]["t"] == "DisplayMath", content[1], line)
        elif kind == "Link":
            self._link(content, line)
        elif kind == "Image":
            self.lose(plain_of(content[1]) or content[2][0].rsplit("/", 1)[-1][:80], "a picture")
        elif kind == "Note":
            line.marked.append(self.note(content))
        elif kind == "Span":
            self._span(inline, line)

    def _citation(self, content: Any, line: Line) -> None:
        keys = [each["citationId"] for each in content[0]]
        said = plain_of(content[1])
        if not self.articles.issuperset(keys):
            self._all(content[1], line)
            self.lose("", f"a citation key left as text: {said}")
            return
        for at, part in enumerate(re.split("(@(?:" + "|".join(map(re.escape, keys)) + r")(?![\w-]))", said)):
            if at % 2:
                line.plain.append(part)
                line.sign(part)
            else:
                line.text(part)

    def _signed(self, kind: str, inlines: list[Element], line: Line) -> None:
        inside = Line(stash=line.stash)
        self._all(inlines, inside)
        plain, marked = "".join(inside.plain), "".join(inside.marked)
        bare = marked.strip(" " + BREAK)
        if kind == "Superscript" and plain.strip().isdigit():
            plain = plain.translate(_SUPERIORS)
        line.plain.append(plain)
        if not bare or (kind in {"Subscript", "Superscript"} and re.search(r"\s", bare)):
            line.marked.append(marked)
            return
        start = marked.index(bare)
        # A sign does not cross a break of the line, where Markdown may not see its end.
        parts = [part.strip() for part in bare.split(BREAK)]
        line.marked.append(marked[:start])
        for at, part in enumerate(parts):
            if at:
                line.marked.append(BREAK)
            if part:
                line.sign(_SIGNS[kind])
                line.marked.append(part)
                line.sign(_SIGNS[kind])
        line.marked.append(marked[start + len(bare) :])

    def _code(self, code: str, line: Line) -> None:
        code = " ".join(_PRIVATE.sub("", code).split())
        if not code:
            return
        fence = "`" * (1 + max((len(run) for run in re.findall("`+", code)), default=0))
        space = " " if len(fence) > 1 else ""
        line.plain.append(code)
        line.sign(f"{fence}{space}{code}{space}{fence}")

    def _math(self, display: bool, tex: str, line: Line) -> None:
        tex = math_of(tex)
        line.plain.append(tex)
        line.sign(f"$${tex}$$" if display else f"${tex}$")

    def _link(self, content: Any, line: Line) -> None:
        inlines, (target, _) = content[1], content[2]
        target = str(target).strip()
        page = _PAGE.match(target)
        own = bool(_OWN.match(target)) or (page is not None and page[1] in self.articles)
        address = target if own or _WEB.match(target) else ""
        if address and plain_of(inlines).strip() == address.removeprefix("mailto:") and not own:
            line.text(plain_of(inlines))
            return
        inside = Line(stash=line.stash)
        self._all(inlines, inside)
        marked, plain = "".join(inside.marked), "".join(inside.plain)
        line.plain.append(plain)
        if not address or not plain.strip():
            if target and not target.startswith("#") and plain.strip():
                self.lose("", f"a link that leads nowhere from here: {target[:100]}")
            line.marked.append(marked)
            return
        marked = marked.replace(BREAK, " ")
        bare = marked.strip()
        start = marked.index(bare)
        line.marked.append(marked[:start])
        line.sign("[")
        line.marked.append(_bracketed(bare, line))
        line.sign(f"]({address.replace('(', '%28').replace(')', '%29').replace('`', '%60').replace('*', '%2A')})")
        line.marked.append(marked[start + len(bare) :])

    def _span(self, span: Element, line: Line) -> None:
        _, classes, pairs = attributes(span)
        if number := pairs.get("note-mark", ""):
            line.marked.append(f"{OPEN}{number}{CLOSE}")
            return
        if {"deletion", "comment-start", "comment-end", "paragraph-deletion"} & set(classes):
            self.lose(plain_of(span["c"][1]), "a comment" if "comment-start" in classes else "text marked as deleted")
            return
        if "no-term" in classes:
            inside = Line(stash=line.stash)
            self._all(span["c"][1], inside)
            line.plain += inside.plain
            line.sign("[")
            line.marked.append(_bracketed("".join(inside.marked), line))
            line.sign("]{ .no-term }")
            return
        self._all(span["c"][1], line)


def _bracketed(marked: str, line: Line) -> str:
    """What stands in brackets of the writer's: brackets of its own that could end these are escaped."""
    if not re.search(r"\][(\[:{]", marked) and marked.count("[") == marked.count("]"):
        return marked
    inside = Line(stash=line.stash)
    for at, part in enumerate(re.split(r"([\[\]])", marked)):
        if at % 2:
            inside.sign(f"\\{part}")
        else:
            inside.marked.append(part)
    return "".join(inside.marked)


def math_of(tex: str) -> str:
    """TeX on one line, without the sign that could open a tag or end the formula."""
    return " ".join(_PRIVATE.sub("", tex).replace("<", r"\lt ").replace("$", r"\$").split())


def plain_of(elements: object) -> str:
    """All text under some elements, notes left out."""
    if isinstance(elements, list):
        return "".join(map(plain_of, elements))
    if not isinstance(elements, dict):
        return ""
    kind, content = str(elements.get("t")), elements.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind == "Note":
        return ""
    if kind in {"Code", "Math", "CodeBlock", "RawBlock", "RawInline"}:
        return str(content[1]) if isinstance(content, list) and not str(kind).startswith("Raw") else ""
    return plain_of(content)


def _spaces(text: str) -> str:
    """One space between words; no-break spaces stay, and nothing stands beside a break."""
    text = re.sub(rf"[ \t\n]*{BREAK}[ \t\n]*", BREAK, re.sub(r"[ \t\r\n]+", " ", text))
    return text.strip().strip(BREAK).strip()

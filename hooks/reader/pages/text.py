"""Putting plain strings into Markdown so that they come out as written."""

import re

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^=$!&\"'+:]")
CODE_SPAN = re.compile(r"(`+)(?:.|\n)*?(?<!`)\1(?!`)")
AUTOLINK = re.compile(r"<https?://[^\s<>]+>")


def escape(text: str) -> str:
    """One line of plain text as Markdown."""
    return SPECIAL.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))


def without_html(markdown: str) -> str:
    """Markdown in which a tag is text: every `<` outside code and web addresses is escaped."""
    parts: list[str] = []
    position = 0
    for code in CODE_SPAN.finditer(markdown):
        parts += [_escape_tags(markdown[position : code.start()]), code[0]]
        position = code.end()
    return "".join([*parts, _escape_tags(markdown[position:])])


def _escape_tags(text: str) -> str:
    parts: list[str] = []
    position = 0
    for link in AUTOLINK.finditer(text):
        parts += [text[position : link.start()].replace("<", "&lt;"), link[0]]
        position = link.end()
    return "".join([*parts, text[position:].replace("<", "&lt;")])


def listed(words: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def counted(number: int, noun: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

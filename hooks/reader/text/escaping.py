"""Putting plain strings into Markdown so that they come out as written."""

import html
import re
from collections.abc import Callable

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^=$!&\"'+:@]")
LIST_MARK = re.compile(r"([0-9]*)([-.])")
CODE_SPAN = re.compile(r"(`+)(?:.|\n)*?(?<!`)\1(?!`)")
LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
EMPHASIS = re.compile(r"(?<![\w\\])([*_]{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
AUTOLINK = re.compile(r"<https?://[^\s<>]+>")


def escape(text: str) -> str:
    """One line of plain text as Markdown."""
    line = " ".join(text.split())
    mark = LIST_MARK.match(line)
    start = f"{mark[1]}&#{ord(mark[2])};" if mark else ""
    return start + SPECIAL.sub(lambda match: f"&#{ord(match[0])};", line[mark.end() if mark else 0 :])


def without_html(markdown: str) -> str:
    """Markdown in which a tag is text: every `<` outside code and web addresses is escaped."""
    return outside_code(markdown, lambda prose: _between(AUTOLINK, prose, lambda text: text.replace("<", "&lt;")))


def outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """Change all but what stands in code."""
    return _between(CODE_SPAN, markdown, change)


def plain(markdown: str) -> str:
    """The words of inline Markdown on one line: links and code by their text, no marks of emphasis."""
    words = _between(CODE_SPAN, markdown, _plain_prose, lambda code: code.strip("`").strip())
    return " ".join(words.split())


def _plain_prose(text: str) -> str:
    text = EMPHASIS.sub(r"\2", LINK.sub(r"\1", text))
    return ESCAPED.sub(r"\1", AUTOLINK.sub(lambda link: link[0][1:-1], text))


def _between(
    pattern: re.Pattern[str],
    text: str,
    change: Callable[[str], str],
    keep: Callable[[str], str] = lambda found: found,
) -> str:
    """Change what stands between the matches of a pattern."""
    parts: list[str] = []
    position = 0
    for match in pattern.finditer(text):
        parts += [change(text[position : match.start()]), keep(match[0])]
        position = match.end()
    return "".join([*parts, change(text[position:])])


def attribute(text: str) -> str:
    """An address as it stands in an attribute in double quotes."""
    return html.escape(text, quote=False).replace('"', "&quot;")

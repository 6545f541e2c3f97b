"""Quotation marks and apostrophes as print has them, from those of a typewriter."""

import re

from reader.text.escaping import outside_code

# Outer and inner marks, by language, as the Unicode CLDR has them; others as English has them.
MARKS = {
    "de": ("„", "“", "‚", "‘"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pl": ("„", "”", "«", "»"),
    "ru": ("«", "»", "„", "“"),
    "uk": ("«", "»", "“", "”"),
}
ENGLISH = ("“", "”", "‘", "’")
APOSTROPHE = "’"
# What is no prose: the target of a link, an address, a tag, the attributes of a block.
APART = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|<[^<>\s][^<>]*>|\{:?[^{}\n]*\}|https?://\S+")
OPENING = frozenset(" \t\n\u00a0([{—–-/“‘«„‚*_")


def curly(markdown: str, language: str = "en") -> str:
    """Set the straight quotation marks and apostrophes of Markdown as the language does; code stays as it is."""
    if '"' not in markdown and "'" not in markdown:
        return markdown
    marks = MARKS.get(language.partition("-")[0], ENGLISH)
    return outside_code(markdown, lambda prose: _prose(prose, marks))


def _prose(text: str, marks: tuple[str, str, str, str]) -> str:
    parts: list[str] = []
    position = 0
    for apart in APART.finditer(text):
        parts += [_set(text[position : apart.start()], "".join(parts)[-1:], marks), apart[0]]
        position = apart.end()
    return "".join([*parts, _set(text[position:], "".join(parts)[-1:], marks)])


def _set(text: str, before: str, marks: tuple[str, str, str, str]) -> str:
    """`before` is the letter that stands before the text."""
    found: list[str] = []
    for at, sign in enumerate(text):
        last = text[at - 1] if at else before
        after = text[at + 1 : at + 2]
        opens = (not last or last in OPENING) and bool(after) and not after.isspace()
        if sign == '"':
            found.append(marks[0] if opens else marks[1])
        elif sign == "'":
            # '90s and 'tis lack letters; only a word that is closed again is quoted.
            quoted = opens and not after.isdigit() and re.search(r"(?<=\S)'(?!\w)", text[at + 1 :]) is not None
            inner = not last.isalnum() and not opens and "'" in text[:at]
            found.append(marks[2] if quoted else marks[3] if inner else APOSTROPHE)
        else:
            found.append(sign)
    return "".join(found)

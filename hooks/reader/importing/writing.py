"""The body of a clean article as Markdown: what was plain text reads on the page exactly as it was typed."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from reader.importing.draft import Piece
from reader.importing.notes import CLOSE, OPEN, footnote_marks

_ALWAYS = re.compile(r"[*`{}\\]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINK = re.compile(r"\[(?=[^\]]*\](?:\(|\[|:|\{)|\^)|(?<=!)\[")
_TAG = re.compile(r"<(?=[A-Za-z/!?]|[^\s<>]*@)")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_KEY = re.compile(r"(?<![^\W_]|[/@.:\\=?&%])@(?=[^\W_])")  # what would cite an article
_LINE_START = re.compile(
    r"(?P<sign>[#>|]|[+-](?=\s|$)|[-_=~](?=[-_=~\s]{2,}$)|!(?=!!)|\[(?=[^\]]*\]:))|(?P<number>\d+)(?P<dot>[.)])(?=\s|$)"
)
_SPELT = re.compile(r"(?P<sign>[:?=/~])(?=\s|\?\?|==|//|~~)")
_FORMULA = re.compile(r"\$(?!\s)[^$]+(?<!\s)\$|\$\$")  # what the page takes for one: amounts in a row are none
_BREAK = "* * *"


def write_body(pieces: Iterable[Piece]) -> str:
    """Write the pieces of an article as Markdown, one paragraph a line, notes at the end."""
    pieces = tuple(pieces)
    numbers = frozenset(int(piece.mark) for piece in pieces if piece.kind == "note" and piece.mark.isdigit())
    blocks = list(_blocks(pieces, numbers))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def as_markdown(text: str, *, opens: bool = True) -> str:
    """Write plain text so that Markdown shows it as it is, with as few signs as that takes.

    `opens` says that the text begins a block, where numbers and signs mean more.
    """
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", _ALWAYS.sub(r"\\\g<0>", text)))
    text = _KEY.sub(r"\\@", _LINK.sub(r"\\[", _UNDERSCORE.sub(r"\\_", text)))
    for sign in "~^":
        if text.count(sign) > 1:
            text = text.replace(sign, "\\" + sign)
    if _FORMULA.search(text):
        text = text.replace("$", "\\$")
    if not opens:
        return text
    if start := _LINE_START.match(text):
        text = f"\\{text}" if start["sign"] else f"{start['number']}\\{start['dot']}{text[start.end() :]}"
    elif spelt := _SPELT.match(text):
        text = f"&#{ord(spelt['sign'])};{text[1:]}"
    return text


def markdown_of(piece: Piece, numbers: frozenset[int] = frozenset()) -> str:
    """The inside of one piece in Markdown, on one line, its footnote marks written out."""
    if piece.kind == "raw":
        return (piece.markup or piece.text).replace(OPEN, "[^").replace(CLOSE, "]")
    text = (
        footnote_marks(piece.markup, numbers)
        if piece.markup
        else as_markdown(footnote_marks(piece.text, numbers), opens=piece.kind != "heading")
    )
    return text.replace(OPEN, "[^").replace(CLOSE, "]")


def _blocks(pieces: tuple[Piece, ...], numbers: frozenset[int]) -> Iterator[str]:
    for (kind, label, language), group in groupby(pieces, key=_together):
        run = list(group)
        inside = [markdown_of(piece, numbers) for piece in run]
        own = [f"\n{{: {piece.attributes} }}" if piece.attributes else "" for piece in run]
        if kind == "item":
            yield _list(run, [text + after for text, after in zip(inside, own, strict=True)])
        elif kind == "quote":
            quoted = (
                f"> {text}{after.replace(chr(10), chr(10) + '> ')}" for text, after in zip(inside, own, strict=True)
            )
            yield "\n>\n".join(quoted)
        elif kind == "abstract":
            yield _abstract(run, inside, label, language)
        else:
            yield from (_single(piece, text) for piece, text in zip(run, inside, strict=True))


def _together(piece: Piece) -> tuple[str, str, str]:
    kind = piece.kind
    return (kind, piece.label, piece.language) if kind == "abstract" else (kind, "", "")


def _single(piece: Piece, text: str) -> str:
    if piece.kind == "note":
        return f"[^{piece.mark}]: {text}"
    if piece.kind == "rule":
        return _BREAK
    kind = f".{piece.kind}" if piece.kind in {"standfirst", "question"} else ""
    own = " ".join(filter(None, (kind, piece.attributes)))
    if piece.kind == "heading":
        return f"{'#' * max(2, min(6, piece.level or 2))} {text}" + (f" {{: {own} }}" if own else "")
    return f"{text}\n{{: {own} }}" if own else text


def _list(run: list[Piece], inside: list[str]) -> str:
    """A list, deeper items set in. Bullets and numbers at one level make bullets: Markdown has no list of both."""
    margin = min(piece.indent for piece in run)
    depths = [min(3, (piece.indent - margin) // 2) for piece in run]
    numbers = [piece.mark.strip("().") if piece.mark.strip("().").isdigit() else "" for piece in run]
    mixed = {
        depth for depth in depths if len({bool(n) for n, d in zip(numbers, depths, strict=True) if d == depth}) > 1
    }
    lines: list[str] = []
    for number, depth, text in zip(numbers, depths, inside, strict=True):
        mark = "-" if depth in mixed or not number else f"{number}."
        lines.append(f"{'    ' * depth}{mark} {number + '&#46; ' if number and depth in mixed else ''}{text}")
    return "\n".join(lines)


def _abstract(run: list[Piece], inside: list[str], label: str, language: str) -> str:
    head = f"/// abstract | {label}" + (f"\n    attrs: {{lang: {language}}}" if language else "")
    items = [f"- {text}" if piece.mark else text for piece, text in zip(run, inside, strict=True)]
    body = "\n".join(items) if all(piece.mark for piece in run) else "\n\n".join(items)
    return f"{head}\n\n{body}\n\n///"

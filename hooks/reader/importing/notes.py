"""Numbered notes under a text, tied to their marks in it."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.vocabulary import any_of

_TITLE = re.compile(any_of("notes titles"), re.IGNORECASE)
_NOTE = re.compile(
    r"(?:\[(?P<a>\d{1,3})\]|\^(?P<b>\d{1,3})|(?P<c>\d{1,3})[.)]|\((?P<d>\d{1,3})\)|(?P<e>[¹²³⁴⁵⁶⁷⁸⁹⁰]+))\s*(?P<text>\S.*)"
)
OPEN, CLOSE = "\ue000", "\ue001"
_SUPERIORS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_MARK = re.compile(r"\[\^?(\d{1,3})\]|\^(\d{1,3})\b|([¹²³⁴⁵⁶⁷⁸⁹⁰]+)")


def mark_notes(draft: Draft) -> Draft:
    """See the notes under the text, if each number from 1 up has both a note and a mark in the text above it.

    The mark becomes a footnote mark; a title over the notes is dropped, because a page sets its notes apart itself.
    """
    pieces = draft.pieces
    if any(piece.kind == "note" for piece in pieces):
        return draft
    start, notes = _notes(pieces)
    if not notes:
        return draft
    marks = {_number(match) for piece in pieces[:start] for match in _MARK.finditer(piece.text)}
    if not set(notes) <= marks:
        return draft
    marked: dict[int, Piece] = {}
    for number, (at, text) in notes.items():
        marked[at] = replace(pieces[at], kind="note", text=text, mark=str(number))
    gone = {}
    if start and _TITLE.fullmatch(pieces[start - 1].text.strip(" :")):
        gone[start - 1] = "the title over the notes"
    return draft.marking(marked).without(gone)


def footnote_marks(text: str, numbers: frozenset[int]) -> str:
    """Put stand-ins, which no escaping touches, for the marks in a text whose number has a note."""

    def mark(match: re.Match[str]) -> str:
        return f"{OPEN}{_number(match)}{CLOSE}" if _number(match) in numbers else match[0]

    return _MARK.sub(mark, text)


def _notes(pieces: tuple[Piece, ...]) -> tuple[int, dict[int, tuple[int, str]]]:
    """The last run of numbered pieces, counting up from 1 to the end of the text."""
    found: dict[int, tuple[int, str]] = {}
    at = len(pieces) - 1
    while at >= 0:
        text = f"{pieces[at].mark} {pieces[at].text}" if pieces[at].mark else pieces[at].text
        if not (match := _NOTE.fullmatch(text)):
            break
        number = int(next(group for group in match.groups()[:5] if group).translate(_SUPERIORS))
        found[number] = (at, match["text"])
        at -= 1
    counts_up = list(found) == list(range(len(found), 0, -1))
    return (at + 1, dict(sorted(found.items()))) if found and counts_up else (0, {})


def _number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group).translate(_SUPERIORS))

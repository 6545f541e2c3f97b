"""A table of contents: it tells which lines are the headings, and is then dropped."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.vocabulary import any_of
from reader.importing.wording import fold, is_prose, is_sentence

_TITLE = re.compile(any_of("contents titles"), re.IGNORECASE)
_LEADER = re.compile(r"\s*(?:\.{2,}|…+|\s{2,}|\t)?\s*\d{1,4}$|\s*[.…·]{3,}\s*\d*$")
_NUMBER = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-z])[.):]?\s+")
LONGEST_GAP = 30


def read_contents(draft: Draft) -> Draft:
    """Read a table of contents, by its title or by two lines or more that stand again below as lines of their own.

    The lines it names become headings where they stand alone further down; the table itself is dropped.
    """
    pieces = draft.pieces
    at = next((at for at, piece in enumerate(pieces) if _TITLE.fullmatch(piece.text.strip(" :.[]"))), None)
    below = {_key(piece.text): number for number, piece in enumerate(pieces) if not is_prose(piece.text)}
    if at is not None and (entries := _entries(pieces, at + 1, below, titled=True)):
        return _taken(draft, at, entries)
    for start in range(min(len(pieces), LONGEST_GAP)):
        entries = _entries(pieces, start, below, titled=False)
        if len(entries) >= 2:
            return _taken(draft, None, entries)
    return draft


def _entries(pieces: tuple[Piece, ...], start: int, below: dict[str, int], *, titled: bool) -> list[int]:
    """The run of entries from `start`: a titled table may name headings that the text does not have."""
    run: list[int] = []
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if is_prose(piece.text) or is_sentence(piece.text):
            break
        key = _key(piece.text)
        named = below.get(key, at) > at or (titled and piece.kind == "item")
        if not key or not named or (run and key == _key(pieces[run[0]].text)):
            break
        run.append(at)
    found = sum(below.get(_key(pieces[at].text), at) > at for at in run)
    return run if (titled and (found or (run and pieces[run[0]].kind == "item"))) or found == len(run) else []


def _taken(draft: Draft, title: int | None, entries: list[int]) -> Draft:
    pieces = draft.pieces
    keys = {_key(pieces[at].text): pieces[at] for at in entries}
    margin = min(pieces[at].indent for at in entries)
    marked: dict[int, Piece] = {}
    for at in range(entries[-1] + 1, len(pieces)):
        piece = pieces[at]
        if (entry := keys.pop(_key(piece.text), None)) and not is_prose(piece.text):
            depth = 3 if entry.indent >= margin + 2 else 2
            text = f"{piece.mark} {piece.text}" if piece.kind == "item" and piece.mark[:-1].isdigit() else piece.text
            marked[at] = replace(piece, kind="heading", text=text, mark="", level=depth)
    gone = dict.fromkeys(entries, "a line of the table of contents")
    if title is not None:
        gone[title] = "the title of the table of contents"
    return draft.marking(marked).without(gone)


def _key(text: str) -> str:
    return fold(_LEADER.sub("", _NUMBER.sub("", text)))

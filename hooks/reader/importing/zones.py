"""The head of a text, where its record stands, and its tail, where the furniture gathers."""

from reader.importing.draft import Draft, Piece
from reader.importing.phrases import furniture_of
from reader.importing.wording import is_prose

LONGEST_HEAD = 40
PAST_PROSE = 10


def is_body(piece: Piece) -> bool:
    """Whether a piece is surely running text of the article, and not a notice worded as a sentence."""
    told = piece.kind in {"line", "quote", "paragraph"} and is_prose(piece.text) and not piece.text.startswith("©")
    return told and not furniture_of(piece.text)


def first_body(draft: Draft) -> int:
    """The index of the first piece of running text, which may be a standfirst."""
    return next((at for at, piece in enumerate(draft.pieces) if is_body(piece)), len(draft.pieces))


def head_end(draft: Draft) -> int:
    """The index at which the head surely ends: the first of two pieces of running text in a row.

    A standfirst may stand between the title and the byline, so that a single piece of prose does not end the head.
    """
    first = first_body(draft)
    for at in range(first, min(len(draft.pieces) - 1, first + PAST_PROSE)):
        if is_body(draft.pieces[at]) and is_body(draft.pieces[at + 1]):
            return min(at, LONGEST_HEAD)
    end = first + 1
    while end < len(draft.pieces) and end < first + 4 and not is_body(draft.pieces[end]):
        end += 1
    return min(first if end >= len(draft.pieces) else end, LONGEST_HEAD)


def tail_start(draft: Draft) -> int:
    """The index after the last piece of running text."""
    last = (at + 1 for at in range(len(draft.pieces) - 1, -1, -1) if is_body(draft.pieces[at]))
    return next(last, 0)


def outside_body(draft: Draft) -> list[int]:
    """The indexes of the head and of the tail; lists in the tail are the text's own, such as its notes."""
    end, start = head_end(draft), tail_start(draft)
    pieces = enumerate(draft.pieces)
    return [at for at, piece in pieces if at < end or (at >= start and piece.kind not in {"item", "raw", "note"})]

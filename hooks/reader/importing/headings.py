"""Headings without mark-up, and everything else a paragraph."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.wording import ends_sentence, is_prose, is_sentence, looks_like_heading

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)|(?P<roman>[IVXL]{1,5})[.)]?\s+(?=[^\W\d_])")
_SIGNED = re.compile(r"(?:#{1,6})\s+(?P<text>.+?)\s*#*")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_UNDERLINE = re.compile(r"[=~-]{3,}")


def mark_headings(draft: Draft) -> Draft:
    """See a heading: a line as short as a heading, begun as one and not ended as a sentence, with text under it.

    The text under it must be longer than it; two such lines in a row are a heading and one under it. A number before
    it gives its depth.
    """
    pieces = draft.pieces
    marked: dict[int, Piece] = {}
    for at, piece in enumerate(pieces):
        if piece.kind == "item" and _is_lone_number(pieces, at):
            line = replace(piece, kind="line", text=f"{piece.mark} {piece.text}", mark="")
        else:
            line = piece
        if line.kind == "line" and looks_like_heading(line.text) and _heads(pieces, at):
            bare = _BOLD.fullmatch(line.markup)
            markup = bare[1] if bare else line.markup
            marked[at] = replace(line, kind="heading", level=_depth(line.text), markup=markup)
    return draft.marking(marked)


def mark_bold_headings(draft: Draft) -> Draft:
    """See a heading in a short line that is bold from end to end, with text under it."""
    pieces = draft.pieces
    return draft.marking(
        {
            at: replace(piece, kind="heading", level=2, markup=bold[1])
            for at, piece in enumerate(pieces)
            if piece.kind == "line"
            and (bold := _BOLD.fullmatch(piece.markup))
            and looks_like_heading(piece.text)
            and _heads(pieces, at)
        }
    )


def mark_signed_headings(draft: Draft) -> Draft:
    """See headings that a plain text marks with number signs, or underlines with a row of signs."""
    marked: dict[int, Piece] = {}
    gone: dict[int, str] = {}
    for at, piece in enumerate(draft.pieces):
        below = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
        if piece.kind == "line" and (match := _SIGNED.fullmatch(piece.text)) and piece.words <= 30:
            marked[at] = replace(piece, kind="heading", text=match["text"], level=min(6, len(piece.text.split()[0])))
        elif (
            piece.kind == "line"
            and below
            and not below.gap
            and _UNDERLINE.fullmatch(below.text)
            and looks_like_heading(piece.text)
        ):
            marked[at] = replace(piece, kind="heading", level=1 if below.text[0] == "=" else 2)
            gone[at + 1] = "the line under a heading"
    return draft.marking(marked).without(gone)


def mark_paragraphs(draft: Draft) -> Draft:
    """See a paragraph in everything that is left."""
    return draft.marking(
        {at: replace(piece, kind="paragraph") for at, piece in enumerate(draft.pieces) if piece.kind == "line"}
    )


def level_headings(draft: Draft) -> Draft:
    """Set the depth of the headings so that the highest is a section of the article, and none skips a level."""
    levels = sorted({piece.level or 2 for piece in draft.pieces if piece.kind == "heading"})
    depth = {level: min(6, 2 + at) for at, level in enumerate(levels)}
    return draft.marking(
        {
            at: replace(piece, level=depth[piece.level or 2])
            for at, piece in enumerate(draft.pieces)
            if piece.kind == "heading"
        }
    )


def _heads(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether text stands under a short line: a paragraph or list right below, or below one more short line."""
    if at and ends_with_colon(pieces[at - 1]) and not pieces[at].gap:
        return False
    after = [piece for piece in pieces[at + 1 : at + 3] if piece.kind != "rule"]
    if not after:
        return False
    if _is_text(after[0]):
        return after[0].kind in {"item", "quote"} or len(after[0].text) > len(pieces[at].text)
    below = len(after) > 1 and after[0].kind in {"line", "heading"} and looks_like_heading(after[0].text)
    return below and _is_text(after[1]) and pieces[at].gap


def ends_with_colon(piece: Piece) -> bool:
    """Whether a piece announces what stands under it."""
    return piece.text.rstrip().endswith(":")


def _is_text(piece: Piece) -> bool:
    return (
        piece.kind in {"item", "quote", "question", "abstract", "raw"}
        or is_prose(piece.text)
        or is_sentence(piece.text)
        or ends_with_colon(piece)
        or (ends_sentence(piece.text) and piece.words > 12)
    )


def _is_lone_number(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a numbered line is a heading: text, not another item, stands on either side of it."""
    piece = pieces[at]
    beside = [pieces[near].kind for near in (at - 1, at + 1) if 0 <= near < len(pieces)]
    return "item" not in beside and piece.mark.rstrip(".)").isdigit()


def _depth(text: str) -> int:
    match = _NUMBERED.match(text)
    return 2 + (match["number"].count(".") if match and match["number"] else 0)

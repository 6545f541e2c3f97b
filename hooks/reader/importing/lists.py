"""Lists, quotations and breaks, as a plain text types them."""

import itertools
import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.wording import is_prose, looks_like_heading

_ROUND = re.compile(r"([•·‣▪◦●○■□⁃∙➢➤►])\s*(?=\S)")
_DASH = re.compile(r"([-–*+])\s+(?=\S)")
_EM = re.compile(r"(—)\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(\d{1,3})[.)])\s+(?=\S)")
_LETTER = re.compile(r"(\(?([a-z])[.)])\s+(?=\S)")
_RULE = re.compile(r"(?:[*⁂•·_~=#-]\s*){3,}|[⁂❧—–]|\*|(?:—\s*){2,}|[*\s]{3,}|[·•|¶§]")


def mark_rules(draft: Draft) -> Draft:
    """See a line of stars, dashes or dots as a break between parts."""
    return draft.marking(
        {
            at: replace(piece, kind="rule")
            for at, piece in enumerate(draft.pieces)
            if piece.kind == "line" and _RULE.fullmatch(piece.text)
        }
    )


def mark_items(draft: Draft) -> Draft:
    """See bullets, and dashes, stars, numbers and letters in a run of two or more, as the items of a list.

    A single dash, and em dashes that open paragraphs, are speech in much of Europe and stay as typed. Numbers must
    count up from one line to the next, in lines that follow each other.
    """
    marked: dict[int, Piece] = {}
    pieces = draft.pieces
    for at, piece in enumerate(pieces):
        if piece.kind == "line" and (match := _ROUND.match(piece.text)):
            marked[at] = _item(piece, match)
    for pattern in (_DASH, _EM):
        for run in _runs(pieces, pattern, marked):
            if pattern is _DASH or not any(pieces[at].gap for at in run[1:]):
                marked |= {at: _item(pieces[at], head) for at in run if (head := pattern.match(pieces[at].text))}
    for pattern in (_NUMBER, _LETTER):
        for run in _runs(pieces, pattern, marked):
            heads = [found for at in run if (found := pattern.match(pieces[at].text))]
            values = [int(head[2]) if head[2].isdigit() else ord(head[2]) for head in heads]
            if all(b == a + 1 for a, b in itertools.pairwise(values)) and values[0] in {0, 1, ord("a")}:
                marked |= {at: _item(pieces[at], each) for at, each in zip(run, heads, strict=True)}
    return draft.marking(marked)


def mark_quotations(draft: Draft) -> Draft:
    """See lines that begin with `>`, and paragraphs set in deeper than the text, as quotations."""
    depths = [piece.indent for piece in draft.pieces if piece.kind == "line" and is_prose(piece.text)]
    margin = min(depths, default=0)
    marked = {}
    for at, piece in enumerate(draft.pieces):
        if piece.kind != "line":
            continue
        if piece.text.startswith(">") and piece.text.strip("> "):
            marked[at] = replace(piece, kind="quote", text=piece.text.lstrip("> "))
        elif depths and piece.indent >= margin + 4 and is_prose(piece.text) and depths.count(margin) > len(depths) / 2:
            marked[at] = replace(piece, kind="quote")
    return draft.marking(marked)


def _item(piece: Piece, match: re.Match[str]) -> Piece:
    """An item without its sign; a letter, which no list of Markdown has, stays in its text."""
    if match.re is _LETTER:
        return replace(piece, kind="item", mark="-")
    return replace(piece, kind="item", text=piece.text[match.end() :], mark=match[1])


def _runs(pieces: tuple[Piece, ...], pattern: re.Pattern[str], taken: dict[int, Piece]) -> list[list[int]]:
    """Runs of two or more neighbours that begin alike."""
    runs: list[list[int]] = []
    for at, piece in enumerate(pieces):
        if at in taken or piece.kind != "line" or not pattern.match(piece.text):
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1 and not _are_headings(pieces, run)]


def _are_headings(pieces: tuple[Piece, ...], run: list[int]) -> bool:
    return (
        len(run) == 2
        and all(looks_like_heading(pieces[at].text) and pieces[at].gap for at in run)
        and not any(is_prose(pieces[at].text) for at in run)
    )

"""From a plain text to its lines: characters tidied, the pages of a PDF taken out, hard-wrapped lines joined."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.importing.dates import is_date_line
from reader.importing.draft import Draft, Piece
from reader.importing.vocabulary import words
from reader.importing.wording import ends_sentence, fold, looks_like_heading, starts_low

BULLETS = "•·‣▪◦●○■□⁃∙➢➤►–—*+-"
_BREAKS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffc]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_KEEP_SPACE = re.compile(r"(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=[»:;!?%€])|(?<=\d)[\u00a0\u202f](?=\d)")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\[\d{1,3}\])\s+\S")
_BULLETED = re.compile(rf"[{re.escape(BULLETS)}]\s+\S")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|p\.|pág\.?|página|seite|стр\.|с\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|de|von|из|sur)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:By\s+(?=[A-ZÀ-Ý])|[^\W\d_][\w /-]{1,24}:\s+\S)")
_HYPHENS = "-\u2010\u00ad"
_LINKING = words("linking words")
WIDEST, NARROWEST = 140, 30


def tidy(text: str) -> str:
    """Put a text into plain lines: one kind of line break, no unseen characters, one kind of space.

    Quotation marks, dashes and letters stay as typed. A no-break space stays where typography needs it (French
    punctuation, groups of digits) and is a space elsewhere.
    """
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text)).expandtabs(4)
    kept = _KEEP_SPACE.sub("\0", text)
    return _SPACES.sub(" ", kept).replace("\0", "\u00a0") if kept != text else _SPACES.sub(" ", text)


def read_lines(text: str) -> Draft:
    """Cut a tidied text into one piece a line, empty lines becoming the `gap` of the next."""
    pieces: list[Piece] = []
    gap = False
    number = 0
    for page, sheet in enumerate(text.split("\f")):
        broken = "page" if page else ""
        for at, raw in enumerate(sheet.split("\n")):
            number += not (page and not at)
            if not (line := raw.strip()):
                gap = True
                continue
            line = " ".join(line.split(" ")) if "  " not in line else re.sub(" {2,}", " ", line)
            part = 1 if pieces and pieces[-1].line == number else 0
            pieces.append(Piece("line", line, number, part, gap, len(raw) - len(raw.lstrip(" ")), label=broken))
            gap, broken = False, ""
    return Draft(tuple(pieces))


def drop_page_furniture(draft: Draft) -> Draft:
    """Drop page numbers and running heads: what comes back at the edge of each page, three times or more.

    Pages end at a form feed, at a line that is only a number, or at a line that comes back with a higher number at
    its end; such numbers must rise through the text. A line that stands beside three of them is a running head.
    """
    pieces = draft.pieces
    numbers = _rising([at for at, piece in enumerate(pieces) if _PAGE_NUMBER.fullmatch(piece.text)], pieces)
    footers = [at for run in _numbered_alike(pieces) for at in _rising(run, pieces)]
    breaks = [at for at, piece in enumerate(pieces) if piece.label == "page"]
    if not (breaks or numbers or footers):
        return draft
    edges = {at + move for at in breaks for move in (-2, -1, 0, 1)}
    near = {at + move for at in (*numbers, *footers) for move in (-1, 0, 1)} | edges
    near = {at for at in near if 0 <= at < len(pieces)}
    top = {at for at in (0, 1) if breaks and at < len(pieces)}
    repeated = Counter(_running(pieces[at].text) for at in near | top)
    gone: dict[int, str] = {}
    for at in sorted(near):
        if at in numbers or (at in edges and _PAGE_NUMBER.fullmatch(pieces[at].text)):
            gone[at] = "a page number"
        elif at in footers or (repeated[_running(pieces[at].text)] >= 3 and len(pieces[at].text) <= 120):
            gone[at] = "a running head"
    torn = {at + 1 for at in gone if at + 1 < len(pieces) and at + 1 not in gone}
    healed = {at: replace(pieces[at], label="", gap=not _goes_on(pieces, at, gone)) for at in torn}
    return draft.marking(healed).without(gone)


def _rising(found: list[int], pieces: Sequence[Piece]) -> list[int]:
    """These pieces, if there are three or more and the last number of each is higher than the one before."""
    values = [int(digits[-1]) for at in found if (digits := re.findall(r"\d+", pieces[at].text))]
    rises = len(values) == len(found) >= 3 and all(a < b for a, b in itertools.pairwise(values))
    return found if rises else []


def _numbered_alike(pieces: Sequence[Piece]) -> list[list[int]]:
    """Lines of three words or more that are alike but for the number at their end."""
    alike: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.text[-1].isdigit() and 3 <= piece.words <= 15:
            alike.setdefault(re.sub(r"\d+$", "", piece.text), []).append(at)
    return list(alike.values())


def _running(text: str) -> str:
    return re.sub(r"\d+", "0", fold(text))


def _goes_on(pieces: Sequence[Piece], at: int, gone: dict[int, str]) -> bool:
    before = next((pieces[back] for back in range(at - 1, -1, -1) if back not in gone), None)
    return before is not None and not ends_sentence(before.text) and not looks_like_heading(before.text)


def width_of(pieces: Sequence[Piece]) -> int:
    """Measure the column a hard-wrapped text was set in, or 0 where each line is a paragraph of its own.

    Lines that another follows without an empty line between end near the margin in a wrapped text, and mostly not at
    the end of a sentence.
    """
    inner = [a for a, b in itertools.pairwise(pieces) if not b.gap]
    inner = [piece for piece in inner if not _begins_item(piece.text) or len(piece.text) > NARROWEST]
    if len(inner) < 2:
        return 0
    total = sum(len(piece.text) for piece in pieces)
    if sum(len(piece.text) for piece in pieces if len(piece.text) > WIDEST) > 0.25 * total:
        return 0
    lengths = sorted(piece.indent + len(piece.text) for piece in inner)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not NARROWEST <= width <= WIDEST or lengths[-1] > 2 * WIDEST:
        return 0
    full = [piece for piece in inner if piece.indent + len(piece.text) >= 0.75 * width]
    stops = sum(ends_sentence(piece.text) for piece in full)
    held = sum(len(piece.text) for piece in full)
    most = held >= 0.5 * sum(len(piece.text) for piece in inner) and held >= 0.25 * total
    torn = any(_is_torn(a, b) for a, b in itertools.pairwise(pieces) if not b.gap)
    return width if most and (len(full) >= 2 or torn) and stops <= 0.5 * len(full) else 0


def join_wrapped(draft: Draft) -> Draft:
    """Join hard-wrapped lines into paragraphs, where the next word would not have fitted in the line before.

    A hyphen at the end of a line goes where the text has the word without it; list items, indented first lines and
    short lines that end a paragraph begin a new one.
    """
    width = width_of(draft.pieces)
    doubled = not width and _is_doubled(draft.pieces)
    if not width and not doubled:
        return draft
    known = Counter(word.strip(".,;:!?()\"'“”‘’").casefold() for piece in draft.pieces for word in piece.text.split())
    margin = Counter(piece.indent for piece in draft.pieces).most_common(1)[0][0] if draft.pieces else 0
    joined: list[Piece] = []
    last = None
    for piece in draft.pieces:
        if last is not None and _continues(last, piece, joined[-1], width, margin, doubled=doubled):
            joined[-1] = _joined(joined[-1], piece, known)
        else:
            joined.append(piece)
        last = piece
    return replace(draft, pieces=tuple(joined))


def _continues(last: Piece, piece: Piece, whole: Piece, width: int, margin: int, *, doubled: bool) -> bool:
    """Whether `piece`, the line after `last`, goes on with the paragraph `whole`."""
    if doubled:
        return _is_torn(last, piece)
    if piece.gap or _begins_item(piece.text) or len(last.text) > 1.3 * width or piece.text[0] == ">" != whole.text[0]:
        return False
    if whole.text.count("**") % 2 or last.text.rsplit(" ", 1)[-1].lstrip("(").casefold() in _LINKING:
        return True
    begins_item = _begins_item(whole.text)
    if piece.indent > last.indent + 1 and not begins_item and (ends_sentence(last.text) or last is whole):
        return whole is last and not ends_sentence(last.text) and starts_low(piece.text)
    if begins_item and piece.indent <= whole.indent and piece.indent <= margin and ends_sentence(last.text):
        return False
    first_word = piece.text.split(" ", 1)[0]
    if _LABELLED.match(piece.text) or is_date_line(piece.text):
        return False
    fits = last.indent + len(last.text) + 1 + len(first_word) <= (
        width if not ends_sentence(last.text) else 0.9 * width
    )
    if not fits or starts_low(piece.text):
        return True
    short = last.indent + len(last.text) < 0.75 * width
    return not short and not (last is whole and looks_like_heading(last.text) and len(last.text) < 0.6 * width)


def _is_doubled(pieces: Sequence[Piece]) -> bool:
    """Whether every line of a wrapped text is followed by an empty one, so that sentences run across gaps."""
    torn = sum(_is_torn(a, b) for a, b in itertools.pairwise(pieces) if b.gap)
    return len(pieces) >= 8 and torn >= 0.4 * len(pieces) and max(len(piece.text) for piece in pieces) <= WIDEST


def _is_torn(piece: Piece, below: Piece) -> bool:
    """Whether a sentence runs on from one line to the next."""
    return not ends_sentence(piece.text) and starts_low(below.text) and len(piece.text) > NARROWEST


def _begins_item(text: str) -> bool:
    return bool(_BULLETED.match(text) or _NUMBERED.match(text))


def _joined(whole: Piece, piece: Piece, known: Counter[str]) -> Piece:
    head, tail = whole.text, piece.text
    if whole.text[0] == ">" and tail[0] == ">":
        tail = tail.lstrip("> ") or tail
    last, first = head.rsplit(" ", 1)[-1], tail.split(" ", 1)[0]
    glue = " "
    if len(last) > 1 and last[-1] in _HYPHENS and last[-2].isalpha() and first[:1].isalpha():
        glue = ""
        plain, hyphened = _bare(last[:-1] + first), _bare(last + first)
        if first[0].islower() and (known[plain] or not known[hyphened]) and "-" not in last[:-1]:
            head = head[:-1]
    return Piece("line", head + glue + tail, whole.line, whole.part, whole.gap, whole.indent, label=whole.label)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()\"'“”‘’").casefold()

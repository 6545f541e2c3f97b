"""Taking the furniture out: known lines anywhere, and what gathers around and after them."""

import re

from reader.importing.draft import Draft, Piece, Removal
from reader.importing.headings import ends_with_colon
from reader.importing.phrases import furniture_of
from reader.importing.vocabulary import any_of
from reader.importing.wording import (
    OPENERS,
    QUOTES,
    ends_sentence,
    fold,
    is_prose,
    is_sentence,
    is_short,
    looks_like_heading,
)
from reader.importing.zones import first_body, is_body, tail_start

TEASERS = frozenset({"related", "newsletter"})
INLINE = frozenset({"advertisement", "newsletter", "appeals", "share"})
MOST_LABEL = 4
AMBIGUOUS = frozenset({"navigation", "consent", "support"})
_NOTES = re.compile(any_of("notes titles"), re.IGNORECASE)
MOST_TEASERS = 8
LEAST_MENU, HEAD_OF_TEXT = 8, 3
_READER = frozenset("your you our we us tu su votre vous ihr ihre ваш вам вы".split())


def drop_furniture(draft: Draft) -> Draft:
    """Drop the lines that are furniture wherever they stand (see `furniture.yml`), and the teasers under them."""
    pieces = draft.pieces
    first, last = first_body(draft), tail_start(draft)
    gone: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        if at in gone or piece.kind in {"heading", "rule"} or not (group := furniture_of(piece.text)):
            continue
        if group.name in AMBIGUOUS and first < at < last and _heads(pieces, at):
            continue
        gone[at] = group.why
        if group.name in TEASERS and not ends_sentence(piece.text):
            gone |= dict.fromkeys(_teasers(pieces, at, group.name), f"under {group.why}")
    return draft.without(gone)


def drop_menus(draft: Draft) -> Draft:
    """Drop the menus of a page pasted whole: eight short lines or more in a row above the text, or under it.

    None of them stops as a sentence or a verse does; the last three above a byline, a date or the text stay, for one
    of them is the title.
    """
    pieces = draft.pieces
    first, last = first_body(draft), tail_start(draft)
    if not any(is_body(piece) for piece in pieces):
        return draft
    facts = [each.piece.place for each in draft.removed if each.key in {"authors", "published"}]
    gone: dict[int, str] = {}
    for zone in (range(first), range(last, len(pieces))):
        run: list[int] = []
        for at in (*zone, -1):
            short = at >= 0 and _is_menu_line(pieces[at])
            if short and not (run and any(pieces[run[-1]].place < place < pieces[at].place for place in facts)):
                run.append(at)
                continue
            if len(run) >= LEAST_MENU:
                ends = run[:-HEAD_OF_TEXT] if zone.start == 0 else run
                gone |= dict.fromkeys(ends, "a line of a menu")
            run = [at] if short else []
    return draft.without(gone)


def _is_menu_line(piece: Piece) -> bool:
    return piece.kind == "line" and piece.words <= 12 and piece.text.rstrip()[-1] not in ".,;:!?…—–-"


def cut_tail(draft: Draft) -> Draft:
    """Drop what follows the end of the article: all behind the comments, and loose lines around the furniture there.

    The comments end it if less than half of the running text comes after them. In the tail every line goes behind a
    piece of furniture that does not also stand within texts, but for sentences, what they announce and the headings
    over them; without such a piece a last line without a stop stays, too. Three labels or more under the text, or
    labels over such furniture, are topics of the site.
    """
    pieces = draft.pieces
    gone: dict[int, str] = {}
    total = sum(piece.words for piece in pieces if is_body(piece)) or 1
    ends = [each.piece.place for each in draft.removed if each.step == "furniture" and _is(each.piece, "comments")]
    for place in ends:
        rest = [at for at, piece in enumerate(pieces) if piece.place > place]
        if sum(pieces[at].words for at in rest if is_body(pieces[at])) < 0.5 * total:
            gone |= dict.fromkeys(rest, "after the end of the article")
    last = max((at for at, piece in enumerate(pieces) if at not in gone and is_body(piece)), default=-1)
    noted = _notes(draft, last)
    loose_kinds = {"line", "item", "rule"}
    bounds = pieces[last].place if last >= 0 else (0, 0)
    marks = sorted(each.piece.place for each in draft.removed if _opens(each) and each.piece.place > bounds)
    told = _told(pieces, last, min(marks, default=(10**9, 0)))
    under = [
        at
        for at in range(last + 1, len(pieces))
        if at not in noted and at not in gone and at not in told and pieces[at].kind in loose_kinds
    ]
    loose = sorted(each.piece.place for each in draft.removed if each.step == "furniture" and each.piece.place > bounds)
    for at in under:
        piece = pieces[at]
        before, behind = any(place < piece.place for place in marks), any(place > piece.place for place in loose)
        between = behind and any(place < piece.place for place in loose)
        if before or (between and not is_sentence(piece.text)):
            gone[at] = "among the furniture under the text"
    labels = [at for at in under if at not in gone and _is_label(pieces[at])]
    if labels and labels == list(range(labels[0], len(pieces)))[: len(labels)] and labels[-1] == len(pieces) - 1:
        furnished = any(place > pieces[labels[-1]].place for place in loose)
        if len(labels) >= (2 if furnished else 3):
            gone |= dict.fromkeys(labels, "labels under the text")
    return draft.without(gone)


def _told(pieces: tuple[Piece, ...], last: int, mark: tuple[int, int]) -> set[int]:
    """What still says something under the text: sentences, the list under one that ends in a colon, their headings."""
    told: set[int] = set()
    for at in range(last + 1, len(pieces)):
        piece = pieces[at]
        announced = at - 1 in told and (ends_with_colon(pieces[at - 1]) or pieces[at - 1].kind == piece.kind == "item")
        if _says(piece, least=4 if piece.place > mark else 2) or (piece.kind == "item" and announced):
            told.add(at)
            if at - 1 > last and at - 1 not in told and looks_like_heading(pieces[at - 1].text) and pieces[at - 1].gap:
                told.add(at - 1)
    return told


def _says(piece: Piece, *, least: int) -> bool:
    """Whether a piece is a sentence of so many words, one that announces a list, or one that a note's mark ends."""
    if furniture_of(piece.text) or piece.kind not in {"line", "item", "quote"}:
        return False
    text = (
        re.sub(r"(?<=[^\W\d_][.!?])\d{1,2}$|(?<=\d[.!?])\d{1,2}$", "", piece.text.rstrip())
        if piece.words >= 6
        else piece.text
    )
    if not ends_sentence(text):
        return piece.words >= 4 and text.rstrip().endswith(":")
    first = piece.text.lstrip(OPENERS)[:1]
    return piece.words >= least and (
        first.isupper() or (first.isalpha() and first.upper() == first.lower()) or (first.isdigit() and least == 2)
    )


def _notes(draft: Draft, last: int) -> set[int]:
    """Notes and references in the tail: what stands under their title, up to the next piece of furniture."""
    noted: set[int] = set()
    pieces = draft.pieces
    taken = [each.piece.place for each in draft.removed if each.step == "furniture"]
    for at in range(last + 1, len(pieces)):
        if not _NOTES.fullmatch(pieces[at].text.strip(" :")):
            continue
        end = min((place for place in taken if place > pieces[at].place), default=(10**9, 0))
        noted |= {near for near in range(at, len(pieces)) if pieces[near].place < end}
    return noted


def _heads(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a word that may be a button stands as a heading does: by itself, over running text."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return after is not None and pieces[at].gap and after.gap and is_body(after) and pieces[at].words <= 3


def _opens(removal: Removal) -> bool:
    """Whether a piece taken out of the tail is of the kind that only stands under texts."""
    if removal.step != "furniture":
        return False
    group = furniture_of(removal.piece.text)
    inline = group is None or group.name in INLINE or (group.name == "related" and ":" in removal.piece.text)
    return not inline


def _is(piece: Piece, group: str) -> bool:
    found = furniture_of(piece.text)
    return found is not None and found.name == group


def _is_label(piece: Piece) -> bool:
    return (
        piece.kind == "line"
        and piece.words <= MOST_LABEL
        and not is_sentence(piece.text)
        and not piece.text.endswith(tuple(".!?…:,"))
    )


def drop_pull_quotes(draft: Draft) -> Draft:
    """Drop a pull quote: eight different words or more that stand together in a longer paragraph nearby, set apart.

    Set apart are quotation marks around them, a quotation's mark-up, or that they break off without a stop: a plain
    sentence that an author says twice stays.
    """
    keys = [f" {fold(piece.text)} " for piece in draft.pieces]
    gone: dict[int, str] = {}
    for at, piece in enumerate(draft.pieces):
        apart = piece.kind == "quote" or not ends_sentence(piece.text) or piece.text.strip()[0] in QUOTES
        if (
            piece.kind not in {"line", "quote", "heading"}
            or not apart
            or piece.words > 60
            or len(set(keys[at].split())) < 8
        ):
            continue
        near = range(max(0, at - 8), min(len(keys), at + 9))
        if any(other != at and len(keys[other]) > 1.3 * len(keys[at]) and keys[at] in keys[other] for other in near):
            gone[at] = "a pull quote: its words stand in a paragraph nearby"
    return draft.without(gone)


def drop_loose_breaks(draft: Draft) -> Draft:
    """Drop breaks with no text above or under them, and the second of two."""
    gone: dict[int, str] = {}
    for at, piece in enumerate(draft.pieces):
        before = [near for near in range(at) if near not in gone]
        if piece.kind == "rule" and (
            not before
            or draft.pieces[before[-1]].kind == "rule"
            or all(each.kind == "rule" for each in draft.pieces[at:])
        ):
            gone[at] = "a break with no text beside it"
    return draft.without(gone)


def _teasers(pieces: tuple[Piece, ...], at: int, group: str) -> list[int]:
    """The short lines right under a pointer or a newsletter box that belong to it."""
    run: list[int] = []
    for near in range(at + 1, min(len(pieces), at + 1 + MOST_TEASERS)):
        piece = pieces[near]
        if (
            is_prose(piece.text)
            or not is_short(piece.text)
            or furniture_of(piece.text)
            or piece.kind not in {"line", "item"}
        ):
            break
        if piece.gap and not ((run and pieces[run[-1]].gap) or piece.kind == "item"):
            break
        if group == "newsletter" and not (_READER & set(piece.text.casefold().split())):
            break
        run.append(near)
    if group == "related" and run and run[-1] + 1 < len(pieces):
        after = pieces[run[-1] + 1]
        if is_prose(after.text) and pieces[run[-1]].kind == "line" and (pieces[run[-1]].gap or not after.gap):
            run.pop()
    return run

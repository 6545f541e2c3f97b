"""Taking the furniture out: known lines anywhere, and what gathers around and after them."""

from reader.importing.draft import Draft, Piece
from reader.importing.phrases import furniture_of
from reader.importing.wording import QUOTES, ends_sentence, fold, is_prose, is_short
from reader.importing.zones import is_body

CLOSING = frozenset({"comments", "consent"})
TEASERS = frozenset({"related", "newsletter"})
MOST_TEASERS = 8
SMALL_REST = 0.12
_READER = frozenset("your you our we us tu su votre vous ihr ihre ваш вам вы".split())


def drop_furniture(draft: Draft) -> Draft:
    """Drop the lines that are furniture wherever they stand (see `furniture.yml`), and the teasers under them."""
    pieces = draft.pieces
    gone: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        if at in gone or piece.kind in {"heading", "rule"} or not (group := furniture_of(piece.text)):
            continue
        gone[at] = group.why
        if group.name in TEASERS and not ends_sentence(piece.text):
            gone |= dict.fromkeys(_teasers(pieces, at, group.name), f"under {group.why}")
    return draft.without(gone)


def cut_tail(draft: Draft) -> Draft:
    """Drop what follows the end of the article: everything after the comments and notices, and loose lines in the tail.

    A rest counts as the end of the page if it is less than an eighth of the running text, or, behind the comments, less
    than half. Lines without a stop are
    dropped there only behind or between pieces of furniture, so that an unknown last line of the text stays.
    """
    gone: dict[int, str] = {}
    places = [piece.place for piece in draft.pieces]
    total = sum(piece.words for piece in draft.pieces if is_body(piece)) or 1
    closing = [
        each.piece
        for each in draft.removed
        if each.step == "furniture" and (group := furniture_of(each.piece.text)) and group.name in CLOSING
    ]
    for trigger in closing:
        rest = [at for at, place in enumerate(places) if place > trigger.place]
        after = sum(draft.pieces[at].words for at in rest if is_body(draft.pieces[at]))
        group = furniture_of(trigger.text)
        most = 0.5 if group and group.name == "comments" else SMALL_REST
        if after < most * total:
            gone |= dict.fromkeys(rest, "after the end of the article")
    last = next((p.place for at, p in reversed(list(enumerate(draft.pieces))) if at not in gone and is_body(p)), (0, 0))
    tail = sorted(each.piece.place for each in draft.removed if each.step == "furniture" and each.piece.place > last)
    for at, piece in enumerate(draft.pieces):
        if (
            tail
            and piece.place > tail[0]
            and piece.place > last
            and at not in gone
            and piece.kind in {"line", "item", "rule"}
        ):
            gone[at] = "among the furniture under the text"
    return draft.without(gone)


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
        if is_prose(after.text) and pieces[run[-1]].kind == "line" and (pieces[run[-1]].gap or len(run) == 1):
            run.pop()
    return run

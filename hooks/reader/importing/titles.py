"""The title of a text, wherever it stands and however often, and the labels and standfirst around it."""

import re
from dataclasses import replace

from reader.importing.bylines import read_names
from reader.importing.draft import Draft, Piece
from reader.importing.phrases import furniture_of
from reader.importing.vocabulary import any_of, words
from reader.importing.wording import CLOSERS, bare_name, ends_sentence, fold, is_prose, is_title_case, looks_like_name
from reader.importing.zones import first_body, head_end, is_body

LONGEST_TITLE, LONGEST_HEADLINE = 35, 18
_CHAPTER = re.compile(r"(?:chapter|part|capítulo|chapitre|kapitel|глава)\s+[\w-]+", re.IGNORECASE)
_HAN_NAME = re.compile("[\u4e00-\u9fff々]{2,5}")
_COUNT = re.compile(r"[\d.,]+k?", re.IGNORECASE)
_HOUSES = words("houses")
_SITE = re.compile(r"\s+(?:\||–|—|-|»|::|·)\s+(?=[^|–—»·]{2,40}$)")
_LABELLED = re.compile(rf"{any_of('title labels')}\s*[:：]\s*(\S.*)", re.IGNORECASE)
_ABSTRACT = re.compile(rf"(?:{any_of('abstract labels')}|introduction)\W*", re.IGNORECASE)


def find_title(draft: Draft) -> Draft:
    """Find the title among the lines above the text: the one that is repeated, else the one over the byline or date.

    Labels of a word or two, names of persons and of papers give way to any other line. A text that begins with its
    first paragraph has no title.
    """
    if draft.record.title:
        return draft
    for at in range(head_end(draft)):
        if match := _LABELLED.fullmatch(draft.pieces[at].text):
            return draft.without({at: "the title"}, key="title", record=replace(draft.record, title=match[1]))
    above = _candidates(draft)
    best = _under_menu(draft)
    if best is None and not above:
        return draft
    best = _best(draft, above) if best is None else best
    title = draft.pieces[best]
    bold = re.fullmatch(r"(\*\*|__|\*|_)([^*_]+)\1", title.text)
    record = replace(draft.record, title=bold[2].strip() if bold else title.text)
    return draft.without({best: "the title"}, key="title", record=record)


def _under_menu(draft: Draft) -> int | None:
    """In a page pasted whole, the nearest line of three words or more over the byline that is no sentence."""
    facts = [each.piece.place for each in draft.removed if each.key == "authors"]
    if not facts or not any(each.step == "menus" for each in draft.removed):
        return None
    over = [at for at, piece in enumerate(draft.pieces) if piece.place < min(facts)]
    for at in reversed(over[-4:]):
        piece = draft.pieces[at]
        if _may_be_title(piece) and 3 <= piece.words <= LONGEST_HEADLINE and not _stops(piece.text):
            return at
    return None


def find_marked_title(draft: Draft) -> Draft:
    """Take the one heading of the highest level for the title of a document, if it stands above all its text."""
    tops = [at for at, piece in enumerate(draft.pieces) if piece.kind == "heading" and piece.level == 1]
    if draft.record.title or len(tops) != 1 or any(is_body(piece) for piece in draft.pieces[: tops[0]]):
        return draft
    record = replace(draft.record, title=draft.pieces[tops[0]].text).source("title", "the heading of the document")
    return draft.without({tops[0]: "the title"}, key="title", record=record)


def _candidates(draft: Draft) -> list[int]:
    """The lines above the text that may be its title: no labels, names and houses where something else is left."""
    pieces = draft.pieces
    first, end = first_body(draft), head_end(draft)
    facts = [each.piece.place for each in draft.removed if each.key in {"authors", "published"}]
    late = any(
        pieces[at].place < place for at in range(first + 1, end) for place in facts if place < _place(pieces, end)
    )
    head = range(end if late else min(first, end or len(pieces)))
    above = [at for at in head if _may_be_title(pieces[at])]
    if above and pieces[above[0]].kind == "item" and _are_items(draft, above[0]):
        return []
    above = [at for at in above if not _stops(pieces[at].text) or any(place > pieces[at].place for place in facts)]
    for weak in (_stops, _is_name_line, _is_label_line, _is_house):
        above = [at for at in above if not weak(pieces[at].text)] or above
    return above


def _best(draft: Draft, above: list[int]) -> int:
    """Of several candidates: one with mark-up, one that stands again below, else the one over the byline or date.

    Between the title and them a standfirst may stand: a longer line under a shorter one, worded as a sentence.
    """
    pieces = draft.pieces
    marked = [at for at in above if pieces[at].kind == "heading" and pieces[at].level == 1]
    keys = [fold(piece.text) for piece in pieces]
    head = keys[: head_end(draft)]
    often = {key for key in head if head.count(key) > 1 or keys.count(key) > (1 if len(key.split()) >= 4 else 2)}
    repeated = [at for at in above if keys[at] in often]
    if marked or repeated:
        return (marked or repeated)[0]
    facts = [each.piece.place for each in draft.removed if each.key in {"authors", "published"}]
    facts += [piece.place for piece in pieces[: head_end(draft)] if _is_name_line(piece.text)]
    below = [place for place in facts if place > pieces[above[0]].place]
    if not below:
        return above[0]
    after = first_body(draft)
    latest = [place for place in below if place < _place(pieces, head_end(draft))]
    bound = min(below) if above[0] < after or not latest else max(latest)
    over = [at for at in above if pieces[at].place < bound]
    at = len(over) - 1
    while at and _touch(draft, over[at - 1], over[at]) and _is_standfirst(pieces[over[at]], pieces[over[at - 1]]):
        at -= 1
    return over[at]


def _place(pieces: tuple[Piece, ...], at: int) -> tuple[int, int]:
    return pieces[at].place if at < len(pieces) else (10**9, 0)


def _touch(draft: Draft, above: int, below: int) -> bool:
    """Whether nothing stands between two lines, nor did before it was taken out."""
    a, b = draft.pieces[above].place, draft.pieces[below].place
    return below == above + 1 and not any(a < each.piece.place < b for each in draft.removed)


def _is_standfirst(piece: Piece, above: Piece) -> bool:
    """Whether a line under a possible title tells what it is about: it stops, is worded as a sentence, or is close."""
    if above.words < 2:
        return False
    if _stops(piece.text):
        return True
    if is_title_case(piece.text):
        return is_title_case(above.text) and not piece.gap and piece.words > above.words
    return is_title_case(above.text) or piece.words > above.words


def _stops(text: str) -> bool:
    return ends_sentence(text) and not text.rstrip(CLOSERS + " ").endswith(("?", "!"))


def _is_name_line(text: str) -> bool:
    return looks_like_name(text) or bool(_HAN_NAME.fullmatch(text)) or bool(read_names(text, strict=True))


def _is_label_line(text: str) -> bool:
    words = text.split()
    parts = re.split(r"\s*[|/·•>›]\s*", text)
    if len(parts) > 1 and all(len(part.split()) <= 2 for part in parts):
        return True
    return len(words) == 1 or (len(words) <= 2 and text.isupper()) or bool(_CHAPTER.fullmatch(text))


def _is_house(text: str) -> bool:
    words = text.split()
    return len(words) <= 5 and not text.endswith("?") and words[-1].casefold() in _HOUSES


def drop_repeated_title(draft: Draft) -> Draft:
    """Drop the title where it stands again: as the page's own heading, or as the alternative text of a picture."""
    title = fold(draft.record.title)
    again = {
        at: "the title again"
        for at, piece in enumerate(draft.pieces)
        if title
        and (fold(piece.text) == title or (fold(_SITE.split(piece.text)[0]) == title and not is_prose(piece.text)))
    }
    return draft.without(again)


def drop_labels(draft: Draft) -> Draft:
    """Drop the name of the section or of the site above the title: three words at most, and repeated names."""
    title_line = next((each.piece.place for each in draft.removed if each.key == "title"), None)
    counts = {
        at: "a count of comments or readers"
        for at in range(first_body(draft))
        if draft.pieces[at].kind == "line" and draft.pieces[at].text.isdigit()
    }
    if title_line is None:
        return draft.without(counts)
    if any(each.step == "menus" for each in draft.removed):
        loose = (at for at, piece in enumerate(draft.pieces) if piece.place < title_line and not is_body(piece))
        draft = draft.without(
            {at: "a line above the title" for at in loose if not ends_sentence(draft.pieces[at].text)}
        )
    first, end = first_body(draft), head_end(draft)
    named = {fold(bare_name(author.name)) for author in draft.record.authors}
    facts = sum(each.key in {"authors", "published"} for each in draft.removed)
    gone: dict[int, str] = {}
    for at in range(min(first, end)):
        piece = draft.pieces[at]
        if fold(piece.text) in named:
            gone[at] = "the author's name again"
        elif piece.place < title_line and piece.kind in {"line", "item"} and not is_body(piece):
            if piece.words <= 3 or _is_house(piece.text) or piece.text.isdigit():
                gone[at] = "a label above the title"
            elif facts and not ends_sentence(piece.text) and piece.words <= 12:
                gone[at] = "a line above the title"
        elif piece.kind == "rule" and facts:
            gone[at] = "a sign between labels"
        elif piece.kind == "line" and facts and _COUNT.fullmatch(piece.text):
            gone[at] = "a count of comments or readers"
        elif piece.kind == "line" and piece.words <= 3 and facts and _is_label(draft, at):
            gone[at] = "a label beside the byline"
    return draft.without(gone)


def mark_standfirst(draft: Draft) -> Draft:
    """See the standfirst: the text between the title and the byline, or the first paragraph that presents its author.

    A first paragraph also presents the article when a table of contents follows it; a line of four words or more
    without a stop, right under the title, is a standfirst too.
    """
    pieces = draft.pieces
    first = first_body(draft)
    removed = {each.piece.place: each for each in draft.removed}
    title = next((place for place, each in removed.items() if each.key == "title"), (0, 0))
    facts = [
        place for place, each in removed.items() if each.key in {"authors", "published"} and each.piece.place > title
    ]
    contents = [place for place, each in removed.items() if each.step == "contents"]
    marked: dict[int, Piece] = {}
    for at, piece in enumerate(pieces[: first + 2]):
        if piece.kind == "heading":
            break
        if piece.kind != "line" or (at > first and not marked) or len(marked) > 1 or _ABSTRACT.fullmatch(piece.text):
            continue
        after = pieces[at + 1].place if at + 1 < len(pieces) else (10**9, 0)
        over_facts = draft.record.title and title < piece.place and any(piece.place < place < after for place in facts)
        over_contents = is_body(piece) and any(piece.place < place < after for place in contents)
        presents = at == first < len(pieces) - 1 and any(
            len(author.name.split()) > 1 and fold(author.name) in fold(piece.text) for author in draft.record.authors
        )
        if presents or over_contents or (over_facts and at <= first) or (at < first and _is_bare(piece, title, draft)):
            marked[at] = replace(piece, kind="standfirst")
    return draft.marking(marked)


def _is_bare(piece: Piece, title: tuple[int, int], draft: Draft) -> bool:
    """Whether a line over the text is a standfirst without a stop, and no heading: it is worded as a sentence."""
    under = bool(draft.record.title) and piece.place > title
    return (
        under
        and piece.words >= 4
        and not ends_sentence(piece.text)
        and not is_title_case(piece.text)
        and piece.text[-1] != ":"
    )


def _may_be_title(piece: Piece) -> bool:
    if piece.kind not in {"line", "heading", "item"} or furniture_of(piece.text) or _ABSTRACT.fullmatch(piece.text):
        return False
    text = piece.text
    if (
        piece.words > LONGEST_TITLE
        or len(text) > 250
        or not re.search(r"[^\W\d_]", text)
        or text.rstrip().endswith((":", ",", ";"))
    ):
        return False
    return not (is_prose(text) and ends_sentence(text) and not text.rstrip().endswith("?"))


def _are_items(draft: Draft, at: int) -> bool:
    return at + 1 < len(draft.pieces) and draft.pieces[at + 1].kind == "item"


def _is_label(draft: Draft, at: int) -> bool:
    """Whether a short line in the head is a label and no heading: something stands between it and the text."""
    text, place = draft.pieces[at].text, draft.pieces[at].place
    below = _place(draft.pieces, at + 1)
    if any(each.key in {"authors", "published"} and place < each.piece.place < below for each in draft.removed):
        return True
    if _ABSTRACT.fullmatch(text) or re.match(r"\d+[.)]?\s", text) or text.rstrip().endswith((".", ":")):
        return False
    after = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    if after is None or not is_body(after):
        return True
    return not after.gap and not draft.pieces[at].gap

"""Captions and credits of pictures, which a text keeps when its pictures are gone."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.vocabulary import any_of
from reader.importing.wording import ends_sentence, fold, is_prose, is_sentence, is_short, is_title_case, sentences
from reader.importing.zones import first_body

_MEDIA = any_of("media")
_AGENCY = any_of("agencies")
_SAYS = r"\s*(?:by|de|:|/|©|\|)\s*"
_IN_BRACKETS = re.compile(
    rf"(?:.*\s)?[(\[](?:(?:{_MEDIA}|source|fuente|источник){_SAYS}[^()\[\]]{{1,80}}"
    rf"|(?:©\s*|[\w .'’-]{{2,40}}[/|]\s*){_AGENCY}[^()\[\]]{{0,40}}"
    rf"|{_AGENCY}(?:\s*[/|,]\s*[^()\[\]]{{1,60}})?)[)\]]\.?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"{_MEDIA}(?: (?:by|de|von|di|source|caption|credit|courtesy(?: of)?))*\s*[:：|©.…]+\s*\S.{{0,250}}"
    rf"|{_MEDIA} by (?-i:[A-ZА-Я]).{{1,120}}|(?:image|media) (?:source|caption),? .{{1,300}}"
    rf"|(?:fig(?:ure|\.)? )?caption\s*[:,].{{1,300}}|©\s*{_AGENCY}.{{0,60}}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"(?:(?:[\w.,'’&() -]{{2,60}}?)\s*[/|,–—-]\s*)?(?:©\s*)?{_AGENCY}(?:\s*[/|,–—-]\s*[\w.,'’& -]{{1,60}})*\.?"
    r"|[\w.'’ -]{2,50} for (?:the )?(?-i:[A-Z])[\w.'’ -]{2,40} (?:times|post|journal|news|guardian|magazine)",
    re.IGNORECASE,
)
_NAMED = r"(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){0,3}"
_ENDS_IN_CREDIT = re.compile(
    rf".{{10,300}}(?:\s+(?:©|{_MEDIA}\s*[:©/|]|[|/]\s)\s*.{{2,70}}|\s[|/–—-]\s*{_AGENCY}\.?"
    rf"|[.!?”\"]\s*(?:{_NAMED}\s*[,/|–-]\s*)?{_AGENCY}(?:\s*[/|,]\s*[\w.'’ -]{{2,40}})?\.?"
    rf"|\s*(?-i:[A-Z])[\w.'’-]+ (?-i:[A-Z])[\w.'’-]+/{_AGENCY}.{{0,30}})",
    re.IGNORECASE,
)
_AFTER_CREDIT = re.compile(
    rf"(?P<caption>.*?[(\[]{_MEDIA}{_SAYS}[^()\[\]]{{1,80}}[)\]])\s+(?P<rest>{any_of('byline with a colon')}\b.*)",
    re.IGNORECASE,
)
_SMALL = "of|the|and|for|de|del|la|du|des|von|и|/|,"
_NAME = rf"(?:[A-ZА-ЯЁ][\w.'’&-]*|{_SMALL})"
_NAMES_ONLY = re.compile(rf"{_NAME}(?:[ /,]+{_NAME})*")
_LABEL = re.compile(rf"{_MEDIA} (?:caption|source|credit|description)|caption|alt text", re.IGNORECASE)
_COURTESY = re.compile(rf"{_MEDIA}s? courtesy (?:of )?.{{2,80}}", re.IGNORECASE)
LONGEST_CAPTION, MOST_SENTENCES = 60, 2


def split_credits(draft: Draft) -> Draft:
    """Cut a line in which a byline follows the credit of a picture, as two boxes of a page run together."""
    pieces: list[Piece] = []
    for piece in draft.pieces:
        if match := _AFTER_CREDIT.fullmatch(piece.text):
            pieces.append(replace(piece, text=match["caption"], markup=""))
            pieces.append(replace(piece, text=match["rest"], markup="", part=piece.part + 1, gap=False))
        else:
            pieces.append(piece)
    return replace(draft, pieces=tuple(pieces))


def drop_captions(draft: Draft) -> Draft:
    """Drop captions: lines with a credit, credits alone, and the caption right above a credit.

    Without a known agency, two lines between paragraphs, one worded as a sentence without its stop and one of names
    only, with no empty line around them, are a caption and its credit.
    """
    pieces = draft.pieces
    first = first_body(draft)
    gone: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        if piece.kind not in {"line", "paragraph", "heading"} or at in gone:
            continue
        if _LABEL.fullmatch(piece.text):
            gone |= {at: "the label of a caption"} | dict.fromkeys(_under(pieces, at), "the caption under its label")
            continue
        if is_caption(piece.text):
            gone[at] = "a caption with its credit"
        elif is_credit(piece.text):
            gone[at] = "the credit of a picture"
        else:
            continue
        above = pieces[at - 1] if at else None
        taken = above is not None and any(above.place < each.piece.place < piece.place for each in draft.removed)
        if above is None or taken or piece.gap or at - 1 in gone or above.kind != "line":
            continue
        if is_credit(piece.text) and _may_be_caption(above):
            gone[at - 1] = "the caption above a credit"
        elif (at - 1 < first and is_sentence(above.text) and above.words <= 25) or _says_the_same(above, piece):
            gone[at - 1] = "the description of a picture"
    for at in range(1, len(pieces) - 2):
        caption, credit = pieces[at], pieces[at + 1]
        if {at, at + 1} & gone.keys() or caption.kind != "line" or credit.kind != "line":
            continue
        framed = is_prose(pieces[at - 1].text) and is_prose(pieces[at + 2].text)
        close = not (caption.gap or credit.gap or pieces[at + 2].gap)
        worded = is_short(caption.text) and caption.words >= 5 and not is_title_case(caption.text)
        if framed and close and worded and credit.words <= 6 and _NAMES_ONLY.fullmatch(credit.text):
            gone |= {at: "a caption, by the credit under it", at + 1: "the credit of a picture"}
    return draft.without(gone)


def drop_credits(draft: Draft) -> Draft:
    """Drop the lines of a page that are captions with their credit, or credits alone."""
    return draft.without(
        {
            at: "a caption with its credit"
            for at, piece in enumerate(draft.pieces)
            if piece.kind == "line" and (is_caption(piece.text) or is_credit(piece.text))
        }
    )


def is_caption(text: str) -> bool:
    """Whether a line is a caption that names where its picture comes from."""
    if len(text.split()) > LONGEST_CAPTION or sentences(text) > MOST_SENTENCES:
        return False
    return bool(_LABELLED.fullmatch(text) or _IN_BRACKETS.fullmatch(text) or _ENDS_IN_CREDIT.fullmatch(text))


def is_credit(text: str) -> bool:
    """Whether a line is nothing but the credit of a picture."""
    if len(text.split()) > 12 or (ends_sentence(text) and len(text.split()) > 6):
        return False
    if text.startswith("©") or _COURTESY.fullmatch(text):
        return True
    return bool(_CREDIT.fullmatch(text)) and (not text.islower() or "." in text)


def _under(pieces: tuple[Piece, ...], at: int) -> list[int]:
    """The lines of a caption under its label, up to an empty line or running text."""
    run: list[int] = []
    for near in range(at + 1, min(len(pieces), at + 3)):
        if pieces[near].gap or is_prose(pieces[near].text) or pieces[near].kind != "line":
            break
        run.append(near)
    return run


def _says_the_same(above: Piece, caption: Piece) -> bool:
    """Whether a short line tells of the same things as the caption under it: the text that stands in for a picture."""
    words = [{word for word in fold(each.text).split() if len(word) >= 5} for each in (above, caption)]
    return above.words <= 25 and len(words[0] & words[1]) >= 2


def _may_be_caption(piece: Piece) -> bool:
    return piece.kind == "line" and piece.words <= 45 and not ends_sentence(piece.text) and piece.words >= 3

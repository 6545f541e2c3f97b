"""The questions of an interview, with labels or without."""

import re
from collections import Counter
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.vocabulary import any_of, words
from reader.importing.wording import OPENERS, QUOTES, is_prose, is_title_case

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w.'’& -]{0,40}?)\s?[:：]\s+(?=\S)")
_ASKS, _ANSWERS = words("asks"), words("answers")
_YOU = re.compile(rf"\b{any_of('you')}\b", re.IGNORECASE)
_CUE = re.compile(rf"\b{any_of('interview cues')}\b", re.IGNORECASE)
LONGEST_QUESTION = 120


def mark_questions(draft: Draft) -> Draft:
    """See the questions of an interview: by their labels, or as paragraphs that end by asking "you" something.

    Unlabelled, two such paragraphs make an interview (one, if the text calls itself one), and then every paragraph
    that ends with a question, is no quotation and is followed by an answer is a question.
    """
    if labelled := _labelled(draft):
        return replace(draft, record=replace(draft.record, kind=draft.record.kind or "interview")).marking(labelled)
    asked = [at for at, piece in enumerate(draft.pieces) if _may_ask(draft, at, piece)]
    direct = [at for at in asked if _YOU.search(draft.pieces[at].text)]
    named = draft.record.kind == "interview" or _CUE.search(
        " ".join([draft.record.title, draft.record.summary, *(piece.text for piece in draft.pieces[:2])])
    )
    if not direct or (len(direct) < 2 and not named) or len(direct) < 0.4 * len(asked):
        return draft
    answers = sum(is_prose(piece.text) for at, piece in enumerate(draft.pieces) if at not in asked)
    if answers < len(direct):
        return draft
    short = [
        at
        for at in asked
        if at in direct or (not is_title_case(draft.pieces[at].text) and draft.pieces[at].words <= 40)
    ]
    record = replace(draft.record, kind=draft.record.kind or "interview")
    return replace(draft, record=record).marking({at: replace(draft.pieces[at], kind="question") for at in short})


def _may_ask(draft: Draft, at: int, piece: Piece) -> bool:
    following = draft.pieces[at + 1 :]
    text = piece.text.rstrip(' ”"»)*_')
    return (
        piece.kind in {"line", "paragraph", "heading"}
        and text.endswith("?")
        and piece.words <= LONGEST_QUESTION
        and piece.text.lstrip()[0] not in QUOTES
        and any(each.kind in {"line", "paragraph"} for each in following[:2])
    )


def _labelled(draft: Draft) -> dict[int, Piece]:
    """The questions of an interview whose speakers are named before each turn, by the label that asks most."""
    turns: dict[int, str] = {}
    for at, piece in enumerate(draft.pieces):
        if piece.kind in {"line", "paragraph"} and (match := _LABEL.match(piece.text.lstrip(OPENERS))):
            turns[at] = match["label"].casefold()
    counts = Counter(turns.values())
    speakers = {label for label, count in counts.items() if count >= 2 or label in _ASKS | _ANSWERS}
    if len(speakers) < 2 and not speakers & _ASKS:
        return {}
    asking = Counter(
        turns[at] for at in turns if turns[at] in speakers and draft.pieces[at].text.rstrip().endswith("?")
    )
    said = speakers & _ASKS
    if not said and asking:
        label, times = asking.most_common(1)[0]
        if times < 2 or times < 0.5 * counts[label]:
            return {}
        said = {label}
    return {at: replace(draft.pieces[at], kind="question") for at, label in turns.items() if label in said}

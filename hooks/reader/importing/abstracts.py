"""Abstracts: bullets or a labelled paragraph before the text, in one language or two."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece
from reader.importing.languages import LABELS, language_of
from reader.importing.vocabulary import any_of
from reader.importing.wording import is_prose
from reader.importing.zones import first_body

_LABEL = re.compile(any_of("abstract labels"), re.IGNORECASE)
_INLINE = re.compile(rf"(?P<label>{_LABEL.pattern})\s*[:.—–]\s*(?P<text>\S.{{40,}})", re.IGNORECASE)


def mark_labelled_abstract(draft: Draft) -> Draft:
    """See the abstract that a label such as "Abstract" stands over, in a document whose lists are known."""
    return mark_abstract(draft, labelled=True)


def mark_abstract(draft: Draft, *, labelled: bool = False) -> Draft:
    """See the abstract: a list before the text, or what stands under a label such as "Abstract" or "Resumen".

    Each language makes an abstract of its own; one without a label gets the usual one of its language.
    """
    pieces = draft.pieces
    main = draft.record.language
    marked: dict[int, Piece] = {}
    gone: dict[int, str] = {}
    end = first_body(draft)
    head = next((at for at, piece in enumerate(pieces) if piece.kind == "heading"), end)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        label = piece.text.strip(" :.*") if _LABEL.fullmatch(piece.text.strip(" :.*")) else ""
        inline = _INLINE.fullmatch(piece.text)
        if label and piece.kind in {"line", "heading"} and at <= end:
            run = _under(draft, at + 1)
            if run:
                gone[at] = "the label of the abstract"
        elif inline and at <= end:
            label, run = inline["label"], [at]
        elif piece.kind == "item" and at < end and at <= head and not labelled:
            run = _items(draft, at)
        else:
            at += 1
            continue
        texts = [inline["text"] if inline else pieces[each].text for each in run]
        language = language_of(" ".join(texts)) or main
        marked |= {
            each: replace(
                pieces[each],
                kind="abstract",
                text=text,
                markup=pieces[each].markup if text == pieces[each].text else "",
                label=label or LABELS.get(language, LABELS["en"]),
                language="" if language == main else language,
                mark=pieces[each].mark if pieces[each].kind == "item" else "",
            )
            for each, text in zip(run, texts, strict=True)
        }
        if run:
            end = max(end, next((each for each in range(run[-1] + 1, len(pieces)) if is_prose(pieces[each].text)), end))
        at = run[-1] + 1 if run else at + 1
    return draft.marking(marked).without(gone)


def _items(draft: Draft, start: int) -> list[int]:
    """The list that begins at `start`; a line taken out between two items ends it."""
    pieces = draft.pieces
    taken = [each.piece.place for each in draft.removed]
    end = start + 1
    while end < len(pieces) and pieces[end].kind == "item":
        last, piece = pieces[end - 1], pieces[end]
        if piece.gap and (piece.mark != last.mark or any(last.place < place < piece.place for place in taken)):
            break
        end += 1
    return list(range(start, end))


def _under(draft: Draft, start: int) -> list[int]:
    """What a label stands over: the list right under it, or the one paragraph."""
    pieces = draft.pieces
    if start >= len(pieces):
        return []
    if pieces[start].kind == "item":
        return _items(draft, start)
    return [start] if is_prose(pieces[start].text) and len(pieces) > start + 1 else []

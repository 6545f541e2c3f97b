"""What mail programs and encyclopedias put around a text."""

import re
from dataclasses import replace

from reader.importing.draft import Draft, Piece

_HEADER = re.compile(
    r"(?:from|to|cc|bcc|date|sent|subject|reply-to|von|an|betreff|gesendet|de|à|para|objet|asunto|envoyé|enviado|от|кому|тема|дата):\s.*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|тема):", re.IGNORECASE)
_EDIT = re.compile(r"\s*\[\s*(?:edit(?: source)?|править(?: \| править код)?|editar|modifier|bearbeiten)\s*\]$")


def drop_mail_header(draft: Draft) -> Draft:
    """Drop the header of a mail at the top, and the sign of quotation before every line of a forwarded text."""
    end = 0
    while end < len(draft.pieces) and _HEADER.fullmatch(draft.pieces[end].text):
        end += 1
    if end < 3 or not any(_SUBJECT.match(piece.text) for piece in draft.pieces[:end]):
        end = 0
    draft = draft.without(dict.fromkeys(range(end), "the header of a mail"))
    quoted = [piece for piece in draft.pieces if piece.text.startswith(">")]
    if not quoted or len(quoted) < 0.8 * len(draft.pieces):
        return draft
    pieces: list[Piece] = []
    gap = False
    for piece in draft.pieces:
        text = re.sub(r"^(?:>\s?)+", "", piece.text).strip()
        if text:
            pieces.append(replace(piece, text=text, gap=piece.gap or gap))
        gap = not text
    return replace(draft, pieces=tuple(pieces))


def drop_edit_links(draft: Draft) -> Draft:
    """Drop the link to edit a section behind its heading."""
    return draft.marking(
        {
            at: replace(piece, text=_EDIT.sub("", piece.text), markup="")
            for at, piece in enumerate(draft.pieces)
            if _EDIT.search(piece.text) and len(piece.text) <= 120
        }
    )

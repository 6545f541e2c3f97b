"""Any source to a clean draft: one door for all formats."""

from dataclasses import replace

from reader.importing.draft import Draft
from reader.importing.formats.markdown import clean_markdown
from reader.importing.formats.packed import clean_document_file
from reader.importing.formats.page import clean_page
from reader.importing.inventory import account_of
from reader.importing.pipeline import clean_text
from reader.importing.reading import Document
from reader.problems import Problem


def clean(source: Document, *, keep_all: bool = False, articles: frozenset[str] = frozenset()) -> Draft | Problem:
    """Clean a source of any format; a draft without a body is a problem.

    `articles` are the ids of the collection: Markdown of our own may cite them and lead to them.
    """
    if source.format in {"docx", "odt", "rtf", "epub"}:
        draft = clean_document_file(source.data, source.name, source.format)
    elif source.format == "html":
        draft = clean_page(source.text, source.name, keep_all=keep_all)
    elif source.format == "markdown":
        draft = clean_markdown(source.text, source.name, articles)
    else:
        draft = clean_text(source.text)
        draft = _restored(draft) if keep_all else draft
    if isinstance(draft, Draft) and not draft.pieces:
        hint = "run `reader import --explain` to see what each line was taken for"
        return Problem(source.name, 0, "no text is left of this file but a title and furniture", hint)
    return draft


def _restored(draft: Draft) -> Draft:
    """A draft with the running text back that was left out for its place, each paragraph where it stood."""
    left = account_of(draft).left_out
    back = {each.piece.place: replace(each.piece, kind="paragraph") for each in left}
    notes = tuple(piece for piece in draft.pieces if piece.kind == "note")
    pieces = sorted((*(p for p in draft.pieces if p.kind != "note"), *back.values()), key=lambda piece: piece.place)
    return replace(draft, pieces=(*pieces, *notes), removed=tuple(each for each in draft.removed if each not in left))

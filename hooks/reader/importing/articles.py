"""Any source to a clean draft: one door for all formats."""

from reader.importing.draft import Draft
from reader.importing.formats.markdown import clean_markdown
from reader.importing.formats.packed import clean_document_file
from reader.importing.formats.page import clean_page
from reader.importing.pipeline import clean_text
from reader.importing.reading import Source
from reader.problems import Problem


def clean(source: Source, *, keep_all: bool = False) -> Draft | Problem:
    """Clean a source of any format; a draft without a body is a problem."""
    if source.format in {"docx", "odt", "rtf", "epub"}:
        draft = clean_document_file(source.data, source.name, source.format)
    elif source.format == "html":
        draft = clean_page(source.text, source.name, keep_all=keep_all)
    elif source.format == "markdown":
        draft = clean_markdown(source.text, source.name)
    else:
        draft = clean_text(source.text)
    if isinstance(draft, Draft) and not draft.pieces:
        hint = "run `reader import --explain` to see what each line was taken for"
        return Problem(source.name, 0, "no text is left of this file but a title and furniture", hint)
    return draft

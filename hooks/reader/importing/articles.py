"""Any source to a clean draft: one door for all formats."""

from reader.importing.documents import clean_docx, clean_epub
from reader.importing.draft import Draft
from reader.importing.marked import clean_markdown
from reader.importing.pipeline import clean_text
from reader.importing.reading import Source
from reader.importing.webpage import clean_page
from reader.problems import Problem


def clean(source: Source) -> Draft | Problem:
    """Clean a source of any format; a draft without a body is a problem."""
    if source.format == "docx":
        draft = clean_docx(source.data, source.name)
    elif source.format == "epub":
        draft = clean_epub(source.data, source.name)
    elif source.format == "html":
        draft = clean_page(source.text, source.name)
    elif source.format == "markdown":
        draft = clean_markdown(source.text, source.name)
    else:
        draft = clean_text(source.text)
    if isinstance(draft, Draft) and not draft.pieces:
        hint = "run `reader import --explain` to see what each line was taken for"
        return Problem(source.name, 0, "no text is left of this file but a title and furniture", hint)
    return draft

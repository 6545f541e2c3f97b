"""The steps that turn a source into a clean article, in order. Each is tested by itself."""

from collections.abc import Iterable

from reader.importing import (
    abstracts,
    bylines,
    captions,
    contents,
    facts,
    furniture,
    headings,
    lines,
    lists,
    mails,
    notes,
    questions,
    titles,
)
from reader.importing.draft import Draft, Record, Step

LAYOUT = (
    Step("mail", mails.drop_mail_header),
    Step("edit links", mails.drop_edit_links),
    Step("page furniture", lines.drop_page_furniture),
    Step("wrapped lines", lines.join_wrapped),
    Step("signed headings", headings.mark_signed_headings),
    Step("breaks", lists.mark_rules),
    Step("quotations", lists.mark_quotations),
    Step("lists", lists.mark_items),
)
CONTENT = (
    Step("credits apart", captions.split_credits),
    Step("composite lines", bylines.split_composites),
    Step("language", facts.find_language),
    Step("ISSN", facts.find_issn),
    Step("number", facts.find_number),
    Step("dated byline", bylines.find_dated_byline),
    Step("other dates", facts.drop_other_dates),
    Step("date", facts.find_published),
    Step("dateline", facts.find_dateline),
    Step("keywords", facts.find_keywords),
    Step("origin", facts.find_origin),
    Step("address", facts.find_address),
    Step("rights", facts.find_rights),
    Step("furniture", furniture.drop_furniture),
    Step("genre", facts.find_genre),
    Step("byline", bylines.find_byline),
    Step("other credits", bylines.drop_helpers),
    Step("the writer's post", bylines.find_writer),
    Step("captions", captions.drop_captions),
    Step("menus", furniture.drop_menus),
    Step("title", titles.find_title),
    Step("title again", titles.drop_repeated_title),
    Step("contents", contents.read_contents),
    Step("name alone", bylines.find_name),
    Step("author's note", bylines.find_author_note),
    Step("tail", furniture.cut_tail),
    Step("labels", titles.drop_labels),
    Step("abstract", abstracts.mark_abstract),
    Step("standfirst", titles.mark_standfirst),
    Step("pull quotes", furniture.drop_pull_quotes),
    Step("loose breaks", furniture.drop_loose_breaks),
    Step("questions", questions.mark_questions),
    Step("notes", notes.mark_notes),
    Step("headings", headings.mark_headings),
    Step("depth of headings", headings.level_headings),
    Step("paragraphs", headings.mark_paragraphs),
)
_NAMED = {step.name: step for step in CONTENT}
PAGE = (
    *tuple(
        step
        for step in CONTENT
        if step.name
        not in {
            "captions",
            "tail",
            "contents",
            "credits apart",
            "writer's post",
            "author's note",
            "name alone",
            "dated byline",
            "headings",
            "furniture",
            "depth of headings",
            "paragraphs",
        }
    ),
    Step("credits", captions.drop_credits),
    Step("bold headings", headings.mark_bold_headings),
    _NAMED["depth of headings"],
    _NAMED["paragraphs"],
)
DOCUMENT = (
    _NAMED["language"],
    Step("marked title", titles.find_marked_title),
    Step("labelled abstract", abstracts.mark_labelled_abstract),
    *(
        _NAMED[name]
        for name in (
            "keywords",
            "title again",
            "byline",
            "date",
            "loose breaks",
            "questions",
            "notes",
            "depth of headings",
            "paragraphs",
        )
    ),
)
STEPS = (*LAYOUT, *CONTENT)


def clean_text(text: str) -> Draft:
    """Clean a plain text."""
    draft = lines.read_lines(lines.tidy(text))
    source = tuple(piece.text for piece in draft.pieces)
    return run(Draft(draft.pieces, Record(), source=source), STEPS)


def clean_page_pieces(draft: Draft) -> Draft:
    """Clean what was read from a web page, whose structure is known, and whose furniture is mostly gone."""
    return run(draft, PAGE)


def clean_document(draft: Draft) -> Draft:
    """Clean what was read from a document, which has a record and a body and no furniture of a site."""
    return run(draft, DOCUMENT)


def run(draft: Draft, steps: Iterable[Step]) -> Draft:
    """Put a draft through steps, in order."""
    for step in steps:
        draft = step(draft)
    return draft

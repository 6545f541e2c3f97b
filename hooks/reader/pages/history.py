"""The revisions of an article's passages, as HTML: at the foot of the article, and on a page of their own."""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape

from reader.anchors.ledger.entries import PublishedWording
from reader.citing.revisions import History, Passage, Piece, differences
from reader.text.dates import spoken

NAME = "history.md"
MARKS = {"old": "del", "new": "ins"}


def source_of(article: str) -> str:
    """The source path of the page of an article's revisions."""
    return f"articles/{article}/{NAME}"


def article_of(src_uri: str) -> str:
    """The article whose revisions a page lists, "" for any other page."""
    folder, _, name = src_uri.rpartition("/")
    parent, _, article = folder.rpartition("/")
    return article if (parent, name) == ("articles", NAME) else ""


def revised_mark(passage: Passage | None) -> str:
    """The link from a passage to its wordings, to stand behind its permalink; nothing where it was not reworded.

    It is empty, as the permalink is, so that it enters neither the search index nor copied text.
    """
    if not passage:
        return ""
    on = f" {spoken(passage.revised)}" if passage.revised else ""
    name = f"Paragraph {passage.number}, revised{on}: its wordings"
    return (
        f'<a class="passage-revised" href="#__revised-{escape(passage.id)}" data-said="revised{on}" '
        f'aria-label="{escape(name)}"></a>'
    )


def folded(history: History, place: Callable[[str], str]) -> str:
    """The revised passages for the foot of an article, each folded. `place` gives the address of a successor."""
    return "".join(
        f'<details class="revision" id="__revised-{escape(each.id)}" data-number="{escape(each.number)}">'
        f"<summary>{escape(_headline(each))}</summary>{_told(each, place)}</details>"
        for each in history.passages
    )


def listed(history: History, title: str, article: str, place: Callable[[str], str]) -> str:
    """The page of an article's revisions: by day, then passage by passage. `article` is the address of its page."""
    days = "".join(f"<dt>{escape(_day(day))}</dt><dd>{_events(events)}</dd>" for day, events in history.days)
    passages = "".join(
        f'<section class="revision" id="{escape(each.id)}"><h2>'
        f'<a href="{escape(article)}#{escape(each.id)}">Paragraph {escape(each.number)}</a></h2>'
        f"{_told(each, place)}</section>"
        for each in history.passages
    )
    return (
        f'<p>What changed in <a href="{escape(article)}"><cite>{escape(title)}</cite></a> since it was published here, '
        "and what each passage said before.</p>"
        f'<dl class="revision-days">{days}</dl>{passages}'
    )


def _headline(passage: Passage) -> str:
    what = passage.fate or f"revised {spoken(passage.revised)}".rstrip()
    return f"Paragraph {passage.number}: {what}"


def _told(passage: Passage, place: Callable[[str], str]) -> str:
    said = passage.fate[:1].upper() + passage.fate[1:]
    fate = f"<p>{escape(said)}{_links(passage, place)}.</p>" if said else ""
    return f'<ol class="revision-wordings">{_rows(passage)}</ol>{fate}'


@cache
def _rows(passage: Passage) -> str:
    """The wordings of a passage, each with what it changed of the one before: for both places that show them."""
    rows, before = [], ""
    for each in passage.wordings:
        text = "".join(_marked(differences(before, each.text))) if before else escape(each.text, quote=False)
        rows.append(
            f'<li data-since="{each.since}" data-until="{each.until}">'
            f'<p class="revision-span">{_span(each, passage)}</p>'
            f'<blockquote class="revision-wording">{text}</blockquote></li>'
        )
        before = each.text
    return "".join(rows)


def _links(passage: Passage, place: Callable[[str], str]) -> str:
    found = ", ".join(f'<a href="{escape(place(each))}">{escape(_named(each))}</a>' for each in passage.successors)
    return f": {found}" if found else ""


def _named(successor: str) -> str:
    article, _, id = successor.rpartition("#")
    return f"paragraph {id[1:]}{' of ' if article else ''}{article}"


def _marked(pieces: Iterable[Piece]) -> Iterable[str]:
    for place, piece in enumerate(pieces):
        space = " " if place else ""
        text = escape(piece.text, quote=False)
        yield f"{space}<{MARKS[piece.kind]}>{text}</{MARKS[piece.kind]}>" if piece.kind in MARKS else f"{space}{text}"


def _events(events: Iterable[tuple[str, str]]) -> str:
    return ", ".join(
        escape(what) if what.endswith("added") else f'<a href="#{escape(id)}">{escape(what)}</a>' for what, id in events
    )


def _day(day: str) -> str:
    return spoken(day) if day else "On a day that is not known"


def _span(wording: PublishedWording, passage: Passage) -> str:
    """The days of a wording; ledgers of the first format do not tell when the last followed on the first."""
    begin = f"From {spoken(wording.since)}" if wording.since else "From a day that is not known"
    if wording.until:
        return f"{begin} to {spoken(wording.until)}"
    return f"{begin} on" if wording == passage.wordings[-1] else f"{begin} to one that is not known"

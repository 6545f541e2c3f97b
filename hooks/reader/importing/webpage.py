"""A saved web page: trafilatura tells the article from the page and reads its record, the page gives the structure."""

import re
import warnings
from dataclasses import replace

import trafilatura

from reader.importing.bylines import read_names
from reader.importing.draft import Draft, Piece, Record, Removal
from reader.importing.markup import DEEPEST, Found, captions_of, depth_of, read_markup, sanitise
from reader.importing.phrases import furniture_of
from reader.importing.pipeline import clean_pieces
from reader.importing.wording import fold, is_prose
from reader.problems import Problem

_LANGUAGE = re.compile(r"<html\b[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:\||–|—|-|»|::|·)\s+")
_STEP = "web page"


def clean_page(html: str, name: str) -> Draft | Problem:
    """Clean a web page, or say that it is nested too deep to be read."""
    if (depth := depth_of(html)) > DEEPEST:
        message = f"the page is nested {depth} elements deep, more than {DEEPEST}"
        return Problem(name, 0, message, "copy the text of the article into a .txt file, and import that")
    found = read_markup(sanitise(html))
    if not found:
        return Problem(name, 0, "the page has no text", "save the page complete, or copy its text into a .txt file")
    record = read_record(html)
    inside = _article(found, _verdict(html))
    kept = [each.piece for each, keep in zip(found, inside, strict=True) if keep]
    gone = [
        Removal(each.piece, "outside the article", step=_STEP)
        for each, keep in zip(found, inside, strict=True)
        if not keep
    ]
    gone += [Removal(Piece("line", text, 0), "the caption of a figure", step=_STEP) for text in captions_of(html)]
    headed = [piece for piece in kept if piece.kind == "heading" and piece.level == 1]
    if len(headed) == 1 and (not record.title or fold(headed[0].text) in fold(record.title)):
        record = replace(record, title=headed[0].text)
    return clean_pieces(Draft(tuple(kept), record, tuple(gone)))


def read_record(html: str) -> Record:
    """Read what the page says of itself in its head; dates that are only guesses of the library are not asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = trafilatura.extract_metadata(
            html, extensive=False, date_config={"extensive_search": False, "original_date": True}
        )
    declared = _LANGUAGE.search(html)
    house = found.sitename or ""
    authors = tuple(
        author
        for name in (found.author or "").split(";")
        for author in read_names(name.strip(), strict=False)
        if name.strip()
    )
    return Record(
        title=_without_house(found.title or "", house),
        authors=authors,
        published=found.date or "",
        publication=house if house and not re.fullmatch(r"[\w.-]+\.\w{2,}", house) else "",
        original=found.url or "" if (found.url or "").startswith(("http://", "https://")) else "",
        language=declared[1].split("-")[0].lower() if declared else "",
        rights=found.license or "",
    )


def _verdict(html: str) -> set[str]:
    """The lines that trafilatura takes for the article, folded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = trafilatura.extract(html, favor_recall=True, include_comments=False, include_tables=True)
    return {key for line in (text or "").splitlines() if (key := fold(line))}


def _article(found: list[Found], verdict: set[str]) -> list[bool]:
    """Which pieces are the article's: those in the verdict, and what stands beside and between them.

    Where the library is silent, or drops a paragraph, a heading or a list in the midst of the text, the page's own
    structure decides: a piece in the same element as the text, or running text between the first piece and the last.
    """
    whole = "\n".join(f" {key} " for key in verdict)
    said = [
        fold(each.piece.text) in verdict or (each.piece.words >= 4 and f" {fold(each.piece.text)} " in whole)
        for each in found
    ]
    prose = [at for at, each in enumerate(found) if said[at] and is_prose(each.piece.text) and not each.outside]
    if not prose:
        return [not each.outside for each in found]
    homes = {found[at].container for at in prose}
    first, last = prose[0], prose[-1]
    inside: list[bool] = []
    for at, each in enumerate(found):
        between = first <= at <= last and not each.outside
        beside = each.container in homes and not each.outside
        text = is_prose(each.piece.text) and not furniture_of(each.piece.text)
        inside.append((said[at] and not each.outside) or (between and text) or beside)
    for at in range(first - 1, -1, -1):
        if found[at].piece.kind == "heading" and found[at].piece.level == 1:
            inside[at] = True
            break
    return inside


def _without_house(title: str, house: str) -> str:
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and house and fold(parts[-1]) == fold(house):
        return title[: title.rindex(parts[-1])].rstrip(" |–—-»:·")
    return title

"""What a text says of itself in lines of their own: date, number, ISSN, address, keywords, origin, rights, genre."""

import re
from dataclasses import replace

from reader.importing.dates import complete_date, find_date, is_date_line, year_in
from reader.importing.draft import Draft, Record
from reader.importing.languages import language_of
from reader.importing.vocabulary import any_of, by_group
from reader.importing.wording import is_prose
from reader.importing.zones import first_body, head_end, outside_body

_ISSN = re.compile(r"(?:e-?|online |print )?ISSN(?:-L)?(?: \([^)]*\))?\s*:?\s*(\d{4}-\d{3}[\dXx])", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:n[º°o]\.?|number|número|issue|nummer|nr\.?|номер|№|vol(?:ume)?\.?\s*\d+\W+(?:no\.?|issue|n[º°])|vol(?:ume)?\.?)"
    r"\s*:?\s*(\d[\w/.–-]*)(.*)",
    re.IGNORECASE,
)
_JOURNAL = re.compile(r"([A-ZÀ-ÝА-ЯЁ][^,:;]{3,70}),\s+(vol(?:ume)?\.?\s*\d.*)", re.IGNORECASE)
_DOMAINS = "com|org|net|info|eu|ua|ru|uk|de|fr|es|it|edu|gov|media|news|io"
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})(?:/\S*)?")
_ADDRESSED = re.compile(rf"{any_of('sources')}\s*[:：]\s*(.+)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi\s*[:：]?\s*|https?://(?:dx\.)?doi\.org/)(10\.\d{4,}/\S+)", re.IGNORECASE)
_KEYWORD_LINES = tuple(
    (code, re.compile(rf"(?:{'|'.join(labels)})\s*(?:[:.：]|[—–-]\s)\s*(.*)", re.IGNORECASE))
    for code, labels in by_group("keywords").items()
)
_HOUSE_WORD = r"(?-i:[A-ZА-ЯЁ«“\"&])[^\s,;()]*"
_ORIGIN = re.compile(
    rf".{{0,120}}?{any_of('first published')}\b\s*(?:by|in|at|on|en|por|par|dans|sur|bei|von|в|на|у)\s+(?:the\s+)?"
    rf"({_HOUSE_WORD}(?:\s+(?:{_HOUSE_WORD}|of|the|and|for|de|la|del|des))*)[.,;)]*(?:\s.*)?",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(rf"\b{any_of('translated')}\b", re.IGNORECASE)
_SHORTENED = re.compile(rf"\b{any_of('shortened')}\b", re.IGNORECASE)
_FROM_LANGUAGE = re.compile(rf"{any_of('translated from')}(\w+)(?: .{{2,60}})?\.?", re.IGNORECASE)
_RIGHTS = re.compile(rf"{any_of('rights')}.{{0,300}}", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-ZÀ-ÝА-ЯЁ][\w .,()'’-]{2,40}?,?\s+\(?([^–—:]{0,12}\d[^–—:]{3,20}\d{4})\)?\s*(?:\([^)]{2,30}\)\s*)?(?:[–—:]|-\s)"
)
_OTHER_DATE = re.compile(rf"\W*{any_of('not published')}\b", re.IGNORECASE)
_PLACE = re.compile(r"[A-ZА-ЯЁ][\w.'’-]+(?:[ -][A-ZА-ЯЁ][\w.'’-]+){0,2},\s+(?=.*\d{4})")
_GENRE_LINES = tuple((kind, re.compile("|".join(labels), re.IGNORECASE)) for kind, labels in by_group("genres").items())


def find_issn(draft: Draft) -> Draft:
    """Read the ISSN."""
    for at in outside_body(draft):
        if match := _ISSN.fullmatch(draft.pieces[at].text):
            record = replace(draft.record, issn=match[1].upper())
            return draft.without({at: "the ISSN"}, key="issn", record=record)
    return draft


def find_number(draft: Draft) -> Draft:
    """Read the number of the issue, and the day and month beside it when the number names the year."""
    for at in outside_body(draft):
        text = draft.pieces[at].text
        journal = _JOURNAL.fullmatch(text)
        text = journal[2] if journal else text
        if not (match := _NUMBER.fullmatch(text)) or len(text) > 80:
            continue
        number = text if text.casefold().startswith("vol") else match[1].rstrip(".")
        published = draft.record.published
        if found := find_date(match[2]):
            published = published or found.value
        elif year := year_in(match[1]):
            published = published or complete_date(match[2], year)
        if find_date(match[2]) and number == text:
            number = number.split("(")[0].strip(" ,.")
        record = replace(draft.record, number=number, published=published)
        if journal and not record.publication:
            record = replace(record, publication=journal[1])
        return draft.without({at: "the number of the issue"}, key="number", record=record)
    return draft


def drop_other_dates(draft: Draft) -> Draft:
    """Take out dates on which a text was received, accepted or looked up: none of them is its own."""
    gone: dict[int, str] = {}
    record = draft.record
    for at in outside_body(draft):
        text = draft.pieces[at].text
        if _OTHER_DATE.match(text) and find_date(text) and len(text) <= 120:
            gone[at] = "a date, but not of publication"
            record = record.doubt("published", f'the text also says: "{text}"')
    return draft.without(gone, key="published", record=record)


def find_published(draft: Draft) -> Draft:
    """Read the date from a line that is a date: of several the one not called an update, then the first.

    Day and month in digits are read in the order the source's language has, or shows elsewhere; where that leaves two
    readings only the year is taken, and both are put to the editor.
    """
    found: dict[int, str] = {}
    best, rank = None, 3
    for at in outside_body(draft):
        text = draft.pieces[at].text
        if not is_date_line(text) and not ((place := _PLACE.match(text)) and is_date_line(text[place.end() :])):
            continue
        found[at] = "a date"
        updated = re.match(
            r"\W*(?:last )?(?:updated|modified|обновлено|actualizado|mis à jour|aktualisiert)", text, re.IGNORECASE
        )
        if (order := 1 if updated else 0) < rank:
            best, rank = find_date(text, day_first=_day_first(draft)), order
    record = draft.record
    if best and not record.published:
        record = replace(record, published=best.value)
        if best.doubt:
            record = record.doubt("published", best.doubt)
    return draft.without(found, key="published", record=record)


def find_dateline(draft: Draft) -> Draft:
    """Read the date of a dateline, "OBERFELD, 12 May 2020 – ...", which stays, where nothing else gives one."""
    first = first_body(draft)
    if draft.record.published or first >= len(draft.pieces):
        return draft
    line = _DATELINE.match(draft.pieces[first].text)
    found = find_date(line[1], day_first=_day_first(draft)) if line else None
    if not found or found.doubt:
        return draft
    record = replace(draft.record, published=found.value).doubt("published", "from the dateline of the text")
    return replace(draft, record=record)


def find_keywords(draft: Draft) -> Draft:
    """Read the keywords, in each language they are given in."""
    gone: dict[int, str] = {}
    keywords = list(draft.record.keywords)
    for at, piece in enumerate(draft.pieces):
        for code, pattern in _KEYWORD_LINES:
            if at in gone or not (match := pattern.fullmatch(piece.text)) or len(piece.text) > 400:
                continue
            words, lines = match[1], [at]
            after = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
            if not words and after and re.search("[,;·•]", after.text) and not is_prose(after.text):
                words, lines = after.text, [at, at + 1]
            if words and code not in dict(keywords):
                words = words[:-1] if re.search(r"[^\W\d_]{4,}\.$", words) else words
                each = tuple(word for word in re.split(r"\s*[,;·•|]\s*", words.strip()) if word)
                keywords.append((code, each))
                gone |= dict.fromkeys(lines, "the keywords")
    return draft.without(gone, key="keywords", record=replace(draft.record, keywords=tuple(keywords)))


def find_origin(draft: Draft) -> Draft:
    """Read notes on where the text first appeared and what it was translated from."""
    gone: dict[int, str] = {}
    record = draft.record
    for at, piece in enumerate(draft.pieces):
        if piece.words > 60 or piece.kind not in {"line", "item", "paragraph"}:
            continue
        origin, language = _ORIGIN.fullmatch(piece.text), _FROM_LANGUAGE.fullmatch(piece.text)
        if origin:
            house = origin[1].strip(" “”\"'«».")
            if _TRANSLATED.search(piece.text):
                short = " (shortened)" if _SHORTENED.search(piece.text) else ""
                record = replace(record, translated_from=record.translated_from or house + short)
            elif not record.publication:
                record = replace(record, publication=house)
            gone[at] = "a note on where the text first appeared"
        elif language:
            record = replace(record, translated_from=record.translated_from or language[1])
            gone[at] = "a note on the translation"
    return draft.without(gone, key="translated_from", record=record)


def find_address(draft: Draft) -> Draft:
    """Read addresses that stand alone or behind "Source": a page's address or a DOI is the original's."""
    gone: dict[int, str] = {}
    record = draft.record
    for at in outside_body(draft):
        text = draft.pieces[at].text
        labelled = _ADDRESSED.fullmatch(text)
        target = labelled[1].strip() if labelled else text
        if doi := _DOI.fullmatch(text) or _DOI.fullmatch(target):
            record = replace(record, original=record.original or f"https://doi.org/{doi[1].rstrip('.')}")
            gone[at] = "the DOI"
        elif _ADDRESS.fullmatch(target):
            if re.match(r"https?://[^/]+/.", target):
                record = replace(record, original=record.original or target)
            else:
                record = record.doubt("original", f"the text names only {target}")
            gone[at] = "the address of a page"
        elif labelled and len(target.split()) <= 6:
            record = replace(record, publication=record.publication or target.strip(" ."))
            gone[at] = "the source"
    return draft.without(gone, key="original", record=record)


def find_rights(draft: Draft) -> Draft:
    """Read lines on copyright and licence."""
    gone = {at: "a line on rights" for at in outside_body(draft) if _RIGHTS.fullmatch(draft.pieces[at].text)}
    said = " ".join(draft.pieces[at].text for at in gone)
    return draft.without(gone, key="rights", record=replace(draft.record, rights=draft.record.rights or said))


def find_genre(draft: Draft) -> Draft:
    """Read the genre from a label of one or two words above the text."""
    record = draft.record
    gone: dict[int, str] = {}
    for at in range(min(first_body(draft), head_end(draft))):
        for kind, pattern in _GENRE_LINES:
            if at not in gone and pattern.fullmatch(draft.pieces[at].text.strip(" :|#")):
                record = replace(record, kind=record.kind or kind)
                gone[at] = "a label for the genre"
    return draft.without(gone, key="kind", record=record)


def find_language(draft: Draft) -> Draft:
    """Tell the language of the running text."""
    if draft.record.language:
        return draft
    text = " ".join(piece.text for piece in draft.pieces if is_prose(piece.text) and piece.kind != "item")
    language = language_of(text or " ".join(piece.text for piece in draft.pieces))
    return replace(draft, record=replace(draft.record, language=language))


def _day_first(draft: Draft) -> bool | None:
    record: Record = draft.record
    if record.language and record.language != "en":
        return True
    for piece in draft.pieces:
        if match := re.search(r"\b(\d\d?)[/](\d\d?)[/](?:20|19)\d\d\b", piece.text):
            if int(match[1]) > 12:
                return True
            if int(match[2]) > 12:
                return False
    return None

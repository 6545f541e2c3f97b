"""Who wrote a text: the byline in its many shapes, the post beside the name, the note on the author."""

import re
from dataclasses import replace

from reader.importing.dates import find_date, is_date_line
from reader.importing.draft import Author, Draft, Piece, Record
from reader.importing.phrases import furniture_of
from reader.importing.vocabulary import any_of, words
from reader.importing.wording import bare_name, fold, is_prose, is_sentence, looks_like_name
from reader.importing.zones import first_body, head_end, outside_body, tail_start

_BYLINE = re.compile(
    rf"(?:[-–—|•]\s*)?(?:{any_of('byline with a colon')}\s*[:：]\s*|{any_of('byline without')}\s+)(?P<who>\S.*)",
    re.IGNORECASE,
)
_HELPERS = re.compile(
    rf"{any_of('helpers')}(?: (?:by|de|por|par|von|di))?\s*[:：]?\s+(?P<who>[^.!?]{{3,80}})\.?", re.IGNORECASE
)
_THE_WRITER = re.compile(rf"{any_of('the writer')}\s+{any_of('is')}\s+(?P<post>.{{3,400}})", re.IGNORECASE)
_BIO = re.compile(
    rf"(?P<name>(?:\w{{2,4}}\. )?(?:[^,.;:()]|\b\w\.){{3,50}}?),?\s+{any_of('is')}\s+(?P<post>.{{3,600}})", re.DOTALL
)
_DATED = re.compile(rf"(?P<date>.*\d{{4}}.*?)[,|]?\s+{any_of('byline without')}\s+(?P<who>\S.*)", re.IGNORECASE)
_POST = re.compile(rf"\b{any_of('posts')}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(\d)\s+)?(.*)", re.DOTALL)
_AND = re.compile(r"\s*(?:,\s*and|\band\b|&|\by\b|\bet\b|\bund\b|\be\b|\bи\b|\bта\b|;|\bwith\b)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|from|en|à|aus|в|из)\s+[A-ZА-Я][\w.' -]+$|\s+(?:for|para|pour|für|для)\s+.+$")
_SEPARATORS = re.compile(r"\s*(?:\||•|·|\s[–—-]\s|\t| {3,})\s*")
_HOUSES = words("houses")
_UNCASED = "\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CASELESS = re.compile(
    rf"[{_UNCASED}]{{2,12}}(?:[ ・·][{_UNCASED}]{{1,12}})?|[\u0590-\u06ff\u0900-\u0e7f '’.-]{{4,60}}"
)
_AFTER_BYLINE = re.compile(rf"\s+{any_of('helpers')} by\b", re.IGNORECASE)
_STAFF = re.compile(rf"{any_of('staff')}\b", re.IGNORECASE)


def find_byline(draft: Draft) -> Draft:
    """Read a labelled byline: "By ...", "Author: ...", "Autor: ..., institution", in ten languages."""
    for at in outside_body(draft):
        piece = draft.pieces[at]
        if piece.words > 40 or is_sentence(piece.text) or not (match := _byline(piece.text)):
            continue
        authors = read_names(match["who"], strict=False)
        if authors and draft.record.authors and not _same(authors, draft.record.authors):
            continue
        if not authors:
            colon = bool(re.search("[:：]", piece.text[: match.start("who")]))
            if colon or (_STAFF.search(match["who"]) and piece.words <= 8):
                record = draft.record.doubt("authors", f'the byline names no person: "{match["who"]}"')
                return draft.without({at: "the byline"}, key="authors", record=record)
            continue
        found = find_date(piece.text)
        record = replace(draft.record, published=draft.record.published or (found.value if found else ""))
        return _signed(replace(draft, record=record), at, authors)
    return draft


def find_dated_byline(draft: Draft) -> Draft:
    """Read a labelled byline right beside a line with a date, which no menu or teaser has, also below running text."""
    pieces = draft.pieces
    known = set(outside_body(draft))
    for at, piece in enumerate(pieces):
        if at in known:
            continue
        authors = byline_of(piece.text) if piece.kind == "line" and piece.words <= 20 else ()
        dates = [
            near for near in (at + 1, at + 2, at - 1) if 0 <= near < len(pieces) and is_date_line(pieces[near].text)
        ]
        found = find_date(pieces[dates[0]].text) if authors and dates else None
        if authors and found and not found.doubt and not draft.record.authors and not draft.record.published:
            record = draft.record.source("authors", "the byline").source("published", "the line beside the byline")
            record = replace(record, authors=authors, published=found.value)
            done = draft.without({at: "the byline"}, key="authors", record=record)
            return done.without({dates[0] - (dates[0] > at): "a date"}, key="published")
    return draft


def find_name(draft: Draft) -> Draft:
    """Read a byline that is only a name: beside the title, a date or a post, or signed under the text."""
    first, end, tail = first_body(draft), head_end(draft), tail_start(draft)
    under = [each.piece.place for each in draft.removed if each.step == "furniture"]
    if any(each.step == "menus" for each in draft.removed):
        return draft
    for at in [*range(end), *range(tail, len(draft.pieces))]:
        if at >= end and any(draft.pieces[tail - 1].place < place < draft.pieces[at].place for place in under):
            break
        piece = draft.pieces[at]
        authors = read_names(piece.text, strict=True)
        if not authors or fold(piece.text) == fold(draft.record.title):
            continue
        if draft.record.authors and not _same(authors, draft.record.authors):
            continue
        if first < at < end and not _is_post(draft, at + 1):
            continue
        return _signed(draft, at, authors)
    return draft


def _byline(text: str) -> re.Match[str] | None:
    """The byline in a line, also in one that begins with the date."""
    if match := _BYLINE.fullmatch(text):
        return match
    dated = _DATED.fullmatch(text)
    return dated if dated and is_date_line(dated["date"]) else None


def _same(names: tuple[Author, ...], known: tuple[Author, ...]) -> bool:
    return {fold(author.name) for author in names} <= {fold(author.name) for author in known}


def _signed(draft: Draft, at: int, authors: tuple[Author, ...]) -> Draft:
    """Take the byline at `at` out of the text and its names, with the posts around it, into the record."""
    record = draft.record
    if record.authors:
        posts = {fold(author.name): author.post for author in authors}
        authors = tuple(Author(each.name, each.post or posts.get(fold(each.name), "")) for each in record.authors)
    if record.post and len(authors) == 1 and not authors[0].post:
        authors = (Author(authors[0].name, record.post),)
        record = replace(record, post="")
    record = replace(record, authors=authors)
    return find_post(draft.without({at: "the byline"}, key="authors", record=record), at)


def find_post(draft: Draft, at: int) -> Draft:
    """Read the posts printed on the lines under a name, two of the last author's or one numbered for each."""
    authors = list(draft.record.authors)
    gone: dict[int, str] = {}
    while authors and len(gone) < max(2, len(authors)) and _is_post(draft, at + len(gone)):
        number, text = _NUMBERED.match(draft.pieces[at + len(gone)].text.strip(" ,.()")).groups()  # type: ignore[union-attr]
        whose = int(number) - 1 if number and int(number) <= len(authors) else len(authors) - 1
        authors[whose] = replace(authors[whose], post=", ".join(filter(None, (authors[whose].post, text))))
        gone[at + len(gone)] = "the author's post"
    return draft.without(gone, key="authors", record=replace(draft.record, authors=tuple(authors)))


def find_writer(draft: Draft) -> Draft:
    """Read a note that begins "The writer is ...": without a name, the editor gets the post and no guess."""
    gone: dict[int, str] = {}
    record = draft.record
    for at in {*outside_body(draft), first_body(draft), tail_start(draft) - 1}:
        piece = draft.pieces[at] if 0 <= at < len(draft.pieces) else None
        if piece and piece.words <= 120 and (match := _THE_WRITER.fullmatch(piece.text)):
            record = _with_post(record, match["post"].rstrip(" ."))
            gone[at] = "a note on the author"
    return draft.without(gone, key="authors", record=record)


def find_author_note(draft: Draft) -> Draft:
    """Read a note on the author, above or below the text or under the name: "<Name> is a fellow at ..."."""
    record = draft.record
    gone: dict[int, str] = {}
    tail = tail_start(draft)
    last = max((at for at in range(tail) if not furniture_of(draft.pieces[at].text)), default=-1)
    known_names = {fold(author.name) for author in record.authors}
    boxed = {at for at, above in enumerate(draft.pieces, 1) if fold(above.text) in known_names}
    for at in sorted({*outside_body(draft), first_body(draft), head_end(draft), last, last - 1, *boxed}):
        piece = draft.pieces[at] if 0 <= at < len(draft.pieces) else None
        match = _BIO.fullmatch(piece.text) if piece and piece.words <= 120 and piece.kind != "heading" else None
        if not match or not _POST.search(match["post"]):
            continue
        name, post = match["name"].strip(), match["post"].rstrip(" .")
        names = [fold(author.name) for author in record.authors]
        known = any(fold(bare_name(name)) in each or each in fold(name) for each in names)
        opens = (
            at == first_body(draft)
            and piece is not None
            and (piece.words > 40 or sum(is_prose(each.text) for each in draft.pieces) < 3)
        )
        if known and not opens and (at >= last - 1 or at <= first_body(draft) or at in boxed):
            record = _with_post(record, post, name)
            gone[at] = "a note on the author"
        elif not names and looks_like_name(name) and at >= last and re.match(r"(?:an?|the|una?|une?|eine?)\s", post):
            record = replace(record, authors=(Author(name, post),))
            gone[at] = "a note on the author"
    return draft.without(gone, key="authors", record=record)


def drop_helpers(draft: Draft) -> Draft:
    """Take out lines that name a translator, interviewer, editor or photographer: none of them is the author."""
    gone: dict[int, str] = {}
    record = draft.record
    for at in outside_body(draft):
        text = draft.pieces[at].text
        match = _HELPERS.fullmatch(text)
        if match and read_names(match["who"], strict=False) and not is_prose(text):
            gone[at] = "a credit to somebody other than the author"
            record = record.doubt("authors", f'the text also credits: "{text.rstrip(".")}"')
    return draft.without(gone, key="authors", record=record)


def split_composites(draft: Draft) -> Draft:
    """Cut a line such as "Jane Roe | 3 March 2025 | 5 min read" at its separators, if its parts are such things."""
    pieces: list[Piece] = []
    zone = set(outside_body(draft))
    for at, piece in enumerate(draft.pieces):
        parts = [part for part in _SEPARATORS.split(piece.text) if part]
        facts = [part for part in parts if _is_fact(part)]
        if (
            at in zone
            and not is_date_line(piece.text)
            and 2 <= len(parts) <= 6
            and facts
            and piece.words <= 40
            and all(len(part) < 90 for part in parts)
        ):
            pieces += [
                replace(piece, text=part, markup="", part=piece.part + number, gap=piece.gap and not number)
                for number, part in enumerate(parts)
            ]
        else:
            pieces.append(piece)
    return replace(draft, pieces=tuple(pieces))


def read_names(text: str, *, strict: bool) -> tuple[Author, ...]:
    """Read the names of a byline; what is no name after a comma is the post of the one before.

    Not `strict`, one capitalised word is enough for a name, as after "By".
    """
    text = re.sub(r"(?<=[^\W\d_])[\d*†‡§]+(?=[\s,;]|$)", "", _SEPARATORS.split(text)[0])
    if found := find_date(text):
        text = text[: found.start].rstrip(" ,-–—|(")
        text = re.sub(r"[\s,]*(?:\b(?:published|posted|updated|on|date)\b:?\s*)+$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s*(?:\(?@\w+\)?|<?\S+@\S+>?)\s*$", "", text).strip(" .,:")
    authors: list[Author] = []
    for part in re.split(r",\s+|\s*\((?=[^)]*\)$)", _AND.sub(", ", text)):
        bare = _PLACE.sub("", part.strip(" )"))
        house = bool(authors) and _POST.search(bare) is not None
        if not house and (looks_like_name(bare) or (not strict and not authors and _is_loose_name(bare))):
            authors.append(Author(_as_written(bare)))
        elif authors and part.strip(" )") and (not strict or _POST.search(part)) and len(part.split()) <= 20:
            authors[-1] = replace(authors[-1], post=", ".join(filter(None, (authors[-1].post, part.strip(" )")))))
        else:
            return ()
    return tuple(authors)


def byline_of(text: str) -> tuple[Author, ...]:
    """The authors that a labelled byline names, and nothing where it is no byline or names a house."""
    match = _byline(text)
    if not match or is_sentence(text) or _HELPERS.match(text):
        return ()
    who = _AFTER_BYLINE.split(match["who"])[0]
    return tuple(author for author in read_names(who, strict=True) if not is_house(author.name))


def stated_name(text: str) -> tuple[Author, ...]:
    """Read names from a place that states nothing but authors; empty where they are a house, a role or a button."""
    text = " ".join(text.split())
    if is_house(text) or furniture_of(text):
        return ()
    if _CASELESS.fullmatch(text):
        return (Author(text),)
    return tuple(author for author in read_names(text, strict=False) if not is_house(author.name))


def is_house(text: str) -> bool:
    """Whether a name is a paper's, an agency's or a desk's, and no person's."""
    words = text.split()
    return bool(_STAFF.search(text)) or (bool(words) and words[-1].casefold().strip(".") in _HOUSES)


def _with_post(record: Record, post: str, name: str = "") -> Record:
    for at, author in enumerate(record.authors):
        if not author.post and (
            not name or fold(author.name) in fold(name) or fold(bare_name(name)) in fold(author.name)
        ):
            changed = (*record.authors[:at], Author(author.name, post), *record.authors[at + 1 :])
            return replace(record, authors=changed)
    return record if record.authors else replace(record, post=record.post or post)


def _is_loose_name(text: str) -> bool:
    words = text.split()
    capitals = bool(words) and all(
        word[0].isupper() or word.casefold() in {"de", "van", "von", "al", "el", "der"} for word in words
    )
    return 2 <= len(words) <= 5 and capitals and not _STAFF.search(text) and not any(each.isdigit() for each in text)


def _as_written(name: str) -> str:
    name = bare_name(name)
    if not name.isupper():
        return name
    return re.sub(r"(?<=\bMc)[a-z]", lambda match: match[0].upper(), name.title().replace("’S", "’s"))


def _is_post(draft: Draft, at: int) -> bool:
    if not 0 <= at < len(draft.pieces):
        return False
    piece = draft.pieces[at]
    text = piece.text
    if is_prose(text) or piece.words > 25 or furniture_of(text) or is_date_line(text) or text.rstrip().endswith("?"):
        return False
    if ":" in text and _HELPERS.fullmatch(text):
        return False
    return bool(_POST.search(text)) and fold(text) != fold(draft.record.title)


def _is_fact(part: str) -> bool:
    byline = _BYLINE.fullmatch(part)
    return (
        is_date_line(part) or furniture_of(part) is not None or bool(byline and read_names(byline["who"], strict=False))
    )

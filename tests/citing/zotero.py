"""A small reader of what Zotero takes from a page, by the rules of its translators.

No package has those translators, so this follows what they do with the elements that our pages may hold: Embedded
Metadata.js, which hands `meta` elements to RDF.js as statements and lets Highwire's have the last word, and COinS.js
with openurl.js, which goes first where a page has several spans. A title, a name or a publication that stands there for
another field is taken for it here too.
"""

import re
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup

Record = dict[str, Any]

# The prefixes that are known without being declared, by what they stand for.
PREFIXES = {
    "bib": "bib",
    "bibo": "bibo",
    "dc": "dc",
    "dcterms": "dcterms",
    "prism": "prism",
    "foaf": "foaf",
    "vcard": "vcard",
    "link": "link",
    "z": "z",
    "eprint": "eprints",
    "eprints": "eprints",
    "og": "og",
    "article": "article",
    "book": "book",
    "music": "music",
    "video": "video",
    "so": "so",
}
# Of each field the properties that may give it, the first that is there.
FIELDS = {
    "title": ("dc:title", "dcterms:title", "eprints:title", "og:title"),
    "publicationTitle": ("prism:publicationName", "eprints:publication", "dc:source", "dcterms:source"),
    "issue": ("prism:number", "eprints:number", "bibo:issue", "dc:source.Issue"),
    "ISSN": ("prism:issn", "eprints:issn", "bibo:issn", "dc:source.ISSN"),
    "date": ("prism:publicationDate", "og:published_time", "article:published_time", "dcterms:issued", "dc:date"),
    "language": ("dc:language", "dcterms:language"),
    "abstractNote": ("prism:teaser", "og:description", "bibo:abstract", "dcterms:abstract", "dc:description"),
    "url": ("eprints:official_url", "og:url", "bibo:uri"),
}
CREATORS = ("bib:authors", "dc:creator", "dcterms:creator", "eprints:creators_name", "dc:contributor")
OG_TYPES = {"book": "book", "website": "webpage", "video.movie": "videoRecording", "music.song": "audioRecording"}
# Highwire's, which go over what RDF gave; the end of a name is enough.
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_book_title": "bookTitle",
    "citation_issue": "issue",
    "citation_issn": "ISSN",
    "citation_public_url": "url",
    "citation_language": "language",
}
HIGHWIRE_TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
}


def works(page: BeautifulSoup) -> list[Record]:
    """The works that a page offers: those of its spans, if there are several, else the page as one."""
    spans = [_context_object(str(span["title"])) for span in page.select("span.Z3988[title]")]
    return spans if len(spans) > 1 else [_embedded(page)]


def _embedded(page: BeautifulSoup) -> Record:
    statements: dict[str, list[str]] = {}
    highwire: dict[str, list[str]] = {}
    kind = guess = ""
    for meta in page.select("meta"):
        name, value = str(meta.get("name") or meta.get("property") or ""), str(meta.get("content") or "")
        if not name or not value:
            continue
        parts = re.split(r"[.:_]", name)
        # A second part that is a known prefix is taken for one: so `citation_book_title` is Open Graph's `book:title`.
        place = 1 if len(parts) > 2 and parts[1].lower() in PREFIXES else 0
        prefix = PREFIXES.get(parts[place].lower())
        if prefix:
            local = name[len("".join(parts[: place + 1])) + place + 1 :]
            statements.setdefault(f"{prefix}:{local[:1].lower()}{local[1:]}", []).append(value)
        else:
            kind = HIGHWIRE_TYPES.get(name, kind)
            guess = guess or ("journalArticle" if name == "citation_title" else "")
        if name.startswith("citation_"):
            highwire.setdefault(name, []).append(value)
    record: Record = {
        field: statements[found][0] for field, keys in FIELDS.items() if (found := _first(keys, statements))
    }
    unknown = guess or ("webpage" if statements else "")
    og = OG_TYPES.get(statements.get("og:type", [""])[0], "")
    record["itemType"] = kind or statements.get("z:itemType", [""])[0] or og or unknown
    if record["itemType"] in ("webpage", "newspaperArticle", "blogPost") and "publicationTitle" not in record:
        record["publicationTitle"] = statements.get("og:site_name", [""])[0]
    if creators := _first(CREATORS, statements):
        record["creators"] = [_name(each) for each in statements[creators]]
    if "z:itemType" in statements and "dc:description" in statements:
        record["extra"] = statements["dc:description"][0]
    record |= {key[2:]: values[0] for key, values in statements.items() if key.startswith("z:") and key != "z:itemType"}
    record |= {field: highwire[name][0] for name, field in HIGHWIRE.items() if name in highwire}
    if "citation_author" in highwire:
        record["creators"] = [_name(each) for each in highwire["citation_author"]]
    if "creators" not in record:
        others = [*page.select('meta[name="author"]'), *page.select('meta[property="article:author"]')]
        record["creators"] = [_name(str(each["content"])) for each in others]
    if not record.get("title") and page.title:
        record["title"] = page.title.get_text()
    return record


def _context_object(title: str) -> Record:
    record: Record = {"creators": []}
    pairs = [pair.split("=") for pair in title.split("&")]
    values = [(key, unquote(re.sub(r"\+|%2[bB]", " ", value))) for key, value in pairs]
    formats = {"journal": "journalArticle", "book": "book", "dc": "webpage"}
    record["itemType"] = formats[dict(values)["rft_val_fmt"].rpartition(":")[2]]
    plain = {"rft.date": "date", "rft.issue": "issue", "rft.issn": "ISSN", "rft.language": "language"}
    for key, value in values:
        if key == "rft.title":
            is_part = record["itemType"] in ("journalArticle", "bookSection", "conferencePaper")
            record["publicationTitle" if is_part else "title"] = value
        elif key in ("rft.creator", "rft.au"):
            record["creators"].append(_name(value))
        elif key == "rft.source":
            record["publicationTitle"] = value
        elif key == "rft.identifier" and value.startswith(("http://", "https://")):
            record["url"] = value
        elif key == "rft.type":
            record["itemType"] = value
        elif key in plain:
            record[plain[key]] = value
    return record


def _first(keys: tuple[str, ...], statements: dict[str, list[str]]) -> str:
    return next((key for key in keys if key in statements), "")


def _name(text: str) -> tuple[str, str]:
    """The family name and the given: parted at a comma, else at the last space."""
    if "," in text:
        family, _, given = text.partition(",")
        return family.strip(), given.strip()
    given, _, family = text.rpartition(" ")
    return family, given

"""What a web page states of itself: JSON-LD, the names in its head, a byline marked as one. Nothing is guessed.

Sources: https://schema.org/Article, https://ogp.me, https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
(the `citation_` names), https://www.dublincore.org/specifications/dublin-core/dc-html/.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from reader.importing.bylines import stated_name
from reader.importing.dates import find_date
from reader.importing.draft import Author, Record
from reader.importing.formats.html import Node, document, named, text_of
from reader.importing.wording import fold

_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|ReportageNewsArticle|Chapter|Review|LiveBlogPosting|Posting)$"
)
_TITLES = "citation_title og:title dc.title dcterms.title twitter:title parsely-title sailthru.title".split()
_AUTHORS = (
    "citation_author dc.creator dcterms.creator author article:author parsely-author sailthru.author byl"
    " cxenseparse:author"
).split()
_DATES = (
    "citation_publication_date article:published_time og:article:published_time dc.date.issued dcterms.issued"
    " citation_date citation_online_date datepublished parsely-pub-date sailthru.date pubdate publishdate"
    " publish-date publication_date dc.date dcterms.created date"
).split()
_HOUSES = "citation_journal_title og:site_name dc.publisher application-name".split()
_SUFFIX = re.compile(r"\s+(?:\||–|—|-|»|::|·|«)\s+")
_BYLINE = re.compile(r"\b(?:byline|by-line|author|authors|p-author|vcard)\b", re.IGNORECASE)
_PERSON = re.compile(r"https?://|@|\.\w{2,3}/|\d{2}")


def read_record(source: str) -> Record:
    """Read the record of a page; each value with the place that states it."""
    root = document(source)
    metas = _metas(root)
    data = _article_of(root)
    house, house_place = _house(metas, data)
    record = Record(publication=house).source("publication", house_place if house else "")
    record = _title(record, root, metas, data, house)
    record = _authors(record, root, metas, data, house)
    record = _published(record, root, metas, data)
    return _rest(record, root, metas)


def _metas(root: Node) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold().strip()
        value = " ".join(unescape(meta.get("content") or "").split())
        if name and value:
            metas.setdefault(name.replace("dc:", "dc."), []).append(value)
    return metas


def _article_of(root: Node) -> dict[str, Any]:
    """The article that the page's JSON-LD describes."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or "")
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(loaded):
            kinds = each.get("@type")
            if any(
                isinstance(kind, str) and _ARTICLES.match(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return each
    return {}


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth)
    elif isinstance(value, dict) and depth < 4:
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _said(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _house(metas: dict[str, list[str]], data: dict[str, Any]) -> tuple[str, str]:
    for name in _HOUSES:
        for value in metas.get(name, []):
            if not re.fullmatch(r"@?[\w.-]+\.\w{2,}|https?:.*", value) and len(value) <= 80:
                return value, f"the page's {name}"
    publisher = _said(data.get("publisher"))
    return (publisher, "the page's JSON-LD") if publisher and "://" not in publisher else ("", "")


def _title(record: Record, root: Node, metas: dict[str, list[str]], data: dict[str, Any], house: str) -> Record:
    found = [(value, f"the page's {name}") for name in _TITLES for value in metas.get(name, [])[:1]]
    if headline := _said(data.get("headline")):
        found.insert(0, (headline, "the page's JSON-LD"))
    title = root.find(".//title")
    if title is not None and text_of(title):
        found.append((text_of(title), "the page's title"))
    for value, place in found:
        if bare := _without_house(value, house):
            return record.with_values(title=bare).source("title", place)
    return record


def _authors(record: Record, root: Node, metas: dict[str, list[str]], data: dict[str, Any], house: str) -> Record:
    candidates: list[tuple[tuple[str, ...], str]] = [(_people_of(data.get("author")), "the page's JSON-LD")]
    candidates += [(tuple(metas.get(name, [])), f"the page's {name}") for name in _AUTHORS]
    candidates.append((tuple(_marked_byline(root)), "the page's byline"))
    readings: list[tuple[tuple[Author, ...], str]] = []
    odd: list[tuple[str, str]] = []
    houses = _houses(root, metas, data, house)
    for values, place in candidates:
        authors: list[Author] = []
        for said in values:
            value = re.sub(r"^(?:by|von|par|por|de|от)\s+", "", said.strip(), flags=re.IGNORECASE)
            if not value or _PERSON.search(value):
                continue
            names = stated_name(value)
            if not names or fold(value) in houses:
                odd.append((value, place))
                continue
            authors += [name for name in names if fold(name.name) not in {fold(each.name) for each in authors}]
        if authors:
            readings.append((tuple(authors), place))
    if not readings:
        for text, where in odd[:2]:
            record = record.doubt("authors", f'no person: {where} says "{text[:80]}"')
        return record
    chosen, place = readings[0]
    record = record.with_values(authors=chosen).source("authors", place)
    first = {fold(author.name) for author in chosen}
    for names_there, elsewhere in readings[1:]:
        if not first & {fold(author.name) for author in names_there} and elsewhere != "the page's article:author":
            others = ", ".join(author.name for author in names_there)
            record = record.doubt("authors", f'{place} says so; {elsewhere} says "{others}"')
            break
    return record


def _houses(root: Node, metas: dict[str, list[str]], data: dict[str, Any], house: str) -> set[str]:
    """Every name by which a page calls its own house: publishers, its title's ending, its line of copyright."""
    names = [
        house,
        _said(data.get("publisher")),
        *(_said(each) for each in (data.get("copyrightHolder"), data.get("sourceOrganization"))),
    ]
    for name in (*_HOUSES, "copyright", "publisher", "twitter:site", "article:publisher"):
        names += metas.get(name, [])
    for text in root.xpath("//text()[contains(., '©')]"):
        names += [found.strip(" .,|") for found in re.findall(r"©\s*(?:\d{4}[\s,–-]*)*([^|.,©\d]{2,60})", text)]
    return {key for each in names if (key := fold(each.lstrip("@")))}


def _people_of(value: object) -> tuple[str, ...]:
    """The persons that JSON-LD names as authors; an organisation is none."""
    if isinstance(value, list):
        return tuple(name for each in value for name in _people_of(each))
    if isinstance(value, dict):
        kind = value.get("@type")
        if kind in ("Organization", "NewsMediaOrganization", "Corporation") or not isinstance(
            value.get("name"), str | list
        ):
            return ()
        return _people_of(value["name"])
    return (" ".join(unescape(value).split()),) if isinstance(value, str) else ()


def _marked_byline(root: Node) -> Iterator[str]:
    """The names in elements that say they hold the author, and none in comments or boxes of other pages."""
    marked = root.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'p-author')]")
    group = None
    for node in marked:
        if next(node.iterancestors("li", "aside", "nav", "footer"), None) is not None:
            continue
        around = " ".join(named(each) for each in node.iterancestors())
        if re.search(r"\b(?:comment|related|sidebar|footer|teaser|recommend|widget|listing)", around, re.IGNORECASE):
            continue
        inner = node.xpath(".//*[@itemprop='name']")
        text = text_of(inner[0] if inner else node)
        home = node.getparent() if node.getparent() is None else node.getparent().getparent()
        if 0 < len(text) <= 60 and (group is None or home is group or node.getparent().getparent() is group):
            group = home
            yield text


def _published(record: Record, root: Node, metas: dict[str, list[str]], data: dict[str, Any]) -> Record:
    found = [(_said(data.get("datePublished")), "the page's JSON-LD")]
    found += [(value, f"the page's {name}") for name in _DATES for value in metas.get(name, [])[:1]]
    for node in root.xpath("//*[@itemprop='datePublished']|//time[@pubdate]"):
        found.append((node.get("datetime") or node.get("content") or text_of(node), "the page's marked date"))
    read = [(date, place) for value, place in found if value and (date := _date(value))]
    if not read:
        return record
    first, place = read[0]
    record = record.with_values(published=first).source("published", place)
    later = next(
        (
            (date, where)
            for date, where in read[1:]
            if not date.startswith(first) and not first.startswith(date) and _apart(date, first)
        ),
        None,
    )
    return record.doubt("published", f"{place} says so; {later[1]} says {later[0]}") if later else record


def _date(value: str) -> str:
    if re.fullmatch(r"\d{8}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    if re.fullmatch(r"(?:1[6-9]|20)\d\d", value):
        return value
    found = find_date(value)
    return found.value if found and not found.doubt else ""


def _apart(one: str, other: str) -> bool:
    """Whether two dates are more than the one day apart that a time zone makes."""
    if len(one) < 10 or len(other) < 10 or one[:7] != other[:7]:
        return True
    return abs(int(one[8:]) - int(other[8:])) > 1


def _rest(record: Record, root: Node, metas: dict[str, list[str]]) -> Record:
    links = {(link.get("rel") or "").casefold(): link.get("href") or "" for link in root.iter("link")}
    address = next(
        (
            each
            for each in (links.get("canonical", ""), *metas.get("og:url", []))
            if re.match(r"https?://[^/]+/.", each)
        ),
        "",
    )
    doi = next(
        (
            value
            for name in ("citation_doi", "dc.identifier", "prism.doi")
            for value in metas.get(name, [])
            if value.startswith("10.")
        ),
        "",
    )
    language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or next(iter(metas.get("content-language", metas.get("og:locale", []))), "")
    )
    licence = next(
        (
            link.get("href") or ""
            for link in root.xpath("//a[contains(@rel, 'license')]|//link[contains(@rel, 'license')]")
        ),
        "",
    )
    issn = next((value for value in metas.get("citation_issn", []) if re.fullmatch(r"\d{4}-\d{3}[\dXx]", value)), "")
    code = re.match(r"[a-zA-Z]{2,3}(?=[-_]|$)", language.strip())
    return record.with_values(
        original=f"https://doi.org/{doi}" if doi else address,
        language=code[0].lower() if code else "",
        rights=licence if licence.startswith("http") else "",
        issn=issn,
        number=next(iter(metas.get("citation_issue", [])), ""),
    )


def _without_house(title: str, house: str) -> str:
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and house and fold(parts[-1]) in {fold(house), fold(house.removeprefix("The "))}:
        return title[: title.rindex(parts[-1])].rstrip(" |–—-»:·«")
    return title

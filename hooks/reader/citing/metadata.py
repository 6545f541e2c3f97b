"""What a page says about itself to reference managers, search engines and those who share its link.

A page that is a reading edition says two things. As a page it was made by its editors: that is what Open Graph, Dublin
Core and schema.org tell. As a work to be cited it is its author's: that stands in Zotero's own words, in PRISM and, for
papers in journals, in Highwire's `citation_*`, which Google Scholar reads and asks of nothing but scholarly papers
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing).

Zotero (its translators Embedded Metadata.js and RDF.js) takes the type from `z:itemType`, any other field from `z:`
with the field's name, authors from `bib:authors` before `DC.creator`, the publication from PRISM before `DC.source`,
and reads `citation_book_title` as Open Graph's `book`: neither of those two is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.citing.csl import Item, is_address, keywords
from reader.citing.jsonld import Imprint, article_data, page_data, person_data
from reader.collection.records import Article, Person
from reader.text.json_text import in_script

ZOTERO_TYPES = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "webpage": "webpage",
}
SCHOLARLY = "article-journal"

Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Link:
    """A `link` of a page's head, by the relations of FAIR Signposting (https://signposting.org/FAIR/)."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """`named` are (name, content) of `meta` elements, `properties` those of Open Graph, `jsonld` a script's text."""

    named: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    jsonld: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The days on which a page was first published and last revised, "" where not known."""

    published: str = ""
    revised: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for those who share a page's link: its address, and what it shows in words."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """A page that is no article. `kind` is a type of schema.org, or its ProfilePage with the `person` it tells of;
    `links` lead to what it lists and to its data.
    """

    kind: str
    title: str
    summary: str = ""
    person: Person | None = None
    links: tuple[Link, ...] = ()


def metadata(
    article: Article,
    people: Mapping[str, Person],
    item: Item,
    site: Imprint,
    url: str,
    dates: Dates | None = None,
    picture: Picture | None = None,
) -> Metadata:
    """Describe an article by its record and its CSL-JSON item. `url` is "" where the site has no address."""
    authors = [people[id] for id in article.authors]
    days = dates or Dates() if article.edition else Dates(article.published, dates.revised if dates else "")
    named = (
        *_zotero(authors, item),
        *_highwire(article, authors, item, url),
        *_dublin_core(article, authors, item, site, url, days),
    )
    properties = (
        ("og:type", "article"),
        ("og:title", item["title"]),
        ("og:site_name", site.name),
        ("og:url", url),
        ("og:description", article.summary),
        *_pictured(picture),
        ("article:published_time", days.published),
        ("article:modified_time", days.revised),
        *(("article:author", person.name) for person in authors if not article.edition),
        *(("article:tag", word) for word in keywords(article)),
    )
    data = article_data(article, authors, item, site, url, days.published, days.revised, picture.url if picture else "")
    links = (
        Link("cite-as", url),
        Link("type", f"https://schema.org/{data['@type']}"),
        Link("collection", "./"),
        Link("author", "./", title=site.makers) if article.edition else Link("author", ""),
        Link("license", site.license),
    )
    return Metadata(_filled(named), _filled(properties), in_script(data), tuple(each for each in links if each.href))


def page_metadata(page: Description, site: Imprint, url: str, picture: Picture | None = None) -> Metadata:
    """Describe a page that is no article."""
    properties = (
        ("og:type", "profile" if page.person else "website"),
        ("og:title", page.title),
        ("og:site_name", site.name),
        ("og:url", url),
        ("og:description", page.summary),
        *_pictured(picture),
    )
    data = (
        person_data(page.person, site, url)
        if page.person
        else page_data(page.kind, page.title, page.summary, site, url)
    )
    links = [Link("type", f"https://schema.org/{data['@type']}"), *page.links]
    links += [Link("license", site.license)] if site.license else []
    named = (("DC.title", page.title), ("DC.identifier", url))
    return Metadata(_filled(named), _filled(properties), in_script(data), tuple(links))


def _zotero(authors: Iterable[Person], item: Item) -> Pairs:
    """The record that Zotero is to save."""
    yield "z:itemType", ZOTERO_TYPES[item["type"]]
    for person in authors:
        yield "bib:authors", cataloged(person)
    if item["type"] != "webpage":
        yield "prism.publicationName", item["container-title"]
    yield "prism.publicationDate", iso(item)
    yield "prism.number", item.get("issue", "")
    yield "prism.issn", item.get("ISSN", "")
    # What else is to be told; Zotero, where it is given any `z:`, would put Dublin Core's description here.
    yield (
        "z:extra",
        "; ".join(filter(None, (item.get("medium", ""), item.get("genre", ""), item.get("references", "")))),
    )


def cataloged(person: Person) -> str:
    """A name as Zotero takes it apart: at its comma, with nothing behind it where the name has one part."""
    if person.is_body:
        return f"{person.name},"
    return person.sort or person.name


def iso(item: Item) -> str:
    """The date of a CSL-JSON item as far as it is known."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts))


def _highwire(article: Article, authors: Iterable[Person], item: Item, url: str) -> Pairs:
    if item["type"] != SCHOLARLY:
        return
    yield "citation_title", item["title"]
    for person in authors:
        yield "citation_author", cataloged(person)
        yield from (("citation_author_orcid", same) for same in person.same_as if "orcid.org/" in same)
    yield "citation_publication_date", iso(item).replace("-", "/")
    yield "citation_journal_title", article.publication
    yield "citation_issue", article.number
    yield "citation_issn", article.issn
    yield "citation_language", article.language
    yield "citation_public_url", url
    for word in keywords(article):
        yield "citation_keywords", word


def _dublin_core(
    article: Article, authors: Iterable[Person], item: Item, site: Imprint, url: str, days: Dates
) -> Pairs:
    yield "DC.title", item["title"]
    if article.edition:
        # Not `DC.contributor`: Zotero would take the editors for the authors of a work that has none.
        yield "DC.contributor.editor", site.makers
        yield "DCTERMS.isVersionOf", article.original
    else:
        yield from (("DC.creator", cataloged(person)) for person in authors)
        yield "DC.publisher", article.publication
    yield "DC.date", days.published
    yield "DCTERMS.modified", days.revised
    yield "DC.language", article.language
    yield "DC.identifier", url
    yield "DCTERMS.abstract", article.summary
    yield "DC.rights", article.rights
    for word in keywords(article):
        yield "DC.subject", word


def _pictured(picture: Picture | None) -> Pairs:
    # Those who show it fetch it themselves, so it needs a whole address.
    if picture and is_address(picture.url):
        yield "og:image", picture.url
        yield "og:image:type", "image/png"
        yield "og:image:width", "1200"
        yield "og:image:height", "630"
        yield "og:image:alt", picture.text


def _filled(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, " ".join(content.split())) for name, content in pairs if content)

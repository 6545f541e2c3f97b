"""What a page says about its article to reference managers, search engines and those who share its link.

Zotero reads Highwire's `citation_*` and Dublin Core. `citation_book_title` is the site: with it Zotero files a section
of a book, without it a journal article (Embedded Metadata.js of its translators). Search engines read JSON-LD.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.citing.csl import Item, keywords
from reader.collection.records import Article, Person
from reader.text.json_text import in_script

# Types of schema.org for kinds of articles. It has none for an interview: that is an article, and `genre` tells.
TYPES = {
    "policy paper": "ScholarlyArticle",
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "news": "NewsArticle",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """`named` are (name, content) of `meta` elements, `properties` those of Open Graph, `jsonld` a script's text."""

    named: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    jsonld: str


def metadata(
    article: Article, people: Mapping[str, Person], item: Item, site: str, url: str, site_url: str
) -> Metadata:
    """Describe an article by its record and its CSL-JSON item. `url` and `site_url` are "" where the site has none."""
    authors = [people[id] for id in article.authors]
    named = (*_highwire(article, authors, item, site, url), *_dublin_core(article, authors, item, url))
    properties = (
        ("og:type", "article"),
        ("og:title", item["title"]),
        ("og:site_name", site),
        ("og:url", url),
        ("og:description", article.summary),
        ("article:published_time", article.published),
        *(("article:author", person.name) for person in authors),
        *(("article:tag", word) for word in keywords(article)),
    )
    data = _jsonld(article, authors, item, site, url, site_url)
    return Metadata(tuple(_filled(named)), tuple(_filled(properties)), in_script(data))


def _highwire(article: Article, authors: list[Person], item: Item, site: str, url: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", item["title"]
    for person in authors:
        yield "citation_author", person.sort or person.name
        yield from (("citation_author_orcid", same) for same in person.same_as if "orcid.org/" in same)
    yield "citation_publication_date", article.published.replace("-", "/")
    yield "citation_book_title", site
    yield "citation_language", article.language
    yield "citation_public_url", url
    yield "citation_abstract", article.summary
    for word in keywords(article):
        yield "citation_keywords", word


def _dublin_core(article: Article, authors: list[Person], item: Item, url: str) -> Iterator[tuple[str, str]]:
    yield "DC.title", item["title"]
    for person in authors:
        yield "DC.creator", person.sort or person.name
    yield "DC.date", article.published
    yield "DC.language", article.language
    yield "DC.publisher", article.publication
    yield "DC.source", article.original
    yield "DC.identifier", url
    yield "DC.description", article.summary
    yield "DC.rights", article.rights
    for word in keywords(article):
        yield "DC.subject", word


def _jsonld(article: Article, authors: list[Person], item: Item, site: str, url: str, site_url: str) -> Any:
    original = {
        "@type": "CreativeWork",
        "name": article.title,
        "url": article.original,
        "publisher": _organisation(article.publication),
    }
    return _pruned(
        {
            "@context": "https://schema.org",
            "@type": TYPES.get(article.kind, "Article"),
            "@id": url,
            "url": url,
            "headline": item["title"],
            "genre": article.kind,
            "author": [_author(person) for person in authors],
            "datePublished": article.published,
            "inLanguage": article.language,
            "abstract": article.summary,
            "keywords": keywords(article),
            "isPartOf": {"@type": "WebSite", "name": site, "url": site_url},
            "isBasedOn": original if article.original else None,
            "version": item.get("custom", {}).get("edition"),
            "copyrightNotice": article.rights,
        }
    )


def _author(person: Person) -> dict[str, Any]:
    kind = "Organization" if person.is_body else "Person"
    return {"@type": kind, "name": person.name, "sameAs": list(person.same_as)}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _filled(pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    return ((name, " ".join(content.split())) for name, content in pairs if content)


def _pruned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: pruned for key, value in data.items() if (pruned := _pruned(value))}
    return [_pruned(each) for each in data] if isinstance(data, list) else data

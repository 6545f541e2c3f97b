"""What a page tells search engines of itself, in the words of schema.org (https://schema.org/)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reader.citing.csl import Item, keywords, unnested
from reader.citing.telling import LANGUAGES
from reader.collection.records import Article, Person

Data = dict[str, Any]

# Types for kinds of articles. There is none for an interview: that is an article, and `genre` tells.
TYPES = {
    "policy paper": "ScholarlyArticle",
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "news": "NewsArticle",
}
CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Imprint:
    """The site that pages belong to: its `name` and `address`, who edits it, the address of its licence; "" where it
    has none.
    """

    name: str
    address: str = ""
    editors: str = ""
    license: str = ""

    @property
    def makers(self) -> str:
        """Who answers for the words of its editions: the editors, else the site as a body."""
        return self.editors or self.name


def article_data(
    article: Article,
    authors: Iterable[Person],
    item: Item,
    site: Imprint,
    url: str,
    published: str,
    revised: str,
    image: str,
) -> Data:
    """An article. An edition is its editors', and is based on the original, which is its author's."""
    original = _original(article, authors)
    own = {
        "@type": "Article",
        "author": {"@type": "Organization", "name": site.makers, "url": site.address},
        "isBasedOn": original,
        "version": item.get("custom", {}).get("edition"),
    }
    whole = {
        "@type": TYPES.get(article.kind, "Article"),
        "author": [_person(person) for person in authors],
        "publisher": _organisation(article.publication),
        "isBasedOn": article.original,
        "translationOfWork": _translated(article),
    }
    return pruned(
        {
            "@context": CONTEXT,
            "@id": url,
            "url": url,
            "headline": item["title"],
            "genre": article.kind,
            "datePublished": published,
            "dateModified": revised,
            "inLanguage": article.language,
            "abstract": article.summary,
            "keywords": keywords(article),
            "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.address},
            "image": image,
            "license": site.license,
            "copyrightNotice": article.rights,
            **(own if article.edition else whole),
        }
    )


def page_data(kind: str, title: str, summary: str, site: Imprint, url: str) -> Data:
    """A page of the type `kind`, such as CollectionPage."""
    name = {"@type": "WebSite", "name": site.name, "url": site.address}
    part = "isPartOf" if kind != "WebSite" else ""
    return pruned(
        {"@context": CONTEXT, "@type": kind, "@id": url, "url": url, "name": title, "description": summary, part: name}
    )


def person_data(person: Person, site: Imprint, url: str) -> Data:
    """The page of a person or a body."""
    about = _person(person) | {"alternateName": [*person.also, *filter(None, [person.native])]}
    data = page_data("ProfilePage", person.name, "", site, url)
    return pruned(data | {"mainEntity": about | ({"@id": f"{url}#person", "url": url} if url else {})})


def pruned(data: Data) -> Data:
    """Data without what is empty."""
    return {key: each for key, value in data.items() if key and (each := _kept(value))}


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return pruned(value)
    return [_kept(each) for each in value] if isinstance(value, list) else value


def _original(article: Article, authors: Iterable[Person]) -> Data:
    periodical = {"@type": "Periodical", "name": article.publication, "issn": article.issn}
    issue = {"@type": "PublicationIssue", "issueNumber": article.number, "isPartOf": periodical}
    return {
        "@type": TYPES.get(article.kind, "Article"),
        "name": "" if article.title_supplied else article.title,
        "url": article.original,
        "author": [_person(person) for person in authors],
        "datePublished": article.published if article.published[:1].isdigit() else "",
        "publisher": _organisation(article.publication),
        "isPartOf": (issue if article.number else periodical) if article.publication else None,
        "translationOfWork": _translated(article),
    }


def _translated(article: Article) -> Data | None:
    if not article.translated_from:
        return None
    name, _, _ = unnested(article.translated_from).partition(", ")
    if name in LANGUAGES:
        return {"@type": "CreativeWork", "inLanguage": name}
    return {"@type": "CreativeWork", "publisher": _organisation(name)}


def _person(person: Person) -> Data:
    kind = "Organization" if person.is_body else "Person"
    return {"@type": kind, "name": person.name, "sameAs": list(person.same_as)}


def _organisation(name: str) -> Data | None:
    return {"@type": "Organization", "name": name} if name else None

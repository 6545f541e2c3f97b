"""The machine-readable copies of the collection under `/data/`."""

from collections.abc import Callable
from typing import Any

from reader.collection.records import Collection, Term
from reader.text.escaping import plain

Words = Callable[[str], str]


def glossary(collection: Collection, url: str, worded: Words = str) -> dict[str, Any]:
    """The terms by id, as plain JSON; `url` is the glossary page's, `worded` puts references to articles in words."""
    return {
        term.id: _filled(
            {
                "term": term.term,
                "definition": plain(worded(term.definition)),
                "forms": list(term.forms),
                "native": term.native,
                "language": term.language,
                "kind": term.kind,
                "see": list(term.see),
                "date": term.date,
                "as_of": term.as_of,
                "sources": [
                    _filled({"title": each.title, "publisher": each.publisher, "date": each.date, "url": each.url})
                    for each in term.sources
                ],
                "url": f"{url}#{term.id}",
            }
        )
        for term in collection.terms.values()
    }


def glossary_jsonld(collection: Collection, url: str, name: str, worded: Words = str) -> dict[str, Any]:
    """The terms as a SKOS concept scheme that is a schema.org DefinedTermSet as well."""
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "dcterms": "http://purl.org/dc/terms/",
            "inDefinedTermSet": {"@type": "@id"},
            "skos:inScheme": {"@type": "@id"},
            "skos:related": {"@type": "@id"},
        },
        "@id": url,
        "@type": ["DefinedTermSet", "skos:ConceptScheme"],
        "name": name,
        "hasDefinedTerm": [_concept(term, url, plain(worded(term.definition))) for term in collection.terms.values()],
    }


def _concept(term: Term, url: str, definition: str) -> dict[str, Any]:
    labels: list[dict[str, str]] = [{"@value": form} for form in term.forms]
    if term.native:
        labels.append({"@value": term.native, **({"@language": term.language} if term.language else {})})
    return _filled(
        {
            "@id": f"{url}#{term.id}",
            "@type": ["DefinedTerm", "skos:Concept"],
            "termCode": term.id,
            "name": term.term,
            "description": definition,
            "inDefinedTermSet": url,
            "skos:inScheme": url,
            "skos:prefLabel": term.term,
            "skos:altLabel": labels,
            "skos:definition": definition,
            "skos:related": [f"{url}#{id}" for id in term.see],
            # The time that the term stands for, the day for which its definition holds, and what supports it.
            "dcterms:temporal": term.date,
            "dcterms:valid": term.as_of,
            "dcterms:source": [{"@id": each.url} if each.url else each.words for each in term.sources],
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}

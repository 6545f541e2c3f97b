"""Annotations as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from reader.collection.placing import Placed
from reader.collection.records import Reference

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
# A link to an entry of the collection, which only the collection's own build can resolve.
ENTRY_LINK = re.compile(r"\[([^\]]*)\]\((?:term|person):[^)]*\)")
AROUND = 32  # characters of text before and after a quotation


def annotation_collection(
    pages: Iterable[tuple[str, Iterable[Placed]]], url: str, label: str, worded: Callable[[str], str] = str
) -> dict[str, Any]:
    """All annotations as one AnnotationCollection with a single page (model, section 5).

    `pages` pairs the address of each article with its notes; `url` is the address of the collection itself. `worded`
    puts references to articles in words.
    """
    items = [_annotation(each, page, worded) for page, notes in pages for each in notes]
    return {
        "@context": CONTEXT,
        "id": url,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": {"id": f"{url}#page", "type": "AnnotationPage", "partOf": url, "startIndex": 0, "items": items},
    }


def _annotation(placed: Placed, page: str, worded: Callable[[str], str]) -> dict[str, Any]:
    annotation = placed.annotation
    return {
        "id": f"{page}#note-{annotation.id}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": f"{annotation.as_of}T00:00:00Z",
        "body": [
            {
                "type": "TextualBody",
                "value": ENTRY_LINK.sub(r"\1", worded(annotation.note)),
                "format": "text/markdown",
                "purpose": "commenting",
            },
            *map(_source, annotation.sources),
        ],
        "target": {"type": "SpecificResource", "source": page, "selector": _selector(placed)},
        **({"dcterms:temporal": annotation.date} if annotation.date else {}),
    }


def _source(work: Reference) -> dict[str, str]:
    if work.url:
        return {"type": "SpecificResource", "source": work.url, "purpose": "linking"}
    return {"type": "TextualBody", "value": work.words, "format": "text/plain", "purpose": "describing"}


def _selector(placed: Placed) -> dict[str, Any]:
    """The passage by its fragment, refined by its words, which find it again where the fragment fails (4.2.9)."""
    text, start, end = placed.passage.text, placed.start, placed.end
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return {
        "type": "FragmentSelector",
        "conformsTo": HTML_FRAGMENT,
        "value": placed.passage.ids[0],
        "refinedBy": {key: value for key, value in words.items() if value},
    }

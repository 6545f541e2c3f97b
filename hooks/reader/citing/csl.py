"""An article's record as CSL-JSON, the form that citation processors and reference managers read.

The variables are those of the Citation Style Language 1.0.2. What was read is the edition on this site, so `URL` is
its address and `medium` names it; `container-title` is where the work came out, and `references`, which the styles
print as the history of a publication, gives the original's address.
"""

from collections.abc import Mapping
from typing import Any

from reader.collection.records import Article, Person

Item = dict[str, Any]

READING_EDITION = "Reading edition"


def csl_item(article: Article, people: Mapping[str, Person], site: str, url: str) -> Item:
    """The record of `article` on the site named `site`, where `url` is its page.

    A supplied title stands in square brackets. Authors and dates keep their parts, so that each style can order them:
    that they are inferred is told in `custom`, and the brackets are set when a style is applied.
    """
    edition = READING_EDITION if article.edition == "reading" else ""
    item = {
        "id": article.id,
        "type": csl_type(article),
        "title": f"[{article.title}]" if article.title_supplied else article.title,
        "author": [csl_name(people[id]) for id in article.authors],
        "issued": csl_date(article.published),
        "container-title": article.publication or site,
        "issue": article.number,
        "ISSN": article.issn,
        "medium": f"{edition}, {site}" if edition and article.publication else edition,
        "source": site if article.publication else "",
        "references": _history(article),
        "URL": url,
        "language": article.language,
        "abstract": article.summary,
        "keyword": ", ".join(keywords(article)),
        "note": note(article),
        "custom": _filled(
            {
                "inferred": _inferred(article),
                "edition": edition,
                "original": article.original if edition else "",
                "translated_from": article.translated_from,
            }
        ),
    }
    return _filled(item)


def keywords(article: Article) -> list[str]:
    """The keywords of all languages, each once."""
    return list(dict.fromkeys(word for _, words in article.keywords for word in words))


def csl_type(article: Article) -> str:
    """An item type for the kind of article: a numbered series is a journal, news and opinion are a newspaper's."""
    if article.kind == "interview":
        return "interview"
    if not article.publication:
        return "webpage"
    if article.kind in ("news", "opinion"):
        return "article-newspaper"
    return "article-journal" if article.number or article.issn else "article-magazine"


def csl_name(person: Person) -> dict[str, str]:
    """A name in its parts, by the sort key `Family, Given, Suffix` if there is one; a body's name has no parts."""
    if person.is_body:
        return {"literal": person.name}
    if person.sort:
        parts = [part.strip() for part in person.sort.split(",", 2)]
    else:
        given, _, family = person.name.rpartition(" ")
        parts = [family, given]
    name = _filled(dict(zip(("family", "given", "suffix"), parts, strict=False)))
    return name if "given" in name else {"literal": person.name}


def csl_date(date: str) -> dict[str, list[list[int]]]:
    """`2017-04` as date parts; nothing where no date is known."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def note(article: Article) -> str:
    """What of the record is the editors' and not the source's, for formats that cannot show it otherwise."""
    parts = ["title supplied"] if article.title_supplied else []
    parts += [f"{'date' if what == 'issued' else what} inferred" for what in _inferred(article)]
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]} by the editors" if text else ""


def _inferred(article: Article) -> list[str]:
    marked = (("author", article.author_inferred and article.authors), ("issued", article.published_inferred))
    return [variable for variable, is_inferred in marked if is_inferred]


def _history(article: Article) -> str:
    parts = [
        f"translated from {article.translated_from}" if article.translated_from else "",
        f"originally published at {article.original}" if article.original else "",
    ]
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}"


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value}

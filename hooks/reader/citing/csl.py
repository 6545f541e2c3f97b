"""An article's record as CSL-JSON, the form that citation processors and reference managers read.

The variables are those of the Citation Style Language 1.0.2. What was read is the edition on this site, so `URL` is
its address and `medium` names it; `container-title` is where the work came out, and `references`, which the styles
print as the history of a publication, gives the original's address. Reference managers drop both variables: `note`,
which they keep, says it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.citing.titles import Names, sentence
from reader.collection.records import Article, Person

Item = dict[str, Any]

READING_EDITION = "Reading edition"


@dataclass(frozen=True, slots=True)
class Edition:
    """What was made here of an article: by whom, in which `year` ("" where not known)."""

    editors: str = ""
    year: str = ""


def csl_item(
    article: Article,
    people: Mapping[str, Person],
    site: str,
    url: str = "",
    edition: Edition | None = None,
    names: Names | None = None,
) -> Item:
    """The record of `article` on the site named `site`, where `url` is its page.

    An `url` that is no whole address leads nowhere from outside the site, so it is left out. A supplied title stands
    in square brackets. Authors and dates keep their parts, so that each style can order them: that they are inferred is
    told in `custom`, and the brackets are set when a style is applied. `names` are the words that keep their capitals
    in a title that a style wants as a sentence; without them it stays as typed.
    """
    what = READING_EDITION if article.edition == "reading" else ""
    made = edition or Edition()
    read = [what, made.editors and f"edited by {made.editors}", site if article.publication else "", made.year]
    as_sentence = article.title_sentence
    if not as_sentence and names and article.language.startswith("en"):
        as_sentence = sentence(article.title, names)
    item: Item = {
        "id": article.id,
        "type": csl_type(article),
        "title": _bracketed(article, article.title),
        "author": [csl_name(people[id]) for id in article.authors],
        "issued": csl_date(article.published),
        "container-title": article.publication or site,
        "issue": article.number,
        "ISSN": article.issn,
        "genre": "Interview" if article.kind == "interview" else "",
        "medium": ", ".join(part for part in read if part) if what else "",
        "source": site if article.publication else "",
        "references": _history(article),
        "URL": url if is_address(url) else "",
        "language": article.language,
        "abstract": article.summary,
        "keyword": ", ".join(keywords(article)),
        "custom": _filled(
            {
                "inferred": _inferred(article),
                "edition": what,
                "editors": made.editors if what else "",
                "year": made.year if what else "",
                "original": article.original if what else "",
                "translated_from": article.translated_from,
                "sentence": _bracketed(article, as_sentence),
                "headline": _bracketed(article, article.title_headline),
            }
        ),
    }
    item["note"] = ". ".join(filter(None, (item["medium"], item["references"], note(article))))
    return _filled(item)


def is_address(url: str) -> bool:
    """Whether an address leads to its page from anywhere."""
    return url.startswith(("http://", "https://"))


def keywords(article: Article) -> list[str]:
    """The keywords of all languages, each once."""
    return list(dict.fromkeys(word for _, words in article.keywords for word in words))


def csl_type(article: Article) -> str:
    """An item type for the kind of article: a numbered series is a journal, news and opinion are a newspaper's.

    An interview that came out somewhere is an article there: as CSL's `interview`, reference managers would drop the
    publication. That it is one, `genre` tells.
    """
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
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date[:1].isdigit() else {}


def note(article: Article) -> str:
    """What of the record is the editors' and not the source's, for formats that cannot show it otherwise."""
    parts = ["title supplied"] if article.title_supplied else []
    parts += [f"{'date' if what == 'issued' else what} inferred" for what in _inferred(article)]
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]} by the editors" if text else ""


def _bracketed(article: Article, title: str) -> str:
    return f"[{title}]" if title and article.title_supplied else title


def _inferred(article: Article) -> list[str]:
    marked = (("author", article.author_inferred and article.authors), ("issued", article.published_inferred))
    return [variable for variable, is_inferred in marked if is_inferred]


def _history(article: Article) -> str:
    parts = [
        f"translated from {unnested(article.translated_from)}" if article.translated_from else "",
        f"originally published at {article.original}" if article.original else "",
    ]
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}"


def unnested(source: str) -> str:
    """`Republic (shortened)` as `Republic, shortened`: what follows may itself stand in parentheses."""
    name, _, more = source.removesuffix(")").partition(" (")
    return f"{name}, {more}" if more and source.endswith(")") else source


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value}

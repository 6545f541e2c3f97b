"""What the header and the foot of an article show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.collection.records import Article, Collection, Target
from reader.linking.uses import Use
from reader.text.dates import spoken
from reader.text.direction import direction
from reader.text.quotes import curly
from reader.text.words import sort_key

# Silent reading of English non-fiction, by M. Brysbaert's review of 190 studies (2019).
WORDS_PER_MINUTE = 238


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    id: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The record of an article, worded for the page; the template escapes it. Its `title` has the quotation marks of
    print; citations and data keep those of the record.
    """

    record: Article
    title: str
    authors: tuple[Link, ...]
    outlet: Link | None
    date: str
    keywords: tuple[tuple[str, tuple[str, ...]], ...]
    terms: tuple[Link, ...]
    people: tuple[Link, ...]
    notes: str
    minutes: int
    earlier: Link | None
    later: Link | None
    direction: str
    replaces: Link | None
    replaced_by: Link | None


def view(
    article: Article,
    collection: Collection,
    uses: Iterable[Use],
    words: int,
    neighbours: tuple[Article | None, Article | None],
    url: Callable[[Target], str],
    article_url: Callable[[Article], str],
) -> ArticleView:
    """Word an article's record, with the terms and people that its text uses in alphabetical order.

    An entry of the glossary by the name of its publication is the outlet.
    `words` is the length of its text; `neighbours` are the articles before and after it by date.
    """
    targets = {use.target for use in uses}

    def linked(other: Article | None) -> Link | None:
        return (
            Link(curly(other.title, other.language), article_url(other), other.id)
            if other and not other.draft
            else None
        )

    earlier, later = map(linked, neighbours)
    published = (each for each in collection.articles.values() if not each.draft)
    used = [collection.terms[target.id] for target in targets if target.kind == "term"]
    terms = [Link(term.term, url(Target("term", term.id)), term.id) for term in used if term.link]
    people = sorted(
        (collection.people[target.id] for target in targets if target.kind == "person"),
        key=lambda person: person.sort_key,
    )
    return ArticleView(
        record=article,
        title=curly(article.title, article.language),
        authors=tuple(Link(collection.people[id].name, url(Target("person", id)), id) for id in article.authors),
        outlet=next(
            (
                Link(term.term, url(Target("term", term.id)), term.id)
                for term in collection.terms.values()
                if article.appeared_in(term)
            ),
            None,
        ),
        date=spoken(article.published, inferred=article.published_inferred),
        keywords=article.keywords,
        terms=tuple(sorted(terms, key=lambda link: (sort_key(link.text), link.id))),
        people=tuple(Link(person.name, url(Target("person", person.id)), person.id) for person in people),
        notes=_notes(article),
        minutes=minutes(words),
        earlier=earlier,
        later=later,
        direction=direction(article.language),
        replaces=linked(collection.articles.get(article.replaces)),
        replaced_by=linked(next((each for each in published if each.replaces == article.id), None)),
    )


def minutes(words: int) -> int:
    """How long a text of so many words takes to read."""
    return max(1, round(words / WORDS_PER_MINUTE))


def _notes(article: Article) -> str:
    """Say what of the record is the editors' and not the source's."""
    inferred = [
        word for word, marked in (("author", article.author_inferred), ("date", article.published_inferred)) if marked
    ]
    parts = [f"the {' and the '.join(inferred)} {'is' if len(inferred) == 1 else 'are'} inferred"] if inferred else []
    if article.title_supplied:
        parts.insert(0, "the title is supplied by the editors")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""

"""How running text names an article of the collection, and where it does: by its title, or as "Author (year)"."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reader.forms import Form, Target
from reader.records import Article, Collection
from reader.uses import Use
from reader.words import WORD

# A title of one or two words reads like any other words.
SHORTEST_TITLE = 3
STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Cited:
    """A link to an article, where it stands (`use`) and the ids of the passages it names, none for the whole."""

    use: Use
    passages: tuple[str, ...]


def article_forms(collection: Collection) -> list[Form]:
    """The forms of all articles; what could name two of them names neither. A draft is not to be named yet."""
    claims: dict[str, set[str]] = defaultdict(set)
    for article in collection.articles.values():
        if not article.draft:
            for form in _forms(article, collection):
                claims[form].add(article.id)
    return [Form(form, Target("article", *ids), exact=True) for form, ids in claims.items() if len(ids) == 1]


def _forms(article: Article, collection: Collection) -> Iterator[str]:
    if len(WORD.findall(article.title)) >= SHORTEST_TITLE:
        yield article.title
        yield article.title.translate(STRAIGHT)
    people = [collection.people[id] for id in article.authors if id in collection.people]
    if not people or len(people) < len(article.authors) or not article.published:
        return
    year = article.published[:4]
    surnames = [person.surname for person in people]
    named = [" and ".join(surnames)] if len(people) < 3 else [f"{surnames[0]} et al."]
    if len(people) == 1:
        named.append(people[0].name)
    for name in named:
        yield f"{name} ({year})"
        yield f"{name}'s ({year})"

"""How running text names an article of the collection: by its title, or as "Author (year)"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reader.collection.records import Article, Collection, Target
from reader.linking.forms import Form
from reader.text.words import WORD

# A title of one or two words reads like any other words.
SHORTEST_TITLE = 3
ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def article_forms(collection: Collection, entries: Iterable[Form]) -> list[Form]:
    """The forms of all articles; what could name two of them names neither, nor what is a form of `entries`.

    A draft is not to be named yet.
    """
    taken = {form.text.casefold() for form in entries}
    claims: dict[str, set[str]] = defaultdict(set)
    for article in collection.articles.values():
        if not article.draft:
            for form in _forms(article, collection):
                if ARTICLE.sub("", form).casefold() not in taken:
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

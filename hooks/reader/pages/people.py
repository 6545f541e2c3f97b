"""The pages on people: an index and a page for each."""

import html
from collections.abc import Callable

from reader.collection.records import PERSON_KINDS, Article, Collection, Person, Post, Target
from reader.pages.used_in import placeholder
from reader.text.dates import spoken
from reader.text.escaping import escape

TITLES = {"author": "Authors", "expert": "Experts quoted or cited", "figure": "Figures named"}
EMPTY = "This collection names no people yet."


def people_index(collection: Collection) -> str:
    """List everyone by kind, as Markdown links."""
    if not collection.people:
        return EMPTY
    parts: list[str] = []
    for kind in PERSON_KINDS:
        people = sorted((each for each in collection.people.values() if each.kind == kind), key=lambda p: p.sort_key)
        if people:
            parts += [f"## {TITLES[kind]}", _list("people-list", [_line(person) for person in people])]
    return "\n\n".join(parts)


def _line(person: Person) -> str:
    about = person.affiliation or (spoken_post(person.posts[-1]) if person.posts else "")
    return f"[{escape(person.name)}]({person.id}.md)" + (f" <span>{escape(about)}</span>" if about else "")


def person_page(person: Person, collection: Collection, cite: Callable[[str], str]) -> str:
    """Write the page of one person as Markdown; `cite(article id)` is a link to an article."""
    heading = escape(person.name)
    if person.native:
        language = f' lang="{person.language}"' if person.language else ""
        heading += f' <span class="native"{language}>{escape(person.native)}</span>'
    parts = [f"# {heading} {{: .person-name }}"]
    facts = [f"{TITLES[person.kind].split()[0][:-1]}"]
    if about := besides_posts(person):
        facts.append(escape(about))
    parts.append(" · ".join(facts) + "\n{: .person-facts }")
    if person.posts:
        parts.append(_list("person-posts", [escape(spoken_post(post)) for post in person.posts]))
    also = [form for form in person.also if form != person.surname]
    if also:
        parts.append(f"Also written {escape(', '.join(also))}.\n{{: .person-also }}")
    if person.same_as:
        links = " · ".join(f"[{_host(url)}](<{url}>){{: rel=me }}" for url in person.same_as)
        parts.append(f"Elsewhere: {links}\n{{: .person-links }}")
    works = [article for article in collection.articles.values() if person.id in article.authors and not article.draft]
    if works:
        parts += ["## In this collection {: #works }", "\n".join(f"- {cite(work.id)}" for work in works)]
    parts += ["## Named in {: #named-in }", placeholder(Target("person", person.id))]
    return "\n\n".join(parts)


def _list(name: str, items: list[str]) -> str:
    lines = "\n".join(f"- {item}" for item in items)
    return f'<div class="{name}" markdown="1">\n\n{lines}\n\n</div>'


def byline(article: Article, collection: Collection) -> str:
    """The authors' names in plain text; inferred ones in square brackets, "" where there are none."""
    names = ", ".join(collection.people[id].name for id in article.authors if id in collection.people)
    return f"[{names}]" if names and article.author_inferred else names


def besides_posts(person: Person) -> str:
    """A person's affiliation without what the posts say: its parts, between semicolons, that begin with one's title."""
    posts = tuple(post.title.casefold() for post in person.posts)
    parts = [part for part in person.affiliation.split("; ") if not (posts and part.casefold().startswith(posts))]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def spoken_post(post: Post) -> str:
    """`President of Russia, 2000 to 2008`, `President of France, from 2017 (as of 1 June 2026)`."""
    span = " to ".join(dict.fromkeys(spoken(each) for each in (post.start, post.end) if each))
    if span and not post.start:
        span = f"to {span}"
    elif span and not post.end:
        span = f"from {span}"
    words = f"{post.title}, {span}" if span else post.title
    return f"{words} (as of {spoken(post.as_of)})" if post.as_of else words


def _host(url: str) -> str:
    host = html.escape(url.split("/")[2].removeprefix("www."))
    names = {"orcid.org": "ORCID", "wikidata.org": "Wikidata", "viaf.org": "VIAF"}
    return "Wikipedia" if host.endswith("wikipedia.org") else names.get(host, escape(host))

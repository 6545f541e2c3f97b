"""Cards: what a link to an entry shows where it stands.

They are written once for the whole site, in shards that a page loads when somebody comes to a link: of no use without
script, they would only make each page longer. The text of a card is the entry as Markdown has rendered it, so nothing
that a definition holds is read as mark-up a second time. Its addresses count from the root of the site.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from reader.collection.records import Article, Collection, Person, Target, Term
from reader.linking.uses import Mentions
from reader.pages.people import TITLES, besides_posts, spoken_post
from reader.text.dates import spoken, spoken_range
from reader.text.english import counted

PER_SHARD = 16  # cards, about 12 kB: what the first link of a page waits for
MOST_SHARDS = 1024
PLACES = 6  # articles that a card names of those which use its entry
LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "ar=Arabic be=Belarusian cs=Czech de=German el=Greek en=English es=Spanish et=Estonian fa=Persian fi=Finnish "
        "fr=French he=Hebrew hi=Hindi hu=Hungarian hy=Armenian it=Italian ja=Japanese ka=Georgian kk=Kazakh ko=Korean "
        "la=Latin lt=Lithuanian lv=Latvian nl=Dutch pl=Polish pt=Portuguese ro=Romanian ru=Russian sr=Serbian "
        "tr=Turkish uk=Ukrainian zh=Chinese"
    ).split()
)


def shards(collection: Collection) -> int:
    """How many files the cards of a collection are in: a power of two, so that a new entry seldom moves the others."""
    entries = len(collection.terms) + len(collection.people)
    count = 1
    while count * PER_SHARD < entries and count < MOST_SHARDS:
        count *= 2
    return count


def shard_of(key: str, count: int) -> int:
    """The shard that holds a card; card-kinds.js reckons the same."""
    total = 0
    for letter in key:
        total = (total * 31 + ord(letter)) % 65521
    return total % count


class CardMaker:
    """Makes the cards of a collection.

    `definitions` are those of the terms as HTML, by id; `mentions` tells where a target is used, `articles` are by
    source path. `url(target)` is the way from the root of the site to an entry, `place(page, anchor)` that to a passage
    of the article with that source path.
    """

    def __init__(
        self,
        collection: Collection,
        definitions: Mapping[str, str],
        mentions: Mapping[Target, Mentions],
        articles: Mapping[str, Article],
        url: Callable[[Target], str],
        place: Callable[[str, str], str],
    ) -> None:
        self.collection = collection
        self.definitions = definitions
        self.mentions = mentions
        self.articles = articles
        self.url = url
        self.place = place

    def cards(self) -> dict[str, str]:
        """The HTML of every card, by `term:kompromat` or `person:deyermond`."""
        targets = [
            *(Target("term", id) for id in self.collection.terms),
            *(Target("person", id) for id in self.collection.people),
        ]
        return {f"{target.kind}:{target.id}": self._card(target) for target in targets}

    def _card(self, target: Target) -> str:
        parts = self._person(target) if target.kind == "person" else self._term(target)
        uses = self._uses(target)
        return (
            "".join(parts)
            + (f'<p class="card-uses">{uses}</p>' if uses else "")
            + f'<p class="card-entry"><a href="{escape(self.url(target))}">'
            + ("Full entry" if target.kind == "term" else "Page")
            + f'<span class="card-of"> on {escape(self._name(target))}</span></a></p>'
        )

    def _name(self, target: Target) -> str:
        collection = self.collection
        return collection.terms[target.id].term if target.kind == "term" else collection.people[target.id].name

    def _term(self, target: Target) -> Iterator[str]:
        term = self.collection.terms[target.id]
        yield _title(term.term, term.native, term.language)
        yield f'<div class="card-text">{self.definitions.get(term.id, "")}</div>'
        yield from self._related(term)

    def _related(self, term: Term) -> Iterator[str]:
        links = ", ".join(
            f'<a href="{escape(self.url(Target("term", id)))}">{escape(self.collection.terms[id].term)}</a>'
            for id in term.see
        )
        facts = [
            f"<i>{escape(term.kind)}</i>" if term.kind else "",
            spoken_range(term.date) if term.date else "",
            f"As of {spoken(term.as_of)}" if term.as_of else "",
            f"See also {links}" if links else "",
        ]
        if any(facts):
            yield f'<p class="card-facts">{" · ".join(fact for fact in facts if fact)}</p>'

    def _person(self, target: Target) -> Iterator[str]:
        person: Person = self.collection.people[target.id]
        yield _title(person.name, person.native, person.language)
        facts = [TITLES[person.kind].split()[0][:-1]]
        if about := besides_posts(person):
            facts.append(about)
        yield f'<p class="card-facts">{escape(" · ".join(facts))}</p>'
        if person.posts:
            posts = "".join(f"<li>{escape(spoken_post(post))}</li>" for post in person.posts)
            yield f'<div class="card-text"><ul>{posts}</ul></div>'

    def _uses(self, target: Target) -> str:
        found = self.mentions.get(target)
        if not found or not found.total:
            return ""
        places = [
            f'<a href="{escape(self.place(page, anchor))}">{escape(self._short(self.articles[page]))}</a>'
            + (f" ({count})" if len(found.pages) > 1 else "")
            for page, anchor, count in found.pages[:PLACES]
        ]
        if len(found.pages) > PLACES:
            places.append(f"and {counted(len(found.pages) - PLACES, 'more article')}")
        return f"In {counted(found.total, 'passage')}: {', '.join(places)}"

    def _short(self, article: Article) -> str:
        """As citations name a work: `Deyermond 2017`; by its title where it has no author."""
        names = [self.collection.people[id].surname for id in article.authors if id in self.collection.people]
        return f"{' and '.join(names)} {article.published[:4] or 'n.d.'}" if names else article.title


def _title(name: str, native: str, language: str) -> str:
    tag = f' lang="{escape(language)}"' if language else ""
    script = f' <span class="native"{tag}>{escape(native)}</span>' if native else ""
    named = (
        f' <span class="card-language">{LANGUAGES.get(language.split("-", maxsplit=1)[0], escape(language))}</span>'
        if language
        else ""
    )
    return f'<p class="card-title"><b>{escape(name)}</b>{script}{named}</p>'

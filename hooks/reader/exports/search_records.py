"""What the search finds in a site: a record for each entry, person, article, page of prose, note and passage."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache, partial

from reader.building.converted import Converted, Heading
from reader.building.site import Site
from reader.citing.citations import Wording, cite
from reader.citing.styles import STYLES
from reader.citing.wording import all_wordings, in_words
from reader.collection.docs_folder import GLOSSARY_PAGE, PEOPLE_INDEX, SEARCH_PAGE
from reader.collection.records import Article, Person, Target, Term
from reader.pages.people import spoken_post
from reader.search.files import search_files
from reader.search.records import Record, Work
from reader.text.escaping import plain

STYLE = STYLES["chicago-notes"]
LIST = "articles_by_date"
TAG = re.compile(r"<[^>]*>")
# What these hold has records of its own.
LISTING = (GLOSSARY_PAGE, SEARCH_PAGE)


def search_index(site: Site, hidden: Container[str] = ()) -> dict[str, bytes]:
    """The files of the search, by their paths from the root of the site; `hidden` are pages to be left out."""
    works = search_works(site, hidden)
    pages = {name: site.urls[src] for name, src in (("glossary", GLOSSARY_PAGE), ("people", PEOPLE_INDEX))}
    return search_files(search_records(site, works, hidden), works, pages)


def search_works(site: Site, hidden: Container[str] = ()) -> list[Work]:
    """The published articles, by date."""
    published = [each for each in site.articles.values() if not each.draft and each.src_uri not in hidden]
    return [search_work(article, site) for article in published]


def search_work(article: Article, site: Site) -> Work:
    """What results say of an article."""
    names = tuple(site.collection.people[id].name for id in article.authors)
    year = article.published[:4] if article.published[:1].isdigit() else ""
    citation = cite(site.items[article.id], STYLE).passage if article.id in site.items else ""
    url = site.urls[article.src_uri]
    return Work(article.id, article.title, url, ", ".join(names), names, year, article.language, citation)


def search_records(site: Site, works: Sequence[Work], hidden: Container[str] = ()) -> Iterator[Record]:
    """The records of a site whose published articles are `works`."""
    collection = site.collection
    worded = partial(_worded, cache(partial(all_wordings, collection)))
    for term in collection.terms.values():
        yield _entry(term, site, worded)
    for person in collection.people.values():
        yield _person(person, site)
    for work in works:
        article = collection.articles[work.id]
        page = site.pages[article.src_uri]
        yield _article(article, work)
        yield from _passages(page, work, site)
        yield from _notes(page, work, worded)
    for src_uri, page in site.pages.items():
        listing = src_uri in LISTING or src_uri.startswith("people/") or collection.article(src_uri)
        if not listing and src_uri not in hidden:
            yield from _prose(page, site.titles.get(src_uri, ""), site.urls[src_uri])


Words = Callable[[str], str]


def _worded(known: Callable[[], dict[str, Wording]], markdown: str) -> str:
    return plain(in_words(markdown, known))


def _entry(term: Term, site: Site, worded: Words) -> Record:
    text = worded(term.definition)
    names = tuple(dict.fromkeys((term.term, *term.forms, *filter(None, (term.native,)))))
    return Record("entry", _url(Target("term", term.id), site), names, text, more=f"{term.id} {term.kind}")


def _person(person: Person, site: Site) -> Record:
    about = [person.affiliation, *(spoken_post(post) for post in person.posts)]
    namesakes = [each for each in site.collection.people.values() if each.surname == person.surname]
    surname = (person.surname,) if len(namesakes) == 1 else ()
    names = tuple(dict.fromkeys((person.name, *person.also, *filter(None, (person.native,)), *surname)))
    return Record("person", _url(Target("person", person.id), site), names, "; ".join(filter(None, about)))


def _url(target: Target, site: Site) -> str:
    if target.kind == "term":
        return f"{site.urls[GLOSSARY_PAGE]}#{target.id}"
    return site.urls[f"people/{target.id}.md"]


def _article(article: Article, work: Work) -> Record:
    issn = f"ISSN {article.issn}" if article.issn else ""
    known = [work.byline, article.id, article.published, article.publication, article.number, issn]
    more = [article.kind, article.translated_from, *(word for _, each in article.keywords for word in each)]
    return Record(
        "article",
        work.url,
        (article.title, *filter(None, known)),
        article.summary,
        "\n".join(filter(None, more)),
        work=work.id,
    )


def _passages(page: Converted, work: Work, site: Site) -> Iterator[Record]:
    uses: dict[str, set[str]] = defaultdict(set)
    for use in page.uses:
        if use.anchor and use.target.kind in ("term", "person"):
            uses[use.anchor].add(_url(use.target, site))
    heading = ""
    for block, anchor in page.blocks:
        if not anchor.number:
            continue
        new = (block.heading,) if block.heading and block.heading != heading else ()
        heading = block.heading
        yield Record(
            "passage",
            f"{work.url}#{anchor.id}",
            new,
            block.text,
            number=anchor.number,
            section=block.heading,
            work=work.id,
            uses=tuple(sorted(uses[anchor.id])),
        )


def _notes(page: Converted, work: Work, worded: Words) -> Iterator[Record]:
    for placed in page.notes:
        note = placed.annotation
        text = worded(note.note)
        sources = "\n".join(source.title for source in note.sources)
        yield Record(
            "note",
            f"{work.url}#note-{note.id}",
            (),
            text,
            sources,
            str(placed.number),
            placed.passage.number,
            work.id,
        )


def _headings(contents: Iterable[Heading]) -> Iterator[tuple[str, str]]:
    """The headings that the contents of a page list, in order, as text with their ids."""
    for each in contents:
        yield " ".join(html.unescape(TAG.sub("", each.name)).split()), each.id
        yield from _headings(each.children)


def _prose(page: Converted, title: str, url: str) -> Iterator[Record]:
    """A record for each section of a page."""
    headings = list(_headings(page.contents))
    # The list of articles that the build appends: they have records of their own.
    left = headings[: next((at for at, (_, id) in enumerate(headings) if id == LIST), len(headings))]
    listed = {words for words, id in headings[len(left) :]}
    name, address = title, url
    texts: list[str] = []
    for block in page.prose:
        if block.kind == "heading" and block.text in listed and not left:
            break
        if block.kind != "heading":
            texts.append(block.text)
            continue
        id = next((id for words, id in left if words == block.text), "")
        if texts or address == url:
            yield from _section(title, name, address, texts)
        texts = []
        if id:
            left = left[next(at for at, (_, each) in enumerate(left) if each == id) + 1 :]
            name, address = block.text, f"{url}#{id}"
    yield from _section(title, name, address, texts)


def _section(title: str, name: str, url: str, texts: Sequence[str]) -> Iterator[Record]:
    if texts:
        yield Record("page", url, (name,), " ".join(texts), section=title if title != name else "")

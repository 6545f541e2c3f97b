"""What the search finds in a build: a record for each entry, person, article, page of prose, note and passage."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from reader.anchors.block import Block
from reader.building.build import Build
from reader.citing.citations import cite
from reader.citing.styles import STYLES
from reader.citing.wording import in_words
from reader.collection.docs_folder import GLOSSARY_PAGE, is_article
from reader.collection.records import Article, Person, Target, Term
from reader.pages.people import spoken_post
from reader.search.records import Record, Work
from reader.text.escaping import plain

STYLE = STYLES["chicago-notes"]
LIST = "articles_by_date"


def search_works(build: Build, searched: Callable[[str], bool]) -> list[Work]:
    """The published articles that may be searched, by date."""
    return [
        Work(
            article.id,
            article.title,
            build.urls[article.src_uri],
            byline=", ".join(build.loaded.collection.people[id].name for id in article.authors),
            authors=tuple(build.loaded.collection.people[id].name for id in article.authors),
            year=article.published[:4] if article.published[:1].isdigit() else "",
            language=article.language,
            citation=cite(build.items[article.id], STYLE).passage if article.id in build.items else "",
        )
        for article in build.articles.values()
        if not article.draft and searched(article.src_uri)
    ]


def search_records(
    build: Build, works: Sequence[Work], sections: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[Record]:
    """The records; `sections` are the headings of each page that may be searched, with their ids."""
    collection = build.loaded.collection
    for term in collection.terms.values():
        yield _entry(term, build)
    for person in collection.people.values():
        yield _person(person, build)
    shown = {work.id: collection.articles[work.id] for work in works}
    for work in works:
        yield _article(shown[work.id], work)
        yield from _passages(shown[work.id], work, build)
        yield from _notes(shown[work.id], work, build)
    for src_uri, headings in sections.items():
        if src_uri == GLOSSARY_PAGE or is_article(src_uri) or src_uri.startswith("people/"):
            continue  # what these hold has records of its own
        yield from _prose(build.records[src_uri].prose, build.titles.get(src_uri, ""), build.urls[src_uri], headings)


def _entry(term: Term, build: Build) -> Record:
    text = plain(in_words(term.definition, lambda: build.extension.wordings))
    names = tuple(dict.fromkeys((term.term, *term.forms, *filter(None, (term.native,)))))
    return Record("entry", _url(Target("term", term.id), build), names, text, more=f"{term.id} {term.kind}")


def _person(person: Person, build: Build) -> Record:
    about = [person.affiliation, *(spoken_post(post) for post in person.posts)]
    namesakes = [each for each in build.loaded.collection.people.values() if each.surname == person.surname]
    surname = (person.surname,) if len(namesakes) == 1 else ()
    names = tuple(dict.fromkeys((person.name, *person.also, *filter(None, (person.native,)), *surname)))
    return Record("person", _url(Target("person", person.id), build), names, "; ".join(filter(None, about)))


def _url(target: Target, build: Build) -> str:
    if target.kind == "term":
        return f"{build.urls[GLOSSARY_PAGE]}#{target.id}"
    return build.urls[f"people/{target.id}.md"]


def _article(article: Article, work: Work) -> Record:
    known = [work.byline, article.id, article.published, article.publication, article.number, article.issn]
    more = [article.kind, article.translated_from, *(word for _, each in article.keywords for word in each)]
    return Record(
        "article",
        work.url,
        (article.title, *filter(None, known)),
        article.summary,
        "\n".join(filter(None, more)),
        work=work.id,
    )


def _passages(article: Article, work: Work, build: Build) -> Iterator[Record]:
    record = build.records[article.src_uri]
    uses: dict[str, set[str]] = defaultdict(set)
    for use in record.uses:
        if use.anchor and use.target.kind in ("term", "person"):
            uses[use.anchor].add(_url(use.target, build))
    heading = ""
    for block, anchor in record.blocks:
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


def _notes(article: Article, work: Work, build: Build) -> Iterator[Record]:
    for placed in build.records[article.src_uri].notes:
        note = placed.annotation
        text = plain(in_words(note.note, lambda: build.extension.wordings))
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
            title=note.quote,
        )


def _prose(blocks: Sequence[Block], title: str, url: str, headings: Sequence[tuple[str, str]]) -> Iterator[Record]:
    """A record for each section of a page."""
    # The list of articles that the build appends: they have records of their own.
    left = headings[: next((at for at, (_, id) in enumerate(headings) if id == LIST), len(headings))]
    listed = {words for words, id in headings[len(left) :]}
    name, address = title, url
    texts: list[str] = []
    for block in blocks:
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

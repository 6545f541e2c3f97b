"""Loading a whole collection: every file read, every reference checked, all problems together."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from reader.articles import Source, prose_lines, read_article, read_density
from reader.forms import clashes
from reader.problems import Problem, nearest, quoted
from reader.records import Article, Collection, Density
from reader.registers import GLOSSARY, PEOPLE, read_glossary, read_people
from reader.yaml_source import split_front_matter

Record = TypeVar("Record")

ARTICLES = "articles"
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
# An inline link `[text](term:id)` or a reference `[label]: term:id`.
EXPLICIT = re.compile(r"(?:\]\(\s*<?|^ {0,3}\[[^\]]+\]:\s*<?)(term|person):([^\s)>]*)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A collection with what its sources say of pages: `densities` by the source path of each page."""

    collection: Collection
    densities: dict[str, Density] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load(root: Path, docs: Path) -> Loaded:
    """Read the collection whose data files are in `root` and whose pages are in `docs`.

    Whatever can be read is returned, also where there are problems: what is wrong in one file hides nothing in
    another.
    """
    problems: list[Problem] = []
    terms, found = _register(root, GLOSSARY, read_glossary)
    problems += found
    people, found = _register(root, PEOPLE, read_people)
    problems += found
    articles: dict[str, Article] = {}
    densities: dict[str, Density] = {}
    sources: list[Source] = []
    for path in sorted(docs.rglob("*.md")):
        if any(part.startswith(".") for part in path.relative_to(docs).parts):
            continue
        src_uri = path.relative_to(docs).as_posix()
        shown = _shown(path, root)
        before = len(problems)
        text = _read(path, root, problems)
        if len(problems) > before:
            continue
        if is_article(src_uri):
            article, source, found = read_article(text, shown, path.stem)
            if article:
                articles[article.id] = article
                densities[src_uri] = article.glossary
                found += _authors(article, source, people)
        else:
            densities[src_uri], found = read_density(text, shown)
            _, body, offset = split_front_matter(text)
            source = Source(shown, body, offset)
        problems += found
        sources.append(source)
    collection = Collection(terms, people, dict(sorted(articles.items(), key=lambda item: item[1].sort_key)))
    problems += clashes(collection)
    problems += _references(collection)
    problems += _links(collection, sources)
    return Loaded(collection, densities, tuple(sorted(set(problems))))


def is_article(src_uri: str) -> bool:
    """Whether a page is an article: any Markdown file directly in `articles/` but its index."""
    folder, _, name = src_uri.rpartition("/")
    return folder == ARTICLES and name not in ("index.md", "README.md")


def _register(
    root: Path, name: str, read: Callable[[str, str], tuple[dict[str, Record], list[Problem]]]
) -> tuple[dict[str, Record], list[Problem]]:
    path = root / name
    if not path.is_file():
        found = "a folder stands in its place" if path.is_dir() else "the file is missing"
        return {}, [Problem(name, 0, found, f"create {name}; write {{}} into it for an empty register")]
    problems: list[Problem] = []
    text = _read(path, root, problems)
    if problems:
        return {}, problems
    return read(text, name)


def _read(path: Path, root: Path, problems: list[Problem]) -> str:
    shown = _shown(path, root)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(shown, line, "this is not UTF-8 text", "save the file as UTF-8"))
    except OSError as error:
        problems.append(Problem(shown, 0, f"cannot be read: {error.strerror}", "check its permissions"))
    return ""


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _references(collection: Collection) -> Iterator[Problem]:
    terms, people, articles = collection.terms, collection.people, collection.articles
    for term in terms.values():
        yield from _unknown(GLOSSARY, term.line, f"term {term.id}: see", term.see, terms, "term")
        yield from _unknown(GLOSSARY, term.line, f"term {term.id}: sources", term.sources, articles, "article")
        if term.id in term.see:
            yield Problem(GLOSSARY, term.line, f"term {term.id}: see names the term itself", "remove it from see")
        for kind, id in EXPLICIT.findall(CODE_SPAN.sub("", term.definition)):
            known = terms if kind == "term" else people
            yield from _unknown(GLOSSARY, term.line, f"term {term.id}: definition links to {kind}:", (id,), known, kind)
    yield from _former(GLOSSARY, [(term.id, term.former_ids, term.line) for term in terms.values()])
    yield from _former(PEOPLE, [(person.id, person.former_ids, person.line) for person in people.values()])


def _authors(article: Article, source: Source, people: Iterable[str]) -> Iterator[Problem]:
    line = source.lines.get("authors", 0)
    yield from _unknown(source.path, line, "authors:", article.authors, people, "person")
    if len(set(article.authors)) < len(article.authors):
        yield Problem(source.path, line, "authors: names a person twice", "keep one of the two")


def _former(path: str, entries: Iterable[tuple[str, tuple[str, ...], int]]) -> Iterator[Problem]:
    entries = list(entries)
    owners = {id: id for id, _, _ in entries}
    for id, former_ids, line in entries:
        for former in former_ids:
            owner = owners.setdefault(former, id)
            if owner != id or former == id:
                yield Problem(path, line, f"{id}: the former id {quoted(former)} is {owner}'s", "remove one of the two")


def _unknown(
    path: str, line: int, where: str, ids: Iterable[str], known: Iterable[str], kind: str
) -> Iterator[Problem]:
    known = tuple(known)
    for id in ids:
        if id not in known:
            hint = nearest(id, known) or f"add the {kind}, or remove the reference"
            yield Problem(path, line, f"{where} {quoted(id)}, which is no {kind} of the collection", hint)


def _links(collection: Collection, sources: Iterable[Source]) -> Iterator[Problem]:
    """Check every `term:` and `person:` link of the pages, with the line it stands in."""
    for source in sources:
        if "term:" not in source.body and "person:" not in source.body:
            continue
        for number, line in prose_lines(source):
            for kind, id in EXPLICIT.findall(CODE_SPAN.sub("", line)):
                known = collection.terms if kind == "term" else collection.people
                yield from _unknown(source.path, number, f"link to {kind}:", (id,), known, kind)

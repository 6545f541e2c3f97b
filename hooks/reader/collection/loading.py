"""Loading a whole collection: every file read, every reference checked, all problems together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from reader.collection.annotations import FOLDER as ANNOTATIONS
from reader.collection.annotations import load_annotations
from reader.collection.articles import SourceFile, read_article, read_page
from reader.collection.conflicts import conflict
from reader.collection.docs_folder import ARTICLES, collisions, is_article, markdown_files, misplaced
from reader.collection.full_texts import FOLDER as FULL_TEXTS
from reader.collection.full_texts import read_full_texts
from reader.collection.links import astray
from reader.collection.reading import no_folder, read_text
from reader.collection.records import Article, Collection, Density
from reader.collection.references import Known, conflicting_former_ids, taken_anchors, unknown_references
from reader.collection.registers import GLOSSARY, PEOPLE, read_glossary, read_people
from reader.collection.yaml_source import too_deep
from reader.problems import Problem

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A collection and what is wrong with its files.

    `unread` are the articles without a record that could be read, by id; `unreadable` the source paths of pages that
    MkDocs must not read. Where docs/ is not `walkable`, MkDocs must not even look into it, and no page was read.
    """

    collection: Collection
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    walkable: bool = True


def load_collection(root: Path, docs: Path, language: str = "en") -> Loaded:
    """Read the collection whose data files are in `root` and whose pages are in `docs`; it is edited in `language`.

    Whatever can be read is returned, also where there are problems: what is wrong in one file hides nothing in
    another.
    """
    problems: list[Problem] = no_folder(root, ANNOTATIONS, FULL_TEXTS)
    problems += [replace(each, path=f"docs/{each.path}") for each in no_folder(docs, ARTICLES, "people")]
    terms = _register(root, GLOSSARY, partial(read_glossary, language=language), problems)
    people = _register(root, PEOPLE, partial(read_people, language=language), problems)
    if unsafe := astray(docs, _shown(docs, root)):
        return Loaded(Collection(terms, people), tuple(sorted({*problems, *unsafe})), walkable=False)
    articles: dict[str, Article] = {}
    densities: dict[str, Density] = {}
    titles: dict[str, str] = {}
    sources: dict[str, SourceFile] = {}
    unreadable: set[str] = set()
    shown = {src_uri: _shown(path, root) for src_uri, path in markdown_files(docs)}
    for src_uri, path in markdown_files(docs):
        elsewhere = list(misplaced(src_uri, shown[src_uri]))
        problems += elsewhere
        text = _read(path, shown[src_uri], problems)
        if text is None:
            unreadable.add(src_uri)
            continue
        if is_article(src_uri) or (elsewhere and src_uri.startswith(ARTICLES)):
            article, sources[src_uri], found = read_article(text, shown[src_uri], path.stem)
            if article and not elsewhere:
                articles[article.id], densities[src_uri] = article, article.glossary
        else:
            page, sources[src_uri], found = read_page(text, shown[src_uri])
            densities[src_uri] = page.glossary
            if page.title:
                titles[src_uri] = page.title
        problems += found
        if found and too_deep(text):
            unreadable.add(src_uri)
    ids = {Path(src_uri).stem for src_uri in shown if is_article(src_uri)}
    annotations, found_in_notes = load_annotations(root, ids, language)
    full_texts, strays = read_full_texts(root, ids)
    problems += [*found_in_notes, *strays]
    collection = Collection(
        terms,
        people,
        dict(sorted(articles.items(), key=lambda item: item[1].sort_key)),
        densities,
        titles,
        {id: tuple(notes) for id, notes in annotations.items()},
        full_texts,
    )
    problems += collisions(shown.items(), people)
    # A file that could not be read vouches for every id: nobody knows what it holds.
    unread = {problem.path for problem in problems}
    known: Known = {
        "term": None if not terms and GLOSSARY in unread else terms,
        "person": None if not people and PEOPLE in unread else people,
        "article": ids,
    }
    problems += unknown_references(collection, sources, known)
    problems += taken_anchors(collection, sources)
    problems += conflicting_former_ids(collection, sources)
    collection = _resolved(collection)
    return Loaded(collection, tuple(sorted(set(problems))), frozenset(ids - articles.keys()), frozenset(unreadable))


def _resolved(collection: Collection) -> Collection:
    """The collection with only such references as lead somewhere: what leads nowhere has been told."""
    terms = {
        id: replace(term, see=tuple(each for each in term.see if each in collection.terms))
        for id, term in collection.terms.items()
    }
    articles = {
        id: replace(article, authors=tuple(each for each in article.authors if each in collection.people))
        for id, article in collection.articles.items()
    }
    return replace(collection, terms=terms, articles=articles)


def _register(
    root: Path,
    name: str,
    read: Callable[[str, str], tuple[dict[str, Record], list[Problem]]],
    problems: list[Problem],
) -> dict[str, Record]:
    path = root / name
    if not path.is_file():
        found = "a folder stands in its place" if path.is_dir() else "the file is missing"
        problems.append(Problem(name, 0, found, f"create {name}; write {{}} into it for an empty register"))
        return {}
    text = _read(path, name, problems)
    if text is None:
        return {}
    records, found_in_text = read(text, name)
    problems += found_in_text
    return records


def _read(path: Path, shown: str, problems: list[Problem]) -> str | None:
    text = read_text(path, shown)
    found = text if isinstance(text, Problem) else conflict(text, shown)
    if found:
        problems.append(found)
    return None if found or isinstance(text, Problem) else text.replace("\r\n", "\n").replace("\r", "\n")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name

"""Citations between the articles of a build: what is wrong with them, and where each article is cited."""

from collections import Counter
from collections.abc import Iterator, Mapping

from reader.build import Build
from reader.citing.keys import Reference, find
from reader.citing.naming import Cited
from reader.docs_folder import GLOSSARY_PAGE
from reader.problems import Problem, nearest, quoted
from reader.registers import GLOSSARY


def wrong_references(build: Build, sources: Mapping[str, str]) -> Iterator[Problem]:
    """Find the references to articles and paragraphs that do not exist; `sources` are the files by source path."""
    numbers = {
        article.id: [anchor.number for _, anchor in build.records[article.src_uri].blocks if anchor.number]
        for article in build.loaded.collection.articles.values()
        if article.src_uri in build.records
    }
    for src_uri, record in build.records.items():
        alike: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for reference in record.references:
            wrong = _wrong(reference, build, numbers)
            if wrong:
                places = list(_places(reference, src_uri, build, sources)) or [(f"docs/{src_uri}", 0)]
                path, line = places[min(alike[_named(reference)], len(places) - 1)]
                alike[_named(reference)] += 1
                yield Problem(path, line, *wrong)


def cited_by(build: Build) -> dict[str, list[Cited]]:
    """The citations of each article by others, by its id, in the order of the pages; no draft speaks for the others."""
    found: dict[str, list[Cited]] = {}
    pages = [*build.articles, *(src_uri for src_uri in sorted(build.records) if src_uri not in build.articles)]
    for src_uri in pages:
        citing = build.articles.get(src_uri)
        if not (citing and citing.draft):
            for each in build.records[src_uri].cited:
                if not citing or each.use.target.id != citing.id:
                    found.setdefault(each.use.target.id, []).append(each)
    return found


def _wrong(reference: Reference, build: Build, numbers: Mapping[str, list[str]]) -> tuple[str, str] | None:
    articles = build.loaded.collection.articles
    if reference.key not in articles:
        message = f"a citation of {quoted('@' + reference.key)}, which is no article of the collection"
        return message, nearest(reference.key, articles) or r"mend the key, or write \@ for the sign itself"
    known = numbers.get(reference.key)  # of a draft that is not built, nothing can be said
    for number in reference.numbers:
        if known is not None and number not in known:
            message = f"a citation of paragraph {number} of {reference.key}, which has no such paragraph"
            held = (
                f"it has paragraphs {known[0]} to {known[-1]}"
                if known[1:]
                else f"it has {'one paragraph' if known else 'no paragraphs'}"
            )
            return message, f"{suggestion} ({held})" if (suggestion := nearest(number, known)) else held
    return None


def _places(reference: Reference, src_uri: str, build: Build, sources: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The files and lines of references like this one; on the glossary page they may stand in definitions."""
    for line, found in find(sources.get(src_uri, "")):
        if _named(found) == _named(reference):
            yield f"docs/{src_uri}", line
    article = build.article(src_uri)
    for note in build.annotations.get(article.id, ()) if article else ():
        if any(_named(found) == _named(reference) for _, found in find(note.note)):
            yield note.path, note.line
    if src_uri == GLOSSARY_PAGE:
        for term in build.loaded.collection.terms.values():
            if any(_named(found) == _named(reference) for _, found in find(term.definition)):
                yield GLOSSARY, term.line_of("definition")


def _named(reference: Reference) -> tuple[str, tuple[str, ...]]:
    """What a reference names: the rest of it may read otherwise in the page than in the file."""
    return reference.key, reference.numbers

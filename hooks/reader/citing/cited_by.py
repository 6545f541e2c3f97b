"""Citations between the articles of a build: what is wrong with them, and where each article is cited."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from reader.anchors.ledger import Ledger
from reader.building.build import Build
from reader.citing.keys import Reference, find
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.registers import GLOSSARY
from reader.linking.uses import Cited
from reader.problems import Problem, nearest, quoted
from reader.text.english import listed

Place = tuple[str, int]


def wrong_references(build: Build, source: Callable[[str], str]) -> Iterator[Problem]:
    """Find the references that lead nowhere or stand where no link can; `source` reads the file of a source path."""
    numbers = {
        article.id: [anchor.number for _, anchor in build.records[article.src_uri].blocks if anchor.number]
        for article in build.loaded.collection.articles.values()
        if article.src_uri in build.records
    }
    for src_uri, record in build.records.items():
        alike: Counter[Reference] = Counter()
        typed = list(_typed(src_uri, build, source)) if record.references or record.misplaced else []
        for reference in record.references:
            path, line = _place(reference, typed, alike[_named(reference)]) or (f"docs/{src_uri}", 0)
            alike[_named(reference)] += 1
            yield from (Problem(path, line, *each) for each in _wrong(reference, src_uri, build, numbers))
        for reference, why in record.misplaced:
            path, line = _place(reference, typed, alike[_named(reference)]) or (f"docs/{src_uri}", 0)
            message = f"a citation of {quoted('@' + reference.key)} {why}, where no link can stand"
            yield Problem(path, line, message, "cite it in the text beside it")


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


def _wrong(
    reference: Reference, src_uri: str, build: Build, numbers: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    articles = build.loaded.collection.articles
    cited = articles.get(reference.key)
    if not cited:
        message = f"a citation of {quoted('@' + reference.key)}, which is no article of the collection"
        hint = nearest(reference.key.lower(), articles) or r"mend the key, or write \@ for the sign itself"
        yield message, hint
        return
    citing = build.article(src_uri)
    if cited.draft and not (citing and citing.draft):
        message = f"a citation of {cited.id}, which is a draft and has no page on the published site"
        yield message, "publish it too, or take the citation out"
    known = numbers.get(cited.id)  # of a draft that is not built, nothing can be said
    for number in dict.fromkeys(reference.numbers):
        if known is not None and number not in known:
            yield _no_paragraph(number, known, cited.id, build)


def _no_paragraph(number: str, known: list[str], article: str, build: Build) -> tuple[str, str]:
    """What became of a paragraph, by the ledger of its article, or that it never was."""
    ledger = build.keeper.ledgers.get(article, Ledger())
    entry = next((entry for entry in ledger.entries if entry.id == f"p{number}"), None)
    if entry and entry.successors:
        now = listed([_spoken(address) for address in entry.successors])
        return f"a citation of paragraph {number} of {article}, whose words are now in {now}", f"cite {now}"
    if entry:
        hint = "cite another, or take the citation out"
        return f"a citation of paragraph {number} of {article}, which was taken out of it", hint
    held = f"it has paragraphs {known[0]} to {known[-1]}" if known[1:] else f"it has {len(known) or 'no'} paragraph"
    suggestion = nearest(number, known)
    message = f"a citation of paragraph {number} of {article}, which has no such paragraph"
    return message, f"{suggestion} ({held})" if suggestion else held


def _spoken(address: str) -> str:
    """`p8`, or `article#p8` for a passage of another, in words."""
    article, _, id = address.rpartition("#")
    return f"paragraph {id.removeprefix('p')}{' of ' if article else ''}{article}"


def _place(reference: Reference, typed: list[tuple[Place, Reference]], before: int) -> Place | None:
    """Where a reference is typed that has `before` others like it before it; if none is like it, one by its key."""
    alike = [place for place, each in typed if _named(each) == _named(reference)]
    places = alike or [place for place, each in typed if each.key == reference.key]
    return places[min(before, len(places) - 1)] if places else None


def _typed(src_uri: str, build: Build, source: Callable[[str], str]) -> Iterator[tuple[Place, Reference]]:
    """The references of a page's source, of the notes on it, and of the definitions on the glossary page."""
    for line, each in find(source(src_uri)):
        yield (f"docs/{src_uri}", line), each
    article = build.article(src_uri)
    for note in build.annotations.get(article.id, ()) if article else ():
        yield from (((note.path, note.note_line), each) for _, each in find(note.note))
    if src_uri == GLOSSARY_PAGE:
        for term in build.loaded.collection.terms.values():
            yield from (((GLOSSARY, term.line_of("definition")), each) for _, each in find(term.definition))


def _named(reference: Reference) -> Reference:
    """A reference without what may read otherwise in the page than in the file."""
    return Reference(reference.key, reference.numbers)

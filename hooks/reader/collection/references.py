"""References: every id that one record or text of the collection names in another."""

import re
from collections.abc import Collection, Iterable, Iterator

from reader.collection.articles import SourceFile
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Article
from reader.collection.records import Collection as Records
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.problems import Problem, nearest, quoted
from reader.text.prose import prose_lines

# An inline link `[text](term:id)`, a reference `[label]: term:id`, or one in raw HTML, which is never resolved.
EXPLICIT = re.compile(r"(?:\]\(\s*<?|^[ >]*\[[^\]]+\]:\s*<?|(href)=[\"']?)(term|person):([^\s)>\"']*)")


# An id in an attribute list or in raw HTML.
GIVEN_ID = re.compile(r"(?:\{:?[^}\n]*#|\bid=[\"']?)([a-z][a-z0-9-]*)")
# The ids that there are, by kind; None where that cannot be told.
Known = dict[str, Collection[str] | None]


def unknown_references(records: Records, sources: dict[str, SourceFile], known: Known) -> Iterator[Problem]:
    """Find what terms, articles and pages name and `known` has not; `sources` are by source path."""
    for term in records.terms.values():
        where, see = f"term {term.id}: ", term.line_of("see")
        yield from _unknown(GLOSSARY, see, f"{where}see:", term.see, "term", known)
        if term.id in term.see:
            yield Problem(GLOSSARY, see, f"{where}see: names the term itself", "remove it from see")
        for line in prose_lines(term.definition):
            yield from _links(GLOSSARY, term.line_of("definition"), f"{where}definition: ", line.text, known)
    for article in records.articles.values():
        source = sources[article.src_uri]
        line_number = source.lines.get("authors", 0)
        yield from _unknown(source.path, line_number, "front matter: authors:", article.authors, "person", known)
        replaced = (article.replaces,) if article.replaces else ()
        line_number = source.lines.get("replaces", 0)
        yield from _unknown(source.path, line_number, "front matter: replaces:", replaced, "article", known)
    for source in sources.values():
        for line in source.prose:
            yield from _links(source.path, line.number, "", line.text, known)


def conflicting_former_ids(records: Records, sources: dict[str, SourceFile]) -> Iterator[Problem]:
    """Find the former ids that are another's id, or another's former id: an old link can lead to one place only."""
    terms, people, articles = records.terms.values(), records.people.values(), records.articles.values()
    yield from _former("term", [(each.id, each.former_ids, GLOSSARY, each.line_of("former_ids")) for each in terms])
    yield from _former("person", [(each.id, each.former_ids, PEOPLE, each.line_of("former_ids")) for each in people])
    yield from _former("article", [_former_of(each, sources[each.src_uri]) for each in articles])


def taken_anchors(records: Records, sources: dict[str, SourceFile]) -> Iterator[Problem]:
    """Find the ids given by hand on the glossary page that are the anchor of a term."""
    source = sources.get(GLOSSARY_PAGE, SourceFile(""))
    for line in source.prose:
        for id in GIVEN_ID.findall(line.text):
            if id in records.terms:
                message = f"the id {quoted(id)} is the anchor of term {id}"
                yield Problem(source.path, line.number, message, "give another id, or none")


def _former_of(article: Article, source: SourceFile) -> tuple[str, tuple[str, ...], str, int]:
    return article.id, article.former_ids, source.path, source.lines.get("former_ids", 0)


def _former(kind: str, entries: list[tuple[str, tuple[str, ...], str, int]]) -> Iterator[Problem]:
    ids = {id for id, *_ in entries}
    owners: dict[str, str] = {}
    for id, former_ids, path, line in entries:
        for former in former_ids:
            if former in ids:
                message = f"the former id {quoted(former)} is the id of {kind} {former}"
            elif owners.setdefault(former, id) != id:
                message = f"the former id {quoted(former)} is {kind} {owners[former]}'s already"
            else:
                continue
            yield Problem(path, line, f"{kind} {id}: {message}", "remove it: an old link can lead to one place only")


def _links(path: str, line: int, where: str, text: str, known: Known) -> Iterator[Problem]:
    if "term:" not in text and "person:" not in text:
        return
    for raw, kind, id in EXPLICIT.findall(text):
        if raw:
            message = f'{where}href="{kind}:{id}" in raw HTML leads nowhere'
            yield Problem(path, line, message, f"write [text]({kind}:{id})")
        else:
            yield from _unknown(path, line, f"{where}link to {kind}:", (id,), kind, known)


def _unknown(path: str, line: int, where: str, ids: Iterable[str], kind: str, known: Known) -> Iterator[Problem]:
    there = known[kind]
    for id in ids:
        if there is not None and id not in there:
            hint = nearest(id, there) or f"add the {kind}, or remove the reference"
            yield Problem(path, line, f"{where} {quoted(id)} is no {kind} of the collection", hint)

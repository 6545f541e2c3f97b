"""The report on links: what was linked on each page, and what was left alone and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from reader.building.build import Build
from reader.building.page_record import PageRecord
from reader.collection.records import Target
from reader.linking.doubts import Doubt, doubts
from reader.linking.uses import Use


def link_report(build: Build, pages: Iterable[str] = ()) -> str:
    """Word the report for `pages` (source paths), or for all, with the entries that no article uses at the end."""
    told = (src_uri for src_uri, each in build.records.items() if each.uses or each.passed or each.raw_blocks)
    chosen = list(pages) or list(told)
    lines = [line for src_uri in chosen for line in _page(build.records[src_uri])]
    if not list(pages):
        lines += _unused(build)
    return "\n".join(lines) if lines else "nothing was linked: no page uses a term or a name"


def doubtful_report(build: Build, pages: Iterable[str] = ()) -> str:
    """Word the links of `pages`, or of all articles, from the most doubtful to the least."""
    chosen = set(pages) or set(build.articles)
    records = [build.records[src_uri] for src_uri in build.articles]
    passages = {(record.src_uri, anchor.id): block.text for record in records for block, anchor in record.blocks}
    ranked = doubts(build.loaded.collection, [use for record in records for use in record.uses], passages)
    lines = [_doubt(doubt) for doubt in ranked if doubt.use.page in chosen]
    head = "how like the paragraph is to the entry's other uses and its definition, from 0 (unlike) to 1"
    return "\n".join([head, *lines]) if lines else "nothing was linked in an article"


def _doubt(doubt: Doubt) -> str:
    use = doubt.use
    only = " only use" if doubt.only else ""
    return f"{doubt.likeness:.2f}{only} {use.page}#{use.anchor}: {use.target.id}: {use.before}[{use.quote}]{use.after}"


def _page(record: PageRecord) -> Iterator[str]:
    linked = [use for use in record.uses if use.linked]
    alone = [use for use in record.uses if not use.linked]
    yield f"{record.src_uri}: {len(linked)} linked, {len(alone)} left alone"
    if linked:
        yield f"  linked: {_counted(linked)}"
    for why in sorted({use.why for use in alone}):
        yield f"  {why}: {_counted(use for use in alone if use.why == why)}"
    for why in sorted({use.why for use in record.passed}):
        yield f"  not meant, {why}: {_counted(use for use in record.passed if use.why == why)}"
    for raw in record.raw_blocks:
        yield f"  no anchor, a raw HTML block: {raw}"


def _counted(uses: Iterable[Use]) -> str:
    counts = Counter((use.target.id, use.quote) for use in uses)
    words = (
        f"{quote}{'' if quote == id else f' [{id}]'}{f' x{number}' if number > 1 else ''}"
        for (id, quote), number in sorted(counts.items())
    )
    return ", ".join(words)


def _unused(build: Build) -> Iterator[str]:
    collection = build.loaded.collection
    for kind, ids in (("term", collection.terms), ("person", collection.people)):
        authors = {id for article in collection.articles.values() for id in article.authors}
        unused = [id for id in ids if Target(kind, id) not in build.uses and id not in authors]  # type: ignore[arg-type]
        if unused:
            yield f"used in no article, {kind}: {', '.join(unused)}"

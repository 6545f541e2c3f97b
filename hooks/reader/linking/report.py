"""The report on links: what was linked on each page, and what was left alone and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from reader.building.build import Build
from reader.building.page_record import PageRecord
from reader.collection.records import Target
from reader.linking.uses import Use


def link_report(build: Build, pages: Iterable[str] = ()) -> str:
    """Word the report for `pages` (source paths), or for all, with the entries that no article uses at the end."""
    chosen = list(pages) or [src_uri for src_uri, record in build.records.items() if record.uses or record.raw_blocks]
    lines = [line for src_uri in chosen for line in _page(build.records[src_uri])]
    if not list(pages):
        lines += _unused(build)
    return "\n".join(lines) if lines else "nothing was linked: no page uses a term or a name"


def _page(record: PageRecord) -> Iterator[str]:
    linked = [use for use in record.uses if use.linked]
    alone = [use for use in record.uses if not use.linked]
    yield f"{record.src_uri}: {len(linked)} linked, {len(alone)} left alone"
    if linked:
        yield f"  linked: {_counted(linked)}"
    for why in sorted({use.why for use in alone}):
        yield f"  {why}: {_counted(use for use in alone if use.why == why)}"
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

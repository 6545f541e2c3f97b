"""The report on links: what was linked on each page, and what was left alone and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.collection.records import Collection, Target
from reader.linking.doubts import Doubt, doubts
from reader.linking.uses import Use


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What was found on a page: its uses, linked or not, what was `passed` as no use, and raw HTML, without anchors."""

    src_uri: str
    uses: tuple[Use, ...]
    raw_blocks: tuple[str, ...] = ()
    passed: tuple[Use, ...] = ()

    @property
    def held(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.uses or self.passed or self.raw_blocks)


def link_report(pages: Sequence[PageLinks], collection: Collection, chosen: Sequence[str] = ()) -> str:
    """Word the report for the `chosen` pages (source paths), or for all, with the entries that no article uses."""
    shown = [
        each for each in pages if (each.src_uri in chosen if chosen else each.uses or each.passed or each.raw_blocks)
    ]
    lines = [line for each in shown for line in _page(each)]
    if not chosen:
        articles = [each for each in pages if collection.article(each.src_uri)]
        lines += _unused(collection, {use.target for each in articles for use in each.uses})
    return "\n".join(lines) if lines else "nothing was linked: no page uses a term or a name"


def doubtful_report(
    collection: Collection,
    uses: Iterable[Use],
    passages: Mapping[tuple[str, str], str],
    chosen: Sequence[str] = (),
) -> str:
    """Word the links of the `chosen` pages, or of all articles, from the most doubtful to the least."""
    ranked = doubts(collection, uses, passages)
    lines = [_doubt(doubt) for doubt in ranked if not chosen or doubt.use.page in chosen]
    head = "how like the paragraph is to the entry's other uses and its definition, from 0 (unlike) to 1"
    return "\n".join([head, *lines]) if lines else "nothing was linked in an article"


def _doubt(doubt: Doubt) -> str:
    use = doubt.use
    only = " only use" if doubt.only else ""
    return f"{doubt.likeness:.2f}{only} {use.page}#{use.anchor}: {use.target.id}: {use.before}[{use.quote}]{use.after}"


def _page(page: PageLinks) -> Iterator[str]:
    linked = [use for use in page.uses if use.linked]
    alone = [use for use in page.uses if not use.linked]
    yield f"{page.src_uri}: {len(linked)} linked, {len(alone)} left alone"
    if linked:
        yield f"  linked: {_counted(linked)}"
    for why in sorted({use.why for use in alone}):
        yield f"  {why}: {_counted(use for use in alone if use.why == why)}"
    for why in sorted({use.why for use in page.passed}):
        yield f"  not meant, {why}: {_counted(use for use in page.passed if use.why == why)}"
    for raw in page.raw_blocks:
        yield f"  no anchor, a raw HTML block: {raw}"


def _counted(uses: Iterable[Use]) -> str:
    counts = Counter((use.target.id, use.quote) for use in uses)
    words = (
        f"{quote}{'' if quote == id else f' [{id}]'}{f' x{number}' if number > 1 else ''}"
        for (id, quote), number in sorted(counts.items())
    )
    return ", ".join(words)


def _unused(collection: Collection, used: set[Target]) -> Iterator[str]:
    authors = {Target("person", id) for article in collection.articles.values() for id in article.authors}
    for targets in (
        [Target("term", id) for id in collection.terms],
        [Target("person", id) for id in collection.people],
    ):
        if unused := [each.id for each in targets if each not in used | authors]:
            yield f"used in no article, {targets[0].kind}: {', '.join(unused)}"

"""Whether every id ever published still leads somewhere, and to one passage only."""

from collections.abc import Collection, Iterator, Mapping

from reader.anchors.block import Today
from reader.anchors.ledger.entries import Entry, Ledger, unchanged
from reader.anchors.ledger.files import path_of
from reader.anchors.ledger.settling import doubles
from reader.anchors.numbering import Number, letters
from reader.problems import Problem, quoted

UPDATE = "reader anchors --update"


def check(
    ledgers: Mapping[str, Ledger],
    articles: Mapping[str, Today],
    *,
    drafts: Collection[str] = (),
    former: Mapping[str, str] | None = None,
    published: Mapping[str, Collection[str]] | None = None,
) -> list[Problem]:
    """List what would break a citation.

    `articles` are those that are published; `former` gives the article that took over a former id, `published` the
    ids that earlier versions of each ledger held.
    """
    former = former or {}
    problems: list[Problem] = []
    for id, ledger in ledgers.items():
        problems += _doubles(id, ledger)
        problems += _holes(id, ledger)
        problems += _successors(id, ledger, ledgers, former)
        problems += _aliases(id, ledger)
        if id not in articles and id not in former:
            problems.append(_orphan(id, ledger, draft=id in drafts))
    for id, today in articles.items():
        if id not in ledgers:
            old = next((each for each, new in former.items() if new == id and each in ledgers), "")
            message = f"still under its former name, {path_of(old)}" if old else "missing: the passages are unminted"
            problems.append(Problem(path_of(id), 0, message, f"run: {UPDATE}"))
        elif not doubles(ledgers[id]) and not unchanged(ledgers[id], today):
            problems.append(_stale(id, ledgers[id], today))
    for id, ids in (published or {}).items():
        problems += _lost(id, ids, ledgers, former)
    return sorted(set(problems))


def _doubles(id: str, ledger: Ledger) -> Iterator[Problem]:
    for double in doubles(ledger):
        first, second = (ledger.entries[place] for place in double.places[:2])
        line = ledger.line(double.places[1])
        if double.twice:
            message = f"{double.id} stands on two lines: two branches changed the passage"
            yield Problem(path_of(id), line, message, f"run: {UPDATE}; the wording that the article has stays")
        else:
            both = f"{quoted(first.text)} and {quoted(second.text)}"
            message = f"{double.id} stands for two passages, minted on two branches: {both}"
            yield Problem(
                path_of(id),
                line,
                message,
                f"run: {UPDATE}; the published one keeps {double.id}, the other is renumbered",
            )


def _holes(id: str, ledger: Ledger) -> Iterator[Problem]:
    """Numbers are minted one after the other and never removed, so a hole is a line that was deleted."""
    present = {Number.of(entry.id) for entry in ledger.entries if entry.passage}
    highest = max((number.whole for number in present), default=0)
    missing = [f"p{whole}" for whole in range(1, highest + 1) if Number(whole) not in present]
    for whole in sorted({number.whole for number in present}):
        last = max(number.letter for number in present if number.whole == whole)
        missing += [f"p{whole}{letters(letter)}" for letter in range(1, last) if Number(whole, letter) not in present]
    for lost in missing:
        yield Problem(
            path_of(id),
            0,
            f"{lost} is missing: an id is never removed",
            f"bring its line back: git log -p -- {path_of(id)}",
        )


def _successors(id: str, ledger: Ledger, ledgers: Mapping[str, Ledger], former: Mapping[str, str]) -> Iterator[Problem]:
    for place, entry in enumerate(ledger.entries):
        if entry.state in ("moved", "merged") and not entry.successors:
            yield Problem(
                path_of(id), ledger.line(place), f"{entry.id} was {entry.state}, but not where to", _restore(id)
            )
        for successor in entry.successors:
            if resolve(successor, id, ledgers, former) is None:
                message = f"{entry.id} leads to {successor}, which is in no ledger"
                yield Problem(path_of(id), ledger.line(place), message, _restore(id))


def resolve(
    successor: str, id: str, ledgers: Mapping[str, Ledger], former: Mapping[str, str]
) -> tuple[str, Entry] | None:
    """Find the article and the entry that a successor names."""
    article, _, target = successor.rpartition("#")
    article = article or id
    while article not in ledgers and article in former:
        article = former[article]
    found = next((entry for entry in ledgers.get(article, Ledger()).entries if entry.id == target), None)
    return (article, found) if found else None


def _aliases(id: str, ledger: Ledger) -> Iterator[Problem]:
    owners: dict[str, str] = {entry.id: entry.id for entry in ledger.entries}
    for place, entry in enumerate(ledger.entries):
        for alias in entry.aliases:
            owner = owners.setdefault(alias, entry.id)
            if owner != entry.id:
                message = f"{alias} is an id of {owner} and was pinned on {entry.id}"
                yield Problem(
                    path_of(id),
                    ledger.line(place),
                    message,
                    f"pin another id in docs/articles/{id}.md, then run: {UPDATE}",
                )


def _orphan(id: str, ledger: Ledger, *, draft: bool) -> Problem:
    count = sum(entry.passage for entry in ledger.entries)
    if draft:
        message = f"{id} is a draft, but {count} passages of it were published"
        return Problem(path_of(id), 0, message, f"take draft out of docs/articles/{id}.md")
    message = f"docs/articles/{id}.md is gone, but {count} passages of it were published"
    hint = f"bring it back, or write `former_ids: [{id}]` into the article that takes its place"
    return Problem(path_of(id), 0, message, hint)


def _stale(id: str, ledger: Ledger, today: Today) -> Problem:
    known = {(entry.kind, entry.text) for entry in ledger.standing}
    fresh = sum((block.kind, block.text) not in known for block in today.blocks)
    now = {(block.kind, block.text) for block in today.blocks}
    lost = sum((entry.kind, entry.text) not in now for entry in ledger.standing)
    counts = [f"{fresh} new or edited"] * bool(fresh) + [f"{lost} no longer there in these words"] * bool(lost)
    what = ", ".join(counts) or "the order, a heading or a pinned id changed"
    return Problem(path_of(id), 0, f"behind docs/articles/{id}.md: {what}", f"run: {UPDATE}")


def _lost(id: str, ids: Collection[str], ledgers: Mapping[str, Ledger], former: Mapping[str, str]) -> Iterator[Problem]:
    article = id
    while article not in ledgers and article in former:
        article = former[article]
    if article not in ledgers:
        message = f"the ledger is missing, and {len(ids)} ids in it were published"
        yield Problem(path_of(id), 0, message, f"bring it back: git log -- {path_of(id)}")
        return
    held = set(ledgers[article].ids())
    for lost in sorted(set(ids) - held):
        message = f"{lost} was published and is missing: an id is never removed"
        yield Problem(path_of(article), 0, message, f"bring its line back: git log -p -- {path_of(article)}")


def _restore(id: str) -> str:
    return f"bring back the committed line: git restore {path_of(id)}"

"""Whether every id ever published still leads somewhere, and to one passage only."""

from collections.abc import Collection, Iterator, Mapping

from reader.anchors.abridging import readable
from reader.anchors.block import Today
from reader.anchors.ledger.entries import Entry, Ledger, unchanged
from reader.anchors.ledger.files import path_of
from reader.anchors.ledger.settling import doubles
from reader.anchors.numbering import NUMBER, Number, letters
from reader.problems import Problem, quoted

UPDATE, RESTORE = "reader anchors --update", "reader anchors --restore"


def check(
    ledgers: Mapping[str, Ledger],
    articles: Mapping[str, Today],
    *,
    drafts: Collection[str] = (),
    former: Mapping[str, str] | None = None,
    published: Mapping[str, Collection[str]] | None = None,
    firsts: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Problem]:
    """List what would break a citation.

    `articles` are those that are published; `former` gives the article that took over a former id, `published` the
    ids that earlier versions of each ledger held, `firsts` the wording that each stood for when it was published first.
    """
    former = former or {}
    problems: list[Problem] = []
    renamed = {
        id: new
        for id, ledger in ledgers.items()
        if id not in articles
        and id not in former
        and id not in drafts
        and (new := _taken_over(ledger, articles, ledgers))
    }
    for id, ledger in ledgers.items():
        problems += _doubles(id, ledger)
        problems += _holes(id, ledger)
        problems += _successors(id, ledger, ledgers, former)
        problems += _aliases(id, ledger)
        if id not in articles and id not in former:
            problems.append(_renamed(id, renamed[id]) if id in renamed else _orphan(id, ledger, draft=id in drafts))
    for id, today in articles.items():
        if id in renamed.values():
            continue
        if id not in ledgers:
            old = next((each for each, new in former.items() if new == id and each in ledgers), "")
            message = f"still under its former name, {path_of(old)}" if old else "missing: the passages are unminted"
            problems.append(Problem(path_of(id), 0, message, f"run: {UPDATE}"))
        elif not doubles(ledgers[id]) and not unchanged(ledgers[id], today):
            problems.append(_stale(id, ledgers[id], today))
    for id, ids in lost_ids(ledgers, published or {}, former).items():
        if id not in ledgers:
            message = f"the ledger is missing, and {len(ids)} ids in it were published"
            problems.append(Problem(path_of(id), 0, message, f"bring it back: git log -- {path_of(id)}"))
        problems += (
            Problem(path_of(id), 0, f"{lost} was published and is missing: an id is never removed", f"run: {RESTORE}")
            for lost in ids
            if id in ledgers
        )
    for id, texts in (firsts or {}).items():
        problems += _second_lives(id, ledgers.get(id, Ledger()), texts)
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
    minted = present | {Number.of(each) for each in ledger.used if NUMBER.match(each)}
    highest = max((number.whole for number in minted), default=0)
    missing = [f"p{whole}" for whole in range(1, highest + 1) if Number(whole) not in present]
    for whole in sorted({number.whole for number in minted}):
        last = max(number.letter for number in minted if number.whole == whole) + 1
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


def _taken_over(ledger: Ledger, articles: Mapping[str, Today], ledgers: Mapping[str, Ledger]) -> str:
    """The article without a ledger that has most of the words of a ledger without an article, "" where none has."""
    known = {entry.text for entry in ledger.standing if entry.passage}
    shares = {
        id: len(known & {block.text for block in today.blocks}) / max(1, len(known))
        for id, today in articles.items()
        if id not in ledgers
    }
    best = max(shares, key=lambda id: shares[id], default="")
    return best if best and shares[best] >= 0.5 else ""


def _renamed(old: str, new: str) -> Problem:
    message = f"docs/articles/{old}.md was renamed to {new}.md, and its numbers, notes and links stayed behind"
    return Problem(path_of(old), 0, message, f"run: reader rename {old} {new}")


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


def lost_ids(
    ledgers: Mapping[str, Ledger], published: Mapping[str, Collection[str]], former: Mapping[str, str]
) -> dict[str, list[str]]:
    """List the ids that were published and are in no ledger, by the article that should have them."""
    lost: dict[str, list[str]] = {}
    for id, ids in published.items():
        article = id
        while article not in ledgers and article in former:
            article = former[article]
        missing = sorted(set(ids) - set(ledgers.get(article, Ledger()).ids()))
        if missing:
            lost.setdefault(article, []).extend(missing)
    return lost


def _second_lives(id: str, ledger: Ledger, firsts: Mapping[str, str]) -> Iterator[Problem]:
    for place, entry in enumerate(ledger.entries):
        first = firsts.get(entry.id)
        if first is not None and first != entry.origin[1]:
            words = f"{quoted(readable(first))} first and stands for {quoted(readable(entry.first_text))} now"
            hint = f"a number is never used twice; see git log -p -- {path_of(id)}"
            yield Problem(path_of(id), ledger.line(place), f"{entry.id} was published for {words}", hint)


def _restore(id: str) -> str:
    return f"bring back the committed line: git restore {path_of(id)}"

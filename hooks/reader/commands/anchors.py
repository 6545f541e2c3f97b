"""`reader anchors`: shows, updates and checks the ledgers of a collection."""

import datetime
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from reader.anchors.abridging import quotations
from reader.anchors.block import Today
from reader.anchors.ledger.checking import check, lost_ids
from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.files import path_of, remove_ledger, write_ledger
from reader.anchors.ledger.format import render
from reader.anchors.ledger.health import health
from reader.anchors.ledger.history import (
    REMOTE,
    History,
    Versions,
    earlier_sources,
    first_published,
    last_versions,
    read_history,
)
from reader.anchors.ledger.settling import doubles, owners_of, settle, with_lines
from reader.anchors.ledger.wordings import recalled
from reader.anchors.revising.answering import read_answers, write_answers
from reader.anchors.revising.changes import changes, state
from reader.anchors.revising.outcome import GONE, Revision
from reader.anchors.revising.revision import revise
from reader.collection.writing import write_source
from reader.commands.asking import UPDATE, ask, forget, kept, spread_wide, unanswered
from reader.commands.console import alone, configured, fail, find_config, text_of, writing
from reader.commands.reading import read_articles
from reader.problems import Problem, report
from reader.text.english import listed

MARKUP = re.compile(r"[*_`\\]|!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?(?:\{[^{}]*\})?")
RESTORE = "reader anchors --restore"
NO_NUMBER = "missing: no number is used twice"
SHALLOW = "this clone is shallow: git does not know all that was published; for all of it: git fetch --unshallow"
ANSWER = re.compile(r"(?P<article>[a-z][a-z0-9-]*):(?P<id>[^=:]+)=(?P<answer>[^=:]+)\Z")


@dataclass(frozen=True, slots=True)
class Ledgered:
    """A collection as the ledgers see it: `articles` are those that are published, `former` names by former ids."""

    root: Path
    ledgers: dict[str, Ledger]
    articles: dict[str, Today]
    drafts: frozenset[str]
    former: dict[str, str]


class _Answers(click.ParamType[tuple[str, str, str]]):
    name = "ARTICLE:ID=ANSWER"

    def convert(
        self, value: str | tuple[str, str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str, str]:
        if isinstance(value, tuple):
            return value
        found = ANSWER.match(value)
        if not found:
            self.fail(f"{value!r}: expected an answer such as my-article:p12=p13 or my-article:p12={GONE}", param, ctx)
        return found["article"], found["id"], found["answer"]


@click.command()
@click.option("--update", is_flag=True, help="Match edited articles, mint ids for what is new, record what has left.")
@click.option(
    "--check", "checked", is_flag=True, help="Fail if an id ever published would not resolve; writes nothing."
)
@click.option("--health", "health_told", is_flag=True, help="Report age, edits, drift, weak matches and tombstones.")
@click.option("--answer", "answers", type=_Answers(), multiple=True, help="Settle a question that --update asked.")
@click.option(
    "--answers",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --update: read the answers from this file, and write to it what is still asked.",
)
@click.option("--restore", "restored", is_flag=True, help="Bring back the lines of published ids that are missing.")
@click.option("--dry-run", is_flag=True, help="With --update: say what would be written, and write nothing.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="With --update: the date to record; today without it.")
def anchors(
    *,
    update: bool,
    checked: bool,
    health_told: bool,
    answers: tuple[tuple[str, str, str], ...],
    file: Path | None = None,
    restored: bool = False,
    dry_run: bool,
    date: datetime.datetime | None,
) -> None:
    """Show, update or check the ids of passages and headings, which hold for good.

    The ledgers in anchors/ remember every id ever published. Without an option: the state of each article.
    """
    if update + checked + health_told + restored > 1:
        raise click.UsageError("--update, --check, --health and --restore: give one of them")
    if (answers or file or dry_run or date) and not update:
        raise click.UsageError("--answer, --answers, --dry-run and --date go with --update")
    if restored or (update and not dry_run):
        alone(find_config(Path.cwd()).parent)
    collection = read_collection()
    if checked:
        _check(collection)
    elif restored:
        _restore(collection)
    elif health_told:
        click.echo(health(collection.ledgers))
    elif update:
        day = (date.date() if date else datetime.datetime.now().astimezone().date()).isoformat()
        _update(collection, {(article, id): answer for article, id, answer in answers}, day, file, dry_run=dry_run)
    else:
        click.echo(state(collection.ledgers, collection.articles, collection.drafts))


def read_collection() -> Ledgered:
    with configured() as (config, _):
        start, pages = read_articles(config)
    bad = [
        Problem(f"docs/{src_uri}", 0, f"the id {id} is given twice or reads like a passage's number", "rename the id")
        for src_uri, page in pages.items()
        for id in page.bad_ids
    ]
    if bad:
        fail(report(bad))
    keeper = start.keeper
    root = Path(config.config_file_path).parent
    return Ledgered(root, start.loaded.ledgers, keeper.published(start.read(pages)), keeper.drafts, keeper.former)


def _check(collection: Ledgered) -> None:
    history = read_history(collection.root)
    problems = check(
        collection.ledgers,
        collection.articles,
        drafts=collection.drafts,
        former=collection.former,
        published=history.ids,
        firsts=_firsts(collection, history),
    )
    if history.shallow:
        click.echo(SHALLOW, err=True)
    if problems:
        fail(report(problems))
    count = sum(len(ledger.entries) for ledger in collection.ledgers.values())
    click.echo(f"{count:,} ids in {len(collection.ledgers)} ledgers: every one resolves")


def _firsts(collection: Ledgered, history: History) -> dict[str, dict[str, str]]:
    """Give the first published wording of each id, by article; where branches differ, that of the main line."""
    found: dict[str, dict[str, str]] = {}
    for article, versions in history.versions.items():
        heirs = article
        while heirs not in collection.ledgers and heirs in collection.former:
            heirs = collection.former[heirs]
        texts = {
            id: list(dict.fromkeys(each.origin[1] for _, each in every if each.id == id))
            for id, every in versions.items()
        }
        doubtful = [id for id, each in texts.items() if len(each) > 1]
        owners = owners_of(first_published(collection.root, article, doubtful)) if doubtful else {}
        for id, each in texts.items():
            if each:
                text = owners[id][1] if id in owners else each[0]
                found.setdefault(heirs, {}).setdefault(id, text)
    return found


def _update(
    collection: Ledgered, answers: dict[tuple[str, str], str], date: str, file: Path | None, *, dry_run: bool
) -> None:
    history = read_history(collection.root)
    _refuse_lost(collection, history)
    before, renamed = _settled(collection)
    before = {id: _recalled(ledger, history, id, renamed.get(id, id)) for id, ledger in before.items()}
    articles = {id: today for id, today in collection.articles.items() if id not in renamed.values()}

    def revised() -> Revision:
        return revise(before, articles, date=date, answers=answers, asking=True)

    wide = {key: answer for key, answer in answers.items() if "+" in key[1]}
    answers = {key: answer for key, answer in answers.items() if key not in wide}
    revision = revised()
    known = _quotations(collection.root, {question.article for question in revision.questions})
    given = kept(collection.root, revision.questions)
    given |= spread_wide(wide, [each for each in revision.questions if each.key not in given])
    if file and file.is_file():
        read, problems = read_answers(text_of(file, collection.root), str(file), revision.questions)
        if problems:
            fail(report(problems))
        given |= read
    if given:
        answers |= given
        revision = revised()
    while revision.questions and not revision.problems and not file and _at_terminal():
        replies, finished = ask(collection.root, revision.questions, known)
        if not finished:
            fail("nothing was written")
        if not replies:
            break  # all of them are for later
        answers |= replies
        revision = revised()
    if revision.problems:
        fail(report(revision.problems))
    written = [
        id
        for id, ledger in revision.ledgers.items()
        if id not in revision.held and (id in renamed or render(ledger) != _text(collection.root, id))
    ]
    for line in changes(before, revision, written):
        click.echo(line)
    if not dry_run:
        # What took passages in goes first: an update cut short then finds them there and records the move.
        with writing(collection.root):
            for id in sorted(written, key=lambda id: (_gives_away(before, revision, id), id)):
                write_ledger(collection.root, id, revision.ledgers[id])
            for new, old in renamed.items():
                if new in written:
                    remove_ledger(collection.root, old)
    for id in written:
        click.echo(f"{'would write' if dry_run else 'wrote'} {path_of(id)}")
    if revision.questions:
        if file:
            with writing(collection.root):
                write_source(file, write_answers(revision.questions, known))
            click.echo(f"wrote {file}: answer there, then run the same command again")
        fail(unanswered(revision, known))
    if not dry_run:
        forget(collection.root)
    if not written:
        click.echo("nothing to update")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _quotations(root: Path, articles: Iterable[str]) -> dict[str, str]:
    """Find the words of quotations that the ledgers keep no words of, in the articles as they are and as they were."""
    found: dict[str, str] = {}
    for id in articles:
        path = f"docs/articles/{id}.md"
        now = text_of(root / path, root) if (root / path).is_file() else ""
        for source in (*earlier_sources(root, id), now):
            found |= quotations(" ".join(MARKUP.sub(r"\1", source).split()))
    return found


def _restore(collection: Ledgered) -> None:
    """Bring back the lines of ids that were committed and are in no ledger."""
    history = read_history(collection.root)
    lost = lost_ids(collection.ledgers, history.ids, collection.former)
    for id, ids in lost.items():
        ledger, missing = collection.ledgers.get(id, Ledger()), set(ids)
        for entries in last_versions(collection.root, id):
            ledger, missing = with_lines(ledger, entries, missing)
            if not missing:
                break
        with writing(collection.root):
            write_ledger(collection.root, id, ledger)
        back = sorted(set(ids) - missing)
        click.echo(f"wrote {path_of(id)}: brought back {listed(back)}; now run: {UPDATE}")
    if not lost:
        click.echo("nothing is missing")


def _recalled(ledger: Ledger, history: History, *articles: str) -> Ledger:
    """Fill in, from what was committed, the wordings and dates that an older format did not keep."""
    if all(entry.since for entry in ledger.entries):
        return ledger
    known = [history.versions.get(article, {}) for article in dict.fromkeys(articles)]

    def versions(id: str) -> Versions:
        return sorted((version for each in known for version in each.get(id, ())), key=lambda version: version[0])

    return replace(ledger, entries=tuple(recalled(entry, versions(entry.id)) for entry in ledger.entries))


def _refuse_lost(collection: Ledgered, history: History) -> None:
    """Stop before ids are minted anew that were published: what was committed and is missing is to be brought back."""
    problems = []
    lost = lost_ids(collection.ledgers, history.ids, collection.former)
    for id, ids in lost.items():
        if id not in collection.articles:
            continue
        if id not in collection.ledgers:
            problems.append(Problem(path_of(id), 0, "it was committed and is missing", f"git restore {path_of(id)}"))
        else:
            was, still = ("was", "is") if len(ids) == 1 else ("were", "are")
            message = f"{listed(ids)} {was} published and {still} {NO_NUMBER}"
            problems.append(Problem(path_of(id), 0, message, f"bring back: {RESTORE}"))
    if problems:
        fail(report(problems))
    upstream = read_history(collection.root, REMOTE)
    ahead = lost_ids(collection.ledgers, upstream.ids, collection.former)
    for id, ids in ahead.items():
        message = f"{listed(ids)} {'was' if len(ids) == 1 else 'were'} published by others, and is not here yet"
        problems.append(Problem(path_of(id), 0, message, "bring it in first: git pull"))
    if problems:
        fail(report(problems))
    if history.shallow:
        click.echo(SHALLOW, err=True)


def _settled(collection: Ledgered) -> tuple[dict[str, Ledger], dict[str, str]]:
    """Settle the doubles of merged branches, and give each renamed article the ledger of its former id."""
    ledgers = dict(collection.ledgers)
    renamed = {}
    for old, new in collection.former.items():
        if old in ledgers and new in collection.articles and not collection.articles.get(old, Today(())).blocks:
            # An update cut short may have written the new one and not yet removed the old.
            origins = {(entry.id, entry.origin) for entry in ledgers.get(new, ledgers[old]).entries}
            if origins >= {(entry.id, entry.origin) for entry in ledgers[old].entries}:
                ledgers.setdefault(new, ledgers[old])
                del ledgers[old]
                renamed[new] = old
    for id, ledger in ledgers.items():
        found = [double.id for double in doubles(ledger)]
        if found:
            blocks = collection.articles.get(id, Today(())).blocks
            owners = owners_of(first_published(collection.root, renamed.get(id, id), found))
            ledgers[id] = settle(ledger, {block.text for block in blocks}, owners)
    return ledgers, renamed


def _text(root: Path, id: str) -> str:
    path = root / path_of(id)
    return text_of(path, root) if path.is_file() else ""


def _gives_away(before: dict[str, Ledger], revision: Revision, id: str) -> bool:
    old = {entry.id for entry in before.get(id, Ledger()).entries if entry.state == "moved"}
    return any(entry.state == "moved" and entry.id not in old for entry in revision.ledgers[id].entries)

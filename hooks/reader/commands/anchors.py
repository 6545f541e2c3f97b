"""`reader anchors`: shows, updates and checks the ledgers of a collection."""

import datetime
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import click

from reader.anchors.block import Today
from reader.anchors.ledger.checking import check
from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.files import path_of, remove_ledger, write_ledger
from reader.anchors.ledger.format import render
from reader.anchors.ledger.health import health
from reader.anchors.ledger.history import History, Versions, first_published, read_history
from reader.anchors.ledger.settling import doubles, owners_of, settle
from reader.anchors.ledger.wordings import recalled
from reader.anchors.revising.changes import changes, state
from reader.anchors.revising.outcome import GONE, Question, Revision
from reader.anchors.revising.revision import revise
from reader.commands.console import configured, fail
from reader.commands.reading import read_articles
from reader.problems import report

ANSWER = re.compile(r"(?P<article>[a-z][a-z0-9-]*):(?P<id>[^=:]+)=(?P<answer>[^=:]+)\Z")
UPDATE = "reader anchors --update"


@dataclass(frozen=True, slots=True)
class _Collection:
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
@click.option("--health", "told", is_flag=True, help="Report age, edits, drift, weak matches and tombstones.")
@click.option("--answer", "answers", type=_Answers(), multiple=True, help="Settle a question that --update asked.")
@click.option("--dry-run", is_flag=True, help="With --update: say what would be written, and write nothing.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="With --update: the date to record; today without it.")
def anchors(
    *,
    update: bool,
    checked: bool,
    told: bool,
    answers: tuple[tuple[str, str, str], ...],
    dry_run: bool,
    date: datetime.datetime | None,
) -> None:
    """Show, update or check the ids of passages and headings, which hold for good.

    The ledgers in anchors/ remember every id ever published. Without an option: the state of each article.
    """
    if update + checked + told > 1:
        raise click.UsageError("--update, --check and --health: give one of them")
    if (answers or dry_run or date) and not update:
        raise click.UsageError("--answer, --dry-run and --date go with --update")
    collection = _read()
    if checked:
        _check(collection)
    elif told:
        click.echo(health(collection.ledgers))
    elif update:
        day = (date.date() if date else datetime.datetime.now().astimezone().date()).isoformat()
        _update(collection, {(article, id): answer for article, id, answer in answers}, day, dry_run=dry_run)
    else:
        click.echo(state(collection.ledgers, collection.articles, collection.drafts))


def _read() -> _Collection:
    with configured() as (config, _):
        start, pages = read_articles(config)
    keeper = start.keeper
    root = Path(config.config_file_path).parent
    return _Collection(root, start.loaded.ledgers, keeper.published(start.read(pages)), keeper.drafts, keeper.former)


def _check(collection: _Collection) -> None:
    problems = check(
        collection.ledgers,
        collection.articles,
        drafts=collection.drafts,
        former=collection.former,
        published=read_history(collection.root).ids,
    )
    if problems:
        fail(report(problems))
    count = sum(len(ledger.entries) for ledger in collection.ledgers.values())
    click.echo(f"{count:,} ids in {len(collection.ledgers)} ledgers: every one resolves")


def _update(collection: _Collection, answers: dict[tuple[str, str], str], date: str, *, dry_run: bool) -> None:
    history = read_history(collection.root)
    _refuse_lost(collection, history)
    before, renamed = _settled(collection)
    before = {id: _recalled(ledger, history, id, renamed.get(id, id)) for id, ledger in before.items()}
    articles = {id: today for id, today in collection.articles.items() if id not in renamed.values()}
    revision = revise(before, articles, date=date, answers=answers)
    while revision.questions and not revision.problems and _at_terminal():
        answers |= _ask(revision.questions)
        revision = revise(before, articles, date=date, answers=answers)
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
        for id in sorted(written, key=lambda id: (_gives_away(before, revision, id), id)):
            write_ledger(collection.root, id, revision.ledgers[id])
        for new, old in renamed.items():
            if new in written:
                remove_ledger(collection.root, old)
    for id in written:
        click.echo(f"{'would write' if dry_run else 'wrote'} {path_of(id)}")
    if revision.questions:
        fail(_words(revision))
    if not written:
        click.echo("nothing to update")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _recalled(ledger: Ledger, history: History, *articles: str) -> Ledger:
    """Fill in, from what was committed, the wordings and dates that an older format did not keep."""
    if all(entry.since for entry in ledger.entries):
        return ledger
    known = [history.versions.get(article, {}) for article in dict.fromkeys(articles)]

    def versions(id: str) -> Versions:
        return sorted((version for each in known for version in each.get(id, ())), key=lambda version: version[0])

    return replace(ledger, entries=tuple(recalled(entry, versions(entry.id)) for entry in ledger.entries))


def _refuse_lost(collection: _Collection, history: History) -> None:
    """Stop before ids are minted anew: a ledger that was committed and is missing is to be brought back."""
    held = {*collection.ledgers, *collection.former}
    missing = [id for id in history.ids if id not in held and id in collection.articles]
    if missing:
        hints = "\n".join(
            f"{path_of(id)}: it was committed and is missing\n    git restore {path_of(id)}" for id in missing
        )
        fail(hints)


def _settled(collection: _Collection) -> tuple[dict[str, Ledger], dict[str, str]]:
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
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _gives_away(before: dict[str, Ledger], revision: Revision, id: str) -> bool:
    old = {entry.id for entry in before.get(id, Ledger()).entries if entry.state == "moved"}
    return any(entry.state == "moved" and entry.id not in old for entry in revision.ledgers[id].entries)


def _ask(questions: list[Question]) -> dict[tuple[str, str], str]:
    question = questions[0]
    click.echo(f"\n{_side_by_side(question)}")
    choice = click.prompt("  the same passage?", type=click.Choice(["y", "n", "q"]), show_choices=True)
    if choice == "q":
        fail("stopped: nothing was written")
    return {(question.article, question.id): question.offered if choice == "y" else GONE}


def _side_by_side(question: Question) -> str:
    return (
        f"{question.article}: is this still {question.id}? (likeness {question.score:.2f})\n"
        f"  it read:  {question.old_text}\n"
        f"  now:      {question.new_text}"
    )


def _words(revision: Revision) -> str:
    lines = []
    for question in revision.questions:
        answer = f"{UPDATE} --answer {question.article}:{question.id}="
        lines += [_side_by_side(question), f"  if so:    {answer}{question.offered}", f"  if not:   {answer}{GONE}", ""]
    held = ", ".join(sorted(revision.held))
    count = len(revision.questions)
    lines.append(
        f"{count} question{'' if count == 1 else 's'} to answer, all in one command; nothing was written for {held}"
    )
    return "\n".join(lines)

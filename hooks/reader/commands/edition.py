"""`reader edition`: a new edition of an article, beside the old one."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import click

from reader.anchors.ledger.entries import Ledger, unchanged
from reader.anchors.ledger.files import path_of, write_ledger
from reader.anchors.revising.edition import new_edition
from reader.collection.fields import ID
from reader.collection.writing import write_source
from reader.collection.yaml_source import split_front_matter
from reader.commands.anchors import read_collection
from reader.commands.asking import UPDATE
from reader.commands.console import alone, fail, find_config, text_of, writing
from reader.problems import nearest

FORMER = re.compile(r"^former_ids:.*\n(?:[ \t-].*\n)*", re.MULTILINE)
REPLACES = re.compile(r"^replaces:.*\n", re.MULTILINE)


@click.command()
@click.argument("article")
@click.option("--id", "new", default="", help="The id of the new edition; the old one and the next number without it.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date to record; today without it.")
def edition(article: str, new: str, date: datetime.datetime | None) -> None:
    """Begin a new edition of ARTICLE: a copy at an address of its own, numbered afresh.

    The old page stays as it is, and each of its numbers leads to its successor. For an article that is rewritten from
    end to end, whose numbers would all become letters; one that is corrected keeps its numbers and needs none.
    """
    alone(find_config(Path.cwd()).parent)
    collection = read_collection()
    path = collection.root / f"docs/articles/{article}.md"
    if article not in collection.articles or not path.is_file():
        hint = nearest(article, collection.articles) or "it must be there, and no draft"
        raise click.UsageError(f"{article} is no published article of this collection: {hint}")
    copy = _copied(text_of(path, collection.root), article)
    ledger, today = collection.ledgers.get(article, Ledger()), collection.articles[article]
    day = (date.date() if date else datetime.datetime.now().astimezone().date()).isoformat()

    def free(id: str) -> bool:
        """Whether nothing is there, or what a run that was killed has begun."""
        there = path.parent / f"{id}.md"
        begun = there.exists() and there.read_text(encoding="utf-8") == copy
        if id in collection.ledgers:
            made = new_edition(ledger, today, id, day)[1]
            return begun and _words(made) == _words(collection.ledgers[id])
        return begun or not there.exists()

    new = new or _next(article, free)
    target = path.parent / f"{new}.md"
    if not ID.match(new):
        raise click.UsageError(f"--id {new}: expected a-z, 0-9 and -, a letter first")
    if not free(new) or new in collection.former:
        raise click.UsageError(f"--id {new}: there is an article of this id already, or was one")
    if not unchanged(ledger, today):
        fail(f"{path_of(article)}: behind docs/articles/{article}.md\n    run: {UPDATE}")
    if any(successor.partition("#")[1] for entry in ledger.standing for successor in entry.successors):
        fail(f"docs/articles/{article}.md: it has a new edition already\n    begin the next one from that")
    old, minted = new_edition(ledger, today, new, day)
    with writing(collection.root):
        write_source(target, copy)
        # The new ledger first: where the old one names an id, it is there.
        write_ledger(collection.root, new, minted)
        write_ledger(collection.root, article, old)
    for written in (f"docs/articles/{new}.md", path_of(new), path_of(article)):
        click.echo(f"wrote {written}")
    click.echo(f"edit docs/articles/{new}.md, then run: {UPDATE}")


def _words(ledger: Ledger) -> list[tuple[str, str]]:
    return [(entry.id, entry.text) for entry in ledger.entries]


def _next(article: str, free: Callable[[str], bool]) -> str:
    base, _, number = article.rpartition("-")
    if not (base and number.isdigit() and len(number) < 3):  # a year is no count of editions
        base, number = article, "1"
    count = int(number) + 1
    while not free(f"{base}-{count}"):
        count += 1
    return f"{base}-{count}"


def _copied(text: str, article: str) -> str:
    """Copy an article with its front matter, which says what it replaces and leaves former addresses to the old."""
    front, body, _ = split_front_matter(text)
    kept = REPLACES.sub("", FORMER.sub("", f"{(front or '').rstrip()}\n"))
    return f"---\n{kept}replaces: {article}\n---\n{body}"

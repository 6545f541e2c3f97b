"""`reader check` and `reader report`: what is wrong with a collection, and what was linked in it."""

import re
from pathlib import Path

import click

from reader.collection.full_texts import tracked_problems
from reader.commands.console import fail, find_config
from reader.commands.forms import list_undeclared, passage_texts
from reader.commands.trial import trial_build
from reader.linking.report import PageLinks, doubtful_report, link_report
from reader.problems import nearest, report
from reader.text.english import counted

UNMINTED = re.compile(
    r"anchors/([a-z0-9-]*)(?:\.jsonl)?: (?:missing: the passages are unminted|no passage has a lasting)"
)


def unpublished(warning: str) -> str:
    """The article that a warning says has no numbers yet, "" for any other warning."""
    found = UNMINTED.match(warning)
    return (found[1] or "ID") if found else ""


@click.command()
@click.option("--forms", is_flag=True, help="List words that look like a form of an entry that it does not declare.")
def check(forms: bool) -> None:
    """Check every file of the collection and every link; nothing is written.

    Prints each problem with its file and line, what was found, what was expected and what to do.
    """
    with trial_build() as (site, warnings):
        fresh = [name for each in warnings if (name := unpublished(each))]
        if wrong := [each for each in warnings if not unpublished(each)]:
            fail("\n".join([f"{counted(len(wrong), 'problem')} to mend", *wrong]))
    collection = site.collection
    if published := tracked_problems(find_config(Path.cwd()).parent, collection.articles):
        fail(report(published))
    held = [
        counted(len(collection.articles), "article"),
        counted(len(collection.terms), "term"),
        f"{len(collection.people):,} {'person' if len(collection.people) == 1 else 'people'}",
    ]
    click.echo(f"{', '.join(held)}: nothing to mend")
    for name in fresh:
        click.echo(f"not published yet, run: reader publish {name}")
    if forms:
        list_undeclared(site)


@click.command("report")
@click.argument("pages", nargs=-1)
@click.option("--doubtful", is_flag=True, help="Rank the links, those in surroundings unlike the entry's others first.")
def report_links(pages: tuple[str, ...], doubtful: bool) -> None:
    """List what was linked on each page, and what was left alone and why.

    PAGES are source paths below docs/, such as articles/first-article.md; all pages without any.
    """
    with trial_build() as (site, _):
        for page in pages:
            if page not in site.pages:
                hint = nearest(page, site.pages)
                raise click.UsageError(f"{page} is no page of this collection{': ' if hint else ''}{hint}")
        if doubtful:
            uses = [use for found in site.uses.values() for use in found]
            click.echo(doubtful_report(site.collection, uses, passage_texts(site), pages))
            return
        found = [PageLinks(each.src_uri, each.uses, each.raw_blocks, each.passed) for each in site.pages.values()]
        click.echo(link_report(found, site.collection, pages))

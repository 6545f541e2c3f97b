"""The `reader` command: translates options, calls the package, words its answers.

Exit status: 0 done, 1 problems found, 2 wrong usage. Problems go to standard error.
"""

import re
from datetime import date
from pathlib import Path

import click

from reader.citing.citations import plain
from reader.citing.days import said
from reader.citing.formats import FORMAT_IDS, formats
from reader.citing.revisions import number_of, place_of
from reader.collection.full_texts import tracked_problems
from reader.commands.anchors import anchors
from reader.commands.console import fail, find_config
from reader.commands.edition import edition
from reader.commands.forms import list_undeclared, passage_texts, propose_forms
from reader.commands.importing import import_articles, suggest_entries
from reader.commands.lifecycle import publish, rename, withdraw
from reader.commands.new import new_collection
from reader.commands.trial import trial_build
from reader.linking.report import PageLinks, doubtful_report, link_report
from reader.problems import nearest, quoted, report
from reader.text.english import counted, listed

UNMINTED = re.compile(
    r"anchors/([a-z0-9-]*)(?:\.jsonl)?: (?:missing: the passages are unminted|no passage has a lasting)"
)


def unpublished(warning: str) -> str:
    """The article that a warning says has no numbers yet, "" for any other warning."""
    found = UNMINTED.match(warning)
    return (found[1] or "ID") if found else ""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, report on and extend a collection of articles.

    Acts on the collection of the mkdocs.yml in the current folder, or the nearest one above.
    """


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a small collection into FOLDER that builds at once with `mkdocs build --strict`."""
    try:
        written = new_collection(folder)
    except FileExistsError:
        fail(f"{folder}: there is something already; name a folder that is empty or does not exist")
    except OSError as error:
        fail(f"{folder}: cannot be written: {error.strerror}")
    for path in written:
        click.echo(f"wrote {path}")


@main.command()
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


@main.command("report")
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


@main.command()
@click.argument("passage")
@click.option("--style", default="apa", show_default=True, help=f"One of {', '.join(FORMAT_IDS)}.")
def cite(passage: str, style: str) -> None:
    """Print a finished citation of an article or a passage.

    PASSAGE is an article's id, or with a passage's id behind it, as in first-article#p2. In a style, the first line
    cites in the text or in a note, and the second is for the list of references.
    """
    if style.lower() not in FORMAT_IDS:
        hint = nearest(style, FORMAT_IDS) or f"there are {listed([*FORMAT_IDS])}"
        raise click.UsageError(f"{style} is no style: {hint}")
    id, _, anchor = passage.partition("#")
    if not id:
        wanted = "expected its id, or with a passage's behind it, as in first-article#p2"
        raise click.UsageError(f"{quoted(passage)} names no article: {wanted}")
    with trial_build() as (site, _):
        articles = site.collection.articles
    if id in articles and articles[id].draft:
        raise click.UsageError(f"{id} is a draft: it can be cited once it is published")
    if id not in site.items:
        hint = nearest(id, site.items)
        raise click.UsageError(f"{id} is no article of this collection{': ' if hint else ''}{hint}")
    record = site.pages[articles[id].src_uri]
    found = [each for _, each in record.blocks if each.number]
    numbers = {name: each.number for each in found for name in (each.id, *each.aliases)}
    if anchor and anchor not in numbers:
        ids = list(dict.fromkeys(each.id for each in (*found[:1], *found[-1:])))
        held = f"it has {' to '.join(ids) or 'no passages'}"
        raise click.UsageError(f"{anchor} is no passage of {id}: {nearest(anchor, numbers) or held}")
    page = site.host.address + site.urls[articles[id].src_uri]
    chosen = next(each for each in formats(site.items[id]) if each.id == style.lower())
    today = date.today()
    reworded = site.histories[id].reworded.get(anchor) if id in site.histories else None
    place = place_of(anchor, reworded, today.isoformat()) if anchor else ""
    number = number_of(numbers[anchor], reworded, today.isoformat()) if anchor else ""
    for part in chosen.parts:
        text = part.text(page, place, number, said(chosen.day, today.year, today.month, today.day))
        click.echo((text if part.code else plain(text)).rstrip("\n"))


main.add_command(anchors)
main.add_command(edition)
main.add_command(propose_forms)
main.add_command(import_articles)
main.add_command(suggest_entries)
for command in (publish, withdraw, rename):
    main.add_command(command)

"""`reader cite`: a finished citation on the command line."""

from datetime import date

import click

from reader.citing.citations import without_markup
from reader.citing.days import said
from reader.citing.formats import FORMAT_IDS, formats
from reader.citing.revisions import number_of, place_of
from reader.commands.trial import trial_build
from reader.problems import nearest, quoted
from reader.text.english import listed


@click.command()
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
        click.echo((text if part.code else without_markup(text)).rstrip("\n"))

"""The `reader` command: translates options, calls the package, words its answers.

Exit status: 0 done, 1 problems found, 2 wrong usage. Problems go to standard error.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from reader.build import current
from reader.linked import link_report
from reader.pages.text import counted
from reader.problems import HEADLINE, nearest
from reader.scaffolding import new_collection

HOOK = "reader_hooks.py"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of while it builds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def find_config(folder: Path) -> Path:
    """The mkdocs.yml of `folder` or the nearest one above."""
    for each in (folder, *folder.parents):
        if (each / "mkdocs.yml").is_file():
            return each / "mkdocs.yml"
    raise click.UsageError(f"no mkdocs.yml in {folder} or above: go to a collection, or make one with `reader new`")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Take MkDocs's warnings and errors in place of letting it print them."""
    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def trial_build() -> Iterator[list[str]]:
    """Build the collection into a temporary folder; yields what MkDocs warned of."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    path = find_config(Path.cwd())
    with listening() as messages, tempfile.TemporaryDirectory() as folder:
        try:
            config = load_config(str(path), site_dir=str(Path(folder) / "site"))
        except ConfigurationError as error:
            fail(f"{path.name}: {error}")
        except Abort:
            fail("\n".join(f"{path.name}: {message}" for message in messages))
        if not any(Path(hook).name == HOOK for hook in config.hooks):
            fail(f"{path.name}: hooks names no {HOOK}, so this is no collection; make one with `reader new`")
        try:
            build(config)
        except (Abort, BuildError):
            fail("\n".join(message.removeprefix(HEADLINE) for message in messages))
        yield messages


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
def check() -> None:
    """Check every file of the collection and every link; nothing is written.

    Prints each problem with its file and line, what was found, what was expected and what to do.
    """
    with trial_build() as warnings:
        if warnings:
            fail("\n".join([*warnings, f"{counted(len(warnings), 'problem')} to mend"]))
    collection = current().loaded.collection
    held = [
        counted(len(collection.articles), "article"),
        counted(len(collection.terms), "term"),
        f"{len(collection.people):,} {'person' if len(collection.people) == 1 else 'people'}",
    ]
    click.echo(f"{', '.join(held)}: nothing to mend")


@main.command("report")
@click.argument("pages", nargs=-1)
def report_links(pages: tuple[str, ...]) -> None:
    """List what was linked on each page, and what was left alone and why.

    PAGES are source paths below docs/, such as articles/first-article.md; all pages without any.
    """
    with trial_build():
        state = current()
        for page in pages:
            if page not in state.records:
                hint = nearest(page, state.records)
                raise click.UsageError(f"{page} is no page of this collection{': ' if hint else ''}{hint}")
        click.echo(link_report(state, pages))

"""What the commands share: the collection they act on, and how they fail."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from reader.collection.locking import Lock
from reader.collection.reading import read_text
from reader.faults import remedy, shown, trace
from reader.mkdocs.configuration import listening, wrong_configuration
from reader.problems import HEADLINE, Problem, report

HOOK = "reader_hooks.py"
LOCKED = "reader.writing"


def fail(message: str) -> NoReturn:
    """Print what is wrong to standard error and exit with 1."""
    click.echo(message, err=True)
    sys.exit(1)


def find_config(folder: Path) -> Path:
    """The mkdocs.yml of `folder` or the nearest one above."""
    for each in (folder, *folder.parents):
        if (each / "mkdocs.yml").is_file():
            return each / "mkdocs.yml"
    raise click.UsageError(f"no mkdocs.yml in {folder} or above: go to a collection, or make one with `reader new`")


@contextmanager
def configured(site_dir: Path | None = None) -> Iterator[tuple[MkDocsConfig, list[str]]]:
    """Load the configuration of the collection; what stops MkDocs inside is worded and ends the command.

    Yields it with the list that MkDocs's warnings go to.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    path = find_config(Path.cwd())
    with listening() as messages:
        try:
            config = load_config(str(path), **({"site_dir": str(site_dir)} if site_dir else {}))
        except Exception as error:
            remember(error)
            fail(report(wrong_configuration(error, messages, path)))
        hooks: Any = config.hooks  # modules by path, whatever its type says
        if not any(hasattr(hook, "held") for hook in hooks.values()):
            fail(f"{path.name}: hooks names no {HOOK}, so this is no collection; make one with `reader new`")
        try:
            yield config, messages
        except (Abort, BuildError) as error:
            remember(error)
            fail("\n".join(message.removeprefix(HEADLINE) for message in messages or [str(error)]))


def text_of(path: Path, root: Path) -> str:
    """The text of a source, which ends the command where it cannot be read."""
    text = read_text(path, shown(path, root))
    if isinstance(text, Problem):
        fail(report([text]))
    return text.replace("\r\n", "\n")


def alone(root: Path) -> None:
    """Keep other commands from writing to a collection until this one ends; wait while another writes."""
    context = click.get_current_context().find_root()
    if LOCKED in context.meta:
        return
    with writing(root):
        path = root / ".cache/reader/writing.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock.taken(path, lambda: click.echo("another command is writing here: waiting for it", err=True))
    context.meta[LOCKED] = lock
    context.call_on_close(lock.free)


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Word what keeps a source from being written, in one line; what was there is as it was."""
    try:
        yield
    except OSError as error:
        remember(error)
        where = shown(Path(str(error.filename or root)), root)
        fail(f"{where}: cannot be written: {error.strerror}; the file is as it was\n    {remedy(error)}")


def remember(error: BaseException) -> None:
    """Print, where --verbose asks for it, all that is known of an error that ends a command."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().params.get("verbose"):
        click.echo(trace(error), err=True)

"""What the commands share: the collection they act on, and how they fail."""

import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from reader.problems import HEADLINE

HOOK = "reader_hooks.py"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of while it builds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


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
def configured(site_dir: Path | None = None) -> Iterator[tuple[MkDocsConfig, list[str]]]:
    """Load the configuration of the collection; what stops MkDocs inside is worded and ends the command.

    Yields it with the list that MkDocs's warnings go to.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    path = find_config(Path.cwd())
    with listening() as messages:
        try:
            config = load_config(str(path), **({"site_dir": str(site_dir)} if site_dir else {}))
        except ConfigurationError as error:
            fail(f"{path.name}: {error}")
        except Abort:
            fail("\n".join(f"{path.name}: {message}" for message in messages))
        hooks: Any = config.hooks  # modules by path, whatever its type says
        if not any(hasattr(hook, "held") for hook in hooks.values()):
            fail(f"{path.name}: hooks names no {HOOK}, so this is no collection; make one with `reader new`")
        try:
            yield config, messages
        except (Abort, BuildError) as error:
            fail("\n".join(message.removeprefix(HEADLINE) for message in messages or [str(error)]))


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Word what keeps a source from being written, in one line; what was there is as it was."""
    try:
        yield
    except OSError as error:
        path = Path(error.filename or ".")
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        hint = "free some space" if error.errno == errno.ENOSPC else "check who may write there"
        fail(f"{shown}: cannot be written: {error.strerror}; the file is as it was\n    {hint}, then run it again")

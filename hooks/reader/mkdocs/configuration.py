"""What is wrong with mkdocs.yml, or the settings that it inherits, in our words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from mkdocs.exceptions import Abort, ConfigurationError

from reader.collection.yaml_source import not_yaml
from reader.faults import shown, told
from reader.problems import Problem

SETTING = "correct this setting, or take it out"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of while it builds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def listening(*, quiet: bool = True) -> Iterator[list[str]]:
    """Keep MkDocs's warnings and errors, in place of letting it print them where it is to be quiet."""
    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    propagate = logger.propagate
    if quiet:
        logger.propagate = False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def wrong_configuration(error: BaseException, messages: list[str], path: Path) -> list[Problem]:
    """Word what keeps the mkdocs.yml at `path` from being read; `messages` is what MkDocs said meanwhile."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, yaml.YAMLError):
        return [_syntax(cause, path)]
    if isinstance(error, UnicodeDecodeError):
        return [Problem(path.name, 0, "this is not UTF-8 text", "save the file as UTF-8, or bring back an earlier one")]
    if isinstance(error, Abort):
        return [Problem(path.name, 0, " ".join(each.split()), SETTING) for each in messages]
    if isinstance(error, ConfigurationError):
        return [Problem(path.name, 0, " ".join(str(error).split()), SETTING)]
    if isinstance(error, OSError):
        return [told(error, path.parent)]
    if isinstance(error, (AttributeError, TypeError, ValueError, RecursionError)):
        hint = "write `key: value` lines, as `reader new` does"
        return [Problem(path.name, 0, "this is no configuration: expected a mapping of settings to values", hint)]
    return [told(error, path.parent)]


def _syntax(error: yaml.YAMLError, path: Path) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    file = Path(mark.name) if mark else path
    name = shown(file, path.parent)
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as unreadable:
        return told(unreadable, path.parent)
    if isinstance(error, yaml.MarkedYAMLError):
        return not_yaml(error, text, name)
    return Problem(name, 0, f"this is not YAML: {' '.join(str(error).split())[:200]}", "bring back an earlier one")

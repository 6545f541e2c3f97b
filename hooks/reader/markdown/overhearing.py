"""What a conversion does beside converting: messages that it logs, files that it reads.

A message is said again where the page comes from the cache or from another process. A page that reads a file is not
kept, since nobody tells when that file changes.
"""

import logging
import sys
import sysconfig
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import reader

# What belongs to the code at work, whose content counts anyway.
CODE = (".py", ".pyc", ".so", ".pyd")
FOLDERS = (str(Path(reader.__file__).parent), *sysconfig.get_paths(vars={}).values())
REACHING_OUT = frozenset(("subprocess.Popen", "socket.connect", "os.listdir", "os.scandir"))


class Said(NamedTuple):
    """A message: who logged it, how grave it is, and the words."""

    logger: str
    level: int
    words: str


@dataclass(slots=True)
class Heard:
    """What was said, and whether something beside the page was looked at: a file, a folder, another program."""

    said: list[Said] = field(default_factory=list)
    reached_out: bool = False


class _Listening(threading.local):
    heard: Heard | None = None


class _Ear(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.said.append(Said(record.name, record.levelno, record.getMessage()))


_listening = _Listening()


@contextmanager
def overhearing() -> Iterator[Heard]:
    """Note what happens within."""
    _install()
    heard = _listening.heard = Heard()
    ear = _Ear(heard)
    logging.getLogger().addHandler(ear)
    try:
        yield heard
    finally:
        logging.getLogger().removeHandler(ear)
        _listening.heard = None


def say(messages: Iterable[Said]) -> None:
    """Log messages as they were logged."""
    for each in messages:
        logging.getLogger(each.logger).log(each.level, "%s", each.words)


def be_silent() -> None:
    """Let nothing through that this process logs: another one says it in its turn."""
    loggers = [each for each in logging.Logger.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    for logger in (logging.getLogger(), *loggers):
        logger.handlers = []
    logging.lastResort = None


@cache
def _install() -> None:
    """Have Python tell of files that are opened; there is no way to have it stop."""
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    heard = _listening.heard
    if heard and (event in REACHING_OUT or (event == "open" and not _is_code(arguments[0]))):
        heard.reached_out = True


def _is_code(path: object) -> bool:
    return isinstance(path, str) and (path.endswith(CODE) or path.startswith(FOLDERS))

"""Pandoc as the reader of every format with mark-up: in its sandbox, bounded in time and, on Linux, in memory.

One process serves every document that this process reads: to start pandoc for each costs more than to read most.

The document tree is pandoc's JSON: elements are `{"t": type, "c": content}`, an attribute is `[id, classes, pairs]`.
Sources: https://hackage.haskell.org/package/pandoc-types (Text.Pandoc.Definition), https://pandoc.org/lua-filters.html
(`pandoc.read`, whose empty table of files is the sandbox).
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import pypandoc  # type: ignore[import-untyped]

SECONDS = 60
MEMORY = 2_000_000_000
DEEPEST = 200

Element = dict[str, Any]
"""A block or an inline of the tree."""


class Unreadable(Exception):
    """A document that pandoc cannot read, or not within the bounds; the message is for the editor."""


class _Pandoc:
    """A pandoc that reads one document after another; what it cannot read within the bounds ends it."""

    def __init__(self) -> None:
        command = [pypandoc.get_pandoc_path(), "lua", str(Path(__file__).with_suffix(".lua"))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.pipes = (self.process.stdin, self.process.stdout)
        if sys.platform == "linux":
            # Pandoc's own bound (`-M`) is an exception, which no script gets to see.
            resource = import_module("resource")
            resource.prlimit(self.process.pid, resource.RLIMIT_DATA, (MEMORY, MEMORY))
        self.late = False
        atexit.register(self.end)

    def read(self, data: bytes, format: str, changes: str) -> bytes:
        """The tree of a document as JSON. Raises `Unreadable`."""
        source, answers = self.pipes
        timer = Timer(SECONDS, self._stop)
        timer.start()
        try:
            source.write(f"{len(data)} {format} {changes}\n".encode() + data)
            source.flush()
            kind, _, size = answers.readline().partition(b" ")
            said = answers.read(int(size or 0))
        except OSError:
            kind, said = b"", b""
        finally:
            timer.cancel()
        if kind == b"tree":
            return said
        if kind == b"error" and said != b"not enough memory":
            raise Unreadable(" ".join(said.decode("utf-8", "replace").split())[:200] or "pandoc failed")
        self.end()
        raise Unreadable(
            f"reading it takes longer than {SECONDS} seconds" if self.late else "it is too large to be read"
        )

    def _stop(self) -> None:
        self.late = True
        self.process.kill()

    def end(self) -> None:
        """End the process and forget it, so that the next document starts another."""
        _pandoc.cache_clear()
        atexit.unregister(self.end)
        self.process.kill()
        for each in self.pipes:
            with contextlib.suppress(OSError):
                each.close()
        self.process.wait()


@lru_cache(maxsize=1)
def _pandoc(_owner: int) -> _Pandoc:
    return _Pandoc()


_ONE_AT_A_TIME = Lock()


def read_tree(data: bytes, format: str, *, changes: str = "accept") -> tuple[Element, list[Element]]:
    """Read a document, its tracked changes accepted or "all" shown: its metadata and blocks. Raises `Unreadable`."""
    with _ONE_AT_A_TIME:
        # A process that was forked from another has no pandoc of its own yet.
        said = _pandoc(os.getpid()).read(data, format, changes)
    try:
        tree = json.loads(said)
    except RecursionError:
        raise Unreadable("its elements are nested too deep") from None
    return tree["meta"], tree["blocks"]


def attributes(element: Element) -> tuple[str, list[str], dict[str, str]]:
    """The id, the classes and the further attributes of an element that has them."""
    content = element["c"]
    at = 1 if element["t"] == "Header" else 0
    id, classes, pairs = content[at]
    return id, classes, dict(map(tuple, pairs))

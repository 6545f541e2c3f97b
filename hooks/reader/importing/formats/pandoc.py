"""Pandoc as the reader of every format with mark-up: one process a document, in its sandbox, bounded in time and size.

The document tree is pandoc's JSON: elements are `{"t": type, "c": content}`, an attribute is `[id, classes, pairs]`.
Source: https://hackage.haskell.org/package/pandoc-types (Text.Pandoc.Definition).
"""

import json
import subprocess
from functools import lru_cache
from typing import Any

import pypandoc  # type: ignore[import-untyped]

SECONDS = 60
MEMORY = "2G"
DEEPEST = 200

Element = dict[str, Any]
"""A block or an inline of the tree."""


class Unreadable(Exception):
    """A document that pandoc cannot read, or not within the bounds; the message is for the editor."""


@lru_cache(maxsize=1)
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


def read_tree(data: bytes, format: str, *options: str) -> tuple[Element, list[Element]]:
    """Read a document: its metadata and its blocks. Raises `Unreadable`."""
    command = [_program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", "--quiet", "-f", format, "-t", "json", *options]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"reading it takes longer than {SECONDS} seconds") from None
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise Unreadable("it is too large to be read" if "heap" in reason.lower() else reason[:200] or "pandoc failed")
    try:
        tree = json.loads(done.stdout)
    except RecursionError:
        raise Unreadable("its elements are nested too deep") from None
    return tree["meta"], tree["blocks"]


def attributes(element: Element) -> tuple[str, list[str], dict[str, str]]:
    """The id, the classes and the further attributes of an element that has them."""
    content = element["c"]
    at = 1 if element["t"] == "Header" else 0
    id, classes, pairs = content[at]
    return id, classes, dict(map(tuple, pairs))

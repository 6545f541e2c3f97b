"""Links of the file system in docs/: where they lead, before anything follows them.

MkDocs follows every link: one that leads out of docs/ would publish whatever lies there, one that leads back would be
walked as deep as the system allows, and a pipe or a device would be read for ever.
"""

from collections.abc import Iterator
from pathlib import Path

from reader.faults import remedy
from reader.problems import Problem

OUT = "copy what it leads to in its place: all that is in docs/ is published"


def astray(docs: Path, shown: str) -> list[Problem]:
    """A problem for whatever in the folder `docs` must not be followed or read; `shown` is what messages call it."""
    inside = docs.resolve()
    return list(_walk(docs, shown, inside, frozenset({inside})))


def _walk(folder: Path, shown: str, inside: Path, above: frozenset[Path]) -> Iterator[Problem]:
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        yield Problem(shown, 0, f"the folder cannot be read: {error.strerror}", remedy(error))
        return
    for path in paths:
        name = f"{shown}/{path.name}"
        if path.is_symlink():
            target = _target(path)
            if target is None:
                continue  # it leads nowhere: that is told where it is read
            if not target.is_relative_to(inside):
                yield Problem(name, 0, f"a link that leads out of {shown.partition('/')[0]}/, to {target}", OUT)
                continue
            if target in above:
                yield Problem(name, 0, "a link that leads back to a folder it stands in", "remove the link")
                continue
        if path.is_dir():
            yield from _walk(path, name, inside, above | {path.resolve()})
        elif not path.is_file() and not path.is_symlink():
            yield Problem(name, 0, "this is no file and no folder", "remove it: nothing could be published of it")


def _target(link: Path) -> Path | None:
    try:
        return link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself, up to Python 3.12
        return None

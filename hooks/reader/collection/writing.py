"""Writing a source: the old file or the new one, whatever happens meanwhile."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

PART = ".part"


def write_source(target: Path, text: str) -> None:
    """Write a file so that a process killed at any moment, or a full disk, leaves the old one or the new one.

    The text goes to a file beside it, to the disk, and then takes the name in one step; last the folder goes to the
    disk, which holds the name. What an earlier kill left behind is swept away. Raises OSError, which names the file,
    with nothing changed.
    """
    try:
        _write(target, text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    sync(target.parent)


def _write(target: Path, text: str) -> None:
    target = target.resolve()  # what a link leads to is written, and the link stays
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    # A name without a suffix of pages or data: nothing that reads the folder takes it for a source.
    prefix = f".{target.name}."
    for each in folder.iterdir():
        if each.name.startswith(prefix) and each.suffix == PART:
            each.unlink(missing_ok=True)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(target))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=PART, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove_source(target: Path) -> None:
    """Remove a file, if it is there, for good."""
    target.unlink(missing_ok=True)
    sync(target.parent)


def sync(folder: Path) -> None:
    """Put on the disk which names a folder holds."""
    with contextlib.suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

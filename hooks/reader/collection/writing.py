"""Writing a source: the old file or the new one, whatever happens meanwhile."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

PART = ".part"


def write_source(target: Path, text: str) -> None:
    """Write a file so that a process killed at any moment, or a full disk, leaves the old one or the new one.

    What an earlier kill left behind is swept away: of the commands that write sources, one runs at a time. Raises
    OSError, which names the file, with nothing changed.
    """
    target = target.resolve()  # what a link leads to is written, and the link stays
    with contextlib.suppress(OSError):
        for each in target.parent.iterdir():
            if each.name.startswith(f".{target.name}.") and each.suffix == PART:
                each.unlink(missing_ok=True)
    write_whole(target, text.encode())


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; others may do the same at the same time.

    The bytes go to a file beside it, to the disk, and then take the name in one step; last the folder goes to the disk,
    which holds the name. Raises OSError, which names the file, with nothing changed.
    """
    try:
        _write(target, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    sync(target.parent)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(target))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
    # A name without a suffix of pages or data: nothing that reads the folder takes it for a source.
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=PART, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove_source(target: Path) -> None:
    """Remove a file, if it is there, for good. Raises OSError."""
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

"""A lock by a file: whoever holds it is alone, and one whose holder is killed is free at once."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where nothing waits
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Lock:
    path: Path
    handle: int

    @classmethod
    def taken(cls, path: Path, waiting: Callable[[], None]) -> "Lock":
        """Take the lock at `path`, in a folder that exists; `waiting` is called once where another process holds it.

        The system frees the lock of a process that ends in whatever way: no file has to be removed by hand. Raises
        OSError where the file cannot be written.
        """
        told = False
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                if fcntl:
                    try:
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        if not told:
                            waiting()
                        told = True
                        fcntl.flock(handle, fcntl.LOCK_EX)
                # Whoever held it has removed the file: the name now belongs to nobody, or to another's.
                with contextlib.suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(handle), path.stat()):
                        return cls(path, handle)
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def free(self) -> None:
        """Give the lock back, and take its file away."""
        with contextlib.suppress(OSError):
            self.path.unlink()
            os.close(self.handle)

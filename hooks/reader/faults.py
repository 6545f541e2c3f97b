"""What stops a program, worded as a problem: in one line where, what, and what to do."""

import errno
import traceback
from pathlib import Path

from reader.problems import Problem

PACKAGE = Path(__file__).parent
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
OURS = "this is a fault of the software, not of your files: report it, with what --verbose prints"


def told(error: BaseException, root: Path) -> Problem:
    """Word whatever was raised; paths are shown as seen from `root`."""
    if isinstance(error, OSError) and (error.strerror or error.filename):
        where = shown(Path(str(error.filename)), root) if error.filename else str(root)
        return Problem(where, 0, f"{_deed(error)}: {error.strerror or error}", remedy(error))
    if isinstance(error, MemoryError):
        return Problem(str(root), 0, "the memory is full", "close other programs, or build on a larger machine")
    where, line = _place(error, root)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Problem(where, line, f"an error that nobody foresaw: {said[:300]}", OURS)


def remedy(error: OSError) -> str:
    """What to do about a file that cannot be read or written."""
    if error.errno in FULL:
        return "free some space, then run it again"
    if error.errno in DENIED:
        return "check who may read and write there, then run it again"
    if error.errno == errno.ENOENT:
        return "it was there when the run began: run it again; if it stays away, bring it back"
    if error.errno == errno.ELOOP:
        return "remove the link: it leads back to itself"
    if error.errno in (errno.ENOTDIR, errno.EISDIR, errno.EEXIST):
        return "move away what stands in its place"
    return "check the file and its folder, then run it again"


def shown(path: Path, root: Path) -> str:
    """A path as messages have it: from the folder of the collection, where it lies in there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def trace(error: BaseException) -> str:
    """Everything that is known of an error, for --verbose."""
    return "".join(traceback.format_exception(error))


def _deed(error: OSError) -> str:
    return "cannot be written" if error.errno in FULL else "cannot be read or written"


def _place(error: BaseException, root: Path) -> tuple[str, int]:
    """The innermost line of this package, or of a collection's own hooks, that was running; or the last of all."""
    frames = traceback.extract_tb(error.__traceback__)
    known = [each for each in frames if _is_known(Path(each.filename), root)]
    if not frames:
        return str(root), 0
    last = (known or frames)[-1]
    path = Path(last.filename)
    ours = path.is_relative_to(PACKAGE)
    return f"reader/{path.relative_to(PACKAGE).as_posix()}" if ours else shown(path, root), last.lineno or 0


def _is_known(path: Path, root: Path) -> bool:
    installed = "site-packages" in path.parts or "dist-packages" in path.parts
    return path.is_relative_to(PACKAGE) or (path.is_relative_to(root) and not installed)

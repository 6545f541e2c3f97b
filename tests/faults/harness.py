"""Faults for real: a command runs in a process of its own, and is killed, or meets a full disk, at a chosen moment.

Moments are counted by what changes the disk: Python tells an audit hook of each file opened for writing, of each
rename, removal and folder, before it happens. The kill is SIGKILL, the full disk is the system's own limit on the size
of files (RLIMIT_FSIZE), which fails a write part of the way. A process is forked, so that nothing is imported anew.
"""

import contextlib
import ctypes
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli

from reader.collection.writing import PART
from reader.commands import anchors, importing, lifecycle, new  # noqa: F401 - loaded before the fork
from reader.commands.main import main

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.symlink", "os.truncate")
Tree = dict[str, bytes]
Strike = Callable[[int], None]
"""What happens at a moment, by its number."""


@dataclass(frozen=True)
class Done:
    """How a process ended: its exit status, negative for a signal, and all that it said."""

    status: int
    said: str
    seconds: float


@dataclass(frozen=True)
class Deed:
    """What is done to a collection, and the trees of files before and after it, without site/ and with it."""

    name: str
    words: tuple[str, ...]
    start: Path
    before: Tree = field(repr=False)
    after: Tree = field(repr=False)
    moments: int = 0
    seconds: float = 0.0


def perform(
    folder: Path, words: tuple[str, ...], strike: Strike | None = None, *, after: float = 0.0, out: int = 0
) -> Done:
    """Run a command in `folder`, in a process that `strike` is called in, or that is killed `after` some seconds.

    `out` is a file to print to, where it is not to be kept.
    """
    child, output, started = begin(folder, words, strike, out=out)
    if after:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return end(child, output, started)


def begin(
    folder: Path, words: tuple[str, ...], strike: Strike | None = None, *, humble: bool = False, out: int = 0
) -> tuple[int, int, float]:
    """Start a command; where it is `humble`, file modes hold for root too."""
    reading, writing = os.pipe()
    started = time.monotonic()
    if child := os.fork():
        os.close(writing)
        return child, reading, started
    status = 70
    try:
        os.close(reading)
        os.dup2(out or writing, 1)
        os.dup2(writing, 2)
        sys.stdin, sys.stdout, sys.stderr = open(os.devnull), open(1, "w"), open(2, "w")  # noqa: PTH123, SIM115
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        os.chdir(folder)
        if humble:
            _obey_modes()
        if strike:
            _listen(str(folder), strike)
        command, *arguments = words
        if command == "mkdocs":
            cli(arguments)
        else:
            main(arguments, prog_name="reader")
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
        if not isinstance(error.code, int | None):
            sys.stderr.write(str(error.code))
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _obey_modes() -> None:
    """Give up what lets root read and write every file: capset(2), CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, held) == 0:
        for part in (0, 1, 2):
            held[part] &= ~0b110
        libc.capset(header, held)


def end(child: int, output: int, started: float) -> Done:
    with os.fdopen(output, "rb") as file:
        said = file.read().decode(errors="replace")
    _, waited = os.waitpid(child, 0)
    return Done(os.waitstatus_to_exitcode(waited), said, time.monotonic() - started)


def _listen(folder: str, strike: Strike) -> None:
    moment = 0

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal moment
        if event == "open":
            hit = bool(arguments[2] & WRITES) and str(arguments[0]).startswith(folder)
        elif event == "ctypes.dlsym":
            hit = arguments[1] in ("renameat2", "renameatx_np")
        else:
            hit = event in CHANGES and str(arguments[0]).startswith(folder)
        if hit:
            moment += 1
            strike(moment)

    sys.addaudithook(heard)


def kill_at(chosen: int) -> Strike:
    def strike(moment: int) -> None:
        if moment == chosen:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def fill_at(chosen: int, left: int) -> Strike:
    """From a moment on no file may grow beyond `left` bytes."""

    def strike(moment: int) -> None:
        if moment == chosen:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (left, resource.RLIM_INFINITY))

    return strike


def tree(folder: Path) -> Tree:
    """The files of a folder, less what commands keep for themselves."""
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not re.match(r"(?:\.cache|\.site\.(?:new|old))/|\.[^/]*\.lock$", name):
            yield name, path.read_bytes()


def site_of(found: Tree) -> Tree:
    return {name: data for name, data in found.items() if name.startswith("site/")}


def sources_of(found: Tree) -> Tree:
    return {name: data for name, data in found.items() if not name.startswith("site/")}


def deed(name: str, words: tuple[str, ...], start: Path) -> Deed:
    """Do it once without a fault, and count its moments."""
    with fresh(start) as folder:
        counted = os.path.join(tempfile.gettempdir(), f"moments-{os.getpid()}")  # noqa: PTH118
        handle = os.open(counted, os.O_RDWR | os.O_CREAT | os.O_TRUNC)

        def count(moment: int) -> None:
            os.pwrite(handle, b"%08d" % moment, 0)

        before = tree(folder)
        done = perform(folder, words, count)
        assert done.status == 0, done.said
        moments = int(os.pread(handle, 8, 0) or 0)
        os.close(handle)
        os.unlink(counted)  # noqa: PTH108
        return Deed(name, words, start, before, tree(folder), moments, done.seconds)


@contextlib.contextmanager
def fresh(start: Path) -> Iterator[Path]:
    """A copy of a collection, at the same place each time: a site may name its folder nowhere, and commands do."""
    folder = start.parent / "at-work" / "collection"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start, folder, symlinks=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def broken(done: Deed, folder: Path) -> list[str]:
    """What a fault has left that is neither as before nor as after."""
    found = tree(folder)
    wrong = [
        name
        for name, data in sources_of(found).items()
        if not name.endswith(PART) and data not in (done.before.get(name), done.after.get(name))
    ]
    wrong += [f"{name} is gone" for name in sources_of(done.before) if name not in found and name in done.after]
    if site_of(found) not in (site_of(done.before), site_of(done.after)):
        wrong.append("site/")
    return wrong


def unfinished(done: Deed, folder: Path) -> list[str]:
    """What differs from the end once the same command has been given again."""
    perform(folder, done.words)
    found = tree(folder)
    return sorted(name for name in found.keys() | done.after.keys() if found.get(name) != done.after.get(name))

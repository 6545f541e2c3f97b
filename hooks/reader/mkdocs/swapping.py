"""The finished site takes the place of the previous one only when it is whole.

MkDocs empties the site's folder before it converts the first page, so a build that fails would leave nothing. It builds
into a folder beside it instead, and the two change places at the end. Linux and macOS exchange two folders in one step:
a process killed at any moment leaves the previous site or the new one in its place. Elsewhere it takes two renames; a
process killed between them leaves the previous site under the name that the next build brings it back from.
"""

import contextlib
import ctypes
import logging
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from reader.collection.locking import Lock
from reader.faults import shown
from reader.problems import Problem

log = logging.getLogger("mkdocs.hooks.reader")
NEW, OLD, LOCK = ".new", ".old", ".lock"
AT_FDCWD = -100 if sys.platform == "linux" else -2
EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2(2), RENAME_SWAP of macOS's renameatx_np(2)


@dataclass(frozen=True, slots=True)
class Beside:
    """A build under way: the folder of the site, and the lock that keeps a second build of it waiting."""

    site: Path
    lock: Lock


def build_beside(config: MkDocsConfig) -> Beside:
    """Point a build to a folder beside the site's; mend what a killed build has left.

    Waits while another build of the same site is under way. Raises PluginError where nothing can be written there.
    """
    site = Path(config.site_dir)
    new, old, lock = beside(site)
    try:
        if site.is_symlink() or (site.exists() and not site.is_dir()):
            raise NotADirectoryError(20, "it is no folder of its own", str(site))
        site.parent.mkdir(parents=True, exist_ok=True)
        held = Lock.taken(lock, lambda: log.info("another build of %s is under way: waiting for it", site.name))
        if old.exists() and not site.exists():
            old.rename(site)
        for each in (new, old):
            shutil.rmtree(each, ignore_errors=True)
        new.mkdir()
    except OSError as error:
        raise _unwritable(config, site, error) from error
    config.site_dir = str(new)
    return Beside(site, held)


def swap(config: MkDocsConfig, build: Beside) -> bool:
    """Put the finished site in its place; not where a strict build has warnings, and so ends with an error."""
    site = build.site
    if config.strict and any(each.get_counts() for each in _counting()):
        return False
    new, old, _ = beside(site)
    try:
        if not (site.exists() and exchange(new, site)):
            if site.exists():
                site.rename(old)
            new.rename(site)
    except OSError as error:
        raise _unwritable(config, site, error) from error
    for each in (new, old):
        shutil.rmtree(each, ignore_errors=True)
    config.site_dir = str(site)
    build.lock.free()
    return True


def abandon(build: Beside) -> None:
    """Remove what a failed build has written; the previous site stays."""
    shutil.rmtree(beside(build.site)[0], ignore_errors=True)
    build.lock.free()


def beside(site: Path) -> tuple[Path, Path, Path]:
    """What a build uses beside the site's folder: the new one, the old one while they change places, the lock."""
    new, old, lock = (site.with_name(f".{site.name}{end}") for end in (NEW, OLD, LOCK))
    return new, old, lock


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; says whether the system and its disk can do that."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        libc = ctypes.CDLL(None, use_errno=True)
        call = libc.renameatx_np if sys.platform == "darwin" else libc.renameat2
        return bool(call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0)
    return False


def _counting() -> list[CountHandler]:
    return [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]


def _unwritable(config: MkDocsConfig, site: Path, error: OSError) -> PluginError:
    message = f"the site cannot be written: {error.strerror}; the previous one stays"
    where = shown(Path(str(error.filename or site)), Path(config.config_file_path).parent)
    hint = "name another folder with --site-dir, one whose parent folder you may write into"
    return PluginError(str(Problem(where, 0, message, hint)))

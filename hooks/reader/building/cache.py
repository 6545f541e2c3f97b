"""What was made once and need not be made again, kept by content in `.cache/reader/` beside mkdocs.yml.

The name of an entry is a sum of all that it was made from, so that none is ever out of date. One that was cut short,
damaged or written by something else is as if it were not there.
"""

import contextlib
import logging
import os
import zlib
from pathlib import Path

log = logging.getLogger("mkdocs.hooks.reader")
FOLDER = Path(".cache/reader")
MARK = b"reader 1 "
FLOOR = 64 * 1024 * 1024  # bytes of what no build of today uses that may stay, whatever the size of the rest
PART = ".part"


class Cache:
    """A folder of entries by key, which is a hexadecimal sum. `broken` are the entries that were found damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.broken: list[str] = []

    def get(self, key: str) -> bytes | None:
        """The entry of a key, None where there is none that is whole."""
        self.used.add(key)
        path = self._path(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            data = b""
        mark, _, entry = data.partition(b"\n")
        if mark != _mark(entry):
            self.spoilt(key)
            return None
        return entry

    def spoilt(self, key: str) -> None:
        """Note that the entry of a key is none of ours."""
        self.broken.append(key)

    def put(self, key: str, entry: bytes) -> None:
        """Keep an entry; where the folder cannot be written, nothing is kept."""
        self.used.add(key)
        path = self._path(key)
        part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_mark(entry) + b"\n" + entry)
            part.replace(path)
        except OSError as error:
            log.debug("%s: not kept: %s", path, error.strerror)
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def tell(self) -> None:
        """Say in one line which entries were not what they should be."""
        if self.broken:
            count = len(self.broken)
            what = "1 entry is" if count == 1 else f"{count:,} entries are"
            log.info("%s: %s damaged and made again: %s", self.folder, what, self._path(self.broken[0]).name)
            self.broken.clear()

    def sweep(self) -> None:
        """Keep the folder bounded: of the entries not used since it was opened as much stays as was used, the last
        written first, and at least `FLOOR`.
        """
        unused, size = [], 0
        for path, stat in self._entries():
            if path.name in self.used:
                size += stat.st_size
            else:
                unused.append((stat.st_mtime_ns, stat.st_size, path))
        room = max(size, FLOOR)
        for _, each, path in sorted(unused, reverse=True):
            room -= each
            if room < 0 or path.suffix == PART:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _entries(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):  # another build may sweep at the same time
                found.append((path, path.stat()))
        return found


def _mark(entry: bytes) -> bytes:
    return MARK + f"{zlib.crc32(entry):08x}{len(entry)}".encode()

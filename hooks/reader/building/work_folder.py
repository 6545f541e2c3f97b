"""The folder in which the steps of a build in volumes hand on what they made."""

from dataclasses import dataclass
from pathlib import Path

from reader.building.cache import Cache

MERGED = "merged.db"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the steps of a build hand on what they made: `root`, a folder that all machines see, or a copy of it."""

    root: Path

    def part(self, volume: int) -> Path:
        """What the whole is to know of the pages of a volume."""
        return self.root / "parts" / f"{volume}.db"

    def site(self, volume: int) -> Path:
        """The files of a volume."""
        return self.root / "sites" / str(volume)

    def stamp(self, volume: int) -> Path:
        """Of which merged part the files of a volume are."""
        return self.root / "sites" / f"{volume}.json"

    @property
    def merged(self) -> Path:
        return self.root / MERGED

    @property
    def pages(self) -> Cache:
        """The conversions of all pages, by the sums of their content."""
        return Cache(self.root / "pages")

"""The extension by itself, where no hook runs: on the command line, or under Zensical.

Passages get their ids, terms and names their links, with the collection of the nearest mkdocs.yml. What only a whole
site knows (lists of uses, who cites a passage, the pages that the build makes) is not there.
"""

import logging
from functools import lru_cache
from pathlib import Path

from markdown import Markdown

from reader.anchors.keeper import Keeper
from reader.building.context import PageContext, Setting, page_context
from reader.building.loading import load
from reader.collection.records import Collection
from reader.markdown.conversion import Conversion, Machine
from reader.markdown.extension import ReaderExtension
from reader.markdown.record import PageRecord
from reader.problems import HEADLINE, report

log = logging.getLogger("reader")
CONFIG = "mkdocs.yml"
# Where Zensical keeps the page that it converts.
CONTEXT = "rendering_context"


class StandaloneExtension(ReaderExtension):
    """Converts the page that the engine names, or `page`, a source path; without one as if in `docs/` itself."""

    def __init__(self, page: str = "", folder: str = "") -> None:
        root = _root(Path(folder) if folder else Path.cwd())
        self.shared = _shared(root, _stamp(root)) if root else (Machine(Setting(Collection())), Keeper({}, {}))
        super().__init__(self._conversion(page), whole=False)

    def extendMarkdown(self, md: Markdown) -> None:
        if CONTEXT in md.preprocessors:
            self.conversion = self._conversion(md.preprocessors[CONTEXT].page.path)  # type: ignore[attr-defined]
        super().extendMarkdown(md)

    def _conversion(self, page: str) -> Conversion:
        machine, keeper = self.shared
        collection = machine.setting.collection
        return Conversion(machine, page_context(page, collection, keeper) if page else PageContext(""), PageRecord())


def _root(folder: Path) -> Path | None:
    found = next((each for each in (folder, *folder.resolve().parents) if (each / CONFIG).is_file()), None)
    if not found:
        log.error("no %s in %s or above: no term or name is known", CONFIG, folder)
    return found


def _stamp(root: Path) -> tuple[tuple[str, int], ...]:
    """What tells that a source has changed."""
    files = [*root.glob("*.yml"), *root.glob("a*/*"), *root.glob("docs/**/*.md")]
    return tuple((str(path), path.stat().st_mtime_ns) for path in sorted(files))


@lru_cache(maxsize=1)
def _shared(root: Path, stamp: tuple[tuple[str, int], ...]) -> tuple[Machine, Keeper]:  # noqa: ARG001
    loaded = load(root, root / "docs")
    if loaded.problems:
        log.error("%s%s", HEADLINE, report(loaded.problems))
    return Machine(Setting(loaded.collection)), Keeper(loaded.collection.articles, loaded.ledgers)

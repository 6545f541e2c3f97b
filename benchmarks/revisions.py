"""Revision histories: the blocks of each chapter at each date, found as the site finds them."""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from reader.anchors.anchor import count
from reader.anchors.block import Block
from reader.building.context import PageContext, Setting
from reader.collection.records import Collection
from reader.markdown import convert

ROOT = Path(__file__).parent.parent
BASE = ROOT / "hooks/reader/base.yml"
FLAGS = re.compile(r"^( *```\w*),\S*", re.MULTILINE)  # mdBook's flags after a fence's language: Markdown knows none


@dataclass(frozen=True, slots=True)
class History:
    """A folder for each date with the chapters as they stood then, and the file of what people found of it."""

    folder: Path
    labels: Path

    def dates(self) -> list[str]:
        """List the dates of the versions, oldest first; none where the folder is absent."""
        return sorted(each.name for each in self.folder.glob("*-*-*")) if self.folder.is_dir() else []

    def version(self, date: str) -> dict[str, tuple[Block, ...]]:
        """Read every chapter as it stood at a date."""
        return _version(self.folder / date)


REAL = History(
    Path(os.environ.get("REVISIONS") or ROOT.parent / "shared/revisions"), ROOT / "tests/anchors/labels.jsonl"
)
OWN = History(ROOT / "tests/anchors/history", ROOT / "tests/anchors/history/labels.jsonl")


@cache
def _version(folder: Path) -> dict[str, tuple[Block, ...]]:
    return {path.stem: tuple(blocks(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.md"))}


@cache
def _setting() -> Setting:
    options = yaml.safe_load(BASE.read_text(encoding="utf-8"))["markdown_extensions"]
    return Setting(Collection(), tuple(options), {name: config or {} for name, config in options.items()})


def blocks(text: str) -> list[Block]:
    """Cut Markdown into blocks."""
    page = PageContext("articles/chapter.md", density="off", mint=count)
    return list(convert(FLAGS.sub(r"\1", text), page, _setting()).ledger_blocks)

"""Real revision histories: the blocks of each chapter at each date, found as the site finds them."""

import os
import re
from functools import cache
from pathlib import Path

import yaml

from reader.anchors.anchor import count
from reader.anchors.block import Block
from reader.building.context import PageContext, Setting
from reader.collection.records import Collection
from reader.markdown import convert

FOLDER = Path(os.environ.get("REVISIONS") or Path(__file__).parent / "../../shared/revisions")
BASE = Path(__file__).parent.parent / "hooks/reader/base.yml"
FLAGS = re.compile(r"^( *```\w*),\S*", re.MULTILINE)  # mdBook's flags after a fence's language: Markdown knows none


def dates() -> list[str]:
    """List the dates of the versions, oldest first; none where the folder is absent."""
    return sorted(each.name for each in FOLDER.glob("*-*-*")) if FOLDER.is_dir() else []


@cache
def version(date: str) -> dict[str, tuple[Block, ...]]:
    """Read every chapter as it stood at a date."""
    return {path.stem: tuple(blocks(path.read_text(encoding="utf-8"))) for path in sorted((FOLDER / date).glob("*.md"))}


@cache
def _setting() -> Setting:
    options = yaml.safe_load(BASE.read_text(encoding="utf-8"))["markdown_extensions"]
    return Setting(Collection(), tuple(options), {name: config or {} for name, config in options.items()})


def blocks(text: str) -> list[Block]:
    """Cut Markdown into blocks."""
    page = PageContext("articles/chapter.md", density="off", mint=count)
    return list(convert(FLAGS.sub(r"\1", text), page, _setting()).ledger_blocks)

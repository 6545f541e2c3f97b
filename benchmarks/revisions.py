"""Real revision histories: the passages of each chapter at each date, read from Markdown."""

import os
import re
from functools import cache
from pathlib import Path

import markdown
from bs4 import BeautifulSoup, Tag

from reader.blocks import Block, Kind

FOLDER = Path(os.environ.get("REVISIONS", Path(__file__).parent.parent / "../shared/revisions"))
EXTENSIONS = ["tables", "fenced_code", "def_list", "sane_lists"]
FLAGS = re.compile(r"^( *```\w*),\S*", re.MULTILINE)  # mdBook's flags after a fence's language: Markdown knows none
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
KINDS: dict[str, Kind] = {"p": "paragraph", "dd": "paragraph", "li": "item", "table": "table", "pre": "code"}


def dates() -> list[str]:
    """List the dates of the versions, oldest first; none where the folder is absent."""
    return sorted(each.name for each in FOLDER.glob("*-*-*")) if FOLDER.is_dir() else []


@cache
def version(date: str) -> dict[str, tuple[Block, ...]]:
    """Read every chapter as it stood at a date."""
    return {path.stem: tuple(blocks(path.read_text(encoding="utf-8"))) for path in sorted((FOLDER / date).glob("*.md"))}


def blocks(text: str) -> list[Block]:
    """Cut Markdown into leaf blocks, as the site does."""
    soup = BeautifulSoup(markdown.markdown(FLAGS.sub(r"\1", text), extensions=EXTENSIONS), "html.parser")
    found: list[Block] = []
    heading = ""
    for element in soup.find_all([*HEADINGS, *KINDS]):
        if element.name in HEADINGS:
            found.append(Block("heading", visible(element), heading))
            heading = found[-1].text
        elif not _inside(element) and (own := visible(element)):
            found.append(Block(KINDS[element.name], own, heading))
    return found


def _inside(element: Tag) -> bool:
    """Tell whether a block is part of a table or listing, or holds paragraphs that count for themselves."""
    part = any(parent.name in ("table", "pre") for parent in element.parents)
    return part or (element.name in ("li", "dd") and element.find("p", recursive=False) is not None)


def visible(element: Tag) -> str:
    """Fold the visible text of an element, its nested lists and blocks left out."""
    copy = BeautifulSoup(str(element), "html.parser")
    if element.name == "li":
        for nested in copy.find_all(["ul", "ol", "pre", "table"]):
            nested.decompose()
    return " ".join(copy.get_text().split())

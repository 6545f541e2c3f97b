"""Ledgers on disk: read whole or not at all, written whole or not at all."""

from pathlib import Path

from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.format import parse, render
from reader.collection.reading import no_folder, read_text
from reader.collection.writing import remove_source, write_source
from reader.problems import Problem

FOLDER, SUFFIX = "anchors", ".jsonl"


def path_of(article: str) -> str:
    """The place of an article's ledger in the collection."""
    return f"{FOLDER}/{article}{SUFFIX}"


def read_ledgers(root: Path) -> tuple[dict[str, Ledger], list[Problem]]:
    """Read every ledger of the collection, by article; a broken one is a problem and no ledger."""
    ledgers: dict[str, Ledger] = {}
    problems: list[Problem] = no_folder(root, FOLDER)
    for path in sorted((root / FOLDER).glob(f"*{SUFFIX}")):
        shown = path_of(path.stem)
        text = read_text(path, shown, damaged=f"bring back the committed one: git restore {shown}")
        if isinstance(text, Problem):
            problems.append(text)
            continue
        ledger, found = parse(text.replace("\r\n", "\n"), shown)
        problems += found
        if not found:
            ledgers[path.stem] = ledger
    return ledgers, problems


def write_ledger(root: Path, article: str, ledger: Ledger) -> None:
    """Write a ledger so that a process killed at any moment leaves the old one or the new one."""
    write_source(root / path_of(article), render(ledger))


def remove_ledger(root: Path, article: str) -> None:
    """Remove the ledger of an article that has a new id; its entries stand in the new one's."""
    remove_source(root / path_of(article))

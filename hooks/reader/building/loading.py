"""Loading all that a build starts from: the collection, checked as a whole, and its ledgers."""

from dataclasses import dataclass
from pathlib import Path

from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.files import read_ledgers
from reader.collection.loading import load_collection
from reader.collection.records import Collection
from reader.linking.forms import clashes
from reader.problems import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and what is wrong with it; `unread`, `unreadable` and `walkable` are those of the
    collection.
    """

    collection: Collection
    ledgers: dict[str, Ledger]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    walkable: bool = True


def load(root: Path, docs: Path, language: str = "en") -> Loaded:
    """Read the collection whose data files are in `root` and whose pages are in `docs`; it is edited in `language`."""
    read = load_collection(root, docs, language)
    ledgers, broken = read_ledgers(root)
    problems = {*read.problems, *broken, *clashes(read.collection)}
    return Loaded(read.collection, ledgers, tuple(sorted(problems)), read.unread, read.unreadable, read.walkable)

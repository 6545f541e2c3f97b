"""What git knows of the ledgers: which ids were published, with which words and when, and which of two came first."""

import json
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.anchors.ledger.entries import Entry
from reader.anchors.ledger.files import FOLDER, SUFFIX, path_of
from reader.anchors.ledger.format import entry_of

MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")
REMOTE = MAIN[:3]

Versions = list[tuple[str, Entry]]
"""An entry as it was committed, each time with the date, oldest first."""


@dataclass(frozen=True, slots=True)
class History:
    """What was committed: `versions` of each id, aliases too, by article; `shallow`: git has not all of it."""

    versions: dict[str, dict[str, Versions]] = field(default_factory=dict)
    shallow: bool = False

    @property
    def ids(self) -> dict[str, set[str]]:
        return {article: set(versions) for article, versions in self.versions.items()}


def read_history(root: Path, references: Collection[str] = ("HEAD",)) -> History:
    """Read what the commits that `references` continue added to the ledgers; nothing where git is missing.

    What only stands on another branch, or is not committed, is not published.
    """
    known = [each for each in references if _git(root, "rev-parse", "--verify", "--quiet", each)]
    if not known:
        return History()
    shown = ("--reverse", "--format=%as", "--patch", "--unified=0", "--no-color", "--no-ext-diff")
    log = _git(root, "log", *shown, *known, "--", FOLDER)
    versions: dict[str, dict[str, Versions]] = {}
    article = date = ""
    for line in log.split("\n"):
        if line.startswith("+{") and article:
            entry = _entry(line[1:])
            for id in (entry.id, *entry.aliases) if entry else ():
                versions.setdefault(article, {}).setdefault(id, []).append((date, entry))  # type: ignore[arg-type]
        elif line.startswith("+++ "):
            name = line.removeprefix("+++ ").strip().strip('"')
            article = Path(name).stem if name.endswith(SUFFIX) else ""
        elif line[:1].isdigit():
            date = line
    return History(versions, _git(root, "rev-parse", "--is-shallow-repository").strip() == "true")


def first_published(root: Path, article: str, ids: Collection[str]) -> list[Entry]:
    """List the entries of some ids in the order in which they were published.

    Published is what stands on the main line: the remote's if there is one, else the branch `main` or `master`, else
    the commits that this one continues, merged branches left aside.
    """
    entries: list[Entry] = []
    for reference in MAIN:
        commits = _git(root, "log", "--first-parent", "--reverse", "--format=%H", reference, "--", path_of(article))
        for commit in commits.split():
            entries += (entry for entry in _committed(root, commit, article) if entry.id in ids)
    return entries


def last_versions(root: Path, article: str) -> Iterator[list[Entry]]:
    """Give the committed ledgers of an article whole, newest first."""
    for commit in _git(root, "log", "--format=%H", "HEAD", "--", path_of(article)).split():
        yield _committed(root, commit, article)


def earlier_sources(root: Path, article: str) -> Iterator[str]:
    """Give the Markdown of an article as it was committed last, and as it was when its ledger was."""
    path = f"docs/articles/{article}.md"
    for commit in dict.fromkeys(
        _git(root, "log", "-1", "--format=%H", "HEAD", "--", each).strip() for each in (path, path_of(article))
    ):
        if commit:
            yield _git(root, "show", f"{commit}:./{path}")


def _committed(root: Path, commit: str, article: str) -> list[Entry]:
    text = _git(root, "show", f"{commit}:./{path_of(article)}")
    return [entry for entry in map(_entry, text.split("\n")) if entry]


def _entry(line: str) -> Entry | None:
    try:
        return entry_of(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # the line on the format, a conflict mark, or a version of long ago


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""

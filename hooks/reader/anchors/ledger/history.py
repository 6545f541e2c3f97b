"""What git knows of the ledgers: which ids were published, and which of two was published first."""

import json
import subprocess
from collections.abc import Collection
from pathlib import Path

from reader.anchors.ledger.entries import Entry
from reader.anchors.ledger.files import FOLDER, SUFFIX, path_of

MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")


def published_ids(root: Path) -> dict[str, set[str]]:
    """List the ids that any committed version of each ledger held; nothing where git or a repository is missing.

    Read from the lines that commits added. What only stands on another branch, or is not committed, is not published.
    """
    log = _git(root, "log", "--format=", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--", FOLDER)
    found: dict[str, set[str]] = {}
    article = ""
    for line in log.split("\n"):
        if line.startswith("+++ "):
            name = line.removeprefix("+++ ").strip().strip('"')
            article = Path(name).stem if name.endswith(SUFFIX) else ""
        elif line.startswith("+{") and article:
            entry = _entry(line[1:])
            if entry:
                found.setdefault(article, set()).update((entry.id, *entry.aliases))
    return found


def first_published(root: Path, article: str, ids: Collection[str]) -> list[Entry]:
    """List the entries of some ids in the order in which they were published.

    Published is what stands on the main line: the remote's if there is one, else the branch `main` or `master`, else
    the commits that this one continues, merged branches left aside.
    """
    entries: list[Entry] = []
    for reference in MAIN:
        commits = _git(root, "log", "--first-parent", "--reverse", "--format=%H", reference, "--", path_of(article))
        for commit in commits.split():
            text = _git(root, "show", f"{commit}:./{path_of(article)}")
            read = (_entry(line) for line in text.split("\n") if line)
            entries += (entry for entry in read if entry and entry.id in ids)
    return entries


def _entry(line: str) -> Entry | None:
    try:
        fields = json.loads(line)
        fields.pop("sum", None)
        return Entry(**{**fields, "successors": tuple(fields["successors"]), "aliases": tuple(fields["aliases"])})
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

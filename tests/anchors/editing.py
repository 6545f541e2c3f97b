"""An editor's steps on a collection in a folder: write, update, commit."""

import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from reader.commands.main import main

FRONT = "---\ntitle: {title}\nauthors: []\npublished: 2020\nlanguage: en\n{more}---\n\n"


def git(*arguments: str, check: bool = True) -> str:
    return subprocess.run(["git", *arguments], check=check, capture_output=True, text=True).stdout


def write(*texts: str, article: str = "a", more: str = "") -> None:
    front = FRONT.format(title=article.upper(), more=more)
    Path(f"docs/articles/{article}.md").write_text(front + "\n\n".join(texts) + "\n", encoding="utf-8")


def reader(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["anchors", *arguments])


def update(*arguments: str) -> Result:
    result = reader("--update", "--date", "2025-01-01", *arguments)
    assert result.exit_code == 0, result.output
    return result


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "edit")


def ledger(article: str = "a") -> str:
    return Path(f"anchors/{article}.jsonl").read_text(encoding="utf-8")


def line(id: str, article: str = "a") -> str:
    return next(each for each in ledger(article).split("\n") if f'"id": "{id}"' in each)

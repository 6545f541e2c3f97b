"""Collections that tests make with `reader new` and fill themselves."""

import contextlib
import shutil
from pathlib import Path

from click.testing import CliRunner

from reader.commands.main import main


def emptied(folder: Path) -> Path:
    """Take the first article and its ledger out of a new collection."""
    (folder / "docs/articles/first-article.md").unlink()
    shutil.rmtree(folder / "anchors")
    return folder


def minted(folder: Path) -> Path:
    """Give the passages of a collection their numbers."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, ["anchors", "--update", "--date", "2026-01-01"])
    assert result.exit_code == 0, result.output
    return folder

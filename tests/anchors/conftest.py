from pathlib import Path

import pytest

from reader.commands.new import new_collection
from tests.anchors.editing import git
from tests.collections_made import emptied


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of one article, with git to keep it."""
    new_collection(tmp_path / "collection")
    folder = tmp_path / "collection"
    emptied(folder)
    monkeypatch.chdir(folder)
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "Editor")
        monkeypatch.setenv(f"{name}_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git("init", "--quiet", "--initial-branch=main")
    return folder

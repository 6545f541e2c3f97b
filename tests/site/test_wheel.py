"""The package as others install it: a wheel, and a collection that knows nothing of this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.conftest import ROOT


def run(folder: Path, *command: str, path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "PYTHONPATH": str(path)}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the wheel, as an installation lays them out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    # From a copy, since building leaves folders beside the sources.
    copy = folder / "source"
    names = subprocess.check_output(["git", "ls-files", "-z", "hooks", "pyproject.toml", "README.md"], cwd=ROOT)
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    done = run(folder, *build, str(copy), path=folder)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site-packages")
    return folder / "site-packages"


def test_a_collection_builds_with_the_wheel_and_after_it_was_moved(installed: Path, tmp_path: Path) -> None:
    made = run(tmp_path, "-c", "from reader.commands.main import main; main()", "new", "one", path=installed)
    assert made.returncode == 0, made.stderr
    moved = (tmp_path / "one").rename(tmp_path / "elsewhere")
    done = run(moved, "-m", "mkdocs", "build", "--strict", "--quiet", path=installed)
    assert done.returncode == 0, done.stderr
    assert 'class="term"' in (moved / "site/articles/first-article/index.html").read_text("utf-8")
    assert (moved / "site/assets/reader/reader.css").is_file()

"""Real strict builds, each made once: our own collection, a kitchen's in two languages, and an empty one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from reader.commands.main import main
from tests.collections_made import emptied, minted

ROOT = Path(__file__).parents[2]
KITCHEN = Path(__file__).parent / "kitchen"
SUB_PATH = "https://example.org/some/where/"


@dataclass(frozen=True)
class Site:
    """A site that was built: the folder, its address (it ends in a slash) and what MkDocs said."""

    folder: Path
    address: str
    said: str

    def page(self, name: str) -> BeautifulSoup:
        return read(self.folder / name)

    @property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page, by its path in the folder; not those that only lead on from a former address."""
        found = {path.relative_to(self.folder).as_posix(): read(path) for path in sorted(self.folder.rglob("*.html"))}
        return {
            name: page for name, page in found.items() if not page.select_one('noscript meta[http-equiv="refresh"]')
        }


@cache
def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def mkdocs(root: Path, site: Path, *, url: str = "", env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in its own process."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": url, **env}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, check=False)


def built(root: Path, site: Path, *, url: str = "") -> Site:
    if root != ROOT and any((root / "docs").glob("articles/*.md")):
        minted(root)
    done = mkdocs(root, site, url=url)
    assert done.returncode == 0, done.stderr
    return Site(site, url or "/", done.stderr)


def new_collection(folder: Path) -> Path:
    result = CliRunner().invoke(main, ["new", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def kitchen_in(folder: Path) -> Path:
    """Make a collection with `reader new` and fill it from the folder `kitchen`."""
    new_collection(folder)
    emptied(folder)
    shutil.copytree(KITCHEN, folder, dirs_exist_ok=True)
    roux = "\n\n".join(f"Batch {number} began with a roux." for number in range(1, 26))
    with (folder / "docs/articles/sauces.md").open("a", encoding="utf-8") as file:
        file.write(f"\n## Batches\n\n{roux}\n")
    return minted(folder)


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(ROOT, tmp_path_factory.mktemp("ours") / "site")


@pytest.fixture(scope="session")
def kitchen_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kitchen_in(tmp_path_factory.mktemp("kitchen") / "the-kitchen")


@pytest.fixture(scope="session")
def kitchen(kitchen_root: Path) -> Site:
    return built(kitchen_root, kitchen_root / "site", url=SUB_PATH)


@pytest.fixture(scope="session")
def flat_kitchen(kitchen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The kitchen with a file for each page (`use_directory_urls: false`)."""
    folder = tmp_path_factory.mktemp("flat")
    root = shutil.copytree(kitchen_root, folder / "kitchen", ignore=shutil.ignore_patterns("site"))
    hooks = Path(os.path.relpath(ROOT / "hooks", root)).as_posix()
    config = f'INHERIT: "{hooks}/reader/base.yml"\nsite_name: Flat\nsite_url: !ENV [SITE_URL, ""]\n'
    (root / "mkdocs.yml").write_text(f'{config}hooks: ["{hooks}/reader_hooks.py"]\nuse_directory_urls: false\n')
    return built(root, folder / "site", url=SUB_PATH)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A collection without articles, terms or people, and without pages of its own."""
    root = new_collection(tmp_path_factory.mktemp("empty") / "nothing-yet")
    shutil.rmtree(root / "docs")
    shutil.rmtree(root / "anchors")
    (root / "docs").mkdir()
    for name in ("glossary.yml", "people.yml"):
        (root / name).write_text("{}\n")
    return built(root, root / "site")


@pytest.fixture(params=["ours", "kitchen", "flat_kitchen", "empty"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found

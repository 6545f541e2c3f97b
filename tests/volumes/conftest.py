"""A small collection, built at once: what it is to be in volumes too."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collections_made import minted
from tests.site.conftest import kitchen_in, mkdocs

URL = "https://example.org/kitchen/"
# Ends the process that converts a page, once, where a file asks for it.
ENDING = """
import os, signal
from pathlib import Path

def on_page_markdown(markdown, page, config, files):
    mark = Path(config.config_file_path).parent / ".end"
    if page.file.src_uri == "articles/dish-3.md" and mark.exists():
        mark.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
"""
DISH = """---
title: Dish {n} & <more>
authors: []
published: "{year}"
language: en
publication: {publication}
---

Dish {n} begins with a roux, as in [another](dish-{other}.md#p1), [@dish-{other}, para. 2].

## Batches

Batch {n} needs a roux too.

And [the glossary](../glossary.md) and ![a pot](pot.svg).
"""


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = kitchen_in(tmp_path_factory.mktemp("volumes") / "kitchen")
    for n in range(8):
        text = DISH.format(n=n, year=2015 + n % 5, publication="AB"[n % 2] * 3, other=(n + 3) % 8)
        (folder / f"docs/articles/dish-{n}.md").write_text(text, "utf-8")
    (folder / "docs/articles/pot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (folder / "hooks/ending.py").write_text(ENDING, "utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("events.py]", "events.py, hooks/ending.py]"), "utf-8")
    return minted(folder)


@pytest.fixture(scope="session")
def whole(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site that `mkdocs build` makes."""
    site = tmp_path_factory.mktemp("whole") / "site"
    done = mkdocs(root, site, url=URL)
    assert done.returncode == 0, done.stderr
    return bytes_of(site)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the collection that a test may spoil."""
    made = shutil.copytree(root, tmp_path / "kitchen", ignore=shutil.ignore_patterns("site", ".cache"))
    before = Path.cwd()
    os.chdir(made)
    yield made
    os.chdir(before)


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

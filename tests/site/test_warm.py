"""A build after a build: what is the same is taken from there, what is not is made anew, to the same bytes."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from reader.commands.reading import hook_of
from tests.site.reproducing import differing


@pytest.fixture
def root(tmp_path: Path, kitchen_root: Path) -> Path:
    folder: Path = shutil.copytree(kitchen_root, tmp_path / "kitchen", ignore=shutil.ignore_patterns("site", ".cache"))
    return folder


def built(root: Path) -> int:
    """Build a collection, and tell how many of its pages were taken from an earlier build."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    taken: int = hook_of(config).held.rendering.taken
    return taken


def same_as_cold(root: Path, folder: Path) -> bool:
    warm = shutil.copytree(root / "site", folder / "warm")
    shutil.rmtree(root / ".cache")
    built(root)
    return differing(root / "site", warm) == []


def test_pages_of_the_same_are_taken(root: Path, tmp_path: Path) -> None:
    assert built(root) == 0
    pages = len(list((root / "site").rglob("index.html")))
    assert pages * 0.8 < built(root) <= pages
    assert same_as_cold(root, tmp_path)


def test_an_edit_makes_the_pages_it_shows_on(root: Path, tmp_path: Path) -> None:
    built(root)
    every = built(root)
    article = root / "docs/articles/sauces.md"
    article.write_text(article.read_text("utf-8") + "\nAnd a word more.\n", "utf-8")
    assert 0 < built(root) < every
    assert "And a word more" in (root / "site/articles/sauces/index.html").read_text("utf-8")
    assert same_as_cold(root, tmp_path)


@pytest.mark.parametrize("what", ["template", "setting", "hook"])
def test_what_all_pages_show_makes_all_anew(root: Path, tmp_path: Path, what: str) -> None:
    settings = root / "mkdocs.yml"
    typed = settings.read_text("utf-8")
    if what == "template":
        (root / "overrides").mkdir()
        typed += "theme:\n  name: material\n  custom_dir: overrides\n"
        settings.write_text(typed, "utf-8")
    built(root)
    if what == "template":
        (root / "overrides/partials").mkdir()
        (root / "overrides/partials/footer.html").write_text("Mine")
    elif what == "setting":
        settings.write_text(f"{typed}\ncopyright: Mine\n", "utf-8")
    else:
        (root / "mine.py").write_text("def on_page_context(context, **_):\n    context['page'].title = 'Mine'\n")
        settings.write_text(typed.replace("hooks: [", "hooks: [mine.py, ", 1), "utf-8")
    assert built(root) == 0
    assert "Mine" in (root / "site/articles/sauces/index.html").read_text("utf-8")
    assert same_as_cold(root, tmp_path)

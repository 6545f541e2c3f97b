"""Other engines than MkDocs: what they make of a collection."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.site.conftest import ROOT, SUB_PATH, Site

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SUB_PATH, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_properdocs_builds_the_same_bytes(kitchen: Site, kitchen_root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(kitchen_root, tmp_path / "the-kitchen", ignore=shutil.ignore_patterns("site", ".cache"))
    done = run(root, "properdocs", "build", "--strict", "--config-file", "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    pages = {path.relative_to(root / "site"): path.read_bytes() for path in (root / "site").rglob("*.*")}
    assert pages.keys() == {path.relative_to(kitchen.folder) for path in kitchen.folder.rglob("*.*")}
    for name, page in pages.items():
        if name.suffix == ".html":  # each engine puts its own name there
            assert GENERATOR.sub(b"", page) == GENERATOR.sub(b"", (kitchen.folder / name).read_bytes()), name
        elif name.suffix != ".gz" and name.name != "manifest.txt":
            assert page == (kitchen.folder / name).read_bytes(), name


def test_zensical_gets_linked_text_and_numbers_by_the_extension(kitchen_root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(kitchen_root, tmp_path / "kitchen", ignore=shutil.ignore_patterns("site", ".cache", "hooks"))
    config = "site_name: Kitchen\nmarkdown_extensions:\n  attr_list: {}\n  toc: {}\n  reader.markdown: {}\n"
    (root / "mkdocs.yml").write_text(config, "utf-8")
    done = run(root, "zensical", "build", "--config-file", "mkdocs.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "site/articles/sauces/index.html").read_text("utf-8")
    assert 'class="term" data-term="roux" href="../../glossary/#roux"' in page
    assert 'id="p3"' in page


def test_the_extension_runs_on_the_command_line(kitchen_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "markdown", "-x", "reader.markdown"],
        cwd=kitchen_root / "docs",
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        input="Start with a roux.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == '<p>Start with a <a class="term" data-term="roux" href="glossary.md#roux">roux</a>.</p>'


def test_the_extension_says_where_it_found_no_collection(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "markdown", "-x", "reader.markdown"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        input="Start with a roux.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "<p>Start with a roux.</p>"
    assert done.stderr == f"no mkdocs.yml in {tmp_path} or above: no term or name is known\n"

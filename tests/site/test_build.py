"""How a build ends: no warning, the same bytes, nothing written elsewhere; or every problem, and the old site kept."""

import hashlib
import json
import logging
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from reader.building.loading import load
from reader.mkdocs.sealing import digest_of, manifest
from reader.mkdocs.swapping import exchange
from reader.problems import report
from tests.site.conftest import ROOT, SUB_PATH, Site, kitchen_in, mkdocs, new_collection
from tests.site.reproducing import ELSEWHERE, differing
from tests.site.reproducing import build as build_in


def bytes_of(folder: Path) -> dict[str, str]:
    """The files of a folder with a digest of each."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_collection(tmp_path / "small")


def test_no_warnings(site: Site) -> None:
    assert "WARNING" not in site.said
    assert "Traceback" not in site.said


def test_a_missing_address_is_said_once(ours: Site, kitchen: Site) -> None:
    assert ours.said.count("no site_url is set") == 1
    assert "site_url" not in kitchen.said


def test_a_new_collection_builds_at_once(root: Path) -> None:
    done = mkdocs(root, root / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (root / "site/articles/first-article/index.html").is_file()


def test_same_bytes_and_modes_in_other_surroundings_and_nothing_written_elsewhere(
    kitchen: Site, tmp_path: Path
) -> None:
    root = kitchen_in(tmp_path / "the-kitchen")
    shutil.rmtree(root / ".cache")
    before = bytes_of(root)
    done = build_in(root, root / "site", ELSEWHERE, SUB_PATH)
    assert done.returncode == 0, done.stderr
    assert differing(root / "site", kitchen.folder) == []
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    assert bytes_of(root) == before


def test_the_manifest_has_every_file(site: Site) -> None:
    lines = (site.folder / "data/manifest.txt").read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert list(told) == sorted(told)
    assert told == {name: digest for name, digest in bytes_of(site.folder).items() if name != "data/manifest.txt"}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum on this machine")
def test_sha256sum_reads_the_manifest(kitchen: Site, tmp_path: Path) -> None:
    copy = shutil.copytree(kitchen.folder, tmp_path / "copy")
    (copy / "a\\b.txt").write_text("x")
    (copy / "data/manifest.txt").write_text("".join(each for each in manifest(copy) if "manifest.txt" not in each))
    check = ["sha256sum", "--check", "--strict", "--quiet", "data/manifest.txt"]
    assert subprocess.run(check, cwd=copy, check=False).returncode == 0
    (copy / "index.html").write_text("other")
    assert subprocess.run(check, cwd=copy, capture_output=True, check=False).returncode == 1


def test_the_version_tells_what_made_a_site(kitchen_root: Path, kitchen: Site, tmp_path: Path) -> None:
    told = json.loads((kitchen.folder / "data/version.json").read_text("utf-8"))
    assert told["reader"] == version("reader")
    assert told["made_with"]["mkdocs"] == version("mkdocs")
    assert "commit" not in told
    sources = ("glossary.yml", "people.yml", "docs", "anchors", "annotations", "full", "mkdocs.yml")
    places = [str(kitchen_root / each) for each in sources]
    assert told["sources"] == digest_of(kitchen_root, places)
    copy = shutil.copytree(kitchen_root, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    assert digest_of(copy, [str(copy / each) for each in sources]) == told["sources"]
    (copy / "glossary.yml").write_text("{}\n")
    assert digest_of(copy, [str(copy / each) for each in sources]) != told["sources"]


def test_the_sitemap_names_every_page(kitchen: Site) -> None:
    sitemap = (kitchen.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{SUB_PATH}articles/sauces/</loc>" in sitemap
    # The day of an article's last revision, never that of the build.
    assert set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)) == {"2026-01-01"}
    assert sitemap.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert sitemap.count("<loc>") == len(kitchen.pages) - 1


def test_a_failing_build_reports_all_and_keeps_the_old_site(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("old")
    (root / "glossary.yml").write_text("anchor:\n  defnition: x\n")
    (root / "people.yml").unlink()
    (root / "docs/articles/Bad Name.md").write_text("x")
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    assert report(load(root, root / "docs").problems) in done.stderr
    assert "Traceback" not in done.stderr
    assert bytes_of(root / "site").keys() == {"index.html"}
    assert (root / "site/index.html").read_text() == "old"


def test_a_strict_build_with_warnings_keeps_the_old_site(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("old")
    with (root / "docs/articles/first-article.md").open("a", encoding="utf-8") as file:
        file.write("\nA paragraph that no ledger knows.\n")
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    assert "WARNING -  anchors/first-article.jsonl: behind docs/articles/first-article.md" in done.stderr
    assert (root / "site/index.html").read_text() == "old"
    assert not list(root.glob(".site*"))


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name)
    assert exchange(tmp_path / "one", tmp_path / "other") == (sys.platform in ("linux", "darwin"))
    assert (tmp_path / "one/page").read_text() == "other"
    assert not exchange(tmp_path / "one", tmp_path / "nowhere")


def test_a_site_lost_between_two_renames_is_brought_back(root: Path) -> None:
    """Where a system cannot exchange folders: whoever is killed between the renames leaves it under another name."""
    (root / ".site.old").mkdir()
    (root / ".site.old/index.html").write_text("old")
    (root / "glossary.yml").write_text("anchor:\n  defnition: x\n")
    assert mkdocs(root, root / "site").returncode == 1
    assert (root / "site/index.html").read_text() == "old"
    assert not list(root.glob(".site*"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("glossary.yml", "anchor: [\n"),
        ("glossary.yml", ""),
        ("people.yml", "{}: {}\n"),
        ("docs/articles/first-article.md", "---\ntitle: [\n"),
        ("docs/articles/first-article.md", "\x00"),
    ],
)
def test_no_file_ends_a_build_in_a_traceback(root: Path, name: str, text: str) -> None:
    (root / name).write_text(text)
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{name}" in done.stderr
    assert not (root / "site").exists()


def test_dead_links_and_anchors_fail_a_strict_build(root: Path) -> None:
    (root / "docs/about.md").write_text("# About\n\n[x](nowhere.md) [y](glossary.md#nothing)\n")
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    assert 'docs/about.md:3: a link to "nowhere.md", which is no file in docs/' in done.stderr
    assert 'docs/about.md:3: a link to "glossary.md#nothing", but docs/glossary.md has no such anchor' in done.stderr


def test_a_rebuild_in_the_same_process_starts_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    glossary = root / "glossary.yml"
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        for word in ("first", "second"):
            glossary.write_text(f"anchor:\n  definition: Meaning {word}1.\n{word}:\n  definition: A word.\n")
            build(load_config(str(root / "mkdocs.yml")))
            page = (root / "site/glossary/index.html").read_text(encoding="utf-8")
            assert f"Meaning {word}1." in page
        assert "first1" not in page
        assert 'id="second"' in page
    finally:
        logger.setLevel(level)


def test_what_lies_outside_docs_is_watched() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    watched = {Path(path).relative_to(ROOT).as_posix() for path in config.watch}
    assert {"glossary.yml", "people.yml", "hooks/reader"} <= watched

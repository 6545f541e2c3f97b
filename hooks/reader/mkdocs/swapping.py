"""The finished site takes the place of the previous one only when it is whole.

MkDocs empties the site's folder before it converts the first page, so a build that fails would leave nothing. It builds
into a folder beside it instead, and the two change places at the end.
"""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

NEW, OLD = ".new", ".old"


def build_beside(config: MkDocsConfig) -> Path:
    """Point a build to a folder beside the site's, which is returned; mend what a killed build has left."""
    site = Path(config.site_dir)
    new, old = beside(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for each in (new, old):
        shutil.rmtree(each, ignore_errors=True)
    config.site_dir = str(new)
    return site


def swap(config: MkDocsConfig, site: Path) -> None:
    """Put the finished site in its place."""
    place(site)
    config.site_dir = str(site)


def place(site: Path) -> None:
    """Let what was built beside a site take its place."""
    new, old = beside(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def abandon(site: Path) -> None:
    """Remove what a failed build has written; the previous site stays."""
    shutil.rmtree(beside(site)[0], ignore_errors=True)


def beside(site: Path) -> tuple[Path, Path]:
    """The folders that a build uses beside the site's: the new one, and the old one while they change places."""
    return site.with_name(f".{site.name}{NEW}"), site.with_name(f".{site.name}{OLD}")

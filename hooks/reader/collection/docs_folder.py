"""The docs folder: which files are pages, which of them are articles, and which stand in another's way."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.problems import Problem

ARTICLES = "articles"
HOME, GLOSSARY_PAGE, PEOPLE_INDEX, ARTICLES_INDEX = "index.md", "glossary.md", "people/index.md", "articles/index.md"
SEARCH_PAGE = "search.md"
# Whose pages are the editor's own: their HTML is left as it is.
TRUSTED = "about/"
# The copy of base.yml that a collection of its own inherits.
SETTINGS = "hooks/base.yml"
INDEXES = ("index.md", "README.md")
# What MkDocs takes for Markdown besides .md.
OTHER_SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd")


def markdown_files(docs: Path) -> Iterator[tuple[str, Path]]:
    """Yield source paths and files as MkDocs finds them, in order: links are followed, what starts with a dot is not.

    A folder that leads back into itself is entered once.
    """
    found: list[Path] = []
    suffixes = (".md", *OTHER_SUFFIXES)
    for folder, folders, names in os.walk(docs, followlinks=True):
        here = Path(folder).resolve()
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and not here.is_relative_to(Path(folder, each).resolve())
        ]
        found += [Path(folder, name) for name in names if name.endswith(suffixes) and not name.startswith(".")]
    for path in sorted(found):
        yield path.relative_to(docs).as_posix(), path


def is_article(src_uri: str) -> bool:
    """Whether a page is an article: any Markdown file directly in `articles/` but its index."""
    folder, _, name = src_uri.rpartition("/")
    return folder == ARTICLES and name not in INDEXES and name.endswith(".md")


def is_trusted(src_uri: str) -> bool:
    """Whether what stands on a page may run: on those below `about/`, as in templates and in mkdocs.yml."""
    return src_uri.startswith(TRUSTED)


def misplaced(src_uri: str, path: str) -> Iterator[Problem]:
    """Find an article or a page that is in no place for one; `path` is what messages call it."""
    folder, _, name = src_uri.rpartition("/")
    if name.endswith(OTHER_SUFFIXES):
        yield Problem(path, 0, "a page's file ends in .md", f"rename it to {Path(name).stem}.md")
    if folder.startswith(f"{ARTICLES}/"):
        message = f"an article stands directly in docs/{ARTICLES}/, not in a folder below"
        yield Problem(path, 0, message, f"move it to docs/{ARTICLES}/")


def collisions(pages: Iterable[tuple[str, str]], people: Iterable[str]) -> Iterator[Problem]:
    """Find two pages at one address, generated ones among them.

    `pages` are source paths, each with what messages call it. Folders count as addresses (`use_directory_urls`).
    """
    made = {_address(page): page for page in (HOME, GLOSSARY_PAGE, PEOPLE_INDEX, ARTICLES_INDEX)}
    owners = {f"people/{id}": f"the page of person {id}" for id in people}
    for src_uri, path in pages:
        address = _address(src_uri)
        if made.get(address, src_uri) != src_uri:
            message = f"this page has the address of docs/{made[address]}"
            yield Problem(path, 0, message, f"put its text there: docs/{made[address]}")
        elif address in owners:
            yield Problem(path, 0, f"this page has the address of {owners[address]}", "rename it, or move it")
        owners.setdefault(address, path)


def _address(src_uri: str) -> str:
    folder, _, name = src_uri.rpartition("/")
    return folder if name in INDEXES else src_uri.rpartition(".")[0]

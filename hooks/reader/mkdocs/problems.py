"""Telling what is wrong, with everything that a build found at once."""

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from reader.building.converted import Converted
from reader.building.links import KINDS, wrong_entries
from reader.building.problems import Checker
from reader.building.starting import Start
from reader.citing.pandoc import PandocError
from reader.mkdocs.errors import CollectionError
from reader.mkdocs.files import source, urls_of
from reader.mkdocs.policy import policy_problems
from reader.mkdocs.setup import stale_settings

log = logging.getLogger("mkdocs.hooks.reader")


def take_over(config: MkDocsConfig) -> frozenset[str]:
    """Keep MkDocs from telling of wrong links in its own way; gives the kinds that are to be told."""
    links, nav = config.validation.links, config.validation.nav
    told = {kind for kind in KINDS if getattr(links, kind) >= logging.WARNING}
    if nav.not_found >= logging.WARNING:
        told.add("nav")
        nav.not_found = logging.DEBUG
    return frozenset(told)


def tell(
    start: Start,
    pages: Mapping[str, Converted],
    files: Files,
    config: MkDocsConfig,
    told: Collection[str],
    *,
    serving: bool,
) -> None:
    """Stop the build with every problem of every file; where only ledgers are behind, warn of each."""
    urls = urls_of(files)
    checker = Checker(
        start.collection, start.loaded.ledgers, pages, partial(source, files), urls, told, start.loaded.unread
    )
    problems = {*start.loaded.problems, *checker.problems()}
    problems.update(stale_settings(Path(config.config_file_path).parent))
    problems.update(policy_problems(config))
    if "nav" in told:
        path = Path(config.config_file_path)
        problems.update(wrong_entries(_entries(config.nav), urls, path.name, path.read_text(encoding="utf-8")))
    unread = {f"anchors/{id}.jsonl" for id in start.loaded.unread}
    stale = [each for each in start.keeper.stale(start.read(pages)) if each.path not in unread]
    if problems:
        behind = [each for each in stale if start.loaded.ledgers]
        raise CollectionError([*problems, *behind])
    for each in stale:
        (log.info if serving else log.warning)(each)


def _entries(nav: Any) -> Iterator[str]:
    """The paths that a navigation names, in order."""
    if isinstance(nav, str):
        yield nav
    for each in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _entries(each)


@contextmanager
def telling() -> Iterator[None]:
    """Tell in one message what keeps the citations from being made."""
    try:
        yield
    except PandocError as error:
        raise PluginError(str(error)) from error

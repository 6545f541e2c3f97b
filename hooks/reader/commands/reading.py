"""Reading a collection as its build does, without making pages."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from reader.building.converted import Converted
from reader.building.starting import Start
from reader.mkdocs.errors import CollectionError


def hook_of(config: MkDocsConfig) -> Any:
    """The hook of this package in a configuration, whose `held` is the build under way or the last one."""
    hooks: Any = config.hooks  # modules by path, whatever its type says
    return next(module for module in hooks.values() if hasattr(module, "held"))


def opened(config: MkDocsConfig) -> Start:
    """Start a build: the configuration is then as the collection's own hook leaves it."""
    held = hook_of(config).held
    held.reading = True
    try:
        config.plugins.on_config(config)
    finally:
        held.reading = False
    start: Start = held.start
    if start.loaded.problems:
        raise CollectionError(start.loaded.problems)
    return start


def read_articles(config: MkDocsConfig) -> tuple[Start, dict[str, Converted]]:
    """Convert every article of a collection, with its hooks, plugins and extensions; gives them by source path."""
    config.plugins.on_startup(command="build", dirty=False)
    start = opened(config)
    config.plugins.on_pre_build(config=config)
    files = config.plugins.on_files(get_files(config), config=config)
    held = hook_of(config).held
    for article in start.collection.articles.values():
        file = files.get_file_from_path(article.src_uri)
        if file:
            page = config.plugins.on_pre_page(Page(None, file, config), config=config, files=files)
            page.read_source(config)
            config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    # A ledger must not take an article that could not be converted for one that is empty.
    if failed := [problem for page in held.pages.values() if not page.blocks for problem in page.problems]:
        raise CollectionError(failed)
    return start, held.pages

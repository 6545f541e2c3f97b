"""What MkDocs calls: each event hands its objects to the package as plain values.

MkDocs loads this file once a process and takes every callable here that is named `on_*` for an event. `mkdocs serve`
keeps the module, so each build starts over in `on_config`. This folder is on the import path only while the file
itself runs: everything is imported at the top.
"""

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from reader.building.converted import Converted
from reader.building.site import Site, gather
from reader.building.starting import Start
from reader.citing.citations import prepare
from reader.citing.csl import Item
from reader.collection.docs_folder import is_trusted
from reader.exports.files import data_files
from reader.exports.search_records import search_index
from reader.markdown import convert_page
from reader.mkdocs import setup
from reader.mkdocs.errors import edge
from reader.mkdocs.files import add_files, urls_of
from reader.mkdocs.pages import converted_pages, describe, fill, is_hidden, relative_from, show, title_of
from reader.mkdocs.pictures import write_pictures
from reader.mkdocs.policy import policy_of, write_headers
from reader.mkdocs.problems import take_over, tell, telling
from reader.mkdocs.sealing import seal
from reader.mkdocs.serving import guard_first_build, guard_server
from reader.mkdocs.swapping import Beside, abandon, build_beside, swap
from reader.pages.kinds import full_source
from reader.pages.material import mend
from reader.pages.policy import Policy
from reader.pages.view import Views

log = logging.getLogger("mkdocs.hooks.reader")


class Held:
    """The one object that is kept between events; `pages` are by source path, as are those `hidden` from the search.

    Each build begins with fresh ones.
    """

    serving = False
    reading = False  # a command only reads the pages: nothing will be written
    root = Path()
    place: Beside | None = None
    start: Start
    told: frozenset[str]
    pages: dict[str, Converted]
    items: dict[str, Item]
    site: Site
    hidden: frozenset[str]
    views: Views
    policy: Policy


held = Held()


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    held.serving = command == "serve"
    if held.serving:
        guard_first_build()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if held.place:  # of a build that was broken off in this process
        abandon(held.place)
    held.root, held.place = Path(config.config_file_path).parent, None
    setup.watch(config)
    held.start, held.told, held.pages = setup.started(config), take_over(config), {}
    held.policy = policy_of(config, serving=held.serving)
    # A preview is built into a folder of its own.
    held.place = None if held.serving or held.reading else build_beside(config)
    setup.tell_of_host(held.start)
    setup.add_theme(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    held.items = add_files(files, held.start, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    setup.shorten_menu(nav)
    return nav


@event_priority(-100)  # what other plugins make of the text is what is converted
def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    src_uri = page.file.src_uri
    collection = held.start.collection
    describe(page, collection)
    with telling():
        source = full_source(src_uri, text, collection)
        held.pages[src_uri] = convert_page(source, held.start.context(src_uri), held.start.setting)
    return ""  # nothing is left for MkDocs to convert


@event_priority(100)  # before plugins that read the content
def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    show(page, held.pages[page.file.src_uri])
    return content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Every page has been converted: what only the whole knows can be filled in."""
    tell(held.start, held.pages, files, config, held.told, serving=held.serving)
    with telling():
        prepare(held.items.values())
    pages = converted_pages(files, held.pages)
    titles = {page.file.src_uri: title_of(page) for page in pages}
    held.site = gather(held.start, held.pages, urls=urls_of(files), items=held.items, titles=titles)
    held.hidden = frozenset(each.file.src_uri for each in pages if is_hidden(each))
    held.views = Views(held.site)
    fill(pages, held.views, held.pages)
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:  # noqa: ARG001
    converted = held.pages[page.file.src_uri]
    return context | held.views.context(converted, relative_from(page), page.canonical_url or "")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    return held.policy.guard(mend(output), page.content or "", trusted=is_trusted(page.file.src_uri))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    return held.policy.guard(mend(output)) if template_name.endswith(".html") else output


def _write(config: MkDocsConfig) -> None:
    for path, data in search_index(held.site, held.hidden).items():
        write_file(data, str(Path(config.site_dir, path)))
    for path, text in data_files(held.site).items():
        write_file(text.encode(), str(Path(config.site_dir, path)))
    write_pictures(held.site, config)
    write_headers(config)


def _finish(config: MkDocsConfig) -> None:
    seal(config, setup.sources(config))
    if held.place and swap(config, held.place):
        held.place = None


# When every plugin has written, the site is whole.
on_post_build = CombinedEvent(_write, event_priority(-100)(_finish))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG001
    return guard_server(server, Path(config.config_file_path))


def on_build_error(error: Exception) -> None:
    if held.place:
        abandon(held.place)
        held.place = None
    edge(error, held.root)

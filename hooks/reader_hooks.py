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

from reader.building.citations import cite_all
from reader.building.converted import Converted
from reader.building.part import part_of
from reader.building.site import Known, Site, gather, known_of
from reader.building.starting import Start
from reader.building.volumes import WHOLE
from reader.citing.csl import Item
from reader.collection.docs_folder import is_trusted
from reader.exports.files import article_files, data_files
from reader.exports.search_records import search_index
from reader.mkdocs import setup
from reader.mkdocs.converting import Conversion
from reader.mkdocs.errors import edge
from reader.mkdocs.files import add_files, urls_of
from reader.mkdocs.pages import converted_pages, describe, fill, page_facts, relative_from, show
from reader.mkdocs.pictures import write_pictures
from reader.mkdocs.policy import policy_of, write_headers
from reader.mkdocs.problems import take_over, tell, telling
from reader.mkdocs.rendering import NAME, Rendering
from reader.mkdocs.sealing import seal
from reader.mkdocs.serving import guard_first_build, guard_server
from reader.mkdocs.swapping import Beside, abandon, build_beside, swap
from reader.pages.material import mend
from reader.pages.policy import Policy
from reader.pages.view import Views

log = logging.getLogger("mkdocs.hooks.reader")


class Held:
    """The one object that is kept between events; `pages` are by source path. Each build begins with fresh ones.

    `work` is what is made of the site: all of it, but where a command builds a volume.
    """

    serving = False
    reading = False  # a command only reads the pages: nothing will be written
    root = Path()
    place: Beside | None = None
    work = WHOLE
    start: Start
    conversion: Conversion
    told: frozenset[str]
    pages: dict[str, Converted]
    items: dict[str, Item]
    site: Site
    known: Known
    views: Views
    policy: Policy
    nav: Navigation
    rendering: Rendering


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
    held.conversion, held.work = Conversion(held.start, config), WHOLE
    held.policy = policy_of(config, serving=held.serving)
    # A preview is built into a folder of its own.
    held.place = None if held.serving or held.reading else build_beside(config)
    setup.tell_of_host(held.start)
    setup.add_theme(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    held.items = add_files(files, held.start, config, held.work)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    setup.shorten_menu(nav)
    held.nav = nav
    return nav


@event_priority(-100)  # what other plugins make of the text is what is converted
def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    src_uri = page.file.src_uri
    describe(page, held.start.collection)
    with telling():
        held.pages[src_uri] = held.conversion.page(src_uri, text, files, held.work)
    return ""  # nothing is left for MkDocs to convert


@event_priority(100)  # before plugins that read the content
def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    show(page, held.pages[page.file.src_uri])
    return content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Every page has been converted: what only the whole knows can be filled in."""
    pages, work = converted_pages(files, held.pages), held.work
    if not work.known:  # else the parts were checked when they were merged
        tell(held.start, held.pages, files, config, held.told, serving=held.serving)
    with telling():
        cite_all(held.items.values(), held.conversion.cache)
    held.known = work.known or known_of(part_of(page_facts(pages, held.pages, held.start.collection)))
    converted = work.pages or held.pages
    held.site = gather(held.start, held.known, converted, urls=urls_of(files), items=held.items)
    held.views = Views(held.site)
    fill(pages, held.views, held.pages)
    held.rendering = Rendering(held.conversion.cache, config, held.nav, files, serving=held.serving)
    return held.rendering.install(env)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:  # noqa: ARG001
    converted = held.pages[page.file.src_uri]
    own = held.views.context(converted, relative_from(page), page.canonical_url or "")
    return context | own | {NAME: held.rendering}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    content, trusted = page.content or "", is_trusted(page.file.src_uri)
    return held.rendering.finished(output, lambda html: held.policy.guard(mend(html), content, trusted=trusted))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    return held.policy.guard(mend(output)) if template_name.endswith(".html") else output


def _write(config: MkDocsConfig) -> None:
    site, work = held.site, held.work
    own = [article for src_uri, article in site.articles.items() if work.has(src_uri)]
    texts = article_files(site, own)
    if work.once:
        texts |= data_files(site)
        for path, data in search_index(site, held.known.hidden).items():
            write_file(data, str(Path(config.site_dir, path)))
        write_headers(config)
    for path, text in texts.items():
        write_file(text.encode(), str(Path(config.site_dir, path)))
    write_pictures(site, own, config)
    held.conversion.finish()


def _finish(config: MkDocsConfig) -> None:
    if not held.work.known:  # else what the volumes are put together to is sealed
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

"""The files of a site: those that the build adds to what lies in `docs/`."""

from collections.abc import Iterable, Mapping
from functools import partial
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from reader.building.site import items_of
from reader.building.starting import Start
from reader.building.volumes import WHOLE, Work
from reader.citing.csl import Item
from reader.citing.revisions import histories
from reader.exports.files import WRITERS, reference_files
from reader.pages.history import source_of
from reader.pages.kinds import made_pages
from reader.pages.redirect import SCRIPT, redirect, sorting_page

# Material's own search, which the theme would copy into every site.
UNUSED = ("assets/javascripts/workers/", "assets/javascripts/lunr/")


def add_files(files: Files, start: Start, config: MkDocsConfig, work: Work = WHOLE) -> dict[str, Item]:
    """Add the pages and records that the build makes; gives the records of the published articles, as far as they are
    work of this build.
    """
    _empty(files, start.loaded.unreadable, config)
    _pages(files, start, config)
    for unused in [each for each in files if each.src_uri.startswith(UNUSED)]:
        files.remove(unused)
    for article in start.collection.articles.values():
        file = files.get_file_from_path(article.src_uri)
        if article.draft and file:
            file.inclusion = InclusionLevel.DRAFT
    _redirects(files, start, config)
    urls = urls_of(files)
    items = items_of(start, lambda src_uri: urls.get(src_uri) if work.once or work.has(src_uri) else None)
    made = reference_files(items, [id for id in items if work.has(f"articles/{id}.md")])
    if work.known:  # what other volumes make is known by its address
        published = [each for each in start.collection.articles.values() if each.src_uri in urls and not each.draft]
        names = (f"data/references/{each.id}.{suffix}" for each in published for suffix in WRITERS)
        made = dict.fromkeys(names, "") | made
    for src_uri, text in made.items():
        files.append(File.generated(config, src_uri, content=text.encode()))
    return items


def urls_of(files: Files) -> Mapping[str, str]:
    """The address of every file, from the root of the site, by its source path."""
    return {file.src_uri: file.url for file in files}


def source(files: Files, src_uri: str) -> str:
    """What an editor typed into the file of a page; nothing where the build made the page."""
    file = files.get_file_from_path(src_uri)
    return file.content_string if file and file.abs_src_path else ""


def _empty(files: Files, unreadable: Iterable[str], config: MkDocsConfig) -> None:
    """Keep MkDocs from reading files that it would stop at: the report tells of them with all the rest."""
    for src_uri in unreadable:
        if file := files.get_file_from_path(src_uri):
            files.remove(file)
            files.append(File.generated(config, src_uri, content=""))


def _pages(files: Files, start: Start, config: MkDocsConfig) -> None:
    for src_uri, (kind, text) in made_pages(start.collection, config.site_name).items():
        existing = files.get_file_from_path(src_uri)
        if existing and not kind.ours:
            continue
        if existing:
            files.remove(existing)
        page = File.generated(config, src_uri, content=text)
        if not kind.in_menu:
            page.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(page)
    for id in histories(start.collection, start.loaded.ledgers):
        page = File.generated(config, source_of(id), content="# Revisions\n")
        page.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(page)


def _redirects(files: Files, start: Start, config: MkDocsConfig) -> None:
    keeper = start.keeper
    for former, src_uri, title in keeper.redirects(start.collection.people.values()):
        target = files.get_file_from_path(src_uri)
        if not target:
            continue
        old = File(former, config.docs_dir, config.site_dir, config.use_directory_urls)
        canonical = urljoin(config.site_url, target.url) if config.site_url else ""
        to, script = (get_relative_url(each, old.url) for each in (target.url, SCRIPT))
        if tombstones := keeper.joined(former):
            text = sorting_page(title, to, script, canonical, tombstones, partial(_address, files, old))
        else:
            text = redirect(title, to, script, canonical)
        files.append(File.generated(config, old.dest_uri, content=text))


def _address(files: Files, page: File, href: str) -> str:
    """The address on the site, seen from a page, of a source address in `articles/`."""
    name, _, fragment = href.partition("#")
    file = files.get_file_from_path(f"articles/{name}") if name else page
    return f"{get_relative_url(file.url, page.url) if file and name else ''}#{fragment}"

"""What MkDocs calls: each event hands its objects to the package as plain values.

MkDocs loads this file once a process and takes every callable here that is named `on_*` for an event. `mkdocs serve`
keeps the module, so each build starts over in `on_config`. This folder is on the import path only while the file
itself runs: everything is imported at the top.
"""

import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

from reader.anchors.anchor import slug
from reader.anchors.files import read_ledgers
from reader.anchors.keeper import Keeper
from reader.anchors.ledger import FOLDER as LEDGERS
from reader.building.build import Build, current, start
from reader.building.page_problems import page_problems
from reader.citing.citations import prepare
from reader.citing.cited_by import cited_by
from reader.citing.csl import Edition, Item, csl_item
from reader.citing.editions import dates
from reader.citing.jsonld import Site
from reader.citing.pandoc import PandocError
from reader.citing.titles import names
from reader.citing.wording import all_wordings
from reader.collection.annotations import FOLDER as ANNOTATIONS
from reader.collection.annotations import load_annotations
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.full_texts import FOLDER as FULL_TEXTS
from reader.collection.full_texts import read_full_texts
from reader.collection.loading import load
from reader.collection.records import Target
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.commands.outline import in_place_of
from reader.exports.files import data_files, reference_files
from reader.markdown import PageContext, ReaderExtension
from reader.pages.cards import definitions
from reader.pages.glossary import glossary, search_boosts
from reader.pages.home import articles_by_date
from reader.pages.material import mend
from reader.pages.people import people_index, person_page
from reader.pages.redirect import redirect, sorting_page
from reader.pages.view import PageView
from reader.problems import HEADLINE, report
from reader.text.english import listed
from reader.text.escaping import escape

log = logging.getLogger("mkdocs.hooks.reader")
THEME = Path(__file__).parent / "reader" / "theme"
# What a preview watches beside docs/ and mkdocs.yml.
SOURCES = (GLOSSARY, PEOPLE, LEDGERS, ANNOTATIONS, FULL_TEXTS)
STYLE = "assets/reader/reader.css"
SCRIPTS = ("search", "cards", "notes", "glossary", "cite", "keys")
HOME, PEOPLE_INDEX = "index.md", "people/index.md"
LIST = "./#articles_by_date"
MENU_LIMIT = 40
# MkDocs would put the day of the build here, and into the head of sitemap.xml.gz: a build reads no clock.
UNDATED = "1970-01-01"
DEFAULT_PAGES = {HOME: "# {site}\n", GLOSSARY_PAGE: "# Glossary\n", PEOPLE_INDEX: "# People\n"}


_serving: list[bool] = []


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    _serving[:] = [True] if command == "serve" else []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    loaded = load(root, docs)
    ledgers, broken = read_ledgers(root)
    annotations, found = load_annotations(root, loaded.collection.articles)
    full_texts, strays = read_full_texts(root, loaded.collection.articles)
    if problems := (*loaded.problems, *broken, *found, *strays):
        raise PluginError(f"{HEADLINE}{report(problems)}")
    if not config.site_url:
        log.info("no site_url is set: the site works at any address, and citations give links without a host")
    extension = ReaderExtension(loaded.collection, word=_telling()(all_wordings))
    keeper = Keeper(loaded.collection.articles, ledgers)
    start(Build(loaded, extension, keeper, config.site_url or "", annotations, full_texts))
    if full_texts:
        log.info("the full text of %s is shown: keep this site to yourself", listed(list(full_texts)))
    config.markdown_extensions = [each for each in config.markdown_extensions if isinstance(each, str)]
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(THEME))
    for path in (*(root / each for each in SOURCES), Path(__file__).parent):
        if str(path) not in config.watch and path.exists():
            config.watch.append(str(path))
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
        for name in SCRIPTS:
            script = ExtraScriptValue(f"assets/reader/{name}.js")
            script.type = "module"
            config.extra_javascript.append(script)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = current()
    for src_uri, text in DEFAULT_PAGES.items():
        if files.get_file_from_path(src_uri) is None:
            files.append(File.generated(config, src_uri, content=text.format(site=escape(config.site_name))))
    for person in build.loaded.collection.people.values():
        src_uri = f"people/{person.id}.md"
        text = person_page(person, build.loaded.collection, build.cite(src_uri))
        page = File.generated(config, src_uri, content=text)
        page.inclusion = InclusionLevel.NOT_IN_NAV
        if existing := files.get_file_from_path(src_uri):
            files.remove(existing)
        files.append(page)
    for article in build.loaded.collection.articles.values():
        file = files.get_file_from_path(article.src_uri)
        if article.draft and file:
            file.inclusion = InclusionLevel.DRAFT
    for former, src_uri, title in build.keeper.redirects(build.loaded.collection.people.values()):
        target = files.get_file_from_path(src_uri)
        if target:
            old = File(former, config.docs_dir, config.site_dir, config.use_directory_urls)
            canonical = urljoin(config.site_url, target.url) if config.site_url else ""
            tombstones = build.keeper.joined(former)
            address = partial(_address, files, old)
            to = get_relative_url(target.url, old.url)
            text = (
                sorting_page(title, to, canonical, tombstones, address)
                if tombstones
                else redirect(title, to, canonical)
            )
            files.append(File.generated(config, old.dest_uri, content=text))
    build.items = _items(build, files, config)
    for src_uri, text in reference_files(build.items).items():
        files.append(File.generated(config, src_uri, content=text.encode()))
    return files


def _address(files: Files, page: File, href: str) -> str:
    """The address on the site, seen from a page, of a source address in `articles/`."""
    name, _, fragment = href.partition("#")
    file = files.get_file_from_path(f"articles/{name}") if name else page
    return f"{get_relative_url(file.url, page.url) if file and name else ''}#{fragment}"


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """A menu of hundreds of articles helps nobody, and Material writes it into every page: the list by date serves."""
    nav.items = [
        Link(item.title, LIST) if isinstance(item, Section) and len(item.children) > MENU_LIMIT else item
        for item in nav.items
    ]
    return nav


def _items(build: Build, files: Files, config: MkDocsConfig) -> dict[str, Item]:
    """The records of the published articles as CSL-JSON."""
    items = {}
    known = names(build.loaded.collection)
    for article in build.loaded.collection.articles.values():
        file = files.get_file_from_path(article.src_uri)
        if file and not article.draft:
            # Without a site's address the records have the path from its root.
            url = (config.site_url or "") + file.url
            people = build.loaded.collection.people
            made = dates(build.keeper.ledgers.get(article.id))
            edition = Edition(_site(config).editors, made.published[:4])
            items[article.id] = csl_item(build.shown(article), people, config.site_name, url, edition, known)
    return items


def _site(config: MkDocsConfig) -> Site:
    """The site as its pages name it; who edits it and its licence may stand under `extra:` in mkdocs.yml."""
    extra = config.extra
    return Site(config.site_name, config.site_url or "", str(extra.get("editors", "")), str(extra.get("license", "")))


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    build = current()
    src_uri = page.file.src_uri
    article = build.article(src_uri)
    folder, _, name = src_uri.rpartition("/")
    person = name.removesuffix(".md") if folder == "people" else ""
    person = person if person in build.loaded.collection.people else ""
    page.update_date = UNDATED
    build.urls[src_uri] = page.url
    context = PageContext(
        src_uri,
        density=build.loaded.densities.get(src_uri, "section"),
        byline=article.authors if article else (),
        mint=partial(build.keeper.mint, article) if article else None,
        own=Target("person", person) if person else Target("article", article.id) if article else None,
        entries=src_uri == GLOSSARY_PAGE,
        annotations=tuple(build.annotations.get(article.id, ())) if article else (),
    )
    full_text = build.full_texts.get(article.id) if article else None
    if full_text is not None:
        context, text = in_place_of(config, context, text), full_text
    build.records[src_uri] = build.extension.start(context)
    if article:
        _describe(page, article.title, article.summary)
        return text
    _describe(page, build.loaded.titles.get(src_uri, ""))
    if person:
        _describe(page, build.loaded.collection.people[person].name)
        page.meta.setdefault("hide", ["navigation", "toc"])
    collection = build.loaded.collection
    appended = {
        HOME: lambda: articles_by_date(collection),
        GLOSSARY_PAGE: lambda: glossary(collection, build.cite(GLOSSARY_PAGE)),
        PEOPLE_INDEX: lambda: people_index(collection),
    }
    return f"{text}\n\n{appended[src_uri]()}\n" if src_uri in appended else text


def _describe(page: Page, title: str, summary: str = "") -> None:
    """Set what the theme prints of a page unescaped: its title as text, its description as an attribute."""
    if title:
        page.meta["title"] = html.escape(title, quote=False)
    if description := page.meta.get("description") or summary:
        page.meta["description"] = html.escape(html.unescape(str(description)))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Every page has been read: every use is known, and the search index is still to come."""
    build = current()
    if problems := list(page_problems(build, partial(_source, files))):
        raise PluginError(f"{HEADLINE}{report(problems)}")
    for each in build.keeper.stale():
        (log.info if _serving else log.warning)(each)
    build.gather()
    glossary_file = files.get_file_from_path(GLOSSARY_PAGE)
    if glossary_file and glossary_file.page:
        build.definitions = definitions(glossary_file.page.content or "")
    with _telling():
        prepare(build.items.values())
    build.cited = cited_by(build)
    build.titles = {
        file.src_uri: article.title
        if (article := build.article(file.src_uri))
        else html.unescape(file.page.title or "")
        for file in files.documentation_pages()
        if file.page
    }
    for file in files.documentation_pages():
        if file.page and file.page.content:
            file.page.content = _view(build, file.page).filled(file.page.content)
    return env


def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    view = _view(current(), page)
    context |= view.context(page.content or "", _site(config), page.canonical_url or "", page.title or "")
    return context


def _view(build: Build, page: Page) -> PageView:
    return PageView(build, page.file.src_uri, lambda address: get_relative_url(address, page.url))


def _source(files: Files, src_uri: str) -> str:
    """What an editor typed into the file of a page; nothing where the build made the page."""
    file = files.get_file_from_path(src_uri)
    return file.content_string if file and file.abs_src_path else ""


@contextmanager
def _telling() -> Iterator[None]:
    """Tell in one message what keeps the citations from being made."""
    try:
        yield
    except PandocError as error:
        raise PluginError(str(error)) from error


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    return mend(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    return mend(output) if template_name.endswith(".html") else output


@event_priority(50)  # before the search plugin writes its index
def on_post_build(config: MkDocsConfig) -> None:
    build = current()
    search = config.plugins.get("material/search")
    if search:
        glossary_url = build.urls[GLOSSARY_PAGE]
        boosts = {f"{glossary_url}#{id}": boost for id, boost in search_boosts(build.loaded.collection).items()}
        for entry in search.search_index.entries:
            if entry["location"] in boosts:
                entry["boost"] = boosts[entry["location"]]
    for path, text in data_files(build, config.site_name, config.site_url or "").items():
        write_file(text.encode(), str(Path(config.site_dir, path)))

"""The configuration of a build: what a collection's mkdocs.yml need not say."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

import reader
from reader.anchors.anchor import slug
from reader.anchors.ledger.files import FOLDER as LEDGERS
from reader.building.starting import Host, Start, start
from reader.collection.annotations import FOLDER as ANNOTATIONS
from reader.collection.docs_folder import SETTINGS
from reader.collection.full_texts import FOLDER as FULL_TEXTS
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.mkdocs.errors import CollectionError
from reader.problems import Problem
from reader.text.english import listed

log = logging.getLogger("mkdocs.hooks.reader")
PACKAGE = Path(reader.__file__).parent
THEME = PACKAGE / "theme"
# What a preview watches beside docs/ and mkdocs.yml.
SOURCES = (GLOSSARY, PEOPLE, LEDGERS, ANNOTATIONS, FULL_TEXTS)
MENU_LIMIT = 40


def started(config: MkDocsConfig) -> Start:
    """Load the collection of a configuration; stop where MkDocs must not look into docs/."""
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    # Who edits the site, and the address of its licence, may stand under `extra:` in mkdocs.yml.
    editors, license = (str(config.extra.get(key) or "") for key in ("editors", "license"))
    host = Host(config.site_name, config.site_url or "", editors, license, str(config.theme["language"] or "en"))
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    started = start(root, docs, host, config.markdown_extensions, config.mdx_configs)
    if not started.loaded.walkable:
        raise CollectionError(started.loaded.problems)
    return started


def tell_of_host(start: Start) -> None:
    """Say what the address of the site, or the lack of one, means for its readers."""
    if not start.host.address:
        log.info("no site_url is set: the site works at any address, and citations give links without a host")
    if full_texts := start.collection.full_texts:
        log.info("the full text of %s is shown: keep this site to yourself", listed(list(full_texts)))


def stale_settings(root: Path) -> list[Problem]:
    """Tell where a collection's own copy of the settings is of another version of this package."""
    copy = root / SETTINGS
    if not copy.is_file() or copy.read_bytes() == (PACKAGE / "base.yml").read_bytes():
        return []
    message = "these settings are of another version of the reader"
    return [
        Problem(SETTINGS, 0, message, "run: reader new --settings . (what you changed there belongs into mkdocs.yml)")
    ]


def add_theme(config: MkDocsConfig) -> None:
    """Lay our templates over Material's; they name the styles and scripts of each kind of page."""
    if "search" in config.plugins or "material/search" in config.plugins:
        log.warning("mkdocs.yml: the plugin search would index the pages once more: take it out of `plugins:`")
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(THEME))


def watch(config: MkDocsConfig) -> None:
    """Let a preview follow the data files, and this package itself."""
    root = Path(config.config_file_path).parent
    for path in (*(root / each for each in SOURCES), PACKAGE):
        if str(path) not in config.watch and path.exists():
            config.watch.append(str(path))


def sources(config: MkDocsConfig) -> list[str]:
    """The files and folders that a site is made of, less this package."""
    root = Path(config.config_file_path).parent
    return [config.config_file_path, config.docs_dir, *(str(root / each) for each in SOURCES)]


def shorten_menu(nav: Navigation) -> None:
    """A menu of hundreds of articles helps nobody, and Material writes it into every page: their list serves."""
    for item in nav.items:
        if isinstance(item, Section) and len(item.children) > MENU_LIMIT:
            first = item.children[0]
            item.children = [first] if isinstance(first, Page) and first.is_index else item.children[:MENU_LIMIT]

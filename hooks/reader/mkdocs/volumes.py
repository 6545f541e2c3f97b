"""Building a volume of a site: its steps, each by what lies in one folder.

Of MkDocs's own build, `mkdocs.commands.build.build`, a step does what it needs: the same functions in the same order,
for the pages of the volume alone. Some of them are private; a test holds what they and `build` are.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment
from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory

from reader.building.converted import Converted, from_bytes
from reader.building.part import Twice
from reader.building.starting import Start
from reader.building.sums import installation, sum_of
from reader.building.tables import About, NoPart, Tables, about, merge_parts, write_part
from reader.building.volumes import WHOLE, By, Pages, Plan, Work
from reader.building.work_folder import Folder
from reader.collection.docs_folder import GLOSSARY_PAGE, SETTINGS
from reader.mkdocs.errors import CollectionError
from reader.mkdocs.pages import UNDATED, page_facts
from reader.mkdocs.problems import tell
from reader.problems import Problem

log = logging.getLogger("mkdocs.hooks.reader")
WRITTEN = (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED, InclusionLevel.NOT_IN_NAV)


@dataclass
class Volume:
    """A step on one volume of a collection. `held` is what the hook of the collection holds."""

    config: MkDocsConfig
    held: Any
    folder: Folder
    number: int
    by: By = "count"
    volume: int = 0

    def convert(self) -> None:
        """Convert the pages of the volume, and tell in its part what the whole is to know of them."""
        self.start_over()
        files, _, _ = self.files(replace(WHOLE, has=self.has))
        own = [self.page(file, files) for file in self.own(files)]
        pages: dict[str, Converted] = self.held.pages
        made = {src_uri: page.to_bytes() for src_uri, page in pages.items()}
        keys = {src_uri: sum_of(data) for src_uri, data in made.items()}
        store = self.folder.pages
        for src_uri, key in keys.items():
            store.put(key, made[src_uri])
            if store.get(key) is None:
                hint = "free some space, or name another folder with --work"
                raise PluginError(f"{store.folder}: cannot be written\n    {hint}")
        facts = page_facts(own, pages, self.start.collection)
        known = (
            replace(each, key=keys[each.src_uri], source=self.held.conversion.sums[each.src_uri]) for each in facts
        )
        shared = {src_uri: data for src_uri, data in made.items() if src_uri == GLOSSARY_PAGE}
        write_part(self.folder.part(self.volume), self.about(self.volume), known, shared)

    def merge(self) -> None:
        """Merge the parts of all volumes into one, and tell what is wrong with their pages."""
        self.start_over()
        parts = [self.folder.part(volume) for volume in range(self.number + 1)]
        self.check(dict(enumerate(parts)), "convert")
        new = self.folder.merged.with_suffix(".new")
        try:
            merge_parts(new, parts)
            files, _, _ = self.files(WHOLE)
            pages = self.pages(Tables(new), files)
            self.check_pages(pages, files)
            tell(self.start, pages, files, self.config, self.held.told, serving=False)
            new.replace(self.folder.merged)
        except Twice as error:
            raise PluginError(f"docs/{error}: two parts differ on it\n    run again: reader build convert") from error
        finally:
            new.unlink(missing_ok=True)

    def render(self) -> None:
        """Write the files of the volume into its folder, whole or not at all."""
        self.start_over(reading=False)
        self.check({None: self.folder.merged}, "merge")
        tables = Tables(self.folder.merged)
        pages = self.pages(tables)
        plan, volume = self.plan, self.volume
        work = Work(lambda src_uri: plan.volume(src_uri) == volume, not volume, tables.known, pages)
        files, nav, env = self.files(work)
        pages.order = [file.src_uri for file in files.documentation_pages()]
        own = list(self.own(files))
        self.check_sources(tables, [self.page(file, files) for file in own])
        self.others(files, nav, tables)
        env = self.config.plugins.on_env(env, config=self.config, files=files)
        self.write(files, nav, env, own)
        self.folder.stamp(self.volume).write_bytes(msgspec.json.encode(self.stamp))

    def write(self, files: Files, nav: Navigation, env: Environment, own: list[File]) -> None:
        """Write what belongs to the volume, in the order in which MkDocs's build does."""
        config, site = self.config, self.held.site
        every = files.documentation_pages()
        for file in every:
            if file.page and file.src_uri not in self.held.pages:
                file.page.update_date = site.revised(file.src_uri) or UNDATED
        clean_directory(config.site_dir)
        for file in files:
            if not file.is_documentation_page() and file.inclusion in WRITTEN and self.has(file.src_uri):
                file.copy_file()
        if not self.volume:
            for template in config.theme.static_templates:
                _build_theme_template(template, env, files, config, nav)
            for template in config.extra_templates:
                _build_extra_template(template, files, config, nav)
        for file in own:
            assert file.page
            _build_page(file.page, config, every, nav, env)
        Path(config.site_dir).mkdir(parents=True, exist_ok=True)  # of a volume without pages
        config.plugins.on_post_build(config=config)

    def start_over(self, *, reading: bool = True) -> None:
        """Begin a build as MkDocs does; `reading`, where no site is written."""
        self.held.reading = reading
        try:
            self.config.plugins.on_startup(command="build", dirty=False)
            self.config = self.config.plugins.on_config(self.config)
        finally:
            self.held.reading = False
        self.config.plugins.on_pre_build(config=self.config)
        if self.start.loaded.problems:
            raise CollectionError(self.start.loaded.problems)

    def files(self, work: Work) -> tuple[Files, Navigation, Environment]:
        """All files of the site, its menu, and the templates."""
        config = self.config
        self.held.work = work
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        return files, nav, env

    def own(self, files: Files) -> Iterator[File]:
        return (file for file in files.documentation_pages() if self.has(file.src_uri))

    def has(self, src_uri: str) -> bool:
        return self.plan.volume(src_uri) == self.volume

    def page(self, file: File, files: Files) -> Page:
        """Let MkDocs read and convert a page."""
        page = file.page or Page(None, file, self.config)
        _populate_page(page, self.config, files)
        return page

    def others(self, files: Files, nav: Navigation, tables: Tables) -> None:
        """Make known what templates ask of pages of other volumes: their titles, and all of those in the menu."""
        for page in menu_of(nav):
            if not self.has(page.file.src_uri):
                page.read_source(self.config)
        titles = tables.titles
        for file in files.documentation_pages():
            if not self.has(file.src_uri):
                if not file.page and not self.volume:
                    Page(None, file, self.config)
                if file.page and "title" not in vars(file.page):
                    file.page.title = titles.get(file.src_uri)

    def pages(self, tables: Tables, files: Files | None = None) -> Pages:
        store = self.folder.pages

        def read(src_uri: str, key: str) -> Converted:
            data = tables.shared(src_uri) or store.get(key)
            if data is None:
                volume = self.plan.volume(src_uri)
                message = f"docs/{src_uri}: its conversion is not in {store.folder}"
                raise PluginError(f"{message}\n    run again: reader build convert --volume {volume}")
            return from_bytes(data)

        pages = Pages(tables.keys, read)
        pages.order = [file.src_uri for file in files.documentation_pages()] if files else ()
        return pages

    @property
    def start(self) -> Start:
        start: Start = self.held.start
        return start

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.start.collection, self.number, self.by)

    @cached_property
    def sum(self) -> str:
        """The sum of the collection: parts of another, or of another state of it, do not go together with it."""
        root = Path(self.config.config_file_path).parent
        settings = [
            path.read_bytes() for path in (Path(self.config.config_file_path), root / SETTINGS) if path.is_file()
        ]
        return sum_of(installation(), settings, self.start.host, self.start.collection, self.start.loaded.ledgers)

    def about(self, *volumes: int) -> About:
        return About(self.sum, f"{self.number} by {self.by}", volumes)

    @property
    def stamp(self) -> list[str]:
        return [self.sum, f"{self.number} by {self.by}", sum_of(Tables(self.folder.merged).keys)]

    def check(self, parts: Mapping[int | None, Path], step: str) -> None:
        """Stop where parts are missing, of another state of the collection, or none; with all of them at once."""
        problems = []
        mine = self.about()
        for volume, path in parts.items():
            again = f"run{' again' if path.is_file() else ''}: reader build {step}"
            again += "" if volume is None else f" --volume {volume}"
            if not path.is_file():
                problems.append(Problem(str(path), 0, "this part is missing", again))
                continue
            try:
                found = about(path)
            except NoPart:
                problems.append(Problem(str(path), 0, "this is no part of a site, or was cut short", again))
                continue
            if found.collection != mine.collection:
                message = "this part is of another collection, or of another state of this one"
                problems.append(Problem(str(path), 0, message, again))
            elif found.plan != mine.plan:
                message = f"this part is of {_volumes(found.plan)}, not of {_volumes(mine.plan)}"
                problems.append(Problem(str(path), 0, message, again))
        if problems:
            raise CollectionError(problems)

    def check_pages(self, pages: Pages, files: Files) -> None:
        """Stop where the parts do not have the very pages of the site."""
        now = {file.src_uri for file in files.documentation_pages()}
        wrong = dict.fromkeys(now - pages.keys(), "this page is in no part")
        wrong |= dict.fromkeys(pages.keys() - now, "this page is in a part and is not there now")
        again = "run again: reader build convert"
        problems = [Problem(f"docs/{src_uri}", 0, message, again) for src_uri, message in sorted(wrong.items())]
        if problems:
            raise CollectionError(problems)

    def check_sources(self, tables: Tables, pages: list[Page]) -> None:
        """Stop where a page reads otherwise than when it was converted."""
        again = f"run again: reader build convert --volume {self.volume}, then merge"
        problems = [
            Problem(f"docs/{each.file.src_uri}", 0, "this page was changed since it was converted", again)
            for each in pages
            if self.held.conversion.sums[each.file.src_uri] != tables.sources[each.file.src_uri]
        ]
        if problems:
            raise CollectionError(problems)


def menu_of(nav: Navigation) -> Iterator[Page]:
    """The pages that a menu shows."""
    row = list(nav.items)
    while row:
        item = row.pop()
        if isinstance(item, Page):
            yield item
        row += item.children or ()


def _volumes(plan: str) -> str:
    number, _, by = plan.partition(" ")
    return f"{number} volumes {by}"

"""Rendering the pages of a build: one whose inputs are those of an earlier build is taken as it was finished then."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from reader.building.cache import Cache
from reader.building.sums import installation, sum_of
from reader.mkdocs.setup import THEME

# What MkDocs itself puts into a context: it comes from settings, menu and page, which are summed apart.
MKDOCS = frozenset("nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page".split())
# Settings that are summed in other ways, or have no part in a page.
ELSEWHERE = frozenset(
    "config_file_path docs_dir site_dir dev_addr watch plugins hooks theme nav extra_javascript validation".split()
)
NAME = "rendering"  # in the context of a page


class Rendering:
    """The finished pages of one build.

    Nothing is kept where a plugin, another hook or an object in the configuration may have a part in the pages: nobody
    can tell what it does.
    """

    def __init__(self, cache: Cache, config: MkDocsConfig, nav: Navigation, files: Files, *, serving: bool) -> None:
        self.cache = cache
        self.taken = 0  # how many pages were finished already
        self.shared = ""
        self.key = ""  # of the page at hand, where it is to be kept
        if set(config.plugins) == set(config.hooks) and len(config.hooks) == 1:
            try:
                self.shared = _shared(config, nav, files, serving=serving)
            except TypeError:
                return

    def install(self, env: Environment) -> Environment:
        """Let the templates ask here first."""
        env.template_class = KeptTemplate
        return env

    def kept(self, template: Template, context: dict[str, Any]) -> str | None:
        """A page as it was finished when it was made from the same."""
        self.key = self._sum(template, context)
        data = self.cache.get(self.key) if self.key else None
        if data is None:
            return None
        self.key = ""
        self.taken += 1
        return zlib.decompress(data).decode()

    def finished(self, output: str, finish: Callable[[str], str]) -> str:
        """Finish the page that was rendered last, and keep it; one that was kept is finished."""
        if not self.key:
            return output if self.shared else finish(output)
        done = finish(output)
        self.cache.put(self.key, zlib.compress(done.encode(), 1))
        return done

    def _sum(self, template: Template, context: dict[str, Any]) -> str:
        if not self.shared:
            return ""
        own = {name: value for name, value in context.items() if name not in MKDOCS}
        try:
            return sum_of(self.shared, template.name, _of_page(context["page"]), own)
        except TypeError:
            return ""


class KeptTemplate(Template):
    """A template that asks `Rendering` first, where the context has one."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        rendering: Rendering | None = context.pop(NAME, None)
        kept = rendering.kept(self, context) if rendering else None
        return super().render(context) if kept is None else kept


def _shared(config: MkDocsConfig, nav: Navigation, files: Files, *, serving: bool) -> str:
    """The sum of all that pages have in common: code, templates, settings and menu."""
    own = [Path(each) for each in config.theme.dirs if "-packages" not in each or each == str(THEME)]
    templates = [(path.relative_to(each).as_posix(), path.read_bytes()) for each in own for path in _templates(each)]
    # A template of the collection's own may list all pages.
    pages = [(file.src_uri, file.url) for file in files.documentation_pages()] if len(own) > 1 else []
    scripts = [(str(each), *sorted(map(str, vars(each).items()))) for each in config.extra_javascript if vars(each)]
    settings = {name: value for name, value in config.items() if name not in ELSEWHERE}
    theme = [
        config.theme.name,
        str(config.theme.locale),
        {name: config.theme[name] for name in config.theme if name != "locale"},
    ]
    return sum_of(
        *(installation(), templates, settings, theme, scripts, list(_menu(nav)), pages, serving),
    )


def _templates(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".svg", ".yml"))


def _menu(items: Iterable[Any]) -> Iterator[object]:
    for each in items:
        yield each.title, getattr(each, "url", None), list(_menu(each.children or ()))


def _of_page(page: Page) -> object:
    neighbours = [(each.title, each.url) if each else None for each in (page.previous_page, page.next_page)]
    return [
        *(page.file.src_uri, page.url, page.title, page.meta, page.content, page.canonical_url, page.edit_url),
        *(page.update_date, page.is_homepage, page.file.inclusion.name, [_contents(each) for each in page.toc]),
        neighbours,
    ]


def _contents(link: AnchorLink) -> object:
    return link.title, link.url, link.level, [_contents(each) for each in link.children]

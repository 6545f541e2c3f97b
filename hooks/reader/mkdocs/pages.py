"""A page on its way through MkDocs: its title and description, its text and contents."""

import html
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from reader.building.converted import Converted, Heading
from reader.building.part import Facts, facts_of, places
from reader.collection.articles import FRAMEWORK_KEYS
from reader.collection.records import Collection
from reader.pages.kinds import kind_of
from reader.pages.view import Relative, Views

# MkDocs would put the day of the build here, and into the head of sitemap.xml.gz: a build reads no clock.
UNDATED = "1970-01-01"


def describe(page: Page, collection: Collection) -> None:
    """Set what the theme prints of a page unescaped: its title as text, its description as an attribute.

    So are the front matter's other words, such as `author` and `subtitle`.
    """
    src_uri = page.file.src_uri
    kind = kind_of(src_uri, collection)
    page.update_date = UNDATED
    for key in page.meta.keys() & FRAMEWORK_KEYS - {"description"}:
        page.meta[key] = _escaped(page.meta[key])
    if title := kind.title(src_uri, collection):
        page.meta["title"] = html.escape(title, quote=False)
    if description := page.meta.get("description") or kind.summary(src_uri, collection):
        page.meta["description"] = html.escape(html.unescape(str(description)))
    if not kind.searched:
        page.meta["search"] = {"exclude": True}
    if kind.hide:
        page.meta.setdefault("hide", list(kind.hide))


def show(page: Page, converted: Converted) -> None:
    """Give a page the contents and the title that its conversion found."""
    page.toc = get_toc(_tokens(converted.contents))
    page.present_anchor_ids = set(converted.ids)
    if converted.title and "title" not in page.meta and "title" not in vars(page):
        page.title = converted.title


def is_hidden(page: Page) -> bool:
    """Whether its front matter keeps a page out of the search, as Material has it: `search: {exclude: true}`."""
    search = page.meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def converted_pages(files: Files, converted: Container[str]) -> list[Page]:
    """The pages that were converted, in the order of the files."""
    return [file.page for file in files.documentation_pages() if file.page and file.src_uri in converted]


def page_facts(pages: Iterable[Page], converted: Mapping[str, Converted], collection: Collection) -> Iterator[Facts]:
    """What the whole site is to know of each page."""
    placed = places(collection)
    for page in pages:
        found = converted[page.file.src_uri]
        yield facts_of(found, collection, placed, title=str(page.title or ""), hidden=is_hidden(page))


def fill(pages: Iterable[Page], views: Views, converted: Mapping[str, Converted]) -> None:
    """Give each page its text, and the day of its last revision."""
    for page in pages:
        page.content = views.text(converted[page.file.src_uri], relative_from(page))
        page.update_date = views.site.revised(page.file.src_uri) or page.update_date


def relative_from(page: Page) -> Relative:
    return lambda address: get_relative_url(address, page.url)


def _escaped(value: Any) -> Any:
    """A value of front matter whose texts can stand in HTML, in attributes too."""
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    return {key: _escaped(each) for key, each in value.items()} if isinstance(value, dict) else value


def _tokens(contents: Iterable[Heading]) -> list[Any]:
    return [
        {"level": each.level, "id": each.id, "name": each.name, "children": _tokens(each.children)} for each in contents
    ]

"""A page on its way through MkDocs: its title and description, its text and contents."""

import html
from collections.abc import Iterable
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from reader.building.converted import Converted, Heading
from reader.collection.records import Collection
from reader.pages.kinds import kind_of

# MkDocs would put the day of the build here, and into the head of sitemap.xml.gz: a build reads no clock.
UNDATED = "1970-01-01"


def describe(page: Page, collection: Collection) -> None:
    """Set what the theme prints of a page unescaped: its title as text, its description as an attribute."""
    src_uri = page.file.src_uri
    kind = kind_of(src_uri, collection)
    page.update_date = UNDATED
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


def title_of(page: Page) -> str:
    return html.unescape(str(page.title or ""))


def _tokens(contents: Iterable[Heading]) -> list[Any]:
    return [
        {"level": each.level, "id": each.id, "name": each.name, "children": _tokens(each.children)} for each in contents
    ]

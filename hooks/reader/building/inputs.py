"""What the conversion of a page depends on, but for what it asks of the registers, as one sum."""

from collections.abc import Iterable
from typing import Any

from reader.anchors.keeper import Keeper
from reader.anchors.ledger.checking import resolve
from reader.building.context import PageContext, Setting
from reader.building.starting import Start
from reader.building.sums import installation, module_sum, sum_of


def setting_sum(setting: Setting) -> str:
    """The sum of what all pages share: the code, and Python-Markdown's extensions with their options.

    Raises TypeError where one of them is an object that nobody can tell the content of.
    """
    extensions, options = setting.extensions, setting.options
    return sum_of(installation(), extensions, _sources(extensions), options, setting.addresses)


def page_sum(source: str, page: PageContext, start: Start, shared: str) -> str:
    """The sum of what a page is made from, with that which all pages share."""
    article = start.collection.article(page.src_uri)
    return sum_of(
        shared,
        source,
        start.setting.full_text(page),
        page.src_uri,
        page.density,
        page.byline,
        page.own,
        sorted(start.collection.terms) if page.entries else None,
        page.annotations,
        article.language if article else "",
        _numbers(article.id, start.keeper) if article and page.mint else None,
    )


def _sources(extensions: Iterable[Any]) -> list[str]:
    """The code of extensions that are not installed but lie beside the collection."""
    return [module_sum(each.partition(":")[0]) for each in extensions if isinstance(each, str)]


def _numbers(id: str, keeper: Keeper) -> object:
    """What the anchors of an article come from: its ledger, and where it leads to from there."""
    if keeper.counts_freely(id):
        return None
    ledger = keeper.ledger_of(id)
    heirs = []
    for successor in (each for entry in ledger.entries for each in entry.successors if "#" in each):
        found = resolve(successor, id, keeper.ledgers, keeper.former)
        heir = (found[0], keeper.titles.get(found[0]), found[1].id, found[1].kind, found[1].text) if found else None
        heirs.append((successor, heir))
    return ledger, heirs

"""How a build starts: everything read, and ready to convert pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.anchors.block import Today
from reader.anchors.keeper import Keeper, today
from reader.building.context import PageContext, Setting, page_context
from reader.building.converted import Converted
from reader.building.loading import Loaded, load
from reader.citing.jsonld import Imprint
from reader.collection.records import Collection


@dataclass(frozen=True, slots=True)
class Host:
    """Where a site stands: its name, and its address with a slash at the end, who edits it and the address of its
    licence, "" where it has none, and the language in which it is edited.
    """

    name: str
    address: str = ""
    editors: str = ""
    license: str = ""
    language: str = "en"

    @property
    def imprint(self) -> Imprint:
        return Imprint(self.name, self.address, self.editors, self.license)


@dataclass(frozen=True, slots=True)
class Start:
    """What was loaded, and what all pages share."""

    loaded: Loaded
    setting: Setting
    keeper: Keeper
    host: Host

    @property
    def collection(self) -> Collection:
        return self.loaded.collection

    def context(self, src_uri: str) -> PageContext:
        return page_context(src_uri, self.collection, self.keeper)

    def read(self, pages: Mapping[str, Converted]) -> dict[str, Today]:
        """How the articles among `pages` (by source path) read now, by their ids, as their ledgers are to know them."""
        return {
            article.id: today(page.ledger_blocks, page.other_ids)
            for src_uri, page in pages.items()
            if (article := self.collection.article(src_uri))
        }


def start(root: Path, docs: Path, host: Host, extensions: Sequence[Any], options: Mapping[str, Any]) -> Start:
    """Load a collection and set up the conversion with these Markdown extensions."""
    loaded = load(root, docs, host.language)
    setting = Setting(loaded.collection, tuple(extensions), options)
    return Start(loaded, setting, Keeper(loaded.collection.articles, loaded.ledgers), host)

"""What the conversion of a page depends on, beside its source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.anchors.keeper import Keeper
from reader.collection.addresses import Addresses
from reader.collection.annotations import Annotation
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Collection, Density, Target

Minter = Callable[[Sequence[Block], set[str]], list[Anchor]]


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What all pages of a build share: the collection, and Python-Markdown's extensions with their options."""

    collection: Collection
    extensions: tuple[Any, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    addresses: Addresses = field(default_factory=Addresses)

    def full_text(self, page: "PageContext") -> str | None:
        """The full text that is shown in place of a page's own, if this machine has it."""
        own = page.own
        return self.collection.full_texts.get(own.id) if own and own.kind == "article" else None


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page to be converted. An article has `mint`, which gives its blocks their anchors, and its `annotations`.

    `byline` are the ids of its authors; `own` the entry that the whole page is; `entries` tells that each heading's id
    is that of a term, as on the glossary page.
    """

    src_uri: str
    density: Density = "section"
    byline: tuple[str, ...] = ()
    mint: Minter | None = None
    own: Target | None = None
    entries: bool = False
    annotations: tuple[Annotation, ...] = ()


def page_context(src_uri: str, collection: Collection, keeper: Keeper) -> PageContext:
    """The context of a page of a collection, whose articles get their anchors from `keeper`."""
    article = collection.article(src_uri)
    own = Target("article", article.id) if article else person_of(src_uri, collection)
    return PageContext(
        src_uri,
        density=collection.densities.get(src_uri, "section"),
        byline=article.authors if article else (),
        mint=partial(keeper.mint, article.id) if article else None,
        own=own,
        entries=src_uri == GLOSSARY_PAGE,
        annotations=collection.annotations.get(article.id, ()) if article else (),
    )


def person_of(src_uri: str, collection: Collection) -> Target | None:
    """The person whose page this is."""
    folder, _, name = src_uri.rpartition("/")
    id = name.removesuffix(".md") if folder == "people" else ""
    return Target("person", id) if id in collection.people else None

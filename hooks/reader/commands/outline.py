"""How a text reads on the page of an article: its blocks, found as the build finds them, without a build."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from reader.anchors.anchor import Anchor, count
from reader.anchors.block import Block
from reader.building.build import current
from reader.importing.agreement import place
from reader.markdown import PageContext


def opened(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration as the collection's own hook leaves it; raises what MkDocs raises where there are problems."""
    return config.plugins.on_config(config)


def outline(config: MkDocsConfig, src_uri: str, text: str) -> list[tuple[Block, Anchor]]:
    """The passages and headings of a text on a page of this collection, numbered from 1."""
    return _convert(config, PageContext(src_uri, mint=count), text)


def in_place_of(config: MkDocsConfig, page: PageContext, edition: str) -> PageContext:
    """The page of an article whose full text is shown: its blocks get the anchors of the edition's in their places.

    A note on words of the edition stands at the whole passage: the full text words it otherwise.
    """
    anchors = _convert(config, page, edition)

    def mint(blocks: Sequence[Block], taken: set[str]) -> list[Anchor]:  # noqa: ARG001
        placed = place(anchors, blocks)
        if placed is None:
            id = PurePosixPath(page.src_uri).stem
            remedy = f"see where with `reader import --full --id {id} --replace FILE`, or take the full text away"
            raise PluginError(f"full/{id}.md does not stand as its edition does\n    {remedy}")
        return placed

    notes = tuple(replace(note, quote="") for note in page.annotations)
    return replace(page, mint=mint, annotations=notes)


def _convert(config: MkDocsConfig, page: PageContext, text: str) -> list[tuple[Block, Anchor]]:
    record = current().extension.start(page)
    Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}).convert(text)
    return record.blocks

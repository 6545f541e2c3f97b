"""Converting one page: from its source to all that later steps may know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from markdown import Markdown

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block
from reader.building.context import PageContext, Setting
from reader.building.converted import Converted, Heading
from reader.importing.agreement import align
from reader.markdown.conversion import Conversion, Machine
from reader.markdown.extension import ReaderExtension
from reader.markdown.record import PageRecord
from reader.markdown.slots import part
from reader.problems import Problem

MADE = ("title", "questions")  # which a page shows otherwise than they were found


@lru_cache(maxsize=2)
def machine(setting: Setting) -> Machine:
    return Machine(setting)


def convert(source: str, page: PageContext, setting: Setting) -> Converted:
    """Convert the Markdown of a page, without front matter. It depends on nothing but its arguments."""
    record = PageRecord()
    extension = ReaderExtension(Conversion(machine(setting), page, record))
    md = Markdown(extensions=[*setting.extensions, extension], extension_configs=dict(setting.options))
    try:
        html = md.convert(source)
    except RecursionError:
        message = "lists, quotations or brackets stand in each other too deep to be read"
        problem = Problem(f"docs/{page.src_uri}", 0, message, "write fewer levels")
        return Converted(page.src_uri, part(""), problems=(problem,))
    tokens: list[dict[str, Any]] = getattr(md, "toc_tokens", [])
    found = {name: tuple(getattr(record, name)) for name in PageRecord.__slots__ if name not in MADE}
    found["ledger_blocks"] = tuple(block for block, _ in record.blocks)
    return Converted(
        page.src_uri, part(html), title=record.title, contents=_contents(tokens) or tuple(record.questions), **found
    )


def convert_page(source: str, page: PageContext, setting: Setting) -> Converted:
    """Convert a page as it is shown: an article by its full text where this machine has it."""
    own = page.own
    full_text = setting.collection.full_texts.get(own.id) if own and own.kind == "article" else None
    return convert(source, page, setting) if full_text is None else convert_full_text(source, full_text, page, setting)


def convert_full_text(source: str, full_text: str, page: PageContext, setting: Setting) -> Converted:
    """Convert an article whose full text is shown in align of its edition `source`.

    Its blocks get the anchors of the edition's in their places. A note on words of the edition stands at the whole
    passage: the full text words it otherwise. Where the two do not stand alike, that is a problem.
    """
    edition = convert(source, page, setting)
    problems: list[Problem] = []

    def mint(blocks: Sequence[Block], taken: set[str]) -> list[Anchor]:
        placed = align(edition.blocks, blocks)
        if placed is None:
            id = PurePosixPath(page.src_uri).stem
            remedy = f"see where with `reader import --full --id {id} --replace FILE`, or take the full text away"
            problems.append(Problem(f"full/{id}.md", 0, "it does not stand as its edition does", remedy))
            return page.mint(blocks, taken) if page.mint else []
        return placed

    notes = tuple(replace(note, quote="") for note in page.annotations)
    shown = convert(full_text, replace(page, mint=mint, annotations=notes), setting)
    return replace(
        shown,
        ledger_blocks=edition.ledger_blocks,
        other_ids=edition.other_ids,
        problems=(*shown.problems, *problems),
    )


def _contents(tokens: Iterable[Mapping[str, Any]]) -> tuple[Heading, ...]:
    return tuple(Heading(each["level"], each["id"], each["name"], _contents(each["children"])) for each in tokens)

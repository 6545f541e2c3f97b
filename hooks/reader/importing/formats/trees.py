"""What pandoc's document tree holds: its text, items of lists, cells of tables, parts of paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reader.importing.draft import Piece
from reader.importing.formats.inlines import plain_of
from reader.importing.formats.pandoc import Element, attributes

TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.I)
DEEPEST_LIST = 3


def rows_of(content: list[Any]) -> list[list[list[Element]]]:
    """The cells of a table row by row; what spans several stands in the first, the others are empty."""
    _, _, _, head, bodies, foot = content
    groups = [head[1], *(group for body in bodies for group in (body[2], body[3])), foot[1]]
    found: list[list[list[Element]]] = []
    for group in groups:
        below: dict[int, int] = {}
        for _, row in group:
            cells: list[list[Element]] = []
            for _, _, rowspan, colspan, blocks in row:
                while below.get(len(cells), 0):
                    below[len(cells)] -= 1
                    cells.append([])
                for at in range(colspan):
                    if rowspan > 1:
                        below[len(cells)] = rowspan - 1
                    cells.append(blocks if not at else [])
            while below.get(len(cells), 0):
                below[len(cells)] -= 1
                cells.append([])
            found.append(cells)
    return [row for row in found if any(row)]


def code_of(code: str, classes: list[str]) -> str:
    """A block of code between fences that none of its lines closes."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
    language = next((each for each in classes if re.fullmatch(r"[\w+#-]+", each)), "")
    return f"{fence}{language}\n{code}\n{fence}"


def indented(text: str, by: int) -> str:
    """Set in every line but the first."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * by, text)


def plain_of_block(block: Element) -> str:
    """All text of a block, its blocks and cells set apart by spaces."""
    kind: str = block["t"]
    content: Any = block.get("c")
    if kind in {"Para", "Plain"}:
        text = plain_of(content)
    elif kind == "Header":
        text = plain_of(content[2])
    elif kind == "CodeBlock":
        text = str(content[1])
    elif kind == "RawBlock":
        text = TAG.sub(" ", content[1]) if content[0].startswith("html") else ""
    else:
        text = " ".join(plain_of_block(each) if each["t"] in _BLOCKS else plain_of(each) for each in _nearest(content))
    return " ".join(text.split())


_BLOCKS = frozenset(
    "Para Plain Header CodeBlock RawBlock BlockQuote BulletList OrderedList DefinitionList HorizontalRule Table Div"
    " Figure LineBlock".split()
)


def _nearest(content: object) -> Iterable[Element]:
    """The elements of a content, whatever lists they lie in; inlines that follow one another make one."""
    if isinstance(content, dict):
        if "t" in content:
            yield content
        return
    if not isinstance(content, list):
        return
    if content and all(isinstance(each, dict) and each.get("t") not in _BLOCKS for each in content):
        yield {"t": "Plain", "c": content}
        return
    for each in content:
        yield from _nearest(each)


def under(blocks: object) -> Iterable[Element]:
    """Every element under some blocks."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from under(each)
    elif isinstance(blocks, dict) and "t" in blocks:
        yield blocks
        yield from under(blocks.get("c"))


def items_of(block: Element) -> list[list[Element]]:
    """The items of a list, the divisions in them opened."""
    items: list[list[Element]] = block["c"][1] if block["t"] == "OrderedList" else block["c"]
    return [[inner for each in item for inner in _opened(each)] for item in items]


def _opened(block: Element) -> list[Element]:
    if block["t"] != "Div" or attributes(block)[2]:
        return [block]
    return [inner for each in block["c"][1] for inner in _opened(each)]


def is_plain_list(block: Element, depth: int = 1) -> bool:
    if depth > DEEPEST_LIST or (
        block["t"] == "OrderedList" and block["c"][0][1]["t"] not in {"Decimal", "DefaultStyle"}
    ):
        return False
    for item in items_of(block):
        if not item or item[0]["t"] not in {"Para", "Plain"} or len(apart(item[0]["c"])) > 1:
            return False
        if not all(each["t"] in {"BulletList", "OrderedList"} and is_plain_list(each, depth + 1) for each in item[1:]):
            return False
    return True


def apart(inlines: list[Element]) -> list[list[Element]]:
    """Cut inlines at two breaks or more in a row: pages without paragraphs set them apart so."""
    parts: list[list[Element]] = [[]]
    breaks = 0
    for inline in inlines:
        if inline["t"] == "LineBreak":
            breaks += 1
            continue
        if inline["t"] in {"Space", "SoftBreak"} and breaks:
            continue
        if breaks:
            if breaks > 1 and parts[-1]:
                parts.append([])
            elif parts[-1]:
                parts[-1].append({"t": "LineBreak"})
            breaks = 0
        parts[-1].append(inline)
    return [part for part in parts if part]


def lines_of(inlines: list[Element]) -> list[list[Element]]:
    lines: list[list[Element]] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def of_kind(piece: Piece, kind: str) -> Piece:
    return replace(piece, kind=kind) if piece.kind == "line" else piece  # type: ignore[arg-type]

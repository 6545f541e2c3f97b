"""From pandoc's document tree to pieces: paragraphs are lines, so that the rules may see more in them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from reader.importing.captions import is_caption, is_credit
from reader.importing.draft import Piece, Removal
from reader.importing.formats.inlines import BREAK, Inlines, plain_of
from reader.importing.formats.pandoc import Element, attributes
from reader.importing.notes import CLOSE, OPEN
from reader.importing.wording import is_prose, size
from reader.importing.writing import escape

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.I)
_SILENT = re.compile(r"<!--(.*?)(?:-->|\Z)|<(script|style|template|noscript)\b", re.DOTALL | re.IGNORECASE)
LINE_BREAK = "  \n"
DEEPEST_LIST = 3
LONGEST_HEADING = 18
STEP = "document"


@dataclass(slots=True)
class Tree:
    """A document tree as it is read into pieces; what is not written is remembered in `removed`.

    `html` reads raw HTML in a document of another format; without it such HTML is taken for text.
    On a web page, a `page`, a paragraph may be marked as a heading for its size.
    """

    html: Callable[[str], list[Element]] | None = None
    page: bool = False
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    inlines: Inlines = field(init=False)
    line: int = 0

    def __post_init__(self) -> None:
        self.inlines = Inlines(self._note, self.lose)

    def read(self, blocks: Iterable[Element]) -> "Tree":
        """Read blocks to the end, the notes after all others."""
        self._all(blocks)
        return self

    def result(self) -> tuple[tuple[Piece, ...], tuple[Removal, ...]]:
        """The pieces in order, notes last, and what was left out."""
        return (*self.pieces, *self.notes), tuple(self.removed)

    def lose(self, text: str, why: str) -> None:
        """Remember what is not written: a piece with its text, "" where the text stays and only its mark-up goes."""
        self.removed.append(Removal(Piece("line", text, self.line, len(self.removed) + 1), why, step=STEP))

    def _all(self, blocks: Iterable[Element]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Element) -> None:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in {"Para", "Plain"}:
            self._paragraph("line", content)
        elif kind == "Header":
            self._heading(block)
        elif kind == "BlockQuote":
            self._quotation(content)
        elif kind in {"BulletList", "OrderedList"}:
            self._list(block)
        elif kind == "LineBlock":
            self._verse(content)
        elif kind == "HorizontalRule":
            self._add("rule", "* * *")
        elif kind == "Div":
            self._division(block)
        elif kind == "RawBlock":
            self._raw(*content)
        elif kind == "Figure":
            self._figure(block)
        elif written := self._written(block):
            self._add("raw", plain_of_block(block), written)

    def _add(self, kind: str, text: str, markup: str = "", **more: int | str) -> None:
        self.line += 1
        piece = Piece("line", text, self.line, gap=True, markup=markup)
        self.pieces.append(replace(piece, kind=kind, **more))  # type: ignore[arg-type]

    def _paragraph(self, kind: str, inlines: list[Element], **more: int | str) -> None:
        for part in _apart(inlines):
            text, markup = self.inlines.read(part)
            if OPEN in markup and not text:
                self._loose_mark(markup)
            elif text:
                flat = text.replace(BREAK, " ")
                self._add(kind, flat, markup.replace(BREAK, LINE_BREAK), **more)

    def _loose_mark(self, markup: str) -> None:
        """A footnote mark in a paragraph of its own belongs to the paragraph before it."""
        if self.pieces:
            last = self.pieces[-1]
            self.pieces[-1] = replace(last, markup=(last.markup or escape(last.text)) + markup)

    def _heading(self, block: Element) -> None:
        level, _, inlines = block["c"]
        text, markup = self.inlines.read(inlines)
        text, markup = text.replace(BREAK, " "), markup.replace(BREAK, " ")
        if self.page and level > 1 and is_prose(text) and size(text) > LONGEST_HEADING:
            self._add("line", text, markup)
        elif text:
            self._add("heading", text, markup, level=level)

    def _quotation(self, blocks: list[Element]) -> None:
        if all(block["t"] in {"Para", "Plain"} for block in blocks):
            for block in blocks:
                self._paragraph("quote", block["c"])
        elif written := self._quoted(blocks):
            self._add("raw", " ".join(filter(None, map(plain_of_block, blocks))), written)

    def _list(self, block: Element, depth: int = 0) -> None:
        """A list of plain items becomes a piece an item; one whose items hold more is written as a whole."""
        if depth == 0 and not _is_plain_list(block):
            if written := self._written(block):
                self._add("raw", plain_of_block(block), written)
            return
        start = block["c"][0][0] if block["t"] == "OrderedList" else 0
        for number, item in enumerate(_items(block), start):
            first = item[0]["c"] if item else []
            text, markup = self.inlines.read(first)
            mark = f"{number}." if block["t"] == "OrderedList" else "•"
            markup = markup.replace(BREAK, " ")
            if text:
                self._add("item", text.replace(BREAK, " "), markup, mark=mark, indent=2 * depth)
            for nested in item[1:]:
                self._list(nested, depth + 1)

    def _verse(self, lines: list[list[Element]]) -> None:
        read = [self.inlines.read(line) for line in lines]
        shown = [(markup or escape(text)).replace(BREAK, " ") for text, markup in read]
        if text := " ".join(text.replace(BREAK, " ") for text, _ in read if text):
            self._add("raw", text, LINE_BREAK.join(line or "&nbsp;" for line in shown))

    def _division(self, block: Element) -> None:
        _, classes, pairs = attributes(block)
        blocks = block["c"][1]
        if mark := pairs.get("note", ""):
            self.notes.append(self._note_piece(mark, blocks))
        elif label := pairs.get("block", ""):
            self._own_block(label, pairs.get("label", ""), blocks)
        elif pairs.get("kind"):
            before = len(self.pieces)
            self._all(blocks)
            self.pieces[before:] = [_of_kind(piece, pairs["kind"]) for piece in self.pieces[before:]]
        elif "line-block" in classes and all(each["t"] in {"Para", "Plain"} for each in blocks):
            self._verse([line for each in blocks for line in _lines(each["c"])])
        else:
            self._all(blocks)

    def _own_block(self, label: str, title: str, blocks: list[Element]) -> None:
        """A block of our own Markdown, `/// name | label`: an abstract is pieces, any other is written as a whole."""
        if label == "abstract" and all(block["t"] in {"Para", "Plain", "BulletList"} for block in blocks):
            before = len(self.pieces)
            self._all(blocks)
            self.pieces[before:] = [
                replace(piece, kind="abstract", label=title, indent=0) for piece in self.pieces[before:]
            ]
            return
        inside = self._together(blocks)
        head = f"/// {label}" + (f" | {title}" if title else "")
        text = " ".join(filter(None, [title, *map(plain_of_block, blocks)]))
        self._add("raw", text, f"{head}\n\n{inside}\n\n///")

    def _raw(self, format: str, text: str) -> None:
        if format.startswith("html"):
            if silent := _SILENT.match(text.strip()):
                if silent[1] is not None and silent[1].strip():
                    self.lose(" ".join(silent[1].split()), "a comment")
                if silent[2] or not _TAG.sub("", text).strip():
                    return
            if self.html and _TAG.sub("", text).strip():
                self._all(self.html(text))
            return
        self.lose(" ".join(text.split()), f"a passage in {format}, which no page shows")

    def _figure(self, block: Element) -> None:
        _, (_, caption), blocks = block["c"]
        images = [each for each in _under(blocks) if each["t"] == "Image"]
        if not images:
            self._all(blocks)
            self._all(caption)
            return
        before = len(self.removed)
        said = plain_of(caption)
        for image in images:
            alternative = plain_of(image["c"][1])
            name = image["c"][2][0].rsplit("/", 1)[-1][:80]
            self.lose(name if alternative.strip() in said or not alternative else alternative, "a picture")
        written = self._together(caption)
        if not written:
            return
        if is_caption(said.strip()) or is_credit(said.strip()):
            self.lose(said.strip(), "the caption of a figure")
            return
        del self.removed[before + len(images) :]
        address = str(images[0]["c"][2][0])
        alternative = plain_of(images[0]["c"][1]).strip()[:80] or address.partition("?")[0].rsplit("/", 1)[-1][:80]
        label = escape(alternative or "…", opens=False).replace("]", "\\]")
        if re.match(r"https?://[^\s<>\"()]+$", address):
            label = f"[{label}]({address})"
        self._add("raw", said.strip(), f"{label}\n\n/// figure-caption\n\n{written}\n\n///", label="figure")

    def _note(self, blocks: list[Element]) -> str:
        mark = str(len(self.notes) + 1)
        self.notes.append(Piece("note", "", 0, mark=mark))
        self.notes[int(mark) - 1] = self._note_piece(mark, blocks)
        return f"{OPEN}{mark}{CLOSE}"

    def _note_piece(self, mark: str, blocks: list[Element]) -> Piece:
        written = self._together(blocks)
        text = " ".join(filter(None, map(plain_of_block, blocks)))
        return Piece("note", text, 1_000_000 + len(self.notes), gap=True, mark=mark, markup=indented(written, 4))

    def _written(self, block: Element) -> str:
        """A block as Markdown, for what is written as a whole."""
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in {"Para", "Plain"}:
            parts = [self.inlines.read(part) for part in _apart(content)]
            shown = [(markup or escape(text)).replace(BREAK, LINE_BREAK) for text, markup in parts]
            return "\n\n".join(filter(None, shown))
        if kind == "Header":
            text, markup = self.inlines.read(content[2])
            return f"**{markup or escape(text)}**".replace(BREAK, " ") if text else ""
        if kind == "CodeBlock":
            return code_of(content[1], content[0][1])
        if kind == "BlockQuote":
            return self._quoted(content)
        if kind in {"BulletList", "OrderedList"}:
            return self._list_written(block)
        if kind == "DefinitionList":
            return self._definitions(content)
        if kind == "Table":
            return self._table(content)
        if kind == "LineBlock":
            return LINE_BREAK.join(markup or escape(text) for text, markup in map(self.inlines.read, content))
        if kind == "HorizontalRule":
            return "* * *"
        inner = Tree(self.html)
        inner.inlines = self.inlines
        inner._block(block)
        self.removed += inner.removed
        return "\n\n".join(piece.markup or escape(piece.text) for piece in inner.pieces)

    def _together(self, blocks: Iterable[Element]) -> str:
        return "\n\n".join(filter(None, map(self._written, blocks)))

    def _quoted(self, blocks: list[Element]) -> str:
        inside = self._together(blocks)
        return "\n".join(f"> {line}" if line.strip() else ">" for line in inside.split("\n")) if inside else ""

    def _list_written(self, block: Element) -> str:
        start = block["c"][0][0] if block["t"] == "OrderedList" else 0
        loose = any(len(item) > 1 and item[1]["t"] in {"Para", "Plain"} for item in _items(block))
        shown: list[str] = []
        for number, item in enumerate(_items(block), start):
            mark = f"{number}." if block["t"] == "OrderedList" else "-"
            inside = self._together(item)
            if inside:
                shown.append(f"{mark} {indented(inside, 4)}")
        return ("\n\n" if loose else "\n").join(shown)

    def _definitions(self, content: list[list[list[Element]]]) -> str:
        shown: list[str] = []
        for term, definitions in content:
            text, markup = self.inlines.read(term)
            lines = [(markup or escape(text)).replace(BREAK, " ")]
            lines += [f":   {indented(inside, 4)}" for each in definitions if (inside := self._together(each))]  # type: ignore[arg-type]
            shown.append("\n".join(lines) if len(lines) > 1 else lines[0])
        return "\n\n".join(filter(None, shown))

    def _table(self, content: list[Any]) -> str:
        rows = rows_of(content)
        if not rows:
            return ""
        cells = [[self._cell(cell) for cell in row] for row in rows]
        width = max(map(len, cells))
        cells = [row + [""] * (width - len(row)) for row in cells]
        if width == 1:
            return "\n\n".join(row[0] for row in cells if row[0])
        used = [at for at in range(width) if any(row[at] for row in cells)]
        lines = [f"| {' | '.join(row[at] for at in used)} |" for row in cells if any(row)]
        if not lines:
            return ""
        table = "\n".join([lines[0], f"|{' --- |' * len(used)}", *lines[1:]])
        caption = self._together(content[1][1])
        return f"{table}\n\n/// table-caption\n\n{caption}\n\n///" if caption else table

    def _cell(self, blocks: list[Element]) -> str:
        parts = []
        for block in blocks:
            if block["t"] in {"Para", "Plain", "Header"}:
                text, markup = self.inlines.read(block["c"][2] if block["t"] == "Header" else block["c"])
                parts.append((markup or escape(text, opens=False)).replace(BREAK, "<br>"))
            elif block["t"] in {"BulletList", "OrderedList"}:
                parts += [self._cell(item) for item in _items(block)]
            elif block["t"] in {"Div", "BlockQuote"}:
                parts.append(self._cell(block["c"][1] if block["t"] == "Div" else block["c"]))
            else:
                parts.append(escape(plain_of_block(block), opens=False))
        return "<br>".join(filter(None, parts)).replace("\n", " ").replace("|", "\\|")


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
        text = _TAG.sub(" ", content[1]) if content[0].startswith("html") else ""
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


def _under(blocks: object) -> Iterable[Element]:
    """Every element under some blocks."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from _under(each)
    elif isinstance(blocks, dict) and "t" in blocks:
        yield blocks
        yield from _under(blocks.get("c"))


def _items(block: Element) -> list[list[Element]]:
    """The items of a list, the divisions in them opened."""
    items: list[list[Element]] = block["c"][1] if block["t"] == "OrderedList" else block["c"]
    return [[inner for each in item for inner in _opened(each)] for item in items]


def _opened(block: Element) -> list[Element]:
    if block["t"] != "Div" or attributes(block)[2]:
        return [block]
    return [inner for each in block["c"][1] for inner in _opened(each)]


def _is_plain_list(block: Element, depth: int = 1) -> bool:
    if depth > DEEPEST_LIST or (
        block["t"] == "OrderedList" and block["c"][0][1]["t"] not in {"Decimal", "DefaultStyle"}
    ):
        return False
    for item in _items(block):
        if not item or item[0]["t"] not in {"Para", "Plain"} or len(_apart(item[0]["c"])) > 1:
            return False
        if not all(each["t"] in {"BulletList", "OrderedList"} and _is_plain_list(each, depth + 1) for each in item[1:]):
            return False
    return True


def _apart(inlines: list[Element]) -> list[list[Element]]:
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


def _lines(inlines: list[Element]) -> list[list[Element]]:
    lines: list[list[Element]] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def _of_kind(piece: Piece, kind: str) -> Piece:
    return replace(piece, kind=kind) if piece.kind == "line" else piece  # type: ignore[arg-type]

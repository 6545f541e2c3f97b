"""From pandoc's document tree to pieces: paragraphs are lines, so that the rules may see more in them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from reader.importing.captions import is_caption, is_credit
from reader.importing.draft import Piece, Removal
from reader.importing.formats.inlines import BREAK, Inlines, plain_of
from reader.importing.formats.pandoc import Element, attributes
from reader.importing.formats.trees import (
    TAG,
    apart,
    code_of,
    indented,
    is_plain_list,
    items_of,
    lines_of,
    of_kind,
    plain_of_block,
    rows_of,
    under,
)
from reader.importing.notes import CLOSE, OPEN
from reader.importing.wording import is_prose, size
from reader.importing.writing import as_markdown

_SILENT = re.compile(r"<!--(.*?)(?:-->|\Z)|<(script|style|template|noscript)\b", re.DOTALL | re.IGNORECASE)
LINE_BREAK = "  \n"
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
    articles: frozenset[str] = frozenset()
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    inlines: Inlines = field(init=False)
    line: int = 0

    def __post_init__(self) -> None:
        self.inlines = Inlines(self._note, self.lose, self.articles)

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
        for part in apart(inlines):
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
            self.pieces[-1] = replace(last, markup=(last.markup or as_markdown(last.text)) + markup)

    def _heading(self, block: Element) -> None:
        level, (id, classes, _), inlines = block["c"]
        text, markup = self.inlines.read(inlines)
        text, markup = text.replace(BREAK, " "), markup.replace(BREAK, " ")
        if self.page and level > 1 and is_prose(text) and size(text) > LONGEST_HEADING:
            self._add("line", text, markup)
        elif text:
            own = " ".join(filter(None, (f"#{id}" if id else "", ".no-term" if "no-term" in classes else "")))
            self._add("heading", text, markup, level=level, attributes="" if self.page else own)

    def _quotation(self, blocks: list[Element]) -> None:
        if all(block["t"] in {"Para", "Plain"} for block in blocks):
            for block in blocks:
                self._paragraph("quote", block["c"])
        elif written := self._quoted(blocks):
            self._add("raw", " ".join(filter(None, map(plain_of_block, blocks))), written)

    def _list(self, block: Element, depth: int = 0) -> None:
        """A list of plain items becomes a piece an item; one whose items hold more is written as a whole."""
        if depth == 0 and not is_plain_list(block):
            if written := self._written(block):
                self._add("raw", plain_of_block(block), written)
            return
        start = block["c"][0][0] if block["t"] == "OrderedList" else 0
        for number, item in enumerate(items_of(block), start):
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
        shown = [(markup or as_markdown(text)).replace(BREAK, " ") for text, markup in read]
        if text := " ".join(text.replace(BREAK, " ") for text, _ in read if text):
            self._add("raw", text, LINE_BREAK.join(line or "&nbsp;" for line in shown))

    def _division(self, block: Element) -> None:
        _, classes, pairs = attributes(block)
        blocks = block["c"][1]
        if mark := pairs.get("note", ""):
            self.notes.append(self._note_piece(mark, blocks))
        elif label := pairs.get("block", ""):
            self._own_block(label, pairs.get("label", ""), blocks, pairs.get("language", ""))
        elif pairs.get("kind") or pairs.get("own"):
            before = len(self.pieces)
            self._all(blocks)
            self.pieces[before:] = [of_kind(piece, pairs.get("kind", "line")) for piece in self.pieces[before:]]
            if self.pieces[before:]:
                self.pieces[-1] = replace(self.pieces[-1], attributes=pairs.get("own", ""))
        elif "line-block" in classes and all(each["t"] in {"Para", "Plain"} for each in blocks):
            self._verse([line for each in blocks for line in lines_of(each["c"])])
        else:
            self._all(blocks)

    def _own_block(self, label: str, title: str, blocks: list[Element], language: str) -> None:
        """A block of our own Markdown, `/// name | label`: an abstract is pieces, any other is written as a whole."""
        if label == "abstract" and all(block["t"] in {"Para", "Plain", "BulletList"} for block in blocks):
            before = len(self.pieces)
            self._all(blocks)
            self.pieces[before:] = [
                replace(piece, kind="abstract", label=title, language=language, indent=0)
                for piece in self.pieces[before:]
            ]
            return
        inside = self._together(blocks)
        head = f"/// {label}" + (f" | {title}" if title else "")
        head += f"\n    attrs: {{lang: {language}}}" if language else ""
        text = " ".join(filter(None, [title, *map(plain_of_block, blocks)]))
        self._add("raw", text, f"{head}\n\n{inside}\n\n///")

    def _raw(self, format: str, text: str) -> None:
        if format.startswith("html"):
            if silent := _SILENT.match(text.strip()):
                if silent[1] is not None and silent[1].strip():
                    self.lose(" ".join(silent[1].split()), "a comment")
                if silent[2] or not TAG.sub("", text).strip():
                    return
            if self.html and TAG.sub("", text).strip():
                self._all(self.html(text))
            return
        self.lose(" ".join(text.split()), f"a passage in {format}, which no page shows")

    def _figure(self, block: Element) -> None:
        _, (_, caption), blocks = block["c"]
        images = [each for each in under(blocks) if each["t"] == "Image"]
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
        label = as_markdown(alternative or "…", opens=False).replace("]", "\\]")
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
            parts = [self.inlines.read(part) for part in apart(content)]
            shown = [(markup or as_markdown(text)).replace(BREAK, LINE_BREAK) for text, markup in parts]
            return "\n\n".join(filter(None, shown))
        if kind == "Header":
            text, markup = self.inlines.read(content[2])
            return f"**{markup or as_markdown(text)}**".replace(BREAK, " ") if text else ""
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
            return LINE_BREAK.join(markup or as_markdown(text) for text, markup in map(self.inlines.read, content))
        if kind == "HorizontalRule":
            return "* * *"
        inner = Tree(self.html)
        inner.inlines = self.inlines
        inner._block(block)
        self.removed += inner.removed
        return "\n\n".join(piece.markup or as_markdown(piece.text) for piece in inner.pieces)

    def _together(self, blocks: Iterable[Element]) -> str:
        return "\n\n".join(filter(None, map(self._written, blocks)))

    def _quoted(self, blocks: list[Element]) -> str:
        inside = self._together(blocks)
        return "\n".join(f"> {line}" if line.strip() else ">" for line in inside.split("\n")) if inside else ""

    def _list_written(self, block: Element) -> str:
        start = block["c"][0][0] if block["t"] == "OrderedList" else 0
        loose = any(len(item) > 1 and item[1]["t"] in {"Para", "Plain"} for item in items_of(block))
        shown: list[str] = []
        for number, item in enumerate(items_of(block), start):
            mark = f"{number}." if block["t"] == "OrderedList" else "-"
            inside = self._together(item)
            if inside:
                shown.append(f"{mark} {indented(inside, 4)}")
        return ("\n\n" if loose else "\n").join(shown)

    def _definitions(self, content: list[list[list[Element]]]) -> str:
        shown: list[str] = []
        for term, definitions in content:
            text, markup = self.inlines.read(term)
            lines = [(markup or as_markdown(text)).replace(BREAK, " ")]
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
                parts.append((markup or as_markdown(text, opens=False)).replace(BREAK, "<br>"))
            elif block["t"] in {"BulletList", "OrderedList"}:
                parts += [self._cell(item) for item in items_of(block)]
            elif block["t"] in {"Div", "BlockQuote"}:
                parts.append(self._cell(block["c"][1] if block["t"] == "Div" else block["c"]))
            else:
                parts.append(as_markdown(plain_of_block(block), opens=False))
        return "<br>".join(filter(None, parts)).replace("\n", " ").replace("|", "\\|")

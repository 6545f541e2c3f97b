"""What was found in a source and what became of its lines, for the editor to look over."""

from collections.abc import Iterable, Iterator

from reader.importing.draft import Draft, Piece, Removal
from reader.importing.pipeline import STEPS
from reader.problems import quoted

_PASSAGES = frozenset("paragraph question standfirst abstract quote item raw".split())


def explain(draft: Draft) -> str:
    """List, step by step, what each rule took out of the text and why, and what it saw lines as."""
    named = {step.name: step.what for step in STEPS}
    order = [*dict.fromkeys(each.step for each in draft.removed if each.step not in named), *named]
    lines: list[str] = []
    for step in order:
        removed = [each for each in draft.removed if each.step == step]
        changed = [each.piece for each in draft.changed if each.step == step and each.piece.kind != "paragraph"]
        if removed or changed:
            lines.append(f"{step}: {named[step]}" if step in named else step)
            lines += [f"  {line}" for line in (*map(_removal, removed), *map(_change, changed))]
    return "\n".join(lines)


Row = tuple[str, str, str, str, str, str, str]
HEAD: Row = ("file", "title", "authors", "date", "sections", "passages", "dropped")


def row_of(name: str, draft: Draft) -> Row:
    """What was found in one source, as a row of the summary."""
    record = draft.record
    return (
        name,
        _short(record.title, 40) or "none",
        _short(", ".join(author.name for author in record.authors), 30) or "none",
        record.published or "none",
        str(sum(piece.kind == "heading" for piece in draft.pieces)),
        str(sum(piece.kind in _PASSAGES for piece in draft.pieces)),
        str(sum(not each.key for each in draft.removed)),
    )


def table(rows: Iterable[Row]) -> str:
    """The summary: title, authors, date, sections, passages and lines dropped of each source."""
    every = [HEAD, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(HEAD))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in every)
    return "\n".join(line.rstrip() for line in lines)


def dropped(draft: Draft) -> Iterator[str]:
    """What was dropped, a line for each reason: how often, and the first words of the first."""
    reasons: dict[str, list[Removal]] = {}
    for each in draft.removed:
        if not each.key:
            reasons.setdefault(each.why, []).append(each)
    for why, removed in reasons.items():
        yield f"{len(removed)} x {why}, such as {quoted(removed[0].piece.text)}"


def _removal(removal: Removal) -> str:
    kept = f", kept as {removal.key}" if removal.key else ""
    return f"line {removal.piece.line}: {quoted(removal.piece.text)}: {removal.why}{kept}"


def _change(piece: Piece) -> str:
    return f"line {piece.line}: {quoted(piece.text)}: {'an' if piece.kind[0] in 'aeiou' else 'a'} {piece.kind}"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."

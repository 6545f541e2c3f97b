"""What was found in a source and what became of its lines, for the editor to look over."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.importing.draft import Draft, Piece, Removal
from reader.importing.inventory import MOST_MISSING, Account, account_of
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


Row = tuple[str, str, str, str, str, str, str, str]
HEAD: Row = ("file", "title", "authors", "date", "sections", "passages", "dropped", "kept")
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Report:
    """What the command says of one source: its row in the summary, what was dropped, what an editor has to look at."""

    row: Row
    said: tuple[str, ...]
    alarms: tuple[str, ...]


def report_of(name: str, draft: Draft, *, fully: bool, briefly: bool) -> Report:
    """Report on one source: `fully` with what each rule did, `briefly` with a line for each reason."""
    account = account_of(draft)
    said = [f"{name}\n{explain(draft)}"] if fully else [f"dropped {line}" for line in dropped(draft)] if briefly else []
    if briefly and (stated := places(draft)):
        said.append(f"{name}: {stated}")
    loud = (line if line.startswith(" ") else f"{name}: {line}" for line in alarms(account))
    return Report(row_of(name, draft, account), tuple(said), tuple(loud))


def row_of(name: str, draft: Draft, account: Account) -> Row:
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
        f"{math.floor(1000 * account.share) / 10:g} %",
    )


def places(draft: Draft) -> str:
    """Where the source states what the front matter says, in one line."""
    return "; ".join(f"{key}: {place}" for key, place in draft.record.places if getattr(draft.record, key))


def alarms(account: Account) -> Iterator[str]:
    """What an editor has to look at: running text that was dropped for its place, and words that are nowhere."""
    if not account.is_loud:
        return
    if account.left_out:
        yield f"LOOK: {_number(len(account.left_out), 'paragraph')} of running text left out (--keep-all keeps them):"
        yield from (f"  {quoted(each.piece.text)}: {each.why}" for each in account.left_out[:MOST_SHOWN])
    if account.lost:
        yield f"LOOK: {_number(len(account.lost), 'paragraph')} of the source cannot be found in the article:"
        yield from (f"  {quoted(text)}" for text in account.lost[:MOST_SHOWN])
    elif account.missing > MOST_MISSING * account.total:
        yield f"LOOK: {account.missing} of {account.total} words are not accounted for"
    if (more := max(len(account.left_out), len(account.lost)) - MOST_SHOWN) > 0:
        yield f"  and {more} more: run `reader import --explain`"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def table(rows: Iterable[Row]) -> str:
    """The summary of each source: its record, sections and passages, lines dropped, the share of its text kept."""
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
        such = f", such as {quoted(removed[0].piece.text)}" if removed[0].piece.text else ""
        yield f"{len(removed)} x {why}{such}"


def _removal(removal: Removal) -> str:
    kept = f", kept as {removal.key}" if removal.key else ""
    if not removal.piece.text:
        return removal.why
    return f"line {removal.piece.line}: {quoted(removal.piece.text)}: {removal.why}{kept}"


def _change(piece: Piece) -> str:
    return f"line {piece.line}: {quoted(piece.text)}: {'an' if piece.kind[0] in 'aeiou' else 'a'} {piece.kind}"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."

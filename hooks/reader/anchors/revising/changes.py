"""What an update did, and how the ledgers stand, in a few lines for the editor."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from reader.anchors.abridging import bare, readable
from reader.anchors.block import Today
from reader.anchors.ledger.entries import Entry, Ledger, unchanged
from reader.anchors.revising.outcome import Carry, Revision
from reader.problems import quoted

PLACE = "under a changed heading or pin"
SHOWN = 20  # lines for each article: a first minting of hundreds is told by its number


def changes(before: Mapping[str, Ledger], revision: Revision, written: Sequence[str]) -> Iterator[str]:
    """Word what an update did to each article that it writes."""
    for id in written:
        old = {entry.id: entry for entry in before.get(id, Ledger()).entries}
        lines = list(_lines(old, revision.ledgers[id]))
        counts = Counter(what for what, _ in lines)
        yield f"{id}: " + (", ".join(f"{count} {what}" for what, count in counts.items()) or "put in order")
        told = [line for what, line in lines if line and (old or what != "new")]
        yield from told[:SHOWN]
        if len(told) > SHOWN:
            yield f"  and {len(told) - SHOWN} more"
    yield from _carries([carry for carry in revision.carries if carry.article in written])


def _carries(carries: Sequence[Carry]) -> Iterator[str]:
    """List what was carried by a match that may be wrong, each with the answer that corrects it."""
    if carries:
        yield f"\n{len(carries)} carried to words that are less like; if one is wrong, answer as it says:"
    for each in sorted(carries, key=lambda carry: carry.score):
        yield f"  {each.article}: {each.id} ({each.score:.2f})"
        yield f"    it read:  {readable(each.old_text)}"
        yield f"    now:      {readable(each.new_text)}"
        yield f"    if not:   reader anchors --update --answer {each.article}:{each.id}=gone"


def _lines(old: Mapping[str, Entry], ledger: Ledger) -> Iterator[tuple[str, str]]:
    for entry in ledger.entries:
        before = old.get(entry.id)
        what = _what(before, entry)
        if what:
            detail = f" to {', '.join(entry.successors)}" if what in ("moved", "merged", "split") else ""
            match = f" ({entry.match:.2f})" if what == "edited" and entry.match < 1 else ""
            line = f"  {entry.id:<6} {what}{detail}{match}: {quoted(readable(entry.text))}"
            yield what, "" if what == PLACE else line


def _what(before: Entry | None, entry: Entry) -> str:
    if before is None:
        return "new"
    if before.state != entry.state:
        return "back" if entry.state == "live" else entry.state
    if bare(before.text) != bare(entry.text):
        return "reworded" if entry.kind == "heading" else "edited"
    if before.successors != entry.successors:
        return entry.state
    same = (before.heading, before.aliases, before.kind) == (entry.heading, entry.aliases, entry.kind)
    return "" if same else PLACE


def state(ledgers: Mapping[str, Ledger], articles: Mapping[str, Today], drafts: Collection[str]) -> str:
    """Tell for each article how many ids stand, how many have left, and whether the ledger is up to date."""
    rows = []
    for id in sorted({*ledgers, *articles, *drafts}):
        entries = [entry for entry in ledgers.get(id, Ledger()).entries if entry.passage]
        stand = sum(entry.stands for entry in entries)
        if id in drafts:
            how = "draft: numbers freely"
        elif id not in ledgers:
            how = "no ledger yet"
        elif id not in articles:
            how = "no article"
        else:
            how = "up to date" if unchanged(ledgers[id], articles[id]) else "behind: reader anchors --update"
        rows.append(f"{id:<30} {stand:>6,} {len(entries) - stand:>8,}  {how}")
    return "\n".join([f"{'article':<30} {'stand':>6} {'left':>8}", *rows])

"""What stands on a page for the passages that have left it."""

from collections.abc import Mapping

from reader.anchors.abridging import readable
from reader.anchors.anchor import Tombstone
from reader.anchors.ledger.checking import resolve
from reader.anchors.ledger.entries import Entry, Ledger
from reader.text.dates import spoken

WORDS = 400  # characters of the last words that a tombstone shows


def joined_tombstones(
    id: str, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> list[Tombstone]:
    """Give the tombstones of an article that was joined to another one: each of its ids has one."""
    return [_tombstone(id, entry, ledgers, former, titles) for entry in ledgers[id].entries]


def departed(
    id: str, row: list[Entry], ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> tuple[dict[str, list[str]], dict[str, Tombstone]]:
    """Sort out what has left: merged ids lead to the passage that took them in, the others get a tombstone."""
    entries = {entry.id: entry for entry in row}
    merged: dict[str, list[str]] = {}
    tombstones: dict[str, Tombstone] = {}
    for entry in row:
        if entry.stands:
            continue
        heir = entry
        while heir.state == "merged" and heir.successors and heir.successors[0] in entries:
            heir = entries[heir.successors[0]]
        if heir.stands:
            merged.setdefault(heir.id, []).extend((entry.id, *entry.aliases))
        else:
            tombstones[entry.id] = _tombstone(id, entry, ledgers, former, titles)
    return merged, tombstones


def _tombstone(
    id: str, entry: Entry, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> Tombstone:
    found = [each for each in (resolve(successor, id, ledgers, former) for successor in entry.successors) if each]
    links = []
    for article, heir in found:
        name = f"paragraph {heir.id[1:]}" if heir.passage else f"“{heir.text}”"
        if article == id:
            links.append((f"#{heir.id}", name))
        elif article in titles:
            links.append((f"{article}.md#{heir.id}", f"{name} of “{titles[article]}”"))
    what = f"Paragraph {entry.id[1:]}" if entry.passage else "This section"
    when = f" on {spoken(entry.ended)}" if entry.ended else ""
    fates = {"moved": f"{what} moved{when} to ", "merged": f"{what} became part{when} of "}
    fate = fates.get(entry.state, f"{what} was removed{when}" + ("; its words go on in " if links else "."))
    if not links:
        fate = f"{what} was removed{when}."
    words = readable(entry.text)
    if len(words) > WORDS:
        words = words[:WORDS].rsplit(" ", 1)[0] + " …"
    return Tombstone(entry.id, fate, words, tuple(links), entry.aliases)

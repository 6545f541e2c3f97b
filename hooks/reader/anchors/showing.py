"""What a page shows of its ledger: the ids of its blocks, aliases, tombstones."""

from collections.abc import Mapping
from dataclasses import replace

from reader.anchors.abridging import readable
from reader.anchors.anchor import Anchor, Tombstone
from reader.anchors.checking import resolve
from reader.anchors.ledger import Entry, Ledger
from reader.anchors.revision import revise
from reader.anchors.settling import settle
from reader.anchors.succession import Today
from reader.text.dates import spoken

WORDS = 400  # characters of the last words that a tombstone shows


def page_anchors(
    id: str, today: Today, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> list[Anchor]:
    """Give each block of an article its anchor.

    `former` names the article that took over a former id, `titles` those of the published articles.
    """
    ledger = ledgers.get(id) or next(
        (ledgers[old] for old, new in former.items() if new == id and old in ledgers), Ledger()
    )
    ledger = settle(ledger, {block.text for block in today.blocks}, {})
    revision = revise({id: ledger}, {id: today}, date="")
    row, places = revision.rows[id]
    known = {**ledgers, id: Ledger(tuple(row))}
    merged, tombstones = _departed(id, row, known, former, titles)
    starts = [0, *(place + 1 for place in places)]
    ends = [*places, len(row)]
    graves = [
        tuple(tombstones[entry.id] for entry in row[start:end] if entry.id in tombstones)
        for start, end in zip(starts, ends, strict=True)
    ]
    anchors = []
    for new, (block, place) in enumerate(zip(today.blocks, places, strict=True)):
        entry = row[place]
        own = block.pinned or entry.id
        ids = (entry.id, *entry.aliases, *merged.get(entry.id, ()))
        aliases = tuple(each for each in dict.fromkeys(ids) if each != own)
        anchors.append(Anchor(own, entry.id[1:] if entry.passage else "", aliases, after=graves[new + 1]))
    if anchors:
        anchors[0] = replace(anchors[0], before=graves[0])
    return anchors


def joined_tombstones(
    id: str, ledgers: Mapping[str, Ledger], former: Mapping[str, str], titles: Mapping[str, str]
) -> list[Tombstone]:
    """Give the tombstones of an article that was joined to another one: each of its ids has one."""
    return [_tombstone(id, entry, ledgers, former, titles) for entry in ledgers[id].entries]


def _departed(
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

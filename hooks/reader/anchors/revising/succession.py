"""The next ledger of an article: who stands where, who has left, and the ids of the newcomers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.anchors.abridging import bare
from reader.anchors.anchor import heading_id
from reader.anchors.block import Block, Today
from reader.anchors.ledger.entries import Entry, PublishedWording
from reader.anchors.matching.course import in_course
from reader.anchors.numbering import NUMBER, mint

NEW = ""  # the id of an entry that has none yet


@dataclass(slots=True)
class Fates:
    """What became of the old standing entries, by place: `partner` a new place, or the entry as it leaves the text."""

    partner: Mapping[int, int]
    confidence: Mapping[int, float]
    departed: dict[int, Entry] = field(default_factory=dict)
    revived: Mapping[int, int] = field(default_factory=dict)  # place among all old entries -> new place
    confirmed: frozenset[int] = frozenset()  # standing places whose new one an editor has answered


def succeed(
    entries: Sequence[Entry], fates: Fates, today: Today, date: str, used: Collection[str] = ()
) -> tuple[list[Entry], list[int]]:
    """Write the next row of entries; gives it with the place in it of every block.

    Standing entries follow the text. One that has left stays behind the nearest one before it that has kept its
    course, so that its tombstone stands where it stood, and a second update finds the same order.
    """
    standing = [place for place, entry in enumerate(entries) if entry.stands]
    holder: dict[int, Entry] = {}
    rank: dict[int, int] = {}  # place among all old entries -> new place
    for old, new in fates.partner.items():
        holder[new] = carried(entries[standing[old]], today.blocks[new], fates.confidence[old], date)
        if old in fates.confirmed:
            holder[new] = replace(holder[new], match=1.0)
        rank[standing[old]] = new
    for place, new in fates.revived.items():
        holder[new] = carried(back(entries[place], date), today.blocks[new], 1.0, date)
    steady = in_course(rank)
    departed = {standing[old]: entry for old, entry in fates.departed.items()}
    behind: dict[int, list[Entry]] = {}
    anchor = -1
    for place, entry in enumerate(entries):
        if place in steady:
            anchor = rank[place]
        elif place in departed or (not entry.stands and place not in fates.revived):
            behind.setdefault(anchor, []).append(departed.get(place, entry))
    row = [*behind.get(-1, ())]
    places = []
    for new, block in enumerate(today.blocks):
        places.append(len(row))
        row.append(holder.get(new) or _newcomer(block, date))
        row += behind.get(new, ())
    return _named(row, today.taken, used), places


def back(entry: Entry, date: str) -> Entry:
    """Put an entry back that had left the text."""
    left = PublishedWording(entry.text, entry.since, entry.ended)
    return replace(entry, state="live", successors=(), earlier=(*entry.earlier, left), since=date, ended="")


def carried(entry: Entry, block: Block, confidence: float, date: str) -> Entry:
    """Carry an entry over to the block it stands for now."""
    aliases = entry.aliases
    if block.pinned and block.pinned not in (entry.id, *aliases):
        aliases = (*aliases, block.pinned)
    now = replace(
        entry,
        kind=block.kind,
        heading=block.heading,
        text=block.text,
        aliases=aliases,
        match=min(entry.match, confidence),
    )
    if bare(entry.text) == bare(block.text):
        return now
    before = PublishedWording(entry.text, entry.since, date)
    return replace(now, earlier=(*entry.earlier, before), since=date, edits=entry.edits + 1)


def _newcomer(block: Block, date: str) -> Entry:
    id = block.pinned if block.kind == "heading" and block.pinned else NEW
    aliases = (block.pinned,) if block.pinned and block.kind != "heading" else ()
    return Entry(id, block.kind, block.heading, block.text, date, aliases=aliases, since=date)


def _named(row: list[Entry], taken: Collection[str], published: Collection[str]) -> list[Entry]:
    """Give ids to the newcomers of a row that none has had who was `published`."""
    used = {*taken, *published, *(id for entry in row for id in (entry.id, *entry.aliases))}
    numbers = iter(mint([entry.id or None for entry in row if entry.passage], filter(NUMBER.match, published)))
    named = []
    for entry in row:
        id = next(numbers) if entry.passage else entry.id or heading_id(entry.text, used)
        used.add(id)
        named.append(replace(entry, id=id) if entry.id == NEW else entry)
    return named

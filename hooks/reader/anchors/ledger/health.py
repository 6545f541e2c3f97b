"""How the anchors of a collection are doing: what has drifted, and which matches to look at twice."""

from collections import Counter
from collections.abc import Mapping

from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.matching.likeness import Scale, Text
from reader.problems import quoted

LISTED = 10
FAR = 0.5  # a passage that shares less than this with its first wording has become another

Places = list[tuple[str, Entry]]


def health(ledgers: Mapping[str, Ledger]) -> str:
    """Report ids by age, edits since minting, passages far from their first words, weak matches and tombstones."""
    every = [(id, entry) for id, ledger in ledgers.items() for entry in ledger.entries if entry.passage]
    if not every:
        return "no passage has been minted yet"
    standing = [(id, entry) for id, entry in every if entry.stands]
    lines = [f"{len(every):,} passages minted, {len(standing):,} in the text"]
    lines += _table("minted in", Counter(entry.first[:4] for _, entry in every))
    lines += _table("edits since", Counter(_span(entry.edits) for _, entry in standing))
    lines += _list("far from their first words", sorted(_far(standing)))
    weak = sorted((entry.match, id, entry.id, entry.text) for id, entry in standing if entry.match < 1)
    lines += _list("carried by the weakest matches", weak)
    left = [(id, entry) for id, entry in every if not entry.stands]
    lines += _table("no longer in the text", Counter(entry.state for _, entry in left))
    latest = sorted(left, key=lambda each: (each[1].ended, each[0]), reverse=True)[:LISTED]
    lines += [f"  {entry.ended}  {id}#{entry.id}  {entry.state}  {quoted(entry.text)}" for id, entry in latest]
    return "\n".join(lines)


def _span(edits: int) -> str:
    return str(edits) if edits < 3 else "3 to 9" if edits < 10 else "10 or more"


def _far(standing: Places) -> list[tuple[float, str, str, str]]:
    changed = [(id, entry) for id, entry in standing if entry.earlier]
    pairs = [(Text.of(entry.kind, entry.first_text), Text.of(entry.kind, entry.text)) for _, entry in changed]
    scale = Scale.over(text for pair in pairs for text in pair)
    scores = [round(scale.compare(*pair).whole, 2) for pair in pairs]
    rows = zip(scores, changed, strict=True)
    return [(score, id, entry.id, entry.text) for score, (id, entry) in rows if score < FAR]


def _table(title: str, counts: Counter[str]) -> list[str]:
    if not counts:
        return []
    return [f"\n{title}", *(f"  {key:<12}{count:>7,}" for key, count in sorted(counts.items()))]


def _list(title: str, rows: list[tuple[float, str, str, str]]) -> list[str]:
    if not rows:
        return []
    more = [f"  and {len(rows) - LISTED:,} more"] if len(rows) > LISTED else []
    return [
        f"\n{title}",
        *(f"  {score:.2f}  {id}#{own}  {quoted(text)}" for score, id, own, text in rows[:LISTED]),
        *more,
    ]

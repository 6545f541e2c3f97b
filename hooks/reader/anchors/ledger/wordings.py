"""The wordings of a passage and their dates, as far as they can be known."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.anchors.abridging import bare
from reader.anchors.ledger.entries import Entry, PublishedWording

LAST = "~"  # behind every date


def wordings(entry: Entry) -> tuple[PublishedWording, ...]:
    """List every published wording of a passage, oldest first, each with the days from which and until which it stood.

    On the day of a change both may have been cited. The last wording has no end while the passage is in the text. A
    day that is "" is not known: ledgers of the first format kept the first wording and the last, and no dates of them.
    """
    return (*entry.earlier, PublishedWording(entry.text, entry.since, entry.ended))


def recalled(entry: Entry, versions: Iterable[tuple[str, Entry]]) -> Entry:
    """Tell the wordings of an entry, whose dates its ledger did not keep, by earlier `versions` with their dates.

    What the versions do not show stays as it is: the first wording and the last are never lost.
    """
    if entry.since:
        return entry
    told: list[PublishedWording] = []
    for date, version in versions:
        if version.origin != entry.origin:
            continue
        if not told or (told[-1].until and version.stands) or bare(told[-1].text) != bare(version.text):
            if told and not told[-1].until:
                told[-1] = replace(told[-1], until=date)
            told.append(PublishedWording(version.text, date if told else entry.first))
        if not version.stands and not told[-1].until:
            told[-1] = replace(told[-1], until=version.ended or date)
    if not told or bare(told[0].text) != bare(entry.first_text):
        return entry
    if bare(told[-1].text) != bare(entry.text):  # the last change is not committed yet
        return replace(entry, earlier=tuple(told))
    return replace(entry, since=told[-1].since, earlier=tuple(told[:-1]))


def joined(kept: Entry, others: Sequence[Entry]) -> Entry:
    """Keep the wordings that lines for the same passage hold, which two branches changed."""
    known = {(each.text, each.since) for each in wordings(kept)}
    further = [each for other in others for each in wordings(other) if (each.text, each.since) not in known]
    if not further:
        return kept
    first, *rest = kept.earlier or (PublishedWording(kept.text, kept.since, further[0].since),)
    return replace(kept, earlier=(first, *sorted([*rest, *further], key=lambda each: each.since or LAST)))

"""Match the passages of an article as the ledger has them to the passages of its text today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.anchors.matching import contest, parts, steps
from reader.anchors.matching.doubt import Doubt
from reader.anchors.matching.pairing import Pairing
from reader.anchors.matching.parts import Division, Merger


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of the old passages of one article, by place on both sides.

    `partner` gives the new place of an old one, `confidence` how like they are; `doubts` are for the editor.
    """

    partner: Mapping[int, int]
    confidence: Mapping[int, float]
    mergers: list[Merger]
    divisions: Sequence[Division]
    doubts: Sequence[Doubt]


def finish(pairing: Pairing) -> Alignment:
    """Align what equal words alone have not: first in place, then by place, then moved; then parts, then doubts."""
    doubts: list[Doubt] = []
    before = -1, -1
    while (len(pairing.new_of), len(pairing.contested)) != before:
        before = len(pairing.new_of), len(pairing.contested)
        doubts = steps.in_place(pairing)
        steps.same_words_again(pairing)
        steps.reworded_headings(pairing)
        doubts += steps.out_of_place(pairing)
        doubts += steps.same_words_of_another_kind(pairing)
        doubts += steps.by_place(pairing)
        contest.contest(pairing)
    contest.settle_contest(pairing)
    doubts += contest.doubts(pairing)
    divisions = parts.divisions(pairing)
    mergers = parts.mergers(pairing)
    settled = {merger.old for merger in mergers}, {division.new for division in divisions}
    return Alignment(pairing.new_of, pairing.confidence, mergers, divisions, _open(pairing, doubts, settled))


def _open(pairing: Pairing, doubts: Sequence[Doubt], settled: tuple[set[int], set[int]]) -> list[Doubt]:
    """Keep one doubt for each passage, the likest, of those that nothing has settled."""
    kept: list[Doubt] = []
    for doubt in sorted(doubts, key=lambda each: (-each.score, each.old, each.new)):
        fresh = doubt.old not in settled[0] and doubt.new not in settled[1] and pairing.free(doubt.old, doubt.new)
        if fresh and all(doubt.old != each.old and doubt.new != each.new for each in kept):
            kept.append(doubt)
    return sorted(kept)

"""How well ids hold over a real history: the ledger beside paragraph numbers, sections and hashes.

Judged on labels made by hand (tests/anchors/labels.jsonl), sampled by how much of a passage is left and weighted back
to what share each sample has of all passages; and on deletions and moves planted into the same history, whose truth
is known. Figures are numerators and denominators.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from benchmarks import edits
from benchmarks.labels import Label, Place, composed, labels, passages, samples
from benchmarks.planted import planted, timings
from benchmarks.revisions import REAL, History
from reader.anchors.abridging import abridge
from reader.anchors.block import Block, Today
from reader.anchors.ledger.entries import Ledger
from reader.anchors.revising.outcome import Revision
from reader.anchors.revising.revision import revise

OUTCOMES = ("kept", "asked", "lost", "wrong", "false revival")

Resolver = Callable[[History, str, str], dict[Place, "Place | str | None"]]


def by_ledger(history: History, before: str, after: str) -> dict[Place, "Place | str | None"]:
    """Resolve every passage by minting at one date and revising at another; "asked" where the editor is."""
    first = revise({}, _articles(history, before), date=before)
    return _outcome(first, revise(first.ledgers, _articles(history, after), date=after), passages(history, before))


def _articles(history: History, date: str) -> dict[str, Today]:
    return {chapter: Today(tuple(map(abridge, blocks))) for chapter, blocks in history.version(date).items()}


def _outcome(
    first: Revision, then: Revision, before: Iterable[tuple[Place, Block]]
) -> dict[Place, "Place | str | None"]:
    places = {
        f"{chapter}#{row[place].id}": (chapter, new)
        for chapter, (row, found) in then.rows.items()
        for new, place in enumerate(found)
    }
    fates = {f"{chapter}#{each.id}": each for chapter, (row, _) in then.rows.items() for each in row}
    asked = {f"{question.article}#{question.id}" for question in then.questions}
    resolved: dict[Place, Place | str | None] = {}
    for (chapter, place), _ in before:
        id = f"{chapter}#{first.entry(chapter, place).id}"
        if id in asked:
            resolved[chapter, place] = "asked"
            continue
        for _ in range(9):  # merged into a passage that moved, and so on
            entry = fates.get(id)
            if id in places or entry is None or entry.state not in ("merged", "moved"):
                break
            successor = entry.successors[0]
            id = successor if "#" in successor else f"{id.split('#', maxsplit=1)[0]}#{successor}"
        resolved[chapter, place] = places.get(id)
    return resolved


def _by_key(key: Callable[[str, Sequence[Block]], list[str]]) -> Resolver:
    def resolve(history: History, before: str, after: str) -> dict[Place, "Place | str | None"]:
        there: dict[str, Place] = {}
        for chapter, blocks in history.version(after).items():
            for place, name in enumerate(key(chapter, blocks)):
                if name:
                    there.setdefault(name, (chapter, place))
        return {
            (chapter, place): there.get(name)
            for chapter, blocks in history.version(before).items()
            for place, name in enumerate(key(chapter, blocks))
            if name
        }

    return resolve


def _number(chapter: str, blocks: Sequence[Block]) -> list[str]:
    counted = 0
    names = []
    for block in blocks:
        counted += block.kind != "heading"
        names.append("" if block.kind == "heading" else f"{chapter} {counted}")
    return names


def _section(chapter: str, blocks: Sequence[Block]) -> list[str]:
    counts: Counter[str] = Counter()
    names = []
    for block in blocks:
        counts[block.heading] += block.kind != "heading"
        names.append("" if block.kind == "heading" else f"{chapter} {block.heading} {counts[block.heading]}")
    return names


def _hash(chapter: str, blocks: Sequence[Block]) -> list[str]:
    return ["" if block.kind == "heading" else f"{chapter} {block.text}" for block in blocks]


SCHEMES: dict[str, Resolver] = {
    "ledger": by_ledger,
    "paragraph number": _by_key(_number),
    "section and number": _by_key(_section),
    "hash of the text": _by_key(_hash),
}


def judge(label: Label, resolved: "Place | str | None") -> str:
    if resolved == "asked":
        return "asked"
    if resolved is None:
        return "lost" if label.new else "kept"
    if not label.new:
        return "false revival"
    return "kept" if resolved in label.new else "wrong"


def steps(
    history: History, scheme: Resolver, judged: list[Label]
) -> Iterable[tuple[str, int, Counter[str], dict[str, float]]]:
    """Score a scheme step by step: passages, the outcomes of the labels, and these weighted to all passages."""
    sampled = {step: samples(history, *step) for step in pairwise(history.dates())}
    of_sample: dict[str, Counter[str]] = {}
    of_step: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    outcomes: dict[tuple[str, str], Counter[str]] = {}
    resolved = {step: scheme(history, *step) for step in sampled}
    for label in judged:
        outcome = judge(label, resolved[label.step].get(label.old))
        sample = sampled[label.step][label.old]
        of_sample.setdefault(sample, Counter())[outcome] += 1
        of_step.setdefault(label.step, {}).setdefault(sample, Counter())[outcome] += 1
        outcomes.setdefault(label.step, Counter())[outcome] += 1
    for step, places in sampled.items():
        weighted: Counter[str] = Counter()
        for sample, share in Counter(places.values()).items():
            # A sample without a label in this step is taken to fare as in the others.
            fared = of_step.get(step, {}).get(sample) or of_sample.get(sample, Counter())
            for outcome, count in fared.items():
                weighted[outcome] += share * count / fared.total()  # type: ignore[assignment]
        total = len(places)
        shares = {outcome: weighted[outcome] / total for outcome in OUTCOMES}
        yield f"{step[0]} to {step[1]}", total, outcomes.get(step, Counter()), shares


def first_to_last(history: History, judged: list[Label]) -> Counter[str]:
    """Revise through every version, no question ever answered (that is, "gone"), and judge the whole way."""
    start, *later = history.dates()
    first = revise({}, _articles(history, start), date=start)
    ledgers: dict[str, Ledger] = first.ledgers
    for date in later:
        then = revise(ledgers, _articles(history, date), date=date)
        unanswered: dict[tuple[str, str], str] = {}
        while then.questions:
            unanswered |= {(question.article, question.id): "gone" for question in then.questions}
            then = revise(ledgers, _articles(history, date), date=date, answers=unanswered)
        ledgers = then.ledgers
    resolved = _outcome(first, then, passages(history, start))
    return Counter(judge(label, resolved.get(label.old)) for label in judged)


def main() -> None:
    """Print all figures."""
    print("Anchors over a real history")
    history = REAL
    if not history.dates():
        print(f"  skipped: no revisions in {history.folder}; name their folder in REVISIONS")
        return
    judged = labels(history)
    strata = Counter(label.stratum for label in judged)
    print(f"  {len(judged)} labels: " + ", ".join(f"{count} {stratum}" for stratum, count in strata.most_common()))
    for name, scheme in SCHEMES.items():
        print(f"\n  {name:<26}{'passages':>9}{'labels':>8}" + "".join(f"{outcome:>15}" for outcome in OUTCOMES))
        total: Counter[str] = Counter()
        weighted: Counter[str] = Counter()
        everything = 0
        for step, count, outcomes, shares in steps(history, scheme, judged):
            everything += count
            total += outcomes
            weighted.update({outcome: count * share for outcome, share in shares.items()})
            if scheme is by_ledger:
                print(f"  {step:<26}{count:>9}{outcomes.total():>8}" + _cells(outcomes, shares))
        shares = {outcome: weighted[outcome] / everything for outcome in OUTCOMES}
        print(f"  {'all steps':<26}{everything:>9}{total.total():>8}" + _cells(total, shares))
    whole = composed(history)
    print(f"\n  first to last version, {len(whole)} passages followed by labels; a question unanswered is lost")
    for name, outcomes in {
        "ledger, step by step": first_to_last(history, whole),
        **{name: _whole(history, scheme, whole) for name, scheme in SCHEMES.items() if scheme is not by_ledger},
    }.items():
        print(f"  {name:<26}{'':>17}" + "".join(f"{outcomes[each]:>9}/{len(whole):<5}" for each in OUTCOMES))
    print("\n  planted deletions and moves")
    for outcome, count in sorted(planted(history).items()):
        print(f"  {outcome:<26}{count:>9}")
    print_edits(history)
    print("\n  time")
    for name, seconds, limit in timings(history):
        print(f"  {name:<30}{seconds:>6.2f} s  (limit {limit})")


def print_edits(history: History, seeds: Sequence[str] = "12345") -> None:
    """Print what became of planted edits, and how many questions an editor who knows the truth would answer."""
    print("\n  edits planted into one version, abridged as the build does; an id that is touched by one is")
    print("  asked: passages that a question is about; put: questions, a group as one and one for each exception in it")
    print(f"  {'':<36}{'ids':>6}" + "".join(f"{outcome:>15}" for outcome in (*OUTCOMES, edits.PUT)))
    kinds: dict[str, Counter[str]] = {}
    for seed in seeds:
        for kind, outcomes in edits.planted(history.version(history.dates()[len(history.dates()) // 2]), seed).items():
            kinds.setdefault(kind, Counter()).update(outcomes)
    together = kinds.pop(edits.TOGETHER)
    for kind, outcomes in kinds.items():
        print(_edits(kind, outcomes))
    print(_edits("all", sum(kinds.values(), Counter())))
    print(_edits(f"besides: {edits.TOGETHER}", together))


def _whole(history: History, scheme: Resolver, judged: list[Label]) -> Counter[str]:
    dates = history.dates()
    resolved = scheme(history, dates[0], dates[-1])
    return Counter(judge(label, resolved.get(label.old)) for label in judged)


def _edits(kind: str, outcomes: Counter[str]) -> str:
    """Word what became of the ids; a bystander is one that no edit touched and that all the same was not kept."""
    total = sum(outcomes[each] for each in OUTCOMES)
    cells = "".join(
        f"{outcomes[each]:>8}{100 * outcomes[each] / max(total, 1):>6.1f}%" for each in (*OUTCOMES, edits.PUT)
    )
    beside = {key: count for key, count in outcomes.items() if key.startswith("bystander")}
    return f"  {kind:<36}{total:>6}{cells}" + "".join(f"  {count} {key}" for key, count in beside.items())


def _cells(outcomes: Counter[str], shares: dict[str, float]) -> str:
    total = outcomes.total()
    return "".join(f"{outcomes[each]:>5}/{total:<4}{100 * shares[each]:>4.1f}%" for each in OUTCOMES)


if __name__ == "__main__":
    main()

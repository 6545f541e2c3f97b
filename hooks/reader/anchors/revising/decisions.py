"""What the editor decided, in places of the old and the new text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.revising.outcome import GONE, Answers
from reader.problems import Problem

Place = tuple[str, int]
"""An article, and a place among its standing entries, or among its blocks of today."""


@dataclass(slots=True)
class Decisions:
    """`stays` gives old places their new ones, `away` those in another article; `gone` have left.

    `back` gives places among all entries, of such as had left, their new ones; `buried` stay away. `displaced` are old
    places whose new one an answer gave to another: to which.
    """

    stays: dict[Place, int] = field(default_factory=dict)
    away: dict[Place, Place] = field(default_factory=dict)
    gone: set[Place] = field(default_factory=set)
    back: dict[Place, int] = field(default_factory=dict)
    buried: set[Place] = field(default_factory=set)
    displaced: dict[Place, int] = field(default_factory=dict)

    @property
    def articles(self) -> set[str]:
        """The articles that are decided on."""
        every = (*self.stays, *self.away, *self.away.values(), *self.gone, *self.back, *self.buried)
        return {article for article, _ in every}


def decide(
    answers: Answers, ledgers: Mapping[str, Ledger], places: Mapping[str, Mapping[str, int]]
) -> tuple[Decisions, list[Problem]]:
    """Turn answers into places; `places` gives each id of today its block, as if every answer were "gone"."""
    decisions = Decisions()
    problems = []
    for (id, own), answer in answers.items():
        entries = ledgers.get(id, Ledger()).entries
        place = next((place for place, entry in enumerate(entries) if entry.id == own), None)
        shown = f"--answer {id}:{own}={answer}"
        article, _, target = answer.rpartition("#")
        new = places.get(article or id, {}).get(target)
        if place is None:
            known = "see the list: reader anchors" if not entries else f"it has {entries[0].id} to {entries[-1].id}"
            problems.append(Problem(shown, 0, f"{own} is no id of {id}", known))
        elif new is None and answer != GONE:
            message = f"{target} is no passage of {article or id} today"
            problems.append(Problem(shown, 0, message, f"answer an id, or {own}={GONE}"))
        elif not entries[place].stands:
            if answer == GONE:
                decisions.buried.add((id, place))
            elif article not in ("", id) or new is None:
                message = f"{own} has left {id} and cannot come back in another article"
                problems.append(Problem(shown, 0, message, f"answer an id of {id}, or {own}={GONE}"))
            else:
                decisions.back[id, place] = new
        else:
            old = _standing(entries, place)
            if answer == GONE:
                decisions.gone.add((id, old))
            elif article not in ("", id) and new is not None:
                decisions.away[id, old] = article, new
            elif new is not None:
                decisions.stays[id, old] = new
    problems += _twice(decisions, answers)
    _displace(decisions, answers, ledgers)
    return decisions, problems


def _standing(entries: tuple[Entry, ...], place: int) -> int:
    return sum(entry.stands for entry in entries[:place])


def _twice(decisions: Decisions, answers: Answers) -> list[Problem]:
    """Two ids cannot be one passage."""
    targets = [(id, new) for (id, _), new in (*decisions.stays.items(), *decisions.back.items())]
    targets += decisions.away.values()
    if len(set(targets)) == len(targets):
        return []
    named = [f"{id}:{own}={answer}" for (id, own), answer in answers.items() if answer != GONE]
    same = [each for each in named if sum(each.partition("=")[2] == other.partition("=")[2] for other in named) > 1]
    return [Problem(f"--answer {' '.join(same)}", 0, "two ids cannot be the same passage", f"answer {GONE} for one")]


def _displace(decisions: Decisions, answers: Answers, ledgers: Mapping[str, Ledger]) -> None:
    """An answer that names an id which stands takes its passage: that id is joined to the one answered for."""
    decided = {*decisions.stays, *decisions.gone, *decisions.away}
    for (id, own), answer in answers.items():
        entries = ledgers.get(id, Ledger()).entries
        named = next((place for place, entry in enumerate(entries) if entry.id == answer and entry.stands), None)
        place = next((place for place, entry in enumerate(entries) if entry.id == own), None)
        if named is None or place is None or own == answer:
            continue
        other = id, _standing(entries, named)
        new = decisions.stays.get((id, _standing(entries, place)), decisions.back.get((id, place)))
        if other not in decided and new is not None:
            decisions.displaced[other] = new

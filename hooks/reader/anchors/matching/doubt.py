"""Pairs of which the editor is asked whether they are one passage, and why."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["reworded", "alike", "replaced", "copied", "moved", "another kind", "away", "back"]
"""Why a pair is in doubt.

`reworded`: in its place it reads otherwise; `alike`: so it does, and another passage is as like it; `replaced`: a
listing, figure, table or formula stands in its place that has little in common with it; `copied`: its words stand
elsewhere, and something like them in its place; `moved`: it may stand elsewhere in its article, `away`: in another one;
`another kind`: its words stand as one; `back`: it had left the text.
"""

ASK_IN_PLACE = 0.34  # likeness below which two passages are told apart without a question


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A pair too unlike to accept and too like to dismiss."""

    old: int
    new: int
    score: float
    why: Why = "reworded"

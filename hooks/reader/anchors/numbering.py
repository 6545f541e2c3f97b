"""Ids of passages, numbered as legislators number sections: never again, never anew."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"p(0|[1-9][0-9]*)([a-z]*)\Z")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A passage's number: `whole` and `letter`, 0 without one, 1 for a, 26 for z, 27 for aa."""

    whole: int
    letter: int = 0

    @classmethod
    def of(cls, id: str) -> "Number":
        """Read an id such as `p7a`; raises ValueError for anything else."""
        found = NUMBER.match(id)
        if not found:
            raise ValueError(f"{id!r} is no passage number: expected p and a whole number, then letters or none")
        return cls(int(found[1]), value(found[2]))

    @property
    def id(self) -> str:
        return f"p{self.whole}{letters(self.letter)}"


def letters(count: int) -> str:
    """Write a count from 1 in letters: a to z, then aa, ab (bijective base 26); 0 is nothing."""
    written = ""
    while count:
        count, digit = divmod(count - 1, 26)
        written = chr(ord("a") + digit) + written
    return written


def value(written: str) -> int:
    """Read what `letters` wrote."""
    count = 0
    for letter in written:
        count = 26 * count + ord(letter) - ord("a") + 1
    return count


def mint(row: Sequence[str | None], used: Iterable[str] = ()) -> list[str]:
    """Give each `None` in a row of passage ids, in reading order, an id of its own.

    After the last passage the count goes on: one above the highest whole number ever minted. Elsewhere the new id is
    the whole number of the nearest earlier passage and its next free letter; before the first passage that number is
    0. `used` are further ids that may not come again, wherever they stood.
    """
    numbers = [Number.of(id) for id in (*used, *(id for id in row if id is not None))]
    highest = max((number.whole for number in numbers), default=0)
    last_letter: dict[int, int] = {}
    for number in numbers:
        last_letter[number.whole] = max(number.letter, last_letter.get(number.whole, 0))
    last = max((place for place, id in enumerate(row) if id is not None), default=-1)
    minted: list[str] = []
    base = 0
    for place, id in enumerate(row):
        if id is not None:
            base = Number.of(id).whole
            minted.append(id)
        elif place > last:
            highest += 1
            minted.append(Number(highest).id)
        else:
            last_letter[base] = last_letter.get(base, 0) + 1
            minted.append(Number(base, last_letter[base]).id)
    return minted


def last_numbers(ids: Iterable[str]) -> list[str]:
    """List the highest whole number among ids of passages, then for each number the last of its letters."""
    numbers = sorted(map(Number.of, ids))
    lettered = {number.whole: number for number in numbers if number.letter}
    return [Number(numbers[-1].whole).id, *(number.id for number in lettered.values())] if numbers else []

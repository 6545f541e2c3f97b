"""Striking a deed many times, at moments spread over all of it, and looking at what is left each time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.harness import Deed, begin, broken, end, fill_at, fresh, kill_at, perform, unfinished

MANY = 100
Part = tuple[int, int]
"""The second of four, say: a long run can be made in pieces."""


@dataclass(frozen=True)
class Struck:
    """How many faults struck, and what was wrong after some of them."""

    count: int
    wrong: tuple[str, ...]


def kill(deed: Deed, count: int, part: Part = (1, 1)) -> Struck:
    """Kill a deed `count` times: half of them at changes of the disk, half at any time; then give it again.

    Where the count is high, it is given again after one kill of four.
    """
    wrong: list[str] = []
    turns = _turns(count, part)
    for turn in turns:
        with fresh(deed.start) as folder:
            if turn % 2:
                moment = random.Random(turn).uniform(0.001, deed.seconds)
                done = perform(folder, deed.words, after=moment)
                where = f"{moment:.3f} s"
            else:
                chosen = _spread(turn // 2, (count + 1) // 2, deed.moments)
                done = perform(folder, deed.words, kill_at(chosen))
                where = f"change {chosen} of {deed.moments}"
                assert done.status < 0, f"{deed.name} was not killed at {where}: {done.said}"
            if found := broken(deed, folder):
                wrong.append(f"{deed.name} killed at {where}: broken {found}")
            elif (count < MANY or turn % 8 < 2) and (found := unfinished(deed, folder)):
                wrong.append(f"{deed.name} killed at {where}, given again: {found}")
    return Struck(len(turns), tuple(wrong))


def fill(deed: Deed, count: int, part: Part = (1, 1)) -> Struck:
    """Let the disk be full from some change on, `count` times; the command must say so in few words."""
    wrong: list[str] = []
    turns = _turns(count, part)
    for turn in turns:
        with fresh(deed.start) as folder:
            chosen = _spread(turn, count, deed.moments)
            done = perform(folder, deed.words, fill_at(chosen, random.Random(turn).choice((0, 10, 200))))
            where = f"{deed.name} without space from change {chosen} of {deed.moments}"
            if found := broken(deed, folder):
                wrong.append(f"{where}: broken {found}")
            if found := [each for each in untold(done.said) if done.status]:
                wrong.append(f"{where}: {found}: {done.said}")
            if found := unfinished(deed, folder):
                wrong.append(f"{where}, given again: {found}")
    return Struck(len(turns), tuple(wrong))


def pair(deed: Deed, count: int) -> Struck:
    """Do it twice at once."""
    wrong: list[str] = []
    for _ in range(count):
        with fresh(deed.start) as folder:
            running = [begin(folder, deed.words) for _ in range(2)]
            ended = [end(*each) for each in running]
            if found := broken(deed, folder):
                wrong.append(f"{deed.name} twice at once: broken {found}")
            if 0 not in {each.status for each in ended}:
                wrong.append(f"{deed.name} twice at once: neither was done: {[each.said for each in ended]}")
            if found := [each for done in ended for each in untold(done.said) if done.status]:
                wrong.append(f"{deed.name} twice at once: {found}")
            if found := unfinished(deed, folder):
                wrong.append(f"{deed.name} twice at once, given again: {found}")
    return Struck(count, tuple(wrong))


def untold(said: str) -> Iterator[str]:
    """What a message to an editor must not be: a traceback, our own fault, nothing."""
    if "Traceback" in said:
        yield "a traceback"
    if "nobody foresaw" in said:
        yield "a fault of ours"
    if not said.strip():
        yield "nothing said"


def _turns(count: int, part: Part) -> range:
    number, parts = part
    return range(count * (number - 1) // parts, count * number // parts)


def _spread(turn: int, count: int, moments: int) -> int:
    """The moments from first to last, spread over the turns; each in turn where there are more turns than moments."""
    return 1 + (turn % moments if count >= moments else turn * moments // count)

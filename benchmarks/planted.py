"""Deletions and moves planted into a history, and the time that updates take."""

import random
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from benchmarks.labels import passages
from benchmarks.revisions import History
from reader.anchors.abridging import abridge
from reader.anchors.block import Block, Today
from reader.anchors.ledger.checking import check
from reader.anchors.revising.revision import revise


def planted(history: History, seeds: int = 5) -> Counter[str]:
    """Delete one passage in ten and move one in thirty, in every step, and see what becomes of each."""
    outcomes: Counter[str] = Counter()
    for seed in range(seeds):
        for before, after in pairwise(history.dates()):
            for chapter, blocks in history.version(before).items():
                new = history.version(after).get(chapter)
                if new is not None:
                    outcomes += _plant(random.Random(f"{seed} {before} {chapter}"), chapter, blocks, new)
    return outcomes


def _plant(chance: random.Random, chapter: str, old: Sequence[Block], new: Sequence[Block]) -> Counter[str]:
    olds, news = Counter(each.text for each in old), Counter(each.text for each in new)
    kept: list[Block] = []
    deleted: set[str] = set()
    moved: list[Block] = []
    for block in new:
        drawn = chance.random() if block.kind != "heading" and olds[block.text] == news[block.text] == 1 else 1
        if drawn < 1 / 10:
            deleted.add(block.text)
        elif drawn < 1 / 10 + 1 / 30:
            moved.append(block)
        else:
            kept.append(block)
    for block in moved:
        kept.insert(chance.randrange(len(kept) + 1), block)
    first = revise({}, {chapter: Today(tuple(map(abridge, old)))}, date="1")
    then = revise(first.ledgers, {chapter: Today(tuple(map(abridge, kept)))}, date="2")
    row, places = then.rows[chapter]
    now = {row[place].id: kept[new_place].text for new_place, place in enumerate(places)}
    fates = {entry.id: entry for entry in row}
    asked = {question.id for question in then.questions}
    outcomes: Counter[str] = Counter()
    for place, block in enumerate(old):
        id = first.entry(chapter, place).id
        if block.text in deleted:
            dead = fates[id].state == "gone"
            outcomes["deleted: " + ("asked" if id in asked else "tombstone" if dead else "false revival")] += 1
        elif block in moved:
            outcomes["moved: " + ("kept" if now.get(id) == block.text else "wrong" if id in now else "lost")] += 1
    return outcomes


def timings(history: History) -> list[tuple[str, float, str]]:
    """Time a step over 3,500 passages with 500 edited, and the check of 10,000 unchanged ones."""
    texts = [block for date in history.dates() for _, block in passages(history, date)]
    chance = random.Random(1)

    def article(count: int) -> list[Block]:
        return [Block("paragraph", f"{place} {chance.choice(texts).text}") for place in range(count)]

    step = [article(350) for _ in range(10)]
    ledgers = revise({}, {f"a{each}": Today(tuple(blocks)) for each, blocks in enumerate(step)}, date="1").ledgers
    for place in chance.sample(range(3500), 500):
        blocks = step[place // 350]
        words = blocks[place % 350].text.split()
        words[chance.randrange(len(words))] = "edited"
        blocks[place % 350] = Block("paragraph", " ".join(words))
    start = time.perf_counter()
    revise(ledgers, {f"a{each}": Today(tuple(blocks)) for each, blocks in enumerate(step)}, date="2")
    edited = time.perf_counter() - start
    whole = {f"a{each}": Today(tuple(article(200))) for each in range(50)}
    ledgers = revise({}, whole, date="1").ledgers
    start = time.perf_counter()
    problems = check(ledgers, whole)
    checked = time.perf_counter() - start
    if problems:
        raise AssertionError(problems)
    return [("3,500 passages, 500 edited", edited, "5 s"), ("10,000 unchanged, checked", checked, "1 s")]

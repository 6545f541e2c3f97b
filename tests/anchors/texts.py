"""Articles to try the anchors on, made of plain words."""

import random

from reader.anchors.block import Block, Today
from reader.anchors.ledger.entries import Entry, Ledger
from reader.anchors.revising.outcome import Revision
from reader.anchors.revising.revision import revise

WORDS = """accord alliance ambassador archive bank border budget cabinet canal capital census charter coal colony
committee congress consul council credit crisis customs decree delegate deputy dispute district duma election embargo
embassy empire envoy export famine fleet forest frontier garrison gas grain harbour import inquiry island judge labour
league ledger loan mandate march market memoir merchant minister mission mutiny navy neutral note office oil order
parliament party peace pension petition plan police port press price prince protest province quarter railway reform
regiment report republic revolt river sanction school senate siege silver speech steel strike summit tariff tax telegram
tenant throne timber trade treaty trial tribunal troop truce union valley veto village vote wage war warrant water wheat
winter wire witness worker youth""".split()


def passage(seed: object, length: int = 30) -> str:
    """Write a passage that is like no other: the same for the same seed."""
    chosen = random.Random(f"passage {seed}").choices(WORDS, k=length)
    return " ".join(chosen).capitalize() + "."


def today(*texts: str, heading: str = "") -> Today:
    """Make an article of paragraphs; `# Title` makes a heading, `{my-id} text` pins."""
    blocks = []
    for each in texts:
        pinned, text = each[1:].split("} ", 1) if each.startswith("{") else (None, each)
        if text.startswith("# "):
            heading, above = text[2:], heading
            blocks.append(Block("heading", heading, above, pinned))
        else:
            blocks.append(Block("paragraph", text, heading, pinned))
    return Today(tuple(blocks))


def published(*texts: str, date: str = "2025-01-01") -> Ledger:
    """Mint the first ledger of an article."""
    return revise({}, {"a": today(*texts)}, date=date).ledgers["a"]


def revised(ledger: Ledger, *texts: str, date: str = "2025-07-01") -> Revision:
    """Revise the ledger of one article."""
    return revise({"a": ledger}, {"a": today(*texts)}, date=date)


def ids(ledger: Ledger) -> list[str]:
    """List the ids of a ledger in order, those that do not stand in brackets."""
    return [entry.id if entry.stands else f"({entry.id})" for entry in ledger.entries]


def entry(ledger: Ledger, id: str) -> Entry:
    """Find the entry of an id."""
    return next(each for each in ledger.entries if each.id == id)

"""Queries whose answers are known, for a made-up collection: what a reader of some passage might type."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from reader.search.folding import plain_words
from reader.search.records import Record, Work


class Asked(NamedTuple):
    """`first` is the address that must stand first, "" where nothing may be found."""

    query: str
    first: str
    kind: str


def asked(records: list[Record], works: list[Work], each: int = 10, seed: int = 5) -> list[Asked]:
    """`each` queries of eight kinds."""
    source = random.Random(seed)
    passages = [record for record in records if record.kind == "passage"]
    entries = [record for record in records if record.kind == "entry"]
    return [
        *_words(source, passages, each),
        *(Asked(entry.names[0], entry.url, "a term") for entry in source.sample(entries, each)),
        *_begun(source, entries, each),
        *(Asked(f"{work.id}#p{place}", f"{work.url}#p{place}", "an address")
          for place, work in enumerate(source.sample(works, each), 1)),
    ]  # fmt: skip


def _begun(source: random.Random, entries: list[Record], each: int) -> Iterator[Asked]:
    """Forms without their last letter, if this begins no other name."""
    names = [word for entry in entries for name in entry.names for word in name.split()]
    chosen = (entry for entry in source.sample(entries, len(entries)) if len(entry.names[1]) > 6)
    single = (entry for entry in chosen if sum(name.startswith(entry.names[1][:-1]) for name in names) == 1)
    return (
        Asked(entry.names[1][:-1], entry.url, "a form, begun") for entry, _ in zip(single, range(each), strict=False)
    )


def _words(source: random.Random, passages: list[Record], each: int) -> Iterator[Asked]:
    for passage in source.sample(passages, each):
        words = [word for word, _ in plain_words(passage.text)]
        start = source.randrange(len(words) - 6)
        run = words[start : start + 6]
        yield Asked(" ".join(run), passage.url, "its words")
        yield Asked(f'"{" ".join(run)}"', passage.url, "a phrase")
        yield Asked(f'"{" ".join(reversed(run))}"', "", "a phrase the wrong way round")
        # Half remembered: five of its longer words, in any order.
        longer = sorted({word for word in words if len(word) > 3}, key=lambda word: (-len(word), word))[:8]
        some = source.sample(longer, 5)
        yield Asked(" ".join(some), passage.url, "half remembered")
        slip = some[0][:2] + some[0][3:] if len(some[0]) > 5 else some[0]
        yield Asked(" ".join([slip, *some[1:]]), passage.url, "one letter left out")

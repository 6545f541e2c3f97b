"""The files of the index, as bytes by their paths: what each holds is told in `reader.search`."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from reader.search import VERSION
from reader.search.coding import code, codes
from reader.search.folding import TABLES
from reader.search.forms import endings, forms
from reader.search.postings import Postings, Written, frequent, write
from reader.search.records import IN_WORKS, KINDS, Record, Work
from reader.search.small_words import small_words

Row = TypeVar("Row")
FOLDER = "search"
# Characters of a shard: small enough to be fetched for one word or result, large enough that there are not too many.
WORDS_SHARD, MOST_WORDS_SHARD, WORDS_FILES = 8_000, 48_000, 130
TEXTS_SHARD, MOST_TEXTS_SHARD, TEXTS_FILES = 16_000, 80_000, 140
MOST_SPELLED = 60_000


def search_files(
    records: Iterable[Record], works: Iterable[Work], pages: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Write the index of a collection: the same records and works give the same bytes.

    `pages` are the addresses of the `glossary` and the `people`, to go to where nothing is found.
    """
    ordered = list(works)
    place = {work.id: at for at, work in enumerate(ordered)}
    rank = {kind: at for at, kind in enumerate(KINDS)}
    every = sorted(records, key=lambda each: (rank[each.kind], place.get(each.work, -1)))  # stable within a work
    postings, spoken = _gathered(every, ordered)
    written = {word: write(word, postings) for word in sorted({*postings.texts, *postings.names}, key=_units)}
    shards = list(_word_shards(written, forms(spoken)))
    texts = list(_text_shards([each for each in every if each.kind not in IN_WORKS], ordered))
    parts: dict[str, object] = {"names": {"names": _names(every)}, "works": {"works": _works(ordered)}}
    parts |= {f"w{at}": shard for at, (_, _, shard) in enumerate(shards)}
    parts |= {f"t{at}": shard for at, (_, shard) in enumerate(texts)}
    parts["spelling"] = _spelling(written)
    named = {name: _script(name, data) for name, data in parts.items()}
    digest = hashlib.sha256(b"".join(named.values())).hexdigest()[:10]
    index = head(every, ordered, sorted(spoken))
    index |= {
        "pages": {"glossary": "glossary/", "people": "people/", **(pages or {})},
        "folder": digest,
        "firsts": [first for first, _, _ in shards],
        "starts": [start for _, start, _ in shards],
        "texts": [start for start, _ in texts],
    }
    return {
        f"{FOLDER}/index.js": _script("index", index),
        **{f"{FOLDER}/{digest}/{name}.js": data for name, data in named.items()},
    }


def head(records: Sequence[Record], works: Sequence[Work], languages: Sequence[str]) -> dict[str, object]:
    """What a browser keeps of the index.

    `kinds` are the numbers before which each kind ends, `works` the ids of the articles, `notes` and `passages` how
    many each has, `frequent` in how many texts a word may be that has places, `folding`, `endings` and `small` the
    tables of `reader.search.folding`, `forms` and `small_words`. To these come `pages`, the `folder` of the other
    parts, the first word (`firsts`) of each shard of words and its number (`starts`), and the first record of each
    shard of texts (`texts`).
    """
    counts = {kind: {work.id: 0 for work in works} for kind in IN_WORKS}
    for record in records:
        if record.kind in counts:
            counts[record.kind][record.work] += 1
    ends = [sum(KINDS.index(each.kind) <= at for each in records) for at in range(len(KINDS))]
    return {
        "version": VERSION,
        "kinds": dict(zip(KINDS, ends, strict=True)),
        "works": " ".join(work.id for work in works),
        "notes": codes(list(counts["note"].values())),
        "passages": codes(list(counts["passage"].values())),
        "frequent": frequent(len(records)),
        "folding": TABLES,
        "endings": endings(languages),
        "small": " ".join(small_words(languages)),
    }


def _gathered(records: Sequence[Record], works: Sequence[Work]) -> tuple[Postings, dict[str, set[str]]]:
    """The postings of all words, and the words of each language as they are written."""
    numbers = {each.url: at for at, each in enumerate(records) if each.kind in ("entry", "person")}
    languages = {work.id: work.language for work in works}
    postings = Postings()
    for each in records:
        text = f"{each.text}\n{each.more}" if each.more else each.text
        uses = sorted({numbers[use] for use in each.uses if use in numbers})
        postings.add(each.names, text, uses, each.language or languages.get(each.work, ""))
    return postings, postings.spoken()


def _word_shards(
    written: dict[str, Written], families: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, int, dict[str, object]]]:
    """The first word of each shard, its number, and the shard."""
    order = {word: at for at, word in enumerate(written)}
    sizes = [len(word) + 4 + len(each.digits) for word, each in written.items()]
    limit = min(max(WORDS_SHARD, sum(sizes) // WORDS_FILES), MOST_WORDS_SHARD)
    for start, chosen in _cut(list(written), sizes, limit):
        counts: list[int] = []
        nearby: list[int] = []
        for word in chosen:
            counts += [written[word].texts, written[word].names]
            kin = [order[form] - order[word] for form in families.get(word, ()) if form in order]
            nearby += [len(kin), *(2 * ahead if ahead > 0 else -2 * ahead - 1 for ahead in kin)]
        yield (
            chosen[0],
            start,
            {
                "words": " ".join(chosen),
                "counts": codes(counts),
                "forms": codes(nearby),
                "postings": " ".join(written[word].digits for word in chosen),
            },
        )


def _text_shards(records: Sequence[Record], works: Sequence[Work]) -> Iterator[tuple[int, dict[str, object]]]:
    """The number of the first record of each shard, and the shard."""
    by_id = {work.id: work for work in works}
    sizes = [len(each.text) + 40 for each in records]
    limit = min(max(TEXTS_SHARD, sum(sizes) // TEXTS_FILES), MOST_TEXTS_SHARD)
    for start, chosen in _cut(records, sizes, limit):
        lines = []
        for each in chosen:
            line = [each.url, each.names[0], each.text, each.section]
            if each.kind == "article":
                work = by_id[each.work]
                line += [work.byline, work.year, work.language]
            while line[-1] == "":
                line.pop()
            lines.append(line)
        yield start, {"records": lines}


def _units(word: str) -> bytes:
    """What orders words as JavaScript does: by units of UTF-16."""
    return word.encode("utf-16-be")


def _names(records: Iterable[Record]) -> list[str]:
    return ["\n".join(each.names) for each in records if each.kind in ("entry", "person")]


def _works(works: Iterable[Work]) -> list[list[object]]:
    return [[work.title, list(work.authors), work.year, work.language] for work in works]


def _spelling(written: dict[str, Written]) -> dict[str, str]:
    """The words, the most frequent ones if they are too many: of each how many letters it shares with the one before,
    the others, and how often it occurs, as a letter for each power of two.
    """
    chosen = [word for word in written if len(word) > 2 and not word.startswith("*") and not word.isdigit()]
    count = {word: written[word].texts + 4 * written[word].names for word in chosen}
    kept = set(sorted(chosen, key=lambda word: -count[word])[:MOST_SPELLED])
    chosen = [word for word in chosen if word in kept]
    lines = []
    for before, word in pairwise(["", *chosen]):
        shared, most = 0, min(len(before), len(word), 63)
        while shared < most and before[shared] == word[shared]:
            shared += 1
        lines.append(code(shared) + word[shared:] + chr(65 + min(count[word].bit_length(), 25)))
    return {"words": "\n".join(lines)}


def _cut(rows: Sequence[Row], sizes: Sequence[int], limit: int) -> Iterator[tuple[int, Sequence[Row]]]:
    """Cut rows into parts of at most `limit`, or of one row that is larger."""
    start, filled = 0, 0
    for at, size in enumerate(sizes):
        if filled and filled + size > limit:
            yield start, rows[start:at]
            start, filled = at, 0
        filled += size
    if rows:
        yield start, rows[start:]


def _script(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    # Line ends of JSON that older JavaScript takes for its own.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'readerSearchPart("{name}",{text})\n'.encode()

import json
from collections import Counter

from benchmarks.revisions import OWN, REAL

ROWS = [json.loads(line) for each in (OWN, REAL) for line in each.labels.read_text(encoding="utf-8").splitlines()]


def test_labels_are_many_and_of_every_kind() -> None:
    strata = Counter(row["stratum"] for row in ROWS)
    assert strata.total() >= 150
    assert strata.keys() >= {"exact", "light", "heavy", "split", "merged", "gone"}


def test_labels_quote_first_words_only() -> None:
    assert all(len(words.split()) <= 8 for row in ROWS for words, *_ in [row["old"], *row["new"]])


def test_no_passage_is_labelled_twice() -> None:
    assert len({(row["step"], row["chapter"], *row["old"]) for row in ROWS}) == len(ROWS)

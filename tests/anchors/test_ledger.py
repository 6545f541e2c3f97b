import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.anchors.ledger.files import read_ledgers, write_ledger
from reader.anchors.ledger.format import parse, render
from tests.anchors.texts import passage, published, revised

A, B, C = (passage(each) for each in "ABC")
LEDGER = revised(published("# One", A, B), "# One", A.replace("a", "o"), C).ledgers["a"]
TEXT = render(LEDGER)


def problems(text: str) -> list[str]:
    ledger, found = parse(text, "anchors/a.jsonl")
    assert bool(found) == (ledger == Ledger())
    return [str(each) for each in found]


def test_format() -> None:
    entry = Entry("p7a", "item", "Über uns", "«Да».", "2025-01-02", "split", ("p7b",), ("pin",), "2025-03-04")
    entry = replace(entry, earlier=(PublishedWording("«Нет».", "2025-01-02", "2025-03-04"),), edits=1, match=0.8)
    assert render(Ledger((entry,))) == (
        '{"format": "reader-anchors", "version": 2, "normaliser": 1, "entries": 1, "last": ["p7", "p7a"]}\n'
        '{"id": "p7a", "kind": "item", "heading": "Über uns", "text": "«Да».", "first": "2025-01-02", '
        '"state": "split", "successors": ["p7b"], "aliases": ["pin"], "since": "2025-03-04", '
        '"earlier": [{"text": "«Нет».", "since": "2025-01-02", "until": "2025-03-04"}], "edits": 1, '
        '"match": 0.8, "sum": "SUM"}\n'
    ).replace("SUM", json.loads(render(Ledger((entry,))).split("\n")[1])["sum"])


def test_reads_what_was_written() -> None:
    assert parse(TEXT, "anchors/a.jsonl") == (LEDGER, [])


@given(st.text(max_size=40), st.text(max_size=40), st.floats(0, 1), st.integers(0, 9))
def test_reads_any_words(text: str, heading: str, match: float, edits: int) -> None:
    folded = [each.encode("utf-8", "ignore").decode() for each in (text, heading)]
    ledger = Ledger((Entry("p1", "paragraph", folded[1], folded[0], "2025-01-01", edits=edits, match=round(match, 2)),))
    assert parse(render(ledger), "anchors/a.jsonl") == (ledger, [])


def test_every_truncation_is_reported() -> None:
    data = TEXT.encode()
    for length in range(len(data)):
        assert problems(data[:length].decode(errors="ignore")), length


def test_truncated_inside_a_line() -> None:
    assert problems(TEXT[:-20]) == [
        "anchors/a.jsonl:5: the last line breaks off: the ledger was cut off\n"
        "    bring back the committed one: git restore anchors/a.jsonl"
    ]


def test_truncated_between_lines() -> None:
    assert problems("\n".join(TEXT.split("\n")[:-2]) + "\n") == [
        "anchors/a.jsonl:4: 4 entries were written, 3 are left: the ledger was cut off or lines were deleted\n"
        "    bring back the committed one: git restore anchors/a.jsonl"
    ]


def test_empty() -> None:
    assert problems("") == [
        "anchors/a.jsonl: the ledger is empty: it was cut off\n"
        "    bring back the committed one: git restore anchors/a.jsonl"
    ]


def test_changed_by_hand() -> None:
    assert problems(TEXT.replace('"id": "p1"', '"id": "p9"')) == [
        "anchors/a.jsonl:3: p9 was changed by hand: the line and its sum disagree\n"
        "    bring back the committed one: git restore anchors/a.jsonl; "
        "to correct a match, answer it: reader anchors --update --answer"
    ]


def test_conflict_marks() -> None:
    lines = TEXT.split("\n")
    assert problems("\n".join([*lines[:3], "<<<<<<< HEAD", lines[3], "=======", ">>>>>>> b", *lines[4:]])) == [
        "anchors/a.jsonl:4: a conflict mark of git: two branches changed these lines\n"
        "    keep the lines of both sides, delete the lines with the marks, then run: reader anchors --update"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}\n", 'anchors/a.jsonl:1: expected the line on the format, {"format": "reader-anchors", ...}'),
        (TEXT.replace('"version": 2', '"version": 9'), "anchors/a.jsonl:1: version 9 of the format is not known here"),
        (TEXT.replace('{"id": "p1"', '"id": "p1"'), "anchors/a.jsonl:3: not a line of JSON: the ledger was damaged"),
        (TEXT.replace('{"id": "p1"', '[{"id": "p1"'), "anchors/a.jsonl:3: not a line of JSON: the ledger was damaged"),
    ],
)
def test_damaged(text: str, found: str) -> None:
    assert problems(text)[0].split("\n")[0][: len(found)] == found


def test_every_damaged_line_is_reported() -> None:
    assert len(problems(TEXT.replace('"first": "2025', '"first": "2024'))) == 4


def test_line_ends_of_windows(tmp_path: Path) -> None:
    write_ledger(tmp_path, "a", LEDGER)
    path = tmp_path / "anchors" / "a.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_ledgers(tmp_path) == ({"a": LEDGER}, [])


def test_a_broken_ledger_hides_no_other(tmp_path: Path) -> None:
    write_ledger(tmp_path, "a", LEDGER)
    (tmp_path / "anchors" / "b.jsonl").write_bytes(b"\xff\n")
    ledgers, found = read_ledgers(tmp_path)
    assert list(ledgers) == ["a"]
    assert [str(each) for each in found] == [
        "anchors/b.jsonl:1: this is not UTF-8 text\n    bring back the committed one: git restore anchors/b.jsonl"
    ]

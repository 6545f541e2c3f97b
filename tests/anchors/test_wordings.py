"""Every published wording with its dates, in ledgers of today and of the first format."""

import hashlib
import json

from reader.anchors.abridging import abridge, bare
from reader.anchors.block import Block, Today
from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.anchors.ledger.format import parse, render
from reader.anchors.ledger.settling import settle
from reader.anchors.ledger.wordings import recalled, wordings
from reader.anchors.revising.revision import revise
from tests.anchors.texts import entry, passage, published, revised

A, B, C = (passage(each) for each in "ABC")
B2, B3 = B.replace("the ", "its ").replace("a", "o", 1), B.replace("e", "i", 2)


def line(**fields: object) -> str:
    """A line as the first format has it."""
    whole = {"kind": "paragraph", "heading": "", **fields, "state": "live", "successors": [], "aliases": []}
    whole |= {key: whole.pop(key) for key in ("first_text", "edits") if key in whole}
    text = json.dumps(whole, ensure_ascii=False)
    return json.dumps(whole | {"sum": hashlib.sha256(text.encode()).hexdigest()[:8]}, ensure_ascii=False)


def test_each_wording_stays_with_its_dates() -> None:
    ledger = published(A, B, C, date="2025-01-01")
    for date, text in {"2025-02-01": B2, "2025-03-01": B3, "2025-04-01": B}.items():
        ledger = revised(ledger, A, text, C, date=date).ledgers["a"]
    assert wordings(entry(ledger, "p2")) == (
        PublishedWording(B, "2025-01-01", "2025-02-01"),
        PublishedWording(B2, "2025-02-01", "2025-03-01"),
        PublishedWording(B3, "2025-03-01", "2025-04-01"),
        PublishedWording(B, "2025-04-01"),
    )
    assert wordings(entry(ledger, "p1")) == (PublishedWording(A, "2025-01-01"),)
    assert parse(render(ledger), "anchors/a.jsonl") == (ledger, [])


def test_time_out_of_the_text_is_no_time_of_a_wording() -> None:
    ledger = revised(published(A, B, C, date="2025-01-01"), A, C, date="2025-02-01").ledgers["a"]
    assert wordings(entry(ledger, "p2")) == (PublishedWording(B, "2025-01-01", "2025-02-01"),)
    ledger = revised(ledger, A, B, C, date="2025-03-01").ledgers["a"]
    assert wordings(entry(ledger, "p2")) == (
        PublishedWording(B, "2025-01-01", "2025-02-01"),
        PublishedWording(B, "2025-03-01"),
    )


def test_first_format_is_read_and_loses_nothing() -> None:
    head = '{"format": "reader-anchors", "version": 1, "normaliser": 1, "entries": 2}'
    same = line(id="p1", text=A, first="2025-01-01")
    edited = line(id="p2", text=B2, first="2025-01-01", first_text=B, edits=3)
    ledger, problems = parse(f"{head}\n{same}\n{edited}\n", "anchors/a.jsonl")
    assert not problems
    assert wordings(ledger.entries[0]) == (PublishedWording(A, "2025-01-01"),)
    assert wordings(ledger.entries[1]) == (PublishedWording(B, "2025-01-01"), PublishedWording(B2, ""))
    assert parse(render(ledger), "anchors/a.jsonl") == (ledger, [])


def test_what_was_committed_tells_the_dates() -> None:
    old = Entry("p2", "paragraph", "", B2, "2025-01-01", earlier=(PublishedWording(B, "2025-01-01"),), edits=3)
    first = Entry("p2", "paragraph", "", B, "2025-01-01", since="2025-01-01")
    gone = Entry("p2", "paragraph", "", B3, "2025-01-01", "gone", earlier=old.earlier, ended="2025-04-01")
    stranger = Entry("p2", "paragraph", "", C, "2025-02-02")
    versions = [("2025-01-02", first), ("2025-02-02", stranger), ("2025-03-01", Entry(
        "p2", "paragraph", "", B3, "2025-01-01", earlier=old.earlier
    )), ("2025-04-02", gone), ("2025-05-01", old)]  # fmt: skip
    assert wordings(recalled(old, versions)) == (
        PublishedWording(B, "2025-01-01", "2025-03-01"),
        PublishedWording(B3, "2025-03-01", "2025-04-01"),
        PublishedWording(B2, "2025-05-01"),
    )
    assert recalled(old, []) == old
    assert wordings(recalled(old, versions[:3]))[-2:] == (PublishedWording(B3, "2025-03-01"), PublishedWording(B2, ""))


def test_wordings_of_two_branches_are_joined() -> None:
    start = published(A, B)
    one = revised(start, A, B2, date="2025-02-01").ledgers["a"]
    other = revised(start, A, B3, date="2025-03-01").ledgers["a"]
    both = Ledger((*one.entries, other.entries[1]))
    told = wordings(settle(both, [A, B2], {}).entries[1])
    assert {each.text for each in told} == {B, B2, B3}
    assert (told[0].text, told[-1].text) == (B, B2)


def test_ledger_that_keeps_no_prints_gets_them() -> None:
    text = f"He said: “{B}” and left."
    block = abridge(Block("paragraph", text))
    old = Ledger((Entry("p1", "paragraph", "", bare(block.text), "2025-01-01", since="2025-01-01"),))
    ledger = revise({"a": old}, {"a": Today((block,))}, date="2025-02-01").ledgers["a"]
    assert ledger.entries[0].text == block.text != bare(block.text)
    assert wordings(ledger.entries[0]) == (PublishedWording(block.text, "2025-01-01"),)

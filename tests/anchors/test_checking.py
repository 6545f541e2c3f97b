from dataclasses import replace

from reader.anchors.block import Today
from reader.anchors.ledger.checking import check
from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.settling import settle
from reader.anchors.revising.revision import revise
from tests.anchors.texts import entry, ids, passage, published, revised, today

A, B, C, D = (f"{each} {passage(each)}" for each in "ABCD")
LEDGER = published("# One", A, B, C)


def found(ledger: Ledger, *texts: str, **context: object) -> list[str]:
    return [str(each) for each in check({"a": ledger}, {"a": today(*texts)}, **context)]  # type: ignore[arg-type]


def without(ledger: Ledger, id: str) -> Ledger:
    return Ledger(tuple(each for each in ledger.entries if each.id != id))


def test_nothing_to_mend() -> None:
    assert found(LEDGER, "# One", A, B, C) == []
    assert found(revised(LEDGER, "# Two", C, f"{A} {B}", D).ledgers["a"], "# Two", C, f"{A} {B}", D) == []


def test_stale() -> None:
    assert found(LEDGER, "# One", A, D) == [
        "anchors/a.jsonl: behind docs/articles/a.md: 1 new or edited, 2 no longer there in these words\n"
        "    run: reader anchors --update"
    ]
    assert found(LEDGER, "# One", B, A, C) == [
        "anchors/a.jsonl: behind docs/articles/a.md: the order, a heading or a pinned id changed\n"
        "    run: reader anchors --update"
    ]


def test_no_ledger() -> None:
    assert [str(each) for each in check({}, {"a": today(A)})] == [
        "anchors/a.jsonl: missing: the passages are unminted\n    run: reader anchors --update"
    ]


def test_no_article() -> None:
    assert [str(each) for each in check({"a": LEDGER}, {})] == [
        "anchors/a.jsonl: docs/articles/a.md is gone, but 3 passages of it were published\n"
        "    bring it back, or write `former_ids: [a]` into the article that takes its place"
    ]
    assert check({"a": LEDGER}, {"a": today("# One", A, B, C)}, former={"b": "a"}) == []


def test_draft_of_published_passages() -> None:
    assert [str(each) for each in check({"a": LEDGER}, {}, drafts=["a"])] == [
        "anchors/a.jsonl: a is a draft, but 3 passages of it were published\n    take draft out of docs/articles/a.md"
    ]


def test_deleted_line() -> None:
    gone = revised(LEDGER, "# One", A, C).ledgers["a"]
    assert found(without(gone, "p2"), "# One", A, C) == [
        "anchors/a.jsonl: p2 is missing: an id is never removed\n    bring its line back: git log -p -- anchors/a.jsonl"
    ]


def test_deleted_line_of_a_passage_that_was_put_in() -> None:
    texts = ["# One", A, D, "E " + passage("E"), "F " + passage("F"), B, C]
    ledger = revised(LEDGER, *texts).ledgers["a"]
    assert ids(ledger) == ["one", "p1", "p1a", "p1b", "p1c", "p2", "p3"]
    for lost in ("p1a", "p1b"):
        assert (
            f"anchors/a.jsonl: {lost} is missing: an id is never removed\n"
            "    bring its line back: git log -p -- anchors/a.jsonl"
        ) in found(without(ledger, lost), *texts)
    # The last letter leaves no hole: that it was published tells.
    assert any(
        each.startswith("anchors/a.jsonl: p1c was published and is missing")
        for each in found(without(ledger, "p1c"), *texts, published={"a": set(ledger.ids())})
    )


def test_published_id_that_is_lost() -> None:
    longer = revised(LEDGER, "# One", A, B, C, D).ledgers["a"]
    gone = revised(longer, "# One", A, B, C).ledgers["a"]
    assert found(without(gone, "p4"), "# One", A, B, C, published={"a": set(gone.ids())}) == [
        "anchors/a.jsonl: p4 was published and is missing: an id is never removed\n    run: reader anchors --restore"
    ]
    assert [str(each) for each in check({}, {}, published={"a": {"p1", "p2"}})] == [
        "anchors/a.jsonl: the ledger is missing, and 2 ids in it were published\n"
        "    bring it back: git log -- anchors/a.jsonl"
    ]


def test_successor_that_leads_nowhere() -> None:
    merged = revised(LEDGER, "# One", f"{A} {B}", C).ledgers["a"]
    broken = [replace(each, successors=("p9",)) if each.state == "merged" else each for each in merged.entries]
    [problem] = found(Ledger(tuple(broken)), "# One", f"{A} {B}", C)
    assert problem.split("\n")[0].endswith("leads to p9, which is in no ledger")


def test_moved_to_an_article_that_was_renamed() -> None:
    before = revise({}, {"a": today(A, B, C), "b": today(D)}, date="2025-01-01").ledgers
    articles = {"a": today(A, C), "b": today(D, B)}
    after = revise(before, articles, date="2025-02-01").ledgers
    renamed = {"a": after["a"], "c": after["b"]}
    assert check(renamed, {"a": articles["a"], "c": articles["b"]}, former={"b": "c"}) == []


def test_pin_that_is_another_ones_id() -> None:
    ledger = published(A, f"{{p1}} {B}")
    assert found(ledger, A, f"{{p1}} {B}") == [
        "anchors/a.jsonl:3: p1 is an id of p1 and was pinned on p2\n"
        "    pin another id in docs/articles/a.md, then run: reader anchors --update"
    ]


MINE = revised(LEDGER, "# One", A, D, B, C, date="2025-03-01").ledgers["a"]
THEIRS = revised(LEDGER, "# One", A, "E " + passage("E"), B, C, date="2025-02-01").ledgers["a"]
BOTH = Ledger((*MINE.entries[:3], THEIRS.entries[2], *MINE.entries[3:]))


def test_two_branches_minted_one_id() -> None:
    assert ids(BOTH) == ["one", "p1", "p1a", "p1a", "p2", "p3"]
    [problem] = found(BOTH, "# One", A, D, "E " + passage("E"), B, C)[:1]
    assert problem.startswith('anchors/a.jsonl:5: p1a stands for two passages, minted on two branches: "D ')
    assert problem.endswith("run: reader anchors --update; the published one keeps p1a, the other is renumbered")


def test_the_published_one_keeps_the_id() -> None:
    texts = ["# One", A, D, "E " + passage("E"), B, C]
    for winner, other in ((D, texts[3]), (texts[3], D)):
        owner = next(each for each in BOTH.entries if each.text == winner).origin
        settled = settle(BOTH, set(texts), {"p1a": owner})
        ledger = revised(settled, *texts).ledgers["a"]
        assert (entry(ledger, "p1a").text, entry(ledger, "p1b").text) == (winner, other)
        assert found(ledger, *texts) == []


def test_without_history_the_one_minted_earlier_keeps_the_id() -> None:
    texts = ["# One", A, D, "E " + passage("E"), B, C]
    ledger = revised(settle(BOTH, set(texts), {}), *texts).ledgers["a"]
    assert entry(ledger, "p1a").first == "2025-02-01"


def test_two_branches_edited_one_passage() -> None:
    mine = revised(LEDGER, "# One", A, B + " Mine.", C).ledgers["a"]
    both = Ledger((*mine.entries[:3], LEDGER.entries[2], *mine.entries[3:]))
    [problem] = found(both, "# One", A, B + " Mine.", C)[:1]
    assert problem == (
        "anchors/a.jsonl:5: p2 stands on two lines: two branches changed the passage\n"
        "    run: reader anchors --update; the wording that the article has stays"
    )
    assert settle(both, {A, B + " Mine.", C}, {}) == mine


def test_of_two_wordings_that_the_article_lost_the_one_edited_more_stays() -> None:
    once = revised(LEDGER, "# One", A, B + " Once.", C).ledgers["a"]
    twice = revised(revised(LEDGER, "# One", A, B + " Or.", C).ledgers["a"], "# One", A, B + " Or so.", C).ledgers["a"]
    lines = {each.entries[2].edits: each.entries[2] for each in (LEDGER, once, twice)}
    assert list(lines) == [0, 1, 2]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        every = Ledger((*LEDGER.entries[:2], *(lines[edits] for edits in order), *LEDGER.entries[3:]))
        kept = settle(every, {A, C}, {}).entries[2]
        assert (kept.text, kept.edits) == (lines[2].text, 2)
        assert {each.text for each in kept.earlier} == {B, B + " Once.", B + " Or."}


def test_joined_into_another_article() -> None:
    before = revise({}, {"a": today(A, B), "b": today(C, D)}, date="2025-01-01").ledgers
    articles = {"a": today(A, B, C, D), "b": Today(())}
    after = revise(before, articles, date="2025-02-01").ledgers
    assert [each.successors for each in after["b"].entries] == [("a#p3",), ("a#p4",)]
    assert check(after, articles, former={"b": "a"}) == []

"""What is asked and neither carried nor buried, and what is carried all the same."""

from reader.anchors.abridging import abridge
from reader.anchors.block import Block, Kind, Today
from reader.anchors.revising.outcome import Revision
from reader.anchors.revising.revision import revise
from tests.anchors.texts import entry, ids, passage, published, revised, today

A, B, C, D, E, F = (passage(each) for each in "ABCDEF")


def blocks(*kinds_and_texts: tuple[Kind, str]) -> dict[str, Today]:
    return {"a": Today(tuple(abridge(Block(kind, text)) for kind, text in kinds_and_texts))}


def changed(before: dict[str, Today], after: dict[str, Today]) -> Revision:
    return revise(revise({}, before, date="2025-01-01").ledgers, after, date="2025-02-01")


def asked(outcome: Revision) -> list[str]:
    return [question.id for question in outcome.questions]


def test_listing_that_gave_way_to_another() -> None:
    def listing(text: str) -> dict[str, Today]:
        return blocks(("paragraph", A), ("code", text), ("paragraph", B))

    outcome = changed(listing("git push origin main"), listing("SELECT name FROM users WHERE age"))
    assert asked(outcome) == ["p2"]
    assert asked(changed(listing("git push origin main"), listing("git push origin trunk"))) == []


def test_few_words_out_of_a_passage_are_not_the_passage() -> None:
    outcome = revised(published(A, B, C), A, f"See {' '.join(B.split()[9:12])}", C)
    assert outcome.questions == []
    assert ids(outcome.ledgers["a"]) == ["p1", "(p2)", "p2a", "p3"]


def test_copy_elsewhere_of_a_passage_that_was_edited_in_its_place() -> None:
    edited = " ".join([*B.split()[:24], *F.split()[:6]])
    outcome = revised(published(A, B, C, D, E), A, edited, C, D, E, B)
    assert asked(outcome) == ["p2"]
    assert [text for _, text in outcome.questions[0].others] == [B]


def test_copy_in_another_article_of_a_passage_that_was_edited_in_its_place() -> None:
    edited = " ".join([*B.split()[:24], *F.split()[:6]])
    before = {"a": today(A, B, C), "b": today(D, E)}
    outcome = changed(before, {"a": today(A, edited, C), "b": today(D, B, E)})
    assert outcome.rows["a"][0][1].state == "live"


def test_moved_to_another_article_and_rewritten() -> None:
    edited = " ".join([*B.split()[:22], *F.split()[:8]])
    before = {"a": today(A, B, C), "b": today(D, E)}
    after = {"a": today(A, C), "b": today(D, edited, E)}
    outcome = changed(before, after)
    assert [(each.id, each.offered) for each in outcome.questions] == [("p2", "b#p1a")]
    assert outcome.held == {"a", "b"}
    ledgers = revise({}, before, date="2025-01-01").ledgers
    answered = revise(ledgers, after, date="2025-02-01", answers={("a", "p2"): "b#p1a"})
    assert entry(answered.ledgers["a"], "p2").successors == ("b#p1a",)


def test_back_after_a_year_with_words_changed() -> None:
    ledger = revised(published(A, B, C), A, C).ledgers["a"]
    words = B.split()
    edited = " ".join([*words[:5], "never", *words[6:20], "ever", *words[21:]])
    outcome = revised(ledger, A, edited, C, date="2026-07-01")
    assert [(each.id, each.left) for each in outcome.questions] == [("p2", "2025-07-01")]
    articles = {"a": today(A, edited, C)}
    offered = outcome.questions[0].offered
    back = revise({"a": ledger}, articles, date="2026-07-01", answers={("a", "p2"): offered}).ledgers["a"]
    assert ids(back) == ["p1", "p2", "p3"]
    apart = revise({"a": ledger}, articles, date="2026-07-01", answers={("a", "p2"): "gone"}).ledgers["a"]
    assert ids(apart) == ["p1", "(p2)", "p2a", "p3"]


def test_command_that_is_put_into_a_fence() -> None:
    before = blocks(("paragraph", A), ("paragraph", 'git commit -m "a new start"'), ("paragraph", B))
    after = blocks(("paragraph", A), ("code", 'git commit -m "a new start"'), ("paragraph", B))
    outcome = changed(before, after)
    assert ids(outcome.ledgers["a"]) == ["p1", "p2", "p3"]


def test_letter_changed_inside_a_quotation() -> None:
    dialogue = [f"“{passage(each, 24)}”" for each in range(8)]
    before = blocks(*(("paragraph", text) for text in dialogue))
    edited = [text.replace("a", "o", 1) for text in dialogue]
    outcome = changed(before, blocks(*(("paragraph", text) for text in edited)))
    assert outcome.questions == []
    assert ids(outcome.ledgers["a"]) == [f"p{number}" for number in range(1, 9)]
    kept = " ".join(each.text for each in outcome.ledgers["a"].entries)
    assert not any(word in kept for text in dialogue for word in text.split()[1:-1])


def test_two_ids_cannot_be_one_passage() -> None:
    ledger = published(A, B, C)
    outcome = revise({"a": ledger}, {"a": today(A, D)}, date="2", answers={("a", "p2"): "p4", ("a", "p3"): "p4"})
    assert [str(each) for each in outcome.problems] == [
        "--answer a:p2=p4 a:p3=p4: two ids cannot be the same passage\n    answer gone for one"
    ]

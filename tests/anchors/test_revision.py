import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.anchors.ledger.entries import Ledger
from reader.anchors.revising.revision import revise
from tests.anchors.texts import entry, ids, passage, published, revised, today

A, B, C, D, E, F, G = (passage(each) for each in "ABCDEFG")


def typo(text: str, seed: int = 1) -> str:
    words = text.split()
    place = random.Random(seed).randrange(1, len(words) - 1)
    words[place] = words[place][::-1]
    return " ".join(words)


def test_unchanged() -> None:
    ledger = published("# Title", A, B)
    assert revised(ledger, "# Title", A, B).ledgers["a"] == ledger


def test_new_passages() -> None:
    ledger = revised(published(A, B, C), D, A, E, F, B, C, G).ledgers["a"]
    assert ids(ledger) == ["p0a", "p1", "p1a", "p1b", "p2", "p3", "p4"]


def test_typo() -> None:
    ledger = revised(published(A, B, C), A, typo(B), C).ledgers["a"]
    assert ids(ledger) == ["p1", "p2", "p3"]
    assert entry(ledger, "p2").edits == 1
    assert entry(ledger, "p2").first_text == B


def test_swap() -> None:
    ledger = revised(published(A, B, C, D), A, C, B, D).ledgers["a"]
    assert sorted(ids(ledger)) == ["p1", "p2", "p3", "p4"]
    assert [each.text for each in ledger.entries] == [A, C, B, D]


def test_removed_passage_leaves_tombstone_in_its_place() -> None:
    ledger = revised(published(A, B, C), A, C, date="2026-02-03").ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3"]
    gone = entry(ledger, "p2")
    assert (gone.state, gone.ended, gone.text) == ("gone", "2026-02-03", B)


def test_removed_passage_with_look_alike_left() -> None:
    other = B.replace("treaty", "accord") + " It was so."
    ledger = revised(published(A, B, C, other, D), A, C, other, D).ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3", "p4", "p5"]


def test_removed_passage_with_edited_look_alike_left() -> None:
    words = B.split()
    other = " ".join([*words[:5], "never", *words[6:]])
    ledger = revised(published(A, B, C, other, D), A, C, typo(other), D).ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3", "p4", "p5"]


def test_removed_passage_whose_words_are_in_a_neighbour() -> None:
    ledger = revised(published(A, B, f"{B} {C}", D), A, f"{B} {C}", D).ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3", "p4"]
    assert entry(ledger, "p2").state == "gone"


def test_number_of_removed_passage_is_never_used_again() -> None:
    ledger = revised(published(A, B), A).ledgers["a"]
    ledger = revised(ledger, A, C).ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3"]


def test_passage_that_comes_back_word_for_word() -> None:
    ledger = revised(published(A, B, C), A, C).ledgers["a"]
    assert ids(revised(ledger, A, B, C).ledgers["a"]) == ["p1", "p2", "p3"]


def test_split() -> None:
    ledger = revised(published(A, f"{B} {typo(C)} {D}", E), A, f"{B} {C}", D, E).ledgers["a"]
    assert ids(ledger) == ["p1", "p2", "p2a", "p3"]
    assert (entry(ledger, "p2").state, entry(ledger, "p2").successors) == ("split", ("p2a",))


def test_merged() -> None:
    ledger = revised(published(A, f"{B} {C}", D, E), A, f"{B} {typo(C)} {D}", E).ledgers["a"]
    assert ids(ledger) == ["p1", "p2", "(p3)", "p4"]
    assert (entry(ledger, "p3").state, entry(ledger, "p3").successors) == ("merged", ("p2",))


def test_twins_keep_their_order() -> None:
    ledger = revised(published(A, "Yes.", B, "Yes.", C), A, "Yes.", D, B, "Yes.", C).ledgers["a"]
    assert ids(ledger) == ["p1", "p2", "p2a", "p3", "p4", "p5"]


def test_removed_twin_between_removed_neighbours() -> None:
    ledger = revised(published(A, "Yes.", B, "Yes.", C), A, B, "Yes.", C).ledgers["a"]
    assert ids(ledger) == ["p1", "(p2)", "p3", "p4", "p5"]


def test_short_passage_moved() -> None:
    assert "p2" in ids(revised(published(A, "Quite so.", B, C), A, B, C, "Quite so.").ledgers["a"])


def test_reworded_heading() -> None:
    ledger = revised(published("# The reset", A, B, "# The war", C), "# A new start", A, B, "# The war", C).ledgers["a"]
    assert ids(ledger) == ["the-reset", "p1", "p2", "the-war", "p3"]
    assert entry(ledger, "p1").heading == "A new start"


def test_headings_that_look_alike_or_like_a_number() -> None:
    ledger = published("# P7", A, "# End", B, "# End", C, "# Смута", D)
    assert [each.id for each in ledger.entries if not each.passage] == ["p7-2", "end", "end-2", "смута"]


def test_pinned_passage_has_its_number_and_its_pin() -> None:
    ledger = published(A, f"{{my-id}} {B}", C)
    assert (entry(ledger, "p2").aliases, ids(ledger)) == (("my-id",), ["p1", "p2", "p3"])
    assert revised(ledger, A, B, C).ledgers["a"] == ledger


def test_pin_carries_the_id_over_any_rewriting() -> None:
    ledger = revised(published(A, f"{{my-id}} {B}", C), A, f"{{my-id}} {D}", C).ledgers["a"]
    assert ids(ledger) == ["p1", "p2", "p3"]


def test_heading_pinned_to_an_id_that_had_left() -> None:
    ledger = revised(published("# One", A, "# Two", B), "# One", A, B).ledgers["a"]
    assert "(two)" in ids(ledger)
    again = revised(ledger, "# One", A, "{two} # Other", B).ledgers["a"]
    assert [each for each in ids(again) if "two" in each] == ["two"]


def test_moved_to_another_article() -> None:
    before = revise({}, {"a": today(A, B, C), "b": today(D, E)}, date="2025-01-01").ledgers
    after = revise(before, {"a": today(A, C), "b": today(D, B, E)}, date="2025-02-01").ledgers
    assert (entry(after["a"], "p2").state, entry(after["a"], "p2").successors) == ("moved", ("b#p1a",))
    assert ids(after["b"]) == ["p1", "p1a", "p2"]


def test_moved_to_another_article_and_edited() -> None:
    before = revise({}, {"a": today(A, B, C), "b": today(D, E)}, date="2025-01-01").ledgers
    after = revise(before, {"a": today(A, C), "b": today(D, typo(B), E)}, date="2025-02-01").ledgers
    assert entry(after["a"], "p2").successors == ("b#p1a",)


def test_copy_in_another_article_of_the_same_age_is_no_move() -> None:
    before = revise({}, {"a": today(A, B, C), "b": today(D, B)}, date="2025-01-01").ledgers
    after = revise(before, {"a": today(A, C), "b": today(D, B)}, date="2025-02-01").ledgers
    assert entry(after["a"], "p2").state == "gone"


def test_update_cut_short_between_two_articles_is_made_good() -> None:
    before = revise({}, {"a": today(A, B, C), "b": today(D, E)}, date="2025-01-01").ledgers
    articles = {"a": today(A, C), "b": today(D, B, E)}
    whole = revise(before, articles, date="2025-02-01").ledgers
    for half in ({**before, "b": whole["b"]}, {**before, "a": whole["a"]}):
        assert revise(half, articles, date="2025-02-01").ledgers == whole


def rewritten(text: str) -> str:
    words = text.split()
    return " ".join([*words[:13], *passage("other").split()[:17]])


def test_question() -> None:
    ledger = published(A, B, C)
    outcome = revised(ledger, A, rewritten(B), C)
    [question] = outcome.questions
    assert (question.id, question.offered) == ("p2", "p2a")
    assert outcome.ledgers["a"] == ledger
    assert outcome.held == {"a"}


def test_answers() -> None:
    ledger = published(A, B, C)
    articles = {"a": today(A, rewritten(B), C)}
    same = revise({"a": ledger}, articles, date="2025-02-01", answers={("a", "p2"): "p9"})
    assert [str(each) for each in same.problems] == [
        "--answer a:p2=p9: p9 is no passage of a today\n    answer an id, or p2=gone"
    ]
    same = revise({"a": ledger}, articles, date="2025-02-01", answers={("a", "p2"): "p2a"})
    assert ids(same.ledgers["a"]) == ["p1", "p2", "p3"]
    gone = revise({"a": ledger}, articles, date="2025-02-01", answers={("a", "p2"): "gone"})
    assert ids(gone.ledgers["a"]) == ["p1", "(p2)", "p2a", "p3"]


def test_each_question_keeps_its_id_while_others_are_answered() -> None:
    ledger = published(A, B, C, D, E)
    articles = {"a": today(A, rewritten(B), C, rewritten(D), E)}
    offered = [each.offered for each in revise({"a": ledger}, articles, date="2025-02-01").questions]
    half = revise({"a": ledger}, articles, date="2025-02-01", answers={("a", "p2"): offered[0]})
    assert [each.offered for each in half.questions] == offered[1:]


TEXTS = [passage(seed) for seed in range(24)]
EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "swap", "typo", "split", "merge"]), st.integers(0, 10**6))
)


@settings(max_examples=150, deadline=None)
@given(size=st.integers(2, 16), edits=EDITS)
def test_untouched_passages_keep_their_ids(size: int, edits: list[tuple[str, int]]) -> None:
    """Any insertions, deletions, swaps, typos, splits and merges; and revising twice is revising once."""
    texts = TEXTS[:size]
    ledger = published(*texts)
    now = [(text, True) for text in texts]
    for number, (edit, seed) in enumerate(edits):
        if not now:
            break
        place = seed % len(now)
        text = now[place][0]
        if edit == "insert":
            now.insert(place, (passage(f"new {number}"), False))
        elif edit == "delete":
            del now[place]
        elif edit == "swap":
            other = seed // 7 % len(now)
            now[place], now[other] = now[other], now[place]
        elif edit == "typo":
            now[place] = (typo(text, seed), False)
        elif edit == "split" and len(text.split()) > 12:
            words = text.split()
            now[place : place + 1] = [(" ".join(words[:8]), False), (" ".join(words[8:]), False)]
        elif edit == "merge" and place + 1 < len(now):
            now[place : place + 2] = [(f"{text} {now[place + 1][0]}", False)]
    outcome = revised(ledger, *(text for text, _ in now))
    first = {each.text: each.id for each in ledger.entries}
    for place, (text, untouched) in enumerate(now):
        if untouched:
            assert outcome.entry("a", place).id == first[text]
    assert {each.id for each in ledger.entries} <= {each.id for each in outcome.ledgers["a"].entries}
    minted = [each.id for each in outcome.ledgers["a"].entries]
    assert len(set(minted)) == len(minted)
    again = revised(outcome.ledgers["a"], *(text for text, _ in now), date="2026-01-01")
    assert again.ledgers == outcome.ledgers


@settings(max_examples=100, deadline=None)
@given(size=st.integers(2, 12), deleted=st.sets(st.integers(0, 11), min_size=1), seed=st.integers(0, 10**6))
def test_deleted_passage_with_look_alike_becomes_tombstone(size: int, deleted: set[int], seed: int) -> None:
    """Each passage has a twin but for a few words, somewhere; only the twins stay."""
    texts = TEXTS[:size]
    twins = [typo(typo(text, seed), seed + 1) for text in texts]
    both = random.Random(seed).sample([*texts, *twins], 2 * size)
    ledger = published(*both)
    gone = {texts[place] for place in deleted if place < size}
    outcome = revised(ledger, *(text for text in both if text not in gone))
    assert not outcome.questions
    for each in outcome.ledgers["a"].entries:
        assert each.state == ("gone" if each.text in gone else "live")


def test_entries_are_never_lost() -> None:
    ledger = published("# One", A, B, "# Two", C)
    ledger = revised(ledger, "# Three", D).ledgers["a"]
    assert set(ids(ledger)) >= {"(one)", "(p1)", "(p2)", "(two)", "(p3)"}
    assert Ledger(tuple(replace(each) for each in ledger.entries)) == ledger

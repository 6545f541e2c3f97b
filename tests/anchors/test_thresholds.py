"""How like, and how much liker than anything else, a passage must be to keep its id: a constant that is 0.15 higher or
lower fails here.
"""

import pytest

from reader.anchors.revising.revision import revise
from tests.anchors.texts import entry, ids, passage, published, revised, today

A, B, C, D, E, F = (passage(each) for each in "ABCDEF")
PASSAGE = passage("P", 40)


def edited(text: str, words: int, seed: int = 0) -> str:
    """Put other words, met nowhere else, in the places of so many, evenly."""
    found = text.split()
    for place in range(words):
        found[place * len(found) // words + seed % 2] = f"novel{'abcdefghijklmnop'[place]}{seed}"
    return " ".join(found)


@pytest.mark.parametrize(
    ("other_words", "kept"),
    [
        (5, False),  # scores 0.84 where the passage itself scores 0.94: which of the two was edited is not clear
        (10, True),  # scores 0.70
    ],
)
def test_a_passage_moved_and_edited_must_be_clear_of_its_look_alike(other_words: int, kept: bool) -> None:
    look_alike = edited(PASSAGE, other_words, seed=1)
    before = published(A, PASSAGE, B, C, D, E, look_alike, F)
    after = revised(before, A, B, C, edited(PASSAGE, 2), D, E, look_alike, F)
    assert ("p2" in ids(after.ledgers["a"])) is kept
    assert after.questions == []


def between_articles(words: int, *others: str) -> str:
    """What becomes of a passage of one article that stands, with so many words edited, in another."""
    before = revise({}, {"a": today(A, PASSAGE, B), "b": today(C, D, *others)}, date="2025-01-01").ledgers
    now = {"a": today(A, B), "b": today(C, edited(PASSAGE, words), D, *others)}
    after = revise(before, now, date="2025-02-01")
    return "asked" if after.questions else entry(after.ledgers["a"], "p2").state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (0, "moved"),
        (1, "moved"),
        (4, "moved"),
        (5, "asked"),
        (8, "asked"),
        (15, "asked"),
        (16, "gone"),
    ],  # 4 of 40 score 0.87, 5 score 0.83
)
def test_a_passage_edited_on_its_way_to_another_article_must_be_nearly_the_same(words: int, state: str) -> None:
    assert between_articles(words) == state


@pytest.mark.parametrize(("other_words", "state"), [(5, "gone"), (10, "moved")])
def test_a_passage_edited_on_its_way_must_be_clear_of_its_look_alike(other_words: int, state: str) -> None:
    assert between_articles(2, edited(PASSAGE, other_words, seed=1)) == state


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("Quite so.", "Quite so, and then the reset ended for good."),
        ("Trade fell.", "Trade fell, and grain with it, in the harbour of the colony."),
    ],
)
def test_a_short_passage_that_goes_on_in_its_place_keeps_its_id_with_little_confidence(text: str, longer: str) -> None:
    after = revised(published(A, text, B, C), A, longer, B, C)
    assert after.questions == []
    kept = entry(after.ledgers["a"], "p2")
    assert kept.text == longer
    assert 0.6 <= kept.match <= 0.7


@pytest.mark.parametrize(("changed", "asked"), [(10, ["p2"]), (0, [])])
def test_a_passage_reworded_in_its_place_must_have_no_relative(changed: int, asked: list[str]) -> None:
    relative = edited(PASSAGE, changed, seed=1) if changed else E
    after = revised(published(A, PASSAGE, B, relative, C), A, edited(PASSAGE, 9), B, D, C)
    assert [question.id for question in after.questions if question.id == "p2"] == asked

"""The anchors over revision histories whose truth people found: a small one of our own, and the real one that `make
bench` reports on, where it lies beside the project.
"""

import pytest
from benchmarks.anchors import SCHEMES, first_to_last, steps
from benchmarks.labels import composed, labels
from benchmarks.planted import planted
from benchmarks.revisions import OWN, REAL, History

real = pytest.mark.skipif(not REAL.dates(), reason=f"no revisions in {REAL.folder}; name their folder in REVISIONS")
# How much may be asked in a step, and must be kept to the end with no question answered. In 2020 the real one put
# other words in the place of its listings, which an editor is asked about and nothing carries by itself.
HISTORIES = [pytest.param(OWN, 0.03, 0.97, id="own"), pytest.param(REAL, 0.15, 0.92, id="real", marks=real)]


@pytest.mark.parametrize(("history", "asked", "kept"), HISTORIES)
def test_each_step_on_labels_made_by_hand(history: History, asked: float, kept: float) -> None:  # noqa: ARG001
    for step, _, outcomes, shares in steps(history, SCHEMES["ledger"], labels(history)):
        assert outcomes["wrong"] == outcomes["false revival"] == 0, step
        assert shares["kept"] + shares["asked"] >= 0.97, step
        assert shares["asked"] <= asked, step


@pytest.mark.parametrize(("history", "asked", "kept"), HISTORIES)
def test_first_to_last_version_with_no_question_answered(history: History, asked: float, kept: float) -> None:  # noqa: ARG001
    whole = composed(history)
    outcomes = first_to_last(history, whole)
    assert outcomes["wrong"] == outcomes["false revival"] == 0
    assert outcomes["kept"] >= kept * len(whole)


def test_our_own_history_is_followed_to_its_end() -> None:
    """Every kind of edit is in it, and no passage of the first version is lost to the labels."""
    whole = composed(OWN)
    first = OWN.version(OWN.dates()[0])
    assert len(whole) == sum(block.kind != "heading" for blocks in first.values() for block in blocks)
    assert first_to_last(OWN, whole) == {"kept": len(whole)}
    assert {each.stratum for each in labels(OWN)} == {"exact", "light", "split", "merged", "gone"}


@pytest.mark.parametrize("scheme", sorted(set(SCHEMES) - {"ledger"}))
def test_what_numbers_sections_and_hashes_get_wrong_in_it(scheme: str) -> None:
    outcomes = [found for _, _, found, _ in steps(OWN, SCHEMES[scheme], labels(OWN))]
    assert sum(each["wrong"] + each["lost"] + each["false revival"] for each in outcomes) >= 5


def test_planted_deletions_and_moves_in_our_own() -> None:
    outcomes = planted(OWN, seeds=20)
    assert set(outcomes) <= {"deleted: tombstone", "deleted: asked", "moved: kept"}
    assert outcomes["deleted: tombstone"] > 40
    assert outcomes["moved: kept"] > 10


@real
def test_planted_deletions_and_moves() -> None:
    outcomes = planted(REAL, seeds=1)
    assert set(outcomes) <= {"deleted: tombstone", "deleted: asked", "moved: kept", "moved: lost"}
    assert outcomes["deleted: tombstone"] > 400
    assert outcomes["moved: kept"] > 100 * outcomes["moved: lost"]

"""The anchors over the real revision history that `make bench` reports on; skipped where it is absent."""

import pytest
from benchmarks.anchors import SCHEMES, first_to_last, steps
from benchmarks.labels import composed, labels
from benchmarks.planted import planted
from benchmarks.revisions import FOLDER, dates

pytestmark = pytest.mark.skipif(not dates(), reason=f"no revisions in {FOLDER}; name their folder in REVISIONS")


def test_each_step_on_labels_made_by_hand() -> None:
    for step, _, outcomes, shares in steps(SCHEMES["ledger"], labels()):
        assert outcomes["wrong"] == outcomes["false revival"] == 0, step
        assert shares["kept"] + shares["asked"] >= 0.97, step
        assert shares["asked"] <= 0.03, step


def test_first_to_last_version_with_no_question_answered() -> None:
    whole = composed()
    outcomes = first_to_last(whole)
    assert outcomes["wrong"] == outcomes["false revival"] == 0
    assert outcomes["kept"] >= 0.97 * len(whole)


def test_planted_deletions_and_moves() -> None:
    outcomes = planted(seeds=1)
    assert set(outcomes) <= {"deleted: tombstone", "deleted: asked", "moved: kept", "moved: lost"}
    assert outcomes["deleted: tombstone"] > 400
    assert outcomes["moved: kept"] > 100 * outcomes["moved: lost"]

"""Each step of the pipeline by itself: `steps.yml` lists what it must take out, see and leave."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.importing.draft import Record
from reader.importing.lines import read_lines, tidy
from reader.importing.pipeline import STEPS

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "steps.yml").read_text(encoding="utf-8"))
NAMED = {step.name: step for step in STEPS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['step']}: {case['name']}")
def test_step(case: dict[str, Any]) -> None:
    draft = replace(read_lines(tidy(case["text"])), record=Record(**case.get("start", {})))
    for name in case.get("after", []):
        draft = NAMED[name](draft)
    after = NAMED[case["step"]](draft)
    assert {each.piece.text: each.why for each in after.removed if each.step == case["step"]} == case.get("removed", {})
    if "kinds" in case:
        assert [piece.kind for piece in after.pieces] == case["kinds"]
    if "left" in case:
        assert [piece.text for piece in after.pieces] == case["left"]
    if "levels" in case:
        assert [piece.level for piece in after.pieces if piece.kind == "heading"] == case["levels"]
    for key, value in case.get("record", {}).items():
        assert getattr(after.record, key) == str(value)
    if "authors" in case:
        assert [author.name for author in after.record.authors] == case["authors"]
    if case["name"].endswith("-nope"):
        assert after.pieces == draft.pieces


def test_every_step_has_a_case_and_says_what_it_does() -> None:
    assert {case["step"] for case in CASES} == set(NAMED)
    for step in STEPS:
        assert step.what.endswith((".", "?", '".')), step.name

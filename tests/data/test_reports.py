"""Each rule on data files has a folder in cases/: `in/` is laid over the sound collection, golden.txt is the report.

A case named `-nope` is sound. `pytest --golden` writes the reports anew, for a person to read the difference.
"""

import shutil
from pathlib import Path

import pytest

from reader.building.loading import load
from reader.problems import report

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Path, tmp_path: Path, golden: bool) -> None:
    shutil.copytree(HERE / "sound", tmp_path, dirs_exist_ok=True)
    shutil.copytree(case / "in", tmp_path, dirs_exist_ok=True)
    problems = load(tmp_path, tmp_path / "docs").problems
    found = f"{report(problems)}\n" if problems else ""
    expected = case / "golden.txt"
    if golden:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert bool(problems) != case.name.endswith("-nope")

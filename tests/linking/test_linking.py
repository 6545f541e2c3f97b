"""The rules of linking, case by case: `cases/<behaviour>.yml`; what must stay unlinked ends in `-nope`."""

from pathlib import Path

import pytest

from reader.markdown.record import PageRecord
from tests.cases import check

CASES = sorted(Path(__file__).with_name("cases").glob("*.yml"))


def unlinked(record: PageRecord) -> list[str]:
    """What became no link, each with the reason: uses, what is none, and links to what the collection does not hold."""
    uses = [f"{use.quote}: {use.why}" for use in record.uses if not use.linked]
    return uses + [f"{use.quote}: not meant, {use.why}" for use in record.passed] + record.unknown


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, golden: bool) -> None:
    check(path, unlinked, passages=False, rewrite=golden)


@pytest.mark.parametrize("path", [path for path in CASES if path.stem.endswith("-nope")], ids=lambda path: path.stem)
def test_nothing_links_in_a_nope(path: Path) -> None:
    assert 'class="term"' not in (text := path.read_text("utf-8"))
    assert 'class="person"' not in text

"""A converted page is a value: the same in another process, and the same when it was written and read back."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.building.converted import Converted, from_bytes
from reader.building.starting import Host, Start, start
from reader.markdown import convert_page
from reader.pages.kinds import full_source
from tests.cases import BASE

ROOT = Path(__file__).parents[1]
PAGES = ("articles/deyermond-2017.md", "articles/akimova-2025.md", "glossary.md", "index.md")


def started() -> Start:
    return start(ROOT, ROOT / "docs", Host("Ours"), list(BASE), {name: dict(config) for name, config in BASE.items()})


def converted(src_uri: str) -> Converted:
    """A page of our own collection."""
    here = started()
    source = (ROOT / "docs" / src_uri).read_text("utf-8").split("---\n", 2)[-1]
    return convert_page(full_source(src_uri, source, here.collection), here.context(src_uri), here.setting)


@pytest.mark.parametrize("src_uri", PAGES)
def test_it_is_read_back_equal(src_uri: str) -> None:
    page = converted(src_uri)
    assert page.ids
    assert from_bytes(page.to_bytes()) == page


def test_it_is_the_same_in_another_process() -> None:
    write = f"sys.stdout.buffer.write(converted({PAGES[0]!r}).to_bytes())"
    command = [sys.executable, "-c", f"import sys; from tests.test_converted import converted; {write}"]
    there = subprocess.check_output(command, cwd=ROOT, env={"PYTHONPATH": "hooks", "PYTHONHASHSEED": "7"})
    assert from_bytes(there) == converted(PAGES[0])


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b'{"src_uri": 1, "html": []}', b"\x80\x04K\x01."])
def test_what_is_no_converted_page_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        from_bytes(data)

"""A part in a file answers as one in memory does, whichever files it was merged from."""

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.building.part import Facts, Twice, part_of
from reader.building.site import known_of
from reader.building.tables import About, NoPart, Tables, about, merge_parts, write_part
from reader.collection.records import Target
from tests.volumes.test_part import splits

HERE = About("sum", "2 by count", (1,))


@settings(max_examples=25)
@given(splits())
def test_a_file_answers_as_memory_does(split: tuple[list[Facts], list[list[Facts]]]) -> None:
    every, volumes = split
    memory = known_of(part_of(every))
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, pages in enumerate(volumes):
            paths.append(Path(folder, f"{at}.db"))
            write_part(paths[-1], About("sum", "plan", (at,)), pages, {f"{at}.md": b"page"})
        merge_parts(Path(folder, "some.db"), paths[1:] or paths)
        whole = merge_parts(Path(folder, "all.db"), [Path(folder, "some.db"), paths[0]])
        assert whole.volumes == tuple(range(len(volumes)))
        tables = Tables(Path(folder, "all.db"))
        filed = tables.known
        for name in ("uses", "mentions", "labels", "cited", "titles", "words"):
            assert dict(getattr(filed, name)) == getattr(memory, name), name
            assert len(getattr(filed, name)) == len(getattr(memory, name))
        assert filed.hidden == memory.hidden
        assert filed.uses.get(Target("term", "unheard-of")) is None
        assert tables.keys == {page.src_uri: page.key for page in every}
        assert list(tables.keys) == [page.src_uri for page in every]
        assert tables.shared("0.md") == b"page"


def test_parts_that_differ_on_a_page_are_not_merged(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_part(tmp_path / f"{name}.db", HERE, [Facts((1, 0, "z.md"), "z.md", name)], {})
    with pytest.raises(Twice, match=r"^z\.md$"):
        merge_parts(tmp_path / "all.db", [tmp_path / "one.db", tmp_path / "two.db"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.db", "two.db"]


@pytest.mark.parametrize("data", [None, b"", b"SQLite format 3\0 and no more", b"{}"])
def test_what_is_no_part_is_refused(data: bytes | None, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "part.db").write_bytes(data)
    with pytest.raises(NoPart):
        about(tmp_path / "part.db")


def test_a_database_of_others_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "part.db") as connection:
        connection.execute("CREATE TABLE about (name, value)")
    connection.close()
    with pytest.raises(NoPart):
        about(tmp_path / "part.db")

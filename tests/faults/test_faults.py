"""Whatever kills a command, fills the disk or runs beside it: sources, ledgers and site are as before or as after.

A share of what `make faults` tries in full.
"""

from pathlib import Path

import pytest

from tests.faults.deeds import DEEDS, deeds
from tests.faults.harness import Deed, begin, broken, end, fresh, perform, unfinished
from tests.faults.striking import fill, kill, pair, untold

SHARE = 2


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deeds")


@pytest.fixture(scope="module", params=DEEDS)
def deed(request: pytest.FixtureRequest, place: Path) -> Deed:
    return next(deeds(place, (request.param,)))


def test_a_kill_leaves_the_old_or_the_new_and_can_be_made_good(deed: Deed) -> None:
    assert kill(deed, SHARE).wrong == ()


def test_a_full_disk_is_told_in_a_line_and_leaves_the_old_or_the_new(deed: Deed) -> None:
    assert fill(deed, SHARE).wrong == ()


def test_two_at_once_do_not_meet(deed: Deed) -> None:
    assert pair(deed, 1).wrong == ()


def test_a_folder_that_may_not_be_written(deed: Deed) -> None:
    """Told in a line, with nothing changed. Root obeys the modes too."""
    with fresh(deed.start) as folder:
        every = [folder, *folder.rglob("*")]
        for path in every:
            path.chmod(0o555 if path.is_dir() else 0o444)
        child = begin(folder, deed.words, humble=True)
        done = end(*child)
        for path in every:
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert done.status == 1, done.said
        assert list(untold(done.said)) == []
        assert "cannot be written" in done.said or "cannot be read or written" in done.said
        assert broken(deed, folder) == []
        assert unfinished(deed, folder) == []


def test_output_that_cannot_be_printed(tmp_path: Path) -> None:
    """`reader new x > /dev/full` does its work, or leaves nothing behind, and says why."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = perform(tmp_path, ("reader", "new", "fresh"), out=full.fileno())
    assert "Traceback" not in done.said
    assert done.status == 1
    again = perform(tmp_path, ("reader", "new", "other"))
    assert again.status == 0

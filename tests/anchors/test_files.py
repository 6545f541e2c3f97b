import os
import random
import signal
import time
from pathlib import Path

import pytest

from reader.anchors.ledger.files import read_ledgers, write_ledger
from tests.anchors.texts import passage, published, revised

TEXTS = [passage(each) for each in range(60)]
OLD = published(*TEXTS)
NEW = revised(OLD, *(f"{text} And so on." for text in TEXTS[::2])).ledgers["a"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_any_point_the_ledger_is_whole(tmp_path: Path) -> None:
    """200 times: a process that updates the ledger is killed; what is left is the old one or the new one."""
    write_ledger(tmp_path, "a", OLD)
    chance = random.Random(4)
    seen = set()
    left = OLD
    for _ in range(200):
        child = os.fork()
        if not child:
            while True:
                write_ledger(tmp_path, "a", NEW if left == OLD else OLD)
                write_ledger(tmp_path, "a", left)
        time.sleep(chance.uniform(0, 0.025))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ledgers, problems = read_ledgers(tmp_path)
        assert not problems
        left = ledgers["a"]
        assert left in (OLD, NEW)
        seen.add(left == NEW)
    assert seen == {False, True}
    write_ledger(tmp_path, "a", NEW)
    assert [path.name for path in (tmp_path / "anchors").iterdir()] == ["a.jsonl"]


def test_a_failed_write_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_ledger(tmp_path, "a", OLD)

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_ledger(tmp_path, "a", NEW)
    assert read_ledgers(tmp_path) == ({"a": OLD}, [])
    assert [path.name for path in (tmp_path / "anchors").iterdir()] == ["a.jsonl"]

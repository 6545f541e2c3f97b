import errno
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
    for trial in range(200):
        done, tell = os.pipe()
        child = os.fork()
        if not child:
            write_ledger(tmp_path, "a", NEW if left == OLD else OLD)
            os.write(tell, b".")
            while trial % 10:  # every tenth is killed between two writes, the others anywhere
                write_ledger(tmp_path, "a", left)
                write_ledger(tmp_path, "a", NEW if left == OLD else OLD)
            signal.pause()
        if trial % 10 == 0 or chance.random() < 0.5:
            os.read(done, 1)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(done)
        os.close(tell)
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
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_ledger(tmp_path, "a", NEW)
    assert read_ledgers(tmp_path) == ({"a": OLD}, [])
    assert [path.name for path in (tmp_path / "anchors").iterdir()] == ["a.jsonl"]

"""A source is written whole or not at all: killed at any moment, and on a disk that is full."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.collection.writing import write_source

OLD, NEW = "old " * 50_000, "new " * 50_000
WRITER = """
import sys
from pathlib import Path
from reader.collection.writing import write_source
target, texts = Path(sys.argv[1]), ("old " * 50_000, "new " * 50_000)
print("ready", flush=True)
for turn in range(10**9):
    write_source(target, texts[turn % 2])
"""
KILLS = int(os.environ.get("READER_KILLS", "12"))


def test_a_killed_process_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    target = tmp_path / "article.md"
    write_source(target, OLD)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "hooks")}
    for turn in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.0007 * (turn % 40))
            process.send_signal(signal.SIGKILL)
        assert target.read_text() in (OLD, NEW)
        assert len(list(tmp_path.glob("*.md"))) == 1
    write_source(target, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["article.md"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "article.md"
    write_source(target, OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="large"):
            write_source(target, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_text() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["article.md"]


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "article.md"
    write_source(target, OLD)
    assert target.stat().st_mode & 0o777 == 0o644
    target.chmod(0o600)
    write_source(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o600

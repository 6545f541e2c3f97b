"""A build in volumes, step by step: what each process takes of time and memory, and what it hands on.

Volume 0 has what a site has once. The other volumes are alike: two are measured, the first and the last.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.build import TERMS, make_site
from benchmarks.prose import terms
from benchmarks.tables import show

ARTICLES, VOLUMES = 1000, 4
READER = (sys.executable, "-c", "from reader.commands.main import main; main()", "build")


class Taken(NamedTuple):
    """Seconds, seconds of the processor, and the most memory that the process held, in bytes."""

    wall: float
    cpu: float
    memory: int


def main(articles: int = ARTICLES, volumes: int = VOLUMES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection, words = terms(TERMS, TERMS)
        root = make_site(Path(folder, "collection"), collection, words, articles, linked=True)
        rows = []
        for step in ("convert", "merge", "render"):
            for volume in range(volumes + 1) if step != "merge" else (None,):
                which = () if volume is None else ("--volume", str(volume))
                taken = run(root, step, "--volumes", str(volumes), "--jobs", "1", *which)
                name = step if volume is None else f"{step} {volume}"
                if volume in (None, 0, 1, volumes):
                    rows.append((name, f"{taken.wall:.1f}", f"{taken.cpu:.1f}", f"{taken.memory / 1e6:.0f}"))
        taken = run(root, "join", "--volumes", str(volumes))
        rows.append(("join", f"{taken.wall:.1f}", f"{taken.cpu:.1f}", f"{taken.memory / 1e6:.0f}"))
        show(f"In {volumes} volumes: {articles} articles", ("step", "s", "CPU s", "peak MB"), rows)
        work = root / ".cache/volumes"
        held = {name: size(work / name) for name in ("pages", "parts", "merged.db", "sites")}
        held["sources"], held["site"] = size(root / "docs"), size(root / "site")
        show(
            "What lies on the disk",
            ("what", "files", "MB"),
            [(k, str(n), f"{b / 1e6:.1f}") for k, (n, b) in held.items()],
        )


def run(root: Path, *options: str) -> Taken:
    """Do a step in a process of its own, which starts one more for the work: the larger of the two counts."""
    started = time.perf_counter()
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen([*READER, *options], cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(0.05)
    said = process.stdout.read().decode() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"reader build {' '.join(options)} failed:\n{said}")
    usage = os.times()
    used = usage.children_user + usage.children_system
    taken = Taken(time.perf_counter() - started, used - run.used, peak)  # type: ignore[attr-defined]
    run.used = used  # type: ignore[attr-defined]
    return taken


run.used = 0.0  # type: ignore[attr-defined]


def memory_of(process: int) -> int:
    """The most that a process or one that it started holds now, in bytes (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if process in (int(stat.parent.name), int(fields[1])):
            found.append(int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
    return max(found, default=0)


def size(path: Path) -> tuple[int, int]:
    """How many files there are, and their bytes."""
    files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    return len(files), sum(each.stat().st_size for each in files)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

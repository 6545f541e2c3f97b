"""Two builds as unlike as can be: `python -m tests.site.reproducing` builds our collection twice and compares all.

They differ in folder, time zone, locale, encoding, hash seed, umask, processors, home, and in what the cache holds.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What a collection consists of, in a clone of this repository.
PARTS = ("docs", "anchors", "annotations", "glossary.yml", "people.yml", "mkdocs.yml", "hooks")


@dataclass(frozen=True)
class Surroundings:
    """What a build finds around it: variables, umask, and how many processors it may use (0: all)."""

    variables: Mapping[str, str]
    umask: int
    processors: int = 0


HERE = Surroundings({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}, 0o022)
ELSEWHERE = Surroundings(
    {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.ISO8859-9",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "86400",
        "COLUMNS": "40",
        "HOME": "/nonexistent",
    },
    0o077,
    1,
)


def build(root: Path, site: Path, around: Surroundings, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in some surroundings."""

    def surround() -> None:
        os.umask(around.umask)
        if around.processors and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: around.processors])

    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": url, **around.variables},
        preexec_fn=surround,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def state_of(site: Path) -> dict[str, tuple[int, bytes]]:
    """The mode and the bytes of every file and folder."""
    return {
        path.relative_to(site).as_posix(): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted([site, *site.rglob("*")])
    }


def differing(one: Path, other: Path) -> list[str]:
    """What two sites do not have alike, by mode and bytes."""
    ours, theirs = state_of(one), state_of(other)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        sites = []
        for number, around in enumerate((HERE, ELSEWHERE), 1):
            root = Path(folder, *["deeper"] * number, f"copy-{number}")
            for part in PARTS:
                if (ROOT / part).is_dir():
                    shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    root.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(ROOT / part, root / part)
            done = build(root, root / "site", around, "https://example.org/some/where/")
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 1
            sites.append(root / "site")
        found, files = differing(*sites), [each for each in sites[0].rglob("*") if each.is_file()]
        size = sum(each.stat().st_size for each in files)
        print(f"{len(files):,} files, {size:,} bytes, built twice: {len(found)} differ in bytes or mode")
        for name in found:
            print(f"  {name}")
        check = ["sha256sum", "--check", "--quiet", "data/manifest.txt"]
        wrong = subprocess.run(check, cwd=sites[1], check=False).returncode if shutil.which(check[0]) else 0
        print("data/manifest.txt: " + ("does not hold" if wrong else "every digest holds"))
        return 1 if found or wrong else 0


if __name__ == "__main__":
    sys.exit(main())

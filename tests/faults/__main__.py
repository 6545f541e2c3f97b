"""The full number of faults: `python -m tests.faults 200`; only some deeds with their names behind it; in pieces with
`--part 2/4`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.deeds import DEEDS, deeds
from tests.faults.striking import Part, fill, kill, pair


def run(count: int, names: tuple[str, ...], part: Part) -> int:
    """Kill each deed `count` times, fill the disk a fourth as often, do it twice at once a twentieth as often."""
    lost = 0
    print(f"{'':10}{'killed':>8}{'full':>8}{'two':>8}{'broken':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for each in deeds(Path(folder), names):
            kills, fills = kill(each, count, part), fill(each, max(1, count // 4), part)
            pairs = pair(each, max(1, count // 20 // part[1]))
            wrong = [*kills.wrong, *fills.wrong, *pairs.wrong]
            lost += len(wrong)
            print(f"{each.name:10}{kills.count:8}{fills.count:8}{pairs.count:8}{len(wrong):8}", flush=True)
            for line in wrong:
                print(f"  {line}", flush=True)
    return lost


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("count", nargs="?", type=int, default=200)
    options.add_argument("deeds", nargs="*", metavar="DEED", help=f"some of {', '.join(DEEDS)}; all without any")
    options.add_argument("--part", default="1/1", help="as 2/4: only this piece of the run")
    given = options.parse_args()
    if unknown := set(given.deeds) - DEEDS.keys():
        options.error(f"{', '.join(sorted(unknown))}: expected some of {', '.join(DEEDS)}")
    number, parts = map(int, given.part.split("/"))
    return 1 if run(given.count, tuple(given.deeds), (number, parts)) else 0


if __name__ == "__main__":
    sys.exit(main())

"""The full number of faults: `python -m tests.faults 200`, for some deeds only with their names behind it."""

import sys
import tempfile
from pathlib import Path

from tests.faults.deeds import DEEDS, deeds
from tests.faults.striking import fill, kill, pair


def run(count: int, names: tuple[str, ...]) -> int:
    lost = 0
    print(f"{'':10}{'killed':>8}{'full':>8}{'two':>8}{'broken':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for each in deeds(Path(folder), names):
            kills, fills, pairs = kill(each, count), fill(each, count), pair(each, max(1, count // 20))
            wrong = [*kills.wrong, *fills.wrong, *pairs.wrong]
            lost += len(wrong)
            print(f"{each.name:10}{kills.count:8}{fills.count:8}{pairs.count:8}{len(wrong):8}", flush=True)
            for line in wrong:
                print(f"  {line}", flush=True)
    return lost


if __name__ == "__main__":
    number, *chosen = sys.argv[1:] or ["200"]
    if unknown := set(chosen) - DEEDS.keys():
        sys.exit(f"{', '.join(sorted(unknown))}: expected some of {', '.join(DEEDS)}")
    sys.exit(1 if run(int(number), tuple(chosen)) else 0)

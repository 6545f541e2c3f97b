"""Every law of the tests with new seeds until the time is up: `make fuzz`, `make fuzz MINUTES=5`."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAWS = (
    "tests/fuzz/test_any_collection.py",
    "tests/data/test_laws.py",
    "tests/linking/test_laws.py",
    "tests/importing/test_nothing_lost.py",
    "tests/anchors/test_sequences.py",
)


def run(minutes: float) -> int:
    """Run the laws again and again; gives how many runs found something. Each failure prints the seed it had."""
    until, turn, failed = time.monotonic() + 60 * minutes, 0, 0
    environment = {**os.environ, "READER_FUZZ": os.environ.get("READER_FUZZ", "3")}
    while time.monotonic() < until:
        law = LAWS[turn % len(LAWS)]
        seed = random.randrange(10**9)
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", law, f"--hypothesis-seed={seed}"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        last = done.stdout.strip().rsplit("\n", 1)[-1]
        print(f"{law} seed {seed}: {last}", flush=True)
        if done.returncode:
            failed += 1
            print(done.stdout[-6000:], flush=True)
        turn += 1
    print(f"{turn} runs, {failed} found something")
    return failed


if __name__ == "__main__":
    sys.exit(1 if run(float(sys.argv[1] if sys.argv[1:] else 60)) else 0)

"""What the wordings that a ledger keeps cost a build: 200 passages, edited for five years, beside never."""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from benchmarks.tables import show
from reader.anchors.block import Block, Today
from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.format import render
from reader.anchors.revising.revision import revise
from reader.commands.main import main as reader

PASSAGES, YEARS, EDITS_A_MONTH, RUNS = 200, 5, 10, 3
WORDS = "river mill storks census winter harbour treaty report paper letter county field bridge market school".split()
FRONT = "---\ntitle: The Mill\nauthors: []\npublished: 2020\nlanguage: en\n---\n\n"


def main() -> None:
    """Build the same text with a ledger of one day and with one of five years."""
    never, edited, text = ledgers()
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: _collection(Path(folder) / name, text, each) for name, each in (("a", never), ("b", edited))}
        times: dict[str, list[float]] = {name: [] for name in roots}
        for _ in range(RUNS):
            for name, root in roots.items():
                times[name].append(_built(root))
        sizes = {name: (root / "site/articles/mill/index.html").stat().st_size for name, root in roots.items()}
    edits = sum(len(entry.earlier) for entry in edited.entries)
    rows = [
        ("a build without edits, s", f"{min(times['a']):.2f}"),
        (f"a build with {edits} edits, s", f"{min(times['b']):.2f}"),
        ("that is more by, %", f"{(min(times['b']) / min(times['a']) - 1) * 100:.1f}"),
        ("the page grows by, kB an edit", f"{(sizes['b'] - sizes['a']) / 1000 / edits:.2f}"),
    ]
    show(f"Wordings: {PASSAGES} passages, {YEARS} years", ("", "processor time"), rows)


def ledgers() -> tuple[Ledger, Ledger, tuple[str, ...]]:
    """A ledger of the last text alone, one of all that led to it, and the text."""
    chance = random.Random(1)
    texts = [" ".join(chance.choices(WORDS, k=60)).capitalize() + f" {number}." for number in range(PASSAGES)]
    edited = revise({}, {"mill": _today(texts)}, date="2021-01-01").ledgers
    for month in range(YEARS * 12):
        for place in chance.sample(range(PASSAGES), EDITS_A_MONTH):
            words = texts[place].split()
            words[chance.randrange(1, 50)] = chance.choice(WORDS)
            texts[place] = " ".join(words)
        date = f"{2021 + month // 12}-{month % 12 + 1:02}-15"
        edited = revise(edited, {"mill": _today(texts)}, date=date).ledgers
    never = revise({}, {"mill": _today(texts)}, date="2021-01-01").ledgers
    return never["mill"], edited["mill"], tuple(texts)


def _today(texts: list[str]) -> Today:
    return Today(tuple(Block("paragraph", text, "", None) for text in texts))


def _collection(root: Path, text: tuple[str, ...], ledger: Ledger) -> Path:
    CliRunner().invoke(reader, ["new", str(root)])
    (root / "docs/articles/first-article.md").unlink()
    shutil.rmtree(root / "anchors", ignore_errors=True)
    (root / "anchors").mkdir()
    (root / "glossary.yml").write_text("{}\n")
    (root / "people.yml").write_text("{}\n")
    (root / "docs/articles/mill.md").write_text(FRONT + "\n\n".join(text) + "\n")
    (root / "anchors/mill.jsonl").write_text(render(ledger))
    return root


def _built(root: Path) -> float:
    """Processor time, which other work on the machine leaves alone."""
    before = _spent()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True)
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()

"""How long `reader import` takes for 1,000 articles of 3,000 words, beside what plain trafilatura and pandoc take.

The limit is 60 s on two free cores, with memory flat. What the rivals do is less: they write no record, account for no
word and keep no note; they read each document by itself, as their commands do.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import trafilatura

ARTICLES, WORDS, LIMIT = 1_000, 3_000, 60.0
FEWER = 50
_WORDS = (
    "harbour ferry the of a salt road in that council mill and was to it storks winter years had their chimney because"
    " river which fishing boats nobody from ice bread with at said quay by tower bells north for lights nets on fog"
).split()


def article(seed: int, kind: str) -> str:
    """A text of our own making, with a head, headings, links, notes and furniture."""
    chance = random.Random(seed)

    def sentence() -> str:
        words = chance.choices(_WORDS, k=chance.randint(8, 24))
        return " ".join(words).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(3, 7)))

    title = f"The Salt Road in Its {seed}th Year"
    blocks = [("p", "Opinion"), ("h1", title), ("p", "By Jane Mwangi"), ("p", "3 March 2015")]
    words = 0
    while words < WORDS:
        text = paragraph()
        words += len(text.split())
        blocks.append(("p", text))
        if chance.random() < 0.1:
            blocks += [("p", "Read more: the mill"), ("h2", "A Question of Habit")]
    furniture = ("Share this article", "Leave a Reply", "We use cookies to improve your experience.")
    blocks += [("p", line) for line in furniture]
    if kind == "html":
        inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks)
        return f"<html><head><title>{title}</title></head><body><article>{inside}</article></body></html>"
    if kind == "md":
        signs = {"h1": "# ", "h2": "## "}
        return "\n\n".join(signs.get(tag, "") + text for tag, text in blocks)
    return "\n\n".join(text for _, text in blocks)


def imported(kind: str, count: int) -> tuple[float, float, int]:
    """Import `count` articles by the command: seconds on the clock, of all processors, and most megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"a{number}.{kind}") for number in range(count)]
        for number, path in enumerate(paths):
            path.write_text(article(number, kind), encoding="utf-8")
        reader = Path(sys.executable).with_name("reader")
        subprocess.run([reader, "new", "collection"], cwd=folder, check=True, capture_output=True)
        home = Path(folder, "collection")
        before, start = _spent(), time.perf_counter()
        subprocess.run([reader, "import", *paths], cwd=home, check=True, capture_output=True)
        seconds = time.perf_counter() - start
        # The scaffold has articles of its own.
        assert sum(path.name.startswith("a") for path in (home / "docs/articles").glob("*.md")) >= count
        return seconds, _spent() - before, _peak()


def rival(read: Callable[[str], object], kind: str) -> float:
    """Seconds of all processors that a rival takes for an article."""
    texts = [article(number, kind) for number in range(FEWER)]
    read(texts[0])
    before = _spent()
    for text in texts:
        read(text)
    return (_spent() - before) / len(texts)


def pandoc(kind: str) -> Callable[[str], object]:
    """Pandoc's command, from a format to Markdown."""
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        "-f",
        {"html": "html", "md": "markdown"}[kind],
        "-t",
        "markdown",
    ]
    return lambda text: subprocess.run(command, input=text.encode(), capture_output=True, check=True)


def main() -> int:
    """Measure the command and its rivals, and say whether the limit holds."""
    rivals: dict[str, dict[str, float]] = {
        "txt": {},
        "html": {"trafilatura": rival(trafilatura.extract, "html"), "pandoc": rival(pandoc("html"), "html")},
        "md": {"pandoc": rival(pandoc("md"), "md")},
    }
    ended = 0
    for kind, others in rivals.items():
        few = imported(kind, ARTICLES // 10)
        seconds, spent, most = imported(kind, ARTICLES)
        ended = ended if seconds < LIMIT else 1
        beside = "".join(f", {spent / ARTICLES / each:.2f} times plain {name}'s" for name, each in others.items())
        print(
            f"import {ARTICLES:,} {kind} articles of {WORDS:,} words: {seconds:.1f} s on {os.cpu_count()} cores (load"
            f" {os.getloadavg()[0]:.1f}), {spent:.1f} s of them{beside}; {few[2]} MB at most with {ARTICLES // 10},"
            f" {most} MB with {ARTICLES:,}{'' if seconds < LIMIT else ': TOO SLOW'}"
        )
    return ended


def _spent() -> float:
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)


def _peak() -> int:
    """The most that any process which has ended took, in megabytes."""
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return kilobytes // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())

"""How long 1,000 articles of 3,000 words take to import, and how much memory: the limit is 60 s on two cores."""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from reader.importing.articles import clean
from reader.importing.draft import Draft
from reader.importing.frontmatter import identify, write_front_matter
from reader.importing.reading import Document, read_source
from reader.importing.writing import write_body

ARTICLES, WORDS, LIMIT = 1_000, 3_000, 60.0
_WORDS = (
    "harbour ferry the of a salt road in that council mill and was to it storks winter years had their chimney because"
    " river which fishing boats nobody from ice bread with at said quay by tower bells north for lights nets on fog"
).split()


def article(seed: int, kind: str) -> str:
    """A text of our own making, with a head, headings, lists, questions and furniture."""
    chance = random.Random(seed)

    def sentence() -> str:
        words = chance.choices(_WORDS, k=chance.randint(8, 24))
        return " ".join(words).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(3, 7)))

    blocks = ["Opinion", f"The Salt Road in Its {seed}th Year", "By Jane Mwangi", "3 March 2015"]
    words = 0
    while words < WORDS:
        text = paragraph()
        words += len(text.split())
        blocks.append(text)
        if chance.random() < 0.1:
            blocks += ["Read more: the mill", "A Question of Habit"]
    blocks += ["Share this article", "Leave a Reply", "We use cookies to improve your experience."]
    if kind == "html":
        inside = "".join(f"<p>{block}</p>" for block in blocks[1:])
        return f"<html><head><title>{blocks[1]}</title></head><body><article>{inside}</article></body></html>"
    return "\n\n".join(blocks)


def measure(kind: str, count: int) -> tuple[float, int, int]:
    """Import `count` articles from files: seconds, and the peak of memory in megabytes after a tenth and at the end."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.{kind}") for number in range(count)]
        for number, path in enumerate(paths):
            path.write_text(article(number, kind), encoding="utf-8")
        early = 0
        start = time.perf_counter()
        for number, path in enumerate(paths):
            source = read_source(path)
            draft = clean(source) if isinstance(source, Document) else source
            assert isinstance(draft, Draft)
            text = write_front_matter(draft.record, identify(draft.record.authors, lambda _: ""))
            path.with_suffix(".md").write_text(text + write_body(draft.pieces), encoding="utf-8")
            if number == count // 10:
                early = _peak()
        return time.perf_counter() - start, early, _peak()


def main() -> int:
    """Measure both formats in one process, and say whether the limit holds."""
    ended = 0
    for kind in ("txt", "html"):
        seconds, early, late = measure(kind, ARTICLES)
        held = seconds < LIMIT
        ended = ended if held else 1
        print(
            f"import {ARTICLES:,} {kind} articles of {WORDS:,} words: {seconds:.1f} s on one core, "
            f"{early} MB after {ARTICLES // 10}, {late} MB at the end{'' if held else ': TOO SLOW'}"
        )
    return ended


def _peak() -> int:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())

"""What the allow-list costs: conversion with the rule and without it, of prose and of texts full of raw HTML."""

import time

from markdown import Markdown

from benchmarks.prose import article, terms
from benchmarks.tables import show
from reader.anchors.anchor import count
from reader.building.context import PageContext, Setting
from reader.markdown import ReaderExtension
from reader.markdown.conversion import Conversion, Machine
from reader.markdown.record import PageRecord

WORDS, TERMS, ROUNDS = 10_000, 50, 9
EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]
RAW = (
    'Some <span class="x" lang="ru">words</span> and <kbd>C</kbd>.\n\n<div class="y">\n<p title="z">Raw</p>\n</div>\n\n'
)
SLOPPY = "Some <span class=x lang=ru>words</span>.\n\n<div class=y>\n<p title=z>Raw\n</div>\n\n"


def main() -> None:
    collection, words = terms(TERMS, TERMS)
    prose = article(1, WORDS, words, every=37)
    machine = Machine(Setting(collection))
    rows = []
    for name, text in (
        ("prose", prose),
        ("prose and tidy HTML", prose + RAW * 300),
        ("untidy HTML", prose + SLOPPY * 300),
    ):
        without, having = _seconds(text, machine, clean=False), _seconds(text, machine, clean=True)
        rows.append((name, f"{len(text):,}", f"{without:.3f}", f"{having:.3f}", f"{having / without:.3f}"))
    head = ("text", "letters", "without, s", "with, s", "ratio")
    show(f"Converting with the allow-list and without it, best of {ROUNDS}", head, rows)
    print(f"{'met' if float(rows[0][4]) <= 1.05 else 'missed'}: at most 5% more for prose")


def _seconds(text: str, machine: Machine, *, clean: bool) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        extension = ReaderExtension(Conversion(machine, PageContext("articles/a.md", mint=count), PageRecord()))
        md = Markdown(extensions=[*EXTENSIONS, extension])
        if not clean:
            md.treeprocessors.deregister("reader_clean")
        start = time.process_time()
        md.convert(text)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()

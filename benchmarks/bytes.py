"""Where the bytes of a site go: generated articles, and what each part of the site weighs in all.

What lies in the source map of Material's script and the like is the same in every site; what grows with the articles
is told by part, and of the pages by what stands in them.
"""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.build import TERMS, build, make_site
from benchmarks.prose import terms
from benchmarks.tables import show

ARTICLES = 1_000
# What stands in the page of an article, in the order of the page; what is matched first is counted first.
PIECES = {
    "cards": r"<template data-card.*?</template>\s*",
    "tabs": r'<nav class="md-tabs".*?</nav>',
    "menu": r'<div class="md-sidebar md-sidebar--primary".*?(?=<div class="md-(?:sidebar md-sidebar--s|content))',
    "contents": r'<div class="md-sidebar md-sidebar--secondary".*?(?=<div class="md-content")',
    "head": r"<head>.*?</head>",
    "text": r'<div class="article-body".*?(?=<footer class="article-footer")',
    "foot: terms, people, citing": r'<footer class="article-footer".*?</footer>',
    "panel that cites": r'<dialog class="cite-panel".*?</dialog>',
}


def main(articles: int = ARTICLES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection, words = terms(TERMS, TERMS)
        root = make_site(Path(folder, "linked"), collection, words, articles, linked=True)
        build(root)
        measure(root / "site", articles)


def measure(site: Path, articles: int) -> None:
    """Print what the parts of a site weigh."""
    parts, files = Counter[str](), Counter[str]()
    for path in site.rglob("*"):
        if path.is_file():
            name = part(path.relative_to(site))
            parts[name] += path.stat().st_size
            files[name] += 1
    total = sum(parts.values())
    rows = [
        (name, f"{size / 1e6:.2f}", f"{size / total:.0%}", f"{files[name]:,}") for name, size in parts.most_common()
    ]
    rows.append(("in all", f"{total / 1e6:.2f}", "", f"{sum(files.values()):,}"))
    show(f"A site of {articles:,} articles", ("part", "MB", "share", "files"), rows)
    within = pieces(next(iter(sorted(site.glob("articles/a*/index.html")))).read_text("utf-8"))
    show("A page of an article", ("piece", "kB"), [(name, f"{size / 1e3:.1f}") for name, size in within.items()])


def part(path: Path) -> str:
    """`articles/*.html`, `data/passages`: by folder, and for pages by kind."""
    first, *rest = path.parts
    if first == "data" and len(rest) == 1:
        return f"data/{rest[0]}"
    return (
        f"{first}/{rest[0]}" if first in ("data", "search", "assets") and len(rest) > 1 and first != "search" else first
    )


def pieces(html: str) -> dict[str, int]:
    found = {}
    for name, pattern in PIECES.items():
        found[name] = sum(len(each[0].encode()) for each in re.finditer(pattern, html, re.DOTALL))
        html = re.sub(pattern, "", html, flags=re.DOTALL)
    return {**found, "the rest": len(html.encode())}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""A whole build beside plain MkDocs with Material on the same pages, in seconds of processor time.

The plain site has the same Markdown pages, the entries of the glossary written out, and the same extensions and
plugins: what is left is what linking, passages, "used in" and exports cost. A second plain site has the links typed
into its Markdown, which tells what links cost MkDocs and its search index, whoever makes them.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.prose import article, terms
from benchmarks.tables import show
from reader.collection.records import Collection
from reader.pages.glossary import glossary

HOOKS = Path(__file__).parent.parent / "hooks"
ARTICLES, WORDS, TERMS, LINKS = 500, 1500, 1000, 40
TIMER = """
import atexit, json, time
from pathlib import Path
from mkdocs.plugins import CombinedEvent, event_priority

spent = dict.fromkeys(("fill", "indexed"), 0.0)
started = 0.0
atexit.register(lambda: Path(__file__).with_suffix(".json").write_text(json.dumps(spent)))

@event_priority(100)
def begin(*args, **kwargs):
    global started
    started = time.process_time()

@event_priority(-100)
def end_env(env, **kwargs):
    spent["fill"] += time.process_time() - started

@event_priority(-100)
def end_page(context, page, **kwargs):
    if page.file.src_uri == "glossary.md":
        spent["indexed"] += time.process_time() - started

on_env = CombinedEvent(begin, end_env)
on_page_context = CombinedEvent(begin, end_page)
"""


class Figures(NamedTuple):
    """Processor seconds: of the whole build, of filling "used in", of indexing the glossary page for search."""

    total: float
    fill: float
    indexed: float


def main(articles: int = ARTICLES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection, words = terms(TERMS, TERMS)
        typed = [f"[{word}](../glossary.md#t{number})" for number, word in enumerate(words)]
        plain = make_site(Path(folder, "plain"), collection, words, articles, linked=False)
        by_hand = make_site(Path(folder, "by-hand"), collection, typed, articles, linked=False)
        linked = make_site(Path(folder, "linked"), collection, words, articles, linked=True)
        before, typed_in, after = build(plain), build(by_hand), build(linked)
        links = sum(page.read_text("utf-8").count('class="term"') for page in linked.glob("site/articles/*/index.html"))
    apart = after.fill + after.indexed - before.fill - before.indexed
    rest = after.total - apart
    rows = [
        ("plain MkDocs with Material", f"{before.total:.2f}", ""),
        ("the same, the links typed in", f"{typed_in.total:.2f}", f"{typed_in.total / before.total - 1:+.1%}"),
        ("the reader, less “used in”", f"{rest:.2f}", f"{rest / before.total - 1:+.1%}"),
        ("“used in”: gathered and filled", f"{after.fill - before.fill:.2f}", ""),
        ("“used in”: indexed for search", f"{after.indexed - before.indexed:.2f}", ""),
        ("the reader", f"{after.total:.2f}", f"{after.total / before.total - 1:+.1%}"),
    ]
    title = f"A whole build: {articles} articles of {WORDS:,} words, {links / articles:.0f} links each, {TERMS:,} terms"
    show(title, ("build", "CPU s", "more"), rows)
    print(f"{'met' if rest <= 1.1 * before.total else 'missed'}: at most 10 % more, “used in” apart")


def build(root: Path) -> Figures:
    """Run `mkdocs build` in a process of its own."""
    used = _used()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"mkdocs build failed in {root.name}:\n{done.stdout}{done.stderr}")
    return Figures(_used() - used, **json.loads((root / "timer.json").read_text()))


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def make_site(root: Path, collection: Collection, words: list[str], articles: int, *, linked: bool) -> Path:
    (root / "docs" / "articles").mkdir(parents=True)
    (root / "docs" / "people").mkdir()
    for number in range(articles):
        record = f"---\ntitle: Article {number}\nauthors: []\npublished: '2020'\nlanguage: en\n---\n\n"
        # Some links of the text fall away, since a term links once in a section: a few words more make up for them.
        text = article(number, WORDS, words, WORDS // (LINKS + 4))
        (root / "docs" / "articles" / f"a{number}.md").write_text(record + text, "utf-8")
    entries = "" if linked else re.sub("<!-- uses .*? -->", "", glossary(collection))
    (root / "docs" / "glossary.md").write_text(f"# Glossary\n\n{entries}\n", "utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\nA page.\n", "utf-8")
    (root / "docs" / "people" / "index.md").write_text("# People\n\nNo one.\n", "utf-8")
    (root / "timer.py").write_text(TIMER, "utf-8")
    hooks = [*([str(HOOKS / "reader_hooks.py")] if linked else []), "timer.py"]
    config = {"INHERIT": str(HOOKS / "reader" / "base.yml"), "site_name": "Bench", "site_url": "", "hooks": hooks}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    if linked:
        register = {
            term.id: {"term": term.term, "definition": term.definition, "forms": list(term.forms)}
            for term in collection.terms.values()
        }
        (root / "glossary.yml").write_text(yaml.safe_dump(register, allow_unicode=True), "utf-8")
        (root / "people.yml").write_text("{}\n", "utf-8")
    return root


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

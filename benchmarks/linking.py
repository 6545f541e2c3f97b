"""Linking 50,000 words with few terms and with many: the further terms do not occur, so the links are the same."""

import time
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from benchmarks.prose import article, terms
from benchmarks.tables import show
from reader.building.context import PageContext, Setting
from reader.linking.forms import all_forms
from reader.linking.matching import Matcher
from reader.markdown import ReaderExtension
from reader.markdown.conversion import Conversion, Machine
from reader.markdown.record import PageRecord

WORDS, FEW, MANY, ROUNDS = 50_000, 50, 5000, 5
EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]


class Stopwatch(Treeprocessor):
    """Stands in for a tree processor and measures it."""

    def __init__(self, md: Markdown, name: str) -> None:
        super().__init__(md)
        self.measured = md.treeprocessors[name]
        self.seconds = 0.0
        md.treeprocessors.register(self, name, 6)

    def run(self, root: etree.Element) -> None:
        start = time.perf_counter()
        self.measured.run(root)
        self.seconds = time.perf_counter() - start


def main() -> None:
    _, words = terms(FEW, FEW)
    text = article(1, WORDS, words, every=37)
    rows = []
    for name, measure in (("tree processor", through_markdown), ("matcher alone", matcher_alone)):
        (few, links), (many, same) = measure(text, FEW), measure(text, MANY)
        assert links == same, "the same text must get the same links"
        rows.append((name, f"{len(links):,}", f"{few:.4f}", f"{many:.4f}", f"{many / few:.2f}"))
    head = ("what", "links", f"{FEW} terms, s", f"{MANY:,} terms, s", "ratio")
    show(f"Linking {WORDS:,} words, best of {ROUNDS}", head, rows)
    met = float(rows[0][3]) < 0.15 and float(rows[0][4]) <= 1.3
    print(f"{'met' if met else 'missed'}: under 0.15 s with {MANY:,} terms, at most 1.3 times as long as with {FEW}")


def through_markdown(text: str, number: int) -> tuple[float, list[str]]:
    """The seconds that the tree processor takes, and the links it made."""
    record = PageRecord()
    setting = Setting(terms(number, FEW)[0])
    extension = ReaderExtension(Conversion(Machine(setting), PageContext("articles/a.md"), record), whole=False)
    md = Markdown(extensions=[*EXTENSIONS, extension])
    watch = Stopwatch(md, "reader_links")

    def run() -> float:
        md.reset().convert(text)
        return watch.seconds

    return _best(run), [f"{use.target.id} {use.quote}" for use in record.uses if use.linked]


def matcher_alone(text: str, number: int) -> tuple[float, list[str]]:
    """The seconds that finding takes in the text as one string, and what was found."""
    matcher = Matcher(all_forms(terms(number, FEW)[0]))

    def run() -> float:
        start = time.perf_counter()
        for _ in matcher.find(text):
            pass
        return time.perf_counter() - start

    return _best(run), [f"{match.form.target.id} {text[match.start : match.end]}" for match in matcher.find(text)]


def _best(run: Callable[[], float]) -> float:
    return min(run() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()

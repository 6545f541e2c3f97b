"""Collections made up for the search: prose in which words are as unequal as in real prose, the same on every run."""

import random
from collections.abc import Iterator
from itertools import accumulate

from reader.exports.previews import passages_script
from reader.search.files import search_files
from reader.search.records import Record, Work

VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"
SHIFT = 2.7  # Mandelbrot's: the first words are less frequent than 1/rank


class Prose:
    """Sentences of made-up words: the nth word of `size` is said about 1/n as often as the first."""

    def __init__(self, size: int = 40_000, seed: int = 3) -> None:
        self.random = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < size:
            # Frequent words are short, as in every language.
            length = 1 if len(words) < 40 else 2 if len(words) < 1500 else self.random.randint(2, 4)
            words[self._word(length)] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + SHIFT) for rank in range(size)))

    def _word(self, syllables: int) -> str:
        choose = self.random.choice
        return "".join(choose(CONSONANTS) + choose(VOWELS) for _ in range(syllables)) + choose(["", "", "n", "s", "r"])

    def sentence(self, length: int) -> str:
        said = self.random.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(said).capitalize() + "."

    def passage(self, words: int = 60) -> str:
        return " ".join(self.sentence(20) for _ in range(words // 20))


def made_up(articles: int, passages: int = 30, entries: int = 0, *, words: int = 60) -> tuple[list[Record], list[Work]]:
    """The records of a collection with a term for every other article, or so many `entries`."""
    prose = Prose()
    works = [_work(number, prose) for number in range(articles)]
    records = [_entry(number, prose) for number in range(entries or articles // 2)]
    for work in works:
        records += _article(work, passages, words, prose)
    return records, works


def _work(number: int, prose: Prose) -> Work:
    title = prose.sentence(7).removesuffix(".")
    author = f"{prose.words[2000 + number % 700].title()} {prose.words[5000 + number % 900].title()}"
    return Work(f"a{number}", title, f"articles/a{number}/", author, (author,), str(1990 + number % 35), "en")


def _entry(number: int, prose: Prose) -> Record:
    name = f"{prose.words[8000 + number]} {prose.words[3000 + number % 4000]}"
    return Record("entry", f"glossary/#t{number}", (name, prose.words[20_000 + number]), prose.passage(40))


def _article(work: Work, passages: int, words: int, prose: Prose) -> Iterator[Record]:
    names = (work.title, work.byline, work.id, work.year)
    yield Record("article", work.url, names, prose.passage(40), work=work.id)
    heading = ""
    for number in range(1, passages + 1):
        new: tuple[str, ...] = ()
        if number % 6 == 0:
            heading = prose.sentence(4).removesuffix(".")
            new = (heading,)
        url = f"{work.url}#p{number}"
        yield Record("passage", url, new, prose.passage(words), number=str(number), section=heading, work=work.id)


def files_of(records: list[Record], works: list[Work]) -> dict[str, bytes]:
    """The index and, apart from it, the passages that a build writes for previews too; by path."""
    return {**search_files(records, works), **passage_files(records, works)}


def passage_files(records: list[Record], works: list[Work]) -> dict[str, bytes]:
    rows: dict[str, list[list[str]]] = {work.id: [] for work in works}
    for each in records:
        if each.kind == "passage":
            rows[each.work].append([each.url.partition("#")[2], each.number, each.section, each.text])
    return {
        f"data/passages/{work.id}.js": passages_script(
            {
                "id": work.id,
                "title": work.title,
                "byline": work.byline,
                "year": work.year,
                "url": work.url,
                "language": work.language,
                "citation": work.citation,
                "passages": rows[work.id],
                "notes": {},
            }
        ).encode()
        for work in works
    }

"""Converting many pages: each one once, by several processes, with what it gave kept under the sum of its inputs."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

import reader
from reader.building.asking import Asked, Asking, Registers
from reader.building.cache import Cache
from reader.building.converted import Converted, from_bytes
from reader.building.inputs import page_sum, setting_sum
from reader.building.starting import Start
from reader.citing.wording import Wordings
from reader.markdown.convert import convert_page, machine
from reader.markdown.overhearing import Said, be_silent, overhearing, say

# Below so many letters to convert, starting processes takes longer than they save.
ENOUGH = 300_000
CHUNK = 60_000  # letters that a process is handed at a time


@dataclass(frozen=True, slots=True)
class Kept:
    """A converted page as it is kept: what it asked of the registers, the sum of what they answered, what was logged.

    `registers` is the sum of all that they could have answered.
    """

    registers: str
    asked: Asked
    answer: str
    said: tuple[Said, ...]
    page: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was converted now; `keeps` tells whether nothing but its inputs can have had a part in it."""

    page: bytes
    asked: Asked
    said: tuple[Said, ...]
    keeps: bool


def converted_pages(
    start: Start, sources: Mapping[str, str], cache: Cache | None = None, processes: int | None = None
) -> dict[str, Converted]:
    """Convert pages, given by source path as `full_source` makes them; the results are in their order.

    A page depends on its source and on `start` alone. What is in the cache is not converted. `processes` is how many
    convert where there is enough to do, by default one for each processor. What the conversion of a page logs comes in
    the order of the pages.
    """
    shelf = Shelf(start, cache)
    found = {src_uri: shelf.kept(src_uri, source) for src_uri, source in sources.items()}
    missing = {src_uri: source for src_uri, source in sources.items() if found[src_uri] is None}
    made = made_pages(start, missing, processes or available())
    pages = {}
    for src_uri in sources:
        kept = found[src_uri]
        if kept is None:
            new = next(made)
            shelf.keep(src_uri, new)
            pages[src_uri] = from_bytes(new.page)
        else:
            say(kept.said)
            pages[src_uri] = from_bytes(bytes(kept.page))
    return pages


class Shelf:
    """The converted pages of one start in a cache; without a cache it is empty and stays so."""

    def __init__(self, start: Start, cache: Cache | None) -> None:
        self.start = start
        self.cache = cache
        self.registers = Registers(start.collection)
        self.keys: dict[str, str] = {}
        self.shared = ""
        if cache:
            try:
                self.shared = setting_sum(start.setting)
            except TypeError:
                self.cache = None  # an extension that nobody can tell the content of

    def kept(self, src_uri: str, source: str) -> Kept | None:
        """What was kept of a page, if it was made from the same."""
        if not self.cache:
            return None
        key = self.keys[src_uri] = page_sum(source, self.start.context(src_uri), self.start, self.shared)
        data = self.cache.get(key)
        if data is None:
            return None
        try:
            kept = msgspec.json.decode(data, type=Kept)
        except ValueError:
            self.cache.spoilt(key)
            return None
        if kept.registers == self.registers.whole or kept.answer == self.registers.answer(kept.asked):
            return kept
        return None

    def keep(self, src_uri: str, made: Made) -> None:
        if self.cache and made.keeps:
            answer = self.registers.answer(made.asked)
            kept = Kept(self.registers.whole, made.asked, answer, made.said, msgspec.Raw(made.page))
            self.cache.put(self.keys[src_uri], msgspec.json.encode(kept))


def available() -> int:
    """The processors that this process may use: one where it is itself one of many."""
    if multiprocessing.parent_process():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made_pages(start: Start, sources: Mapping[str, str], processes: int) -> Iterator[Made]:
    """Convert pages one after the other, or by several processes; in either case in their order."""
    learn(start, sources)
    if processes < 2 or sum(map(len, sources.values())) < ENOUGH:
        return (made_page(start, src_uri, source) for src_uri, source in sources.items())
    return _by_many(start, sources, processes)


def made_page(start: Start, src_uri: str, source: str) -> Made:
    asking = Asking()
    with overhearing() as heard:
        page = convert_page(source, start.context(src_uri), start.setting, asking)
    return Made(page.to_bytes(), asking.asked, tuple(heard.said), not heard.reached_out)


def learn(start: Start, sources: Mapping[str, str]) -> None:
    """Learn how the works are worded that some pages cite: pandoc is asked once for all of them."""
    pages = list(map(start.context, sources))
    texts = [*sources.values(), *(start.setting.full_text(page) or "" for page in pages)]
    texts += [note.note for page in pages for note in page.annotations]
    machine(start.setting).wordings.learn(texts)


# --- In several processes -------------------------------------------------------------------------------------------


class _Process:
    """What each process converts pages of."""

    start: Start


def _begin(start: Start, wordings: Wordings) -> None:
    _Process.start = start
    machine(start.setting).wordings = wordings
    be_silent()


def _make(pages: Sequence[tuple[str, str]]) -> list[Made]:
    return [made_page(_Process.start, src_uri, source) for src_uri, source in pages]


def _by_many(start: Start, sources: Mapping[str, str], processes: int) -> Iterator[Made]:
    chunks = list(_chunks(sources))
    with importable():
        context = multiprocessing.get_context("fork" if can_fork() else "spawn")
        with ProcessPoolExecutor(
            min(processes, len(chunks)), context, _begin, (start, machine(start.setting).wordings)
        ) as pool:
            # What is large first: it should not be left to one process when the others have done.
            waiting = {id(chunk): pool.submit(_make, chunk) for chunk in sorted(chunks, key=_size, reverse=True)}
            for chunk in chunks:
                for each in waiting.pop(id(chunk)).result():
                    say(each.said)  # which the process did not
                    yield each


def _chunks(sources: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    size = 0
    for src_uri, source in sources.items():
        chunk.append((src_uri, source))
        size += len(source)
        if size > CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(chunk: Sequence[tuple[str, str]]) -> int:
    return sum(len(source) for _, source in chunk)


def can_fork() -> bool:
    """Whether this process may be doubled as it is, which costs nothing: not where threads could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def importable() -> Iterator[None]:
    """Let new processes find this package where only the hook's folder led to it."""
    folder = str(Path(reader.__file__).parent.parent)
    if folder in sys.path:
        yield
        return
    sys.path.append(folder)
    try:
        yield
    finally:
        sys.path.remove(folder)

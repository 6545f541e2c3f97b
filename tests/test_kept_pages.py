"""Converted pages that are kept: always what converting them anew gives, whatever was edited in between."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from reader.anchors.keeper import Keeper
from reader.anchors.ledger.entries import Entry, Ledger
from reader.building.cache import Cache
from reader.building.context import Setting
from reader.building.loading import Loaded
from reader.building.starting import Host, Start
from reader.collection.annotations import Annotation
from reader.collection.records import Article, Collection, Person, Post, Reference, Term
from reader.markdown import converting
from reader.markdown.converting import converted_pages
from reader.pages.kinds import full_source

WORDS = """President Mayor post cold war peace New START start treaty the Bush Smith Jeb Anna café Café смута 北约
.NET C++ -""".split()
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=3).flatmap(
    lambda each: st.sampled_from([" ", "-"]).map(lambda sign: sign.join(each))
)
lettered = phrases.filter(lambda text: any(each.isalnum() for each in text))
ids = st.sampled_from(["a1", "a2", "a3"])

MARKED = [
    "*{}*",
    "**{}**",
    "`{}`",
    "[{}](term:t1)",
    "[{}](../people/q1.md)",
    "{}&eacute;",
    "{}s",
    "{}'s",
    "{}-{}",
    "{}",
]
CITED = ["[@a1]", "@a2 [para. 1]", "[see @a3, para. 2; @nobody]", "@handle"]
marked = st.tuples(st.sampled_from(MARKED), words).map(lambda pair: pair[0].replace("{}", pair[1]))
# Few citations, since to word one takes a process of its own.
pieces = st.integers(0, 30).flatmap(lambda at: words if at < 12 else marked if at < 30 else st.sampled_from(CITED))
paragraphs = st.lists(pieces, min_size=1, max_size=8).map(" ".join)
bodies = st.lists(paragraphs, min_size=1, max_size=3).map("\n\n".join)

few_words = st.lists(words.filter(str.isalpha), max_size=1).map(tuple)
few_forms = st.lists(lettered, max_size=1).map(tuple)
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "terms": {
        "term": lettered,
        "definition": paragraphs,
        "forms": few_forms,
        "case": st.sampled_from(["", "exact", "ignore", "capital"]),
        "link": st.booleans(),
        "near": few_words,
        "near_on_page": few_words,
        "excluded": few_forms,
        "line": st.integers(1, 9),
    },
    "people": {
        "name": st.sampled_from(["Jeb Bush", "Anna Smith", "Bush", "Smith Anna", "Anna Bush", "Peace Treaty"]),
        "kind": st.sampled_from(["author", "expert", "figure"]),
        "also": few_forms,
        "sort": st.sampled_from(["", "Bush, Jeb", "Smith, Anna"]),
        "affiliation": words,
        "posts": st.lists(st.builds(Post, title=st.sampled_from(["President", "Mayor"])), max_size=1).map(tuple),
        "link_surname": st.sampled_from([True, False, "always"]),
        "excluded": few_forms,
    },
    "articles": {
        "title": st.sampled_from(["The Cold Peace", "New START Treaty", "Post-Cold War"]),
        "authors": st.lists(st.sampled_from(["q1", "q2"]), max_size=2, unique=True).map(tuple),
        "published": st.sampled_from(["", "2019", "2020-03"]),
        "language": st.sampled_from(["en", "de", "ru"]),
        "draft": st.booleans(),
        "publication": st.sampled_from(["", "Post"]),
        "glossary": st.sampled_from(["section", "page", "all", "off"]),
        "former_ids": st.lists(st.just("a0"), max_size=1).map(tuple),
    },
}
terms = st.builds(Term, id=st.sampled_from(["t1", "t2", "t3"]), **FIELDS["terms"])
people = st.builds(Person, id=st.sampled_from(["q1", "q2", "q3"]), **FIELDS["people"])
articles = st.builds(Article, id=ids, **FIELDS["articles"])
notes = st.builds(
    Annotation,
    id=st.just("n"),
    passage=st.sampled_from(["p1", "p2"]),
    note=paragraphs,
    sources=st.just((Reference("A work"),)),
    as_of=st.just("2026-11-20"),
    line=st.integers(1, 3),
)
entries = st.lists(
    st.builds(
        Entry,
        id=st.sampled_from(["p1", "p2", "p3"]),
        kind=st.just("paragraph"),
        heading=st.just(""),
        text=paragraphs,
        first=st.just("2020-01-01"),
        state=st.sampled_from(["live", "moved", "gone"]),
        successors=st.sampled_from([(), ("a1#p1",), ("a2#p2",), ("p1",)]),
    ),
    max_size=2,
    unique_by=lambda entry: entry.id,
)


@dataclass(frozen=True)
class World:
    """All that the pages of a collection may depend on."""

    terms: tuple[Term, ...]
    people: tuple[Person, ...]
    articles: tuple[Article, ...]
    bodies: dict[str, str]
    notes: dict[str, tuple[Annotation, ...]]
    full: dict[str, str]
    ledgers: dict[str, tuple[Entry, ...]]
    options: dict[str, dict[str, Any]]

    @property
    def start(self) -> Start:
        collection = Collection(
            {each.id: each for each in self.terms},
            {each.id: each for each in self.people},
            {each.id: replace(each, authors=self._known(each.authors)) for each in self.articles},
            {each.src_uri: each.glossary for each in self.articles},
            {},
            self.notes,
            self.full,
        )
        ledgers = {id: Ledger(found) for id, found in self.ledgers.items()}
        setting = Setting(collection, tuple(self.options), self.options)
        return Start(Loaded(collection, ledgers, ()), setting, Keeper(collection.articles, ledgers), Host("Ours"))

    def sources(self) -> dict[str, str]:
        collection = self.start.collection
        typed = {each.src_uri: self.bodies.get(each.id, "Nothing.") for each in self.articles}
        typed |= {"about.md": self.bodies.get("about", "Nothing."), "glossary.md": "# Glossary\n"}
        return {src_uri: full_source(src_uri, text, collection) for src_uri, text in typed.items()}

    def _known(self, authors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in authors if id in {each.id for each in self.people})


def unique(records: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(records, max_size=3, unique_by=lambda each: each.id).map(tuple)


PARTS: dict[str, st.SearchStrategy[Any]] = {
    "terms": unique(terms),
    "people": unique(people),
    "articles": unique(articles),
    "bodies": st.dictionaries(st.one_of(ids, st.just("about")), bodies, max_size=4),
    "notes": st.dictionaries(ids, st.tuples(notes), max_size=1),
    "full": st.dictionaries(ids, bodies, max_size=1),
    "ledgers": st.dictionaries(st.one_of(ids, st.just("a0")), entries.map(tuple), max_size=2),
    "options": st.sampled_from([{"attr_list": {}, "abbr": {}}, {"attr_list": {}, "toc": {"toc_depth": 2}}]),
}
worlds = st.builds(World, **PARTS)


def edited(world: World, draw: Any) -> World:
    """A world after one edit: of one field of one record where there is one, else of a whole part."""
    name: str = draw(st.sampled_from([*FIELDS, *PARTS]))
    records = getattr(world, name)
    new: Any
    if name in FIELDS and records and draw(st.integers(0, 5)):
        place = draw(st.integers(0, len(records) - 1))
        field = draw(st.sampled_from(list(FIELDS[name])))
        one = replace(records[place], **{field: draw(FIELDS[name][field])})
        new = (*records[:place], one, *records[place + 1 :])
    else:
        new = draw(PARTS[name])
    return replace(world, **{name: new})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all worlds: nothing of one may be taken for that of another."""
    return tmp_path_factory.mktemp("cache")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds, st.data())
def test_after_any_edit_what_is_kept_is_what_converting_anew_gives(
    folder: Path, world: World, data: st.DataObject
) -> None:
    converted_pages(world.start, world.sources(), Cache(folder))
    for _ in range(4):
        world = edited(world, data.draw)
        start, sources = world.start, world.sources()
        assert converted_pages(start, sources, Cache(folder)) == converted_pages(start, sources)


ORCHARD = World(
    terms=(Term("apple", "apple", "A fruit."), Term("pear", "pear", "Another.")),
    people=(Person("bush", "Jeb Bush"),),
    articles=tuple(Article(id, id.title(), (), "2020", "en") for id in ("a1", "a2", "a3")),
    bodies={"a1": "An apple.", "a2": "A pear, says Jeb Bush.", "a3": "Post-cold words of the day."},
    notes={},
    full={},
    ledgers={},
    options={"attr_list": {}},
)


class Counted(Cache):
    """Counts what was not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.made = 0

    def put(self, key: str, entry: bytes) -> None:
        self.made += 1
        super().put(key, entry)


def made(folder: Path, world: World) -> int:
    cache = Counted(folder)
    converted_pages(world.start, world.sources(), cache)
    return cache.made


def with_term(world: World, **changes: Any) -> World:
    first, *others = world.terms
    return replace(world, terms=(replace(first, **changes), *others))


@pytest.mark.parametrize(
    ("world", "count"),
    [
        (ORCHARD, 0),
        # The glossary is converted too, for it holds the definitions and forms.
        (with_term(ORCHARD, definition="An edible fruit.", line=9), 1),
        (with_term(ORCHARD, forms=("day",)), 2),
        (replace(ORCHARD, terms=(*ORCHARD.terms, Term("plum", "plum pear", "A third."))), 1),
        (replace(ORCHARD, terms=(*ORCHARD.terms, Term("fruit", "cold fruit", "A third."))), 1),
        (replace(ORCHARD, people=(*ORCHARD.people, Person("george", "George Bush"))), 1),
        (replace(ORCHARD, people=(replace(ORCHARD.people[0], affiliation="Florida"),)), 0),
        (replace(ORCHARD, bodies={**ORCHARD.bodies, "a1": "An apple a day."}), 1),
        (replace(ORCHARD, options={"attr_list": {}, "abbr": {}}), 5),
    ],
)
def test_an_edit_converts_again_only_the_pages_that_it_touches(tmp_path: Path, world: World, count: int) -> None:
    assert made(tmp_path, ORCHARD) == 5
    assert made(tmp_path, world) == count
    assert made(tmp_path, world) == 0


class FromFile(Extension, Preprocessor):
    """Takes the text of a page from a file."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(self, "from_file", 50)

    def run(self, lines: list[str]) -> list[str]:
        logging.getLogger("reader.test").warning("read %s", lines[0] if lines else "")
        return [*lines, Path(self.path).read_text("utf-8")] if self.path else lines


def makeExtension(**options: Any) -> Extension:
    return FromFile(**options)


def test_a_page_that_reads_a_file_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("One.", "utf-8")
    world = replace(ORCHARD, options={__name__: {"path": str(tmp_path / "more.txt")}})
    assert made(tmp_path / "cache", world) == 0


def test_what_a_conversion_logs_is_said_again_in_the_order_of_the_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "ENOUGH", 0)
    monkeypatch.setattr(converting, "CHUNK", 1)
    world = replace(ORCHARD, options={__name__: {}})
    said = []
    for cache, processes in ((None, 1), (None, 2), (Cache(tmp_path), 2), (Cache(tmp_path), 1)):
        caplog.clear()
        converted_pages(world.start, world.sources(), cache, processes)
        said.append([(each.name, each.getMessage()) for each in caplog.records])
    assert [words for _, words in said[0]][:2] == ["read An apple.", "read A pear, says Jeb Bush."]
    assert said == [said[0]] * 4


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_several_processes_give_the_same(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "ENOUGH", 0)
    monkeypatch.setattr(converting, "CHUNK", 1)
    monkeypatch.setattr(converting, "can_fork", lambda: how == "fork")
    start, sources = ORCHARD.start, ORCHARD.sources()
    assert list(converted_pages(start, sources, processes=2).items()) == list(converted_pages(start, sources).items())


@pytest.mark.parametrize(
    "data", [b"", b"reader 1 ", b"not ours", None, "cut"], ids=["empty", "mark", "foreign", "folder", "cut"]
)
def test_an_entry_that_is_damaged_is_made_again(
    tmp_path: Path, data: bytes | str | None, caplog: pytest.LogCaptureFixture
) -> None:
    made(tmp_path, ORCHARD)
    path = sorted(each for each in tmp_path.glob("*/*"))[0]
    whole = path.read_bytes()
    path.unlink()
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(whole[:-40] if isinstance(data, str) else data)
    cache = Cache(tmp_path)
    start, sources = ORCHARD.start, ORCHARD.sources()
    assert converted_pages(start, sources, cache) == converted_pages(start, sources)
    with caplog.at_level(logging.INFO):
        cache.tell()
    [message] = [each.getMessage() for each in caplog.records]
    assert message == f"{tmp_path}: 1 entry is damaged and made again: {path.name}"


def test_an_entry_with_a_right_mark_and_wrong_content_is_made_again(tmp_path: Path) -> None:
    made(tmp_path, ORCHARD)
    for path in tmp_path.glob("*/*"):
        Cache(tmp_path).put(path.name, b'{"registers": ""}')
    assert made(tmp_path, ORCHARD) == 5
    assert made(tmp_path, ORCHARD) == 0


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    start, sources = ORCHARD.start, ORCHARD.sources()
    assert converted_pages(start, sources, Cache(tmp_path / "file")) == converted_pages(start, sources)


def test_the_folder_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.building.cache.FLOOR", 250)
    for number in range(6):
        cache = Cache(tmp_path)
        cache.put(f"{number:040}", bytes(100))
        cache.sweep()
    assert sorted(int(path.name) for path in tmp_path.glob("*/*")) == [3, 4, 5]

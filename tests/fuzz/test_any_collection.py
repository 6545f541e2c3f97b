"""Whatever stands in any file of a collection, a build ends in pages or in problems with places; never otherwise.

Each example spoils one file of our own collection: pieces are put in, taken out, doubled, or everything is replaced.
"""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.anchors.ledger.format import parse, render
from reader.building.converted import from_bytes
from reader.building.links import KINDS
from reader.building.problems import Checker
from reader.building.starting import Host, start
from reader.collection.yaml_source import split_front_matter
from reader.importing.articles import clean
from reader.importing.draft import Draft
from reader.importing.frontmatter import identify, write_front_matter
from reader.importing.reading import read_bytes
from reader.importing.writing import write_body
from reader.markdown import convert_page
from reader.pages.kinds import made_pages
from reader.problems import Problem, report
from tests.cases import BASE
from tests.linking.test_laws import PIECES

ROOT = Path(__file__).parents[2]
ARTICLE = "notte-2025"
FILES = (
    "glossary.yml",
    "people.yml",
    f"docs/articles/{ARTICLE}.md",
    f"annotations/{ARTICLE}.yml",
    f"anchors/{ARTICLE}.jsonl",
    "docs/index.md",
    f"full/{ARTICLE}.md",
)
SIGNS = (
    "\n¦\n\n¦\r\n¦\t¦ ¦: ¦- ¦---\n¦...\n¦[¦]¦{¦}¦'¦\"¦|¦>-\n¦&a ¦*a¦!!int ¦#¦%¦@¦`¦\\¦,¦0¦-1¦1e999¦null¦true¦~¦{}¦[]¦"
    "\ufeff¦\u2028¦\x00¦\x02¦\x03¦\x85¦é¦смута¦北约¦\u202e¦\U0001f600¦<script>¦javascript:x¦\\ud800¦\\u0000¦NaN¦"
    "nato¦p1¦p99¦notte-2025¦[@notte-2025]¦[@notte-2025, para. 3]¦](term:nato)¦](person:notte)¦term:¦forms: [a]¦"
    '"id": "p1", ¦"entries": 3¦"successors": ["x#p1"]¦"sum": ""¦"aliases": [1]¦2025-02-30¦https://[x]/¦http://x:99999/¦'
    "draft: true\n¦former_ids: [x]\n¦glossary: all\n¦authors: []\n¦language: zz\n¦search: {exclude: 1}\n¦see: [x]"
).split("¦")
PIECE = st.one_of(st.sampled_from([*SIGNS, *PIECES]), st.text(max_size=4))
# Where, how much goes, what comes; the place is a share of the file, in thousandths.
CUT = st.tuples(st.integers(0, 1000), st.integers(0, 40), PIECE)
SPOILT = st.one_of(
    st.lists(CUT, min_size=1, max_size=4),
    st.binary(max_size=60),
    st.lists(PIECE, max_size=30).map("".join),
)


def spoil(data: bytes, how: object) -> bytes:
    """A file with some places of it changed, or another altogether."""
    if isinstance(how, bytes):
        return how
    if isinstance(how, str):
        return how.encode(errors="surrogatepass")
    text = data.decode()
    for place, gone, piece in how:  # type: ignore[attr-defined]
        at = place * len(text) // 1000
        text = text[:at] + piece + text[at + gone :]
    return text.encode(errors="surrogatepass")


@cache
def original(name: str) -> bytes:
    path = ROOT / name
    return path.read_bytes() if path.is_file() else (ROOT / f"docs/articles/{ARTICLE}.md").read_bytes()


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article of our own collection, with its notes and ledger and both registers."""
    root = tmp_path_factory.mktemp("any")
    for name in FILES[:6]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    return root


def build(root: Path, *, glossary: bool) -> list[Problem]:
    """All of a build that needs no MkDocs; the long page of the `glossary` only where it matters."""
    begun = start(root, root / "docs", Host("Any"), list(BASE), {name: dict(each) for name, each in BASE.items()})
    problems = list(begun.loaded.problems)
    if not begun.loaded.walkable:
        return problems
    made = made_pages(begun.collection, "Any")
    texts = {name: text for name, (_, text) in made.items() if glossary and name == "glossary.md"}
    for path in (root / "docs").rglob("*.md"):
        name = path.relative_to(root / "docs").as_posix()
        if name not in begun.loaded.unreadable:
            texts[name] = split_front_matter(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))[1]
    pages = {name: convert_page(text, begun.context(name), begun.setting) for name, text in texts.items()}
    for page in pages.values():
        assert from_bytes(page.to_bytes()) == page
    source: Callable[[str], str] = lambda name: texts.get(name, "")  # noqa: E731
    checker = Checker(
        begun.collection, begun.loaded.ledgers, pages, source, [*texts, *made], KINDS, begun.loaded.unread
    )
    return [*problems, *checker.problems(), *begun.keeper.stale(begun.read(pages))]


@pytest.mark.parametrize("name", FILES)
@given(how=SPOILT)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_file_spoilt(collection: Path, name: str, how: object) -> None:
    path = collection / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(spoil(original(name), how))
    try:
        for problem in build(collection, glossary=name in ("glossary.yml", "people.yml")):
            assert problem.message
            assert problem.path
            assert problem.line >= 0
            report([problem]).encode()
    finally:
        if name in FILES[:6]:
            path.write_bytes(original(name))
        else:
            shutil.rmtree(path.parent)


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
ENTRY = st.builds(
    Entry,
    id=st.from_regex(r"p[1-9][0-9]{0,2}", fullmatch=True),
    kind=st.sampled_from(["p", "li", "table"]),
    heading=WORDS,
    text=WORDS,
    first=st.just("2026-01-01"),
    since=st.sampled_from(["2026-01-01", "2026-02-02"]),
    state=st.sampled_from(["live", "moved", "gone"]),
    successors=st.lists(st.sampled_from(["p3", "other#p1"]), max_size=2).map(tuple),
    aliases=st.lists(st.sampled_from(["p8", "p9"]), max_size=2, unique=True).map(tuple),
    earlier=st.lists(
        st.builds(PublishedWording, text=WORDS, since=st.just("2026-01-01"), until=st.just("2026-01-02")), max_size=2
    ).map(tuple),
    edits=st.integers(0, 9),
).filter(lambda entry: bool(entry.earlier) == bool(entry.edits))


@given(st.lists(ENTRY, max_size=6, unique_by=lambda entry: entry.id))
@settings(max_examples=60)
def test_a_ledger_reads_back_as_it_was_written(entries: list[Entry]) -> None:
    text = render(Ledger(tuple(entries)))
    read, problems = parse(text, "anchors/a.jsonl")
    assert not problems
    assert read.entries == tuple(entries)
    assert render(read) == text


@given(st.lists(ENTRY, min_size=1, max_size=4, unique_by=lambda entry: entry.id), st.data())
@settings(max_examples=100)
def test_no_change_of_a_ledger_goes_unseen(entries: list[Entry], data: st.DataObject) -> None:
    text = render(Ledger(tuple(entries)))
    at = data.draw(st.integers(0, len(text) - 1))
    spoilt = text[:at] + data.draw(PIECE) + text[at + data.draw(st.integers(0, 3)) :]
    spoilt = spoilt.encode(errors="replace").decode()
    read, problems = parse(spoilt, "anchors/a.jsonl")
    assert problems or read.entries == tuple(entries) or spoilt.count("\n") != text.count("\n") or _head(spoilt, text)


def _head(one: str, other: str) -> bool:
    """Whether only the line on the format differs, whose numbers a merge of branches may change."""
    return one.partition("\n")[2] == other.partition("\n")[2]


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.docx", "a.rtf"])
TAGS = (
    "<html><body><article>¦</article>¦<p>¦</p>¦<div>¦</div>¦<table><tr><td>¦</td>¦</table>¦<h1>¦</h1>¦<ul><li>¦</ul>¦"
    "<a href='x'>¦</a>¦<sup>1</sup>¦<blockquote>¦<pre>¦<!--¦-->¦<meta name=author content=x>¦<title>¦&nbsp;¦&#0;¦"
    "By Jane Mwangi¦12 March 2021¦A sentence of some length, as it would stand in an article about mills and rivers."
).split("¦")
HTML = st.sampled_from(TAGS)
SOURCE = st.one_of(
    st.lists(st.one_of(PIECE, HTML), max_size=40).map("".join).map(lambda text: text.encode(errors="surrogatepass")),
    st.lists(HTML, max_size=40).map(lambda all: ("<html>" + "\n".join(all)).encode()),
    st.binary(max_size=80),
    st.binary(max_size=80).map(lambda data: b"{\\rtf1 " + data),
    st.binary(max_size=80).map(lambda data: b"PK\x03\x04" + data),
)


@example(b"</article>", "end-tags-alone.html", False)
@given(SOURCE, NAMES, st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_imported(data: bytes, name: str, keep_all: bool) -> None:
    source = read_bytes(data, name)
    draft = source if isinstance(source, Problem) else clean(source, keep_all=keep_all)
    if isinstance(draft, Draft):
        front = write_front_matter(draft.record, identify(draft.record.authors, lambda _: ""))
        text = f"{front}\n{write_body(draft.pieces)}"
        assert split_front_matter(text)[0] is not None
        text.encode()
    else:
        assert draft.message
        assert report([draft])

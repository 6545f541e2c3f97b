"""Whatever stands in a file, reading it ends in records or in problems, never in an exception."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.building.loading import load
from reader.collection.articles import read_article, read_page
from reader.collection.records import Collection
from reader.collection.registers import read_glossary, read_people
from reader.collection.yaml_source import split_front_matter
from reader.linking.forms import all_forms
from reader.linking.matching import Matcher
from reader.problems import Problem, report
from reader.text.prose import prose_lines

PIECES = st.sampled_from(
    [
        *"abc:-[]{}#&*!|>'\"%@`,?~=<_ \n\t\\",
        *("\n  ", ": ", "- ", "---\n", "...\n", "\r\n", "\ufeff", "\u2028", "\x00", "\x85", "é", "смута", "\U0001f600"),
        *("nato:\n", "  definition: x\n", "  forms: [a, b]\n", "  see: [nato]\n", "  link: no\n", "title: x\n"),
        *("authors: []\n", "published: 2017-02-30\n", "language: en\n", "name: x\n", "  sort: ','\n", "<<: ", "!!int "),
        *("&a ", "*a", "2017-13-45", "0x", "1_0", "[x](term:y)", "```\n", "# x\n", "<!--", "-->", "keywords:\n"),
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=40).map("".join)


def worded(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.message
        assert problem.line >= 0
    assert report(problems)


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_as_a_register(text: str) -> None:
    terms, problems = read_glossary(text)
    worded(problems)
    assert terms or problems or "{" in text
    people, problems = read_people(text)
    worded(problems)
    for person in people.values():
        assert isinstance(person.sort_key, str)


@given(TEXTS, st.booleans())
@settings(max_examples=300)
def test_any_text_as_a_page(text: str, front: bool) -> None:
    text = f"---\n{text}\n---\n" if front else text
    article, _, problems = read_article(text, "docs/articles/one.md", "one")
    worded(problems)
    assert article or problems
    worded(read_page(text, "docs/one.md")[2])


@given(TEXTS)
def test_parting_front_matter_loses_no_line(text: str) -> None:
    text = f"---\n{text}\n---\nbody\n"
    _, body, offset = split_front_matter(text)
    assert text.endswith(body)
    assert text[: len(text) - len(body)].count("\n") == offset


@given(TEXTS)
def test_prose_is_in_the_lines_it_says(text: str) -> None:
    lines = text.split("\n")
    for line in prose_lines(text, 10):
        assert line.number - 11 in range(len(lines))


@given(st.binary() | TEXTS.map(lambda text: text.encode()))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_as_a_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "docs/articles").mkdir(parents=True, exist_ok=True)
    for name in ("glossary.yml", "people.yml", "docs/articles/one.md", "docs/index.md"):
        (tmp_path / name).write_bytes(content)
    loaded = load(tmp_path, tmp_path / "docs")
    assert loaded.problems
    worded(list(loaded.problems))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_what_is_sound_can_be_matched(forms: list[str]) -> None:
    terms, problems = read_glossary(json.dumps({"nato": {"definition": "x", "forms": forms}}, ensure_ascii=False))
    if not problems:
        matcher = Matcher(all_forms(Collection(terms)))
        assert list(matcher.find(" ".join(forms))) is not None

"""`reader forms`, `reader check --forms` and `reader report`: what they say of a collection in two languages."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reader.commands.main import main

RUSSIAN = """---
title: О переговорах
authors: []
published: 2024
language: ru
---
О санкциях говорят мало. Без санкций, сказал Владимир Путин, говорили бы больше.

Затем с Путиным спорили о НАТО.
"""
ENGLISH = """---
title: On talks
authors: []
published: 2025
language: en
---
NATO-led talks, START-2 and Jeb Bush. George W. Bush came. The nomenklatura-like list.
"""
GLOSSARY = """
nato: {term: NATO, definition: An alliance., forms: [НАТО]}
start: {term: START, definition: A treaty.}
nomenklatura: {definition: A list of posts.}
sanctions: {term: sanctions, definition: Measures against a state., forms: [санкции]}
"""
PEOPLE = """
bush: {name: George W. Bush}
putin: {name: Vladimir Putin, also: [Путин], native: Владимир Путин}
"""


def reader(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms") / "collection"
    assert reader("new", str(folder)).exit_code == 0
    for path in (folder / "docs/articles").glob("*.md"):
        if path.name != "index.md":
            path.unlink()
    for path in (folder / "anchors").glob("*"):
        path.unlink()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "docs/articles/ru.md").write_text(RUSSIAN, encoding="utf-8")
    (folder / "docs/articles/en.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "people.yml").write_text(PEOPLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert reader("anchors", "--update").exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def _inside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_forms_are_ready_to_paste() -> None:
    result = reader("forms")
    assert result.exit_code == 0, result.output
    assert yaml.safe_load(result.stdout) == {
        "sanctions": {"forms": ["санкции", "санкциях", "санкций"]},
        "putin": {"also": ["Путин", "Путиным"]},
    }
    assert "# санкциях: docs/articles/ru.md#p1" in result.stdout
    assert "# Путиным: docs/articles/ru.md#p2" in result.stdout


def test_forms_of_one_entry_by_its_id_or_its_term() -> None:
    assert reader("forms", "sanctions").stdout == reader("forms", "санкции").stdout
    assert list(yaml.safe_load(reader("forms", "sanctions").stdout)) == ["sanctions"]


def test_all_regular_forms() -> None:
    found = yaml.safe_load(reader("forms", "--all", "putin").stdout)["putin"]["also"]
    assert {"Путина", "Путину", "Путине", "Владимиру Путину"} <= set(found)
    assert found[0] == "Путин"


def test_an_entry_that_is_none() -> None:
    result = reader("forms", "sanction")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'sanction is no entry of this collection: did you mean "sanctions"?' in result.stderr


def test_nothing_to_propose() -> None:
    assert reader("forms", "nato").stdout == "no form that an entry does not declare\n"


def test_check_lists_undeclared_forms() -> None:
    result = reader("check", "--forms")
    assert result.exit_code == 0, result.output
    assert "docs/articles/ru.md#p1: санкциях looks like a form of term sanctions" in result.stdout
    assert "looks like" not in reader("check").stdout


def test_the_report_tells_what_was_left_alone_and_why() -> None:
    told = reader("report", "articles/en.md").stdout
    assert "not meant, somebody else's name: Jeb Bush [bush]" in told
    assert "not meant, in a compound with a number or a letter: START-2 [start]" in told
    assert "not meant, an ordinary word in a compound: nomenklatura-like [nomenklatura]" in told


def test_the_report_ranks_the_links() -> None:
    lines = reader("report", "--doubtful").stdout.splitlines()
    assert lines[0].startswith("how like the paragraph is")
    assert all("#p" in line and "[" in line for line in lines[1:])
    assert {line.split("#")[0].split()[-1] for line in lines[1:]} == {"articles/en.md", "articles/ru.md"}
    only = reader("report", "--doubtful", "articles/en.md").stdout.splitlines()[1:]
    assert only == [line for line in lines if "articles/en.md" in line]

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.commands.build import build
from mkdocs.config import load_config

from reader.commands.main import main
from tests.anchors.editing import commit, ledger, line, reader, update, write
from tests.anchors.texts import passage

A, B, C, D, E = (passage(each) for each in "ABCDE")
pytestmark = pytest.mark.usefixtures("folder")


def edition(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["edition", *arguments, "--date", "2025-03-01"])


def test_new_edition_has_fresh_numbers_and_the_old_ones_lead_there() -> None:
    write("## One", A, B, C, more="former_ids:\n  - z\n")
    update()
    write("## One", A, D, B, C, more="former_ids:\n  - z\n")
    update()
    commit()
    result = edition("a")
    assert result.exit_code == 0, result.output
    assert "wrote docs/articles/a-2.md\nwrote anchors/a-2.jsonl\nwrote anchors/a.jsonl\n" in result.output
    text = Path("docs/articles/a-2.md").read_text(encoding="utf-8")
    assert "replaces: a\n---\n" in text
    assert "former_ids" not in text
    assert '"successors": ["a-2#p2"]' in line("p1a")
    assert D in line("p2", "a-2")
    assert reader("--check").exit_code == 0
    write("## One", A, E, D, C, article="a-2", more="replaces: a\n")
    update()
    assert update().output == "nothing to update\n"
    build(load_config("mkdocs.yml", strict=True))
    old, new = (Path(f"site/articles/{id}/index.html").read_text(encoding="utf-8") for id in ("a", "a-2"))
    assert 'There is a new edition: <a href="../a-2/">A-2</a>' in old
    heir = 'aria-label="Paragraph 2 of the new edition" class="passage-heir" data-number="2" href="../a-2/#p2"'
    assert heir in old, re.findall(r"<a[^>]*passage-heir[^>]*>", old)
    assert 'the <a href="../a/">earlier one</a> keeps its address' in new
    assert re.search(
        '<p class="tombstone[^>]* id="p3"', new
    )  # B has left the new edition: the old number finds its last words there


def test_edition_of_an_article_that_is_behind_or_unknown() -> None:
    write(A, B)
    update()
    write(A, B, C)
    before = ledger()
    assert edition("a").stderr == "anchors/a.jsonl: behind docs/articles/a.md\n    run: reader anchors --update\n"
    assert edition("b").exit_code == 2
    assert "b is no published article of this collection" in edition("b").stderr
    assert "expected a-z, 0-9 and -" in edition("a", "--id", "A 2").stderr
    assert not Path("docs/articles/a-2.md").exists()
    assert ledger() == before


def test_edition_begun_twice() -> None:
    write(A, B)
    update()
    edition("a")
    assert "it has a new edition already" in edition("a").stderr
    assert edition("a-2").exit_code == 0
    assert Path("docs/articles/a-3.md").is_file()


def test_name_of_what_is_replaced_is_checked() -> None:
    write(A, more="replaces: b\n")
    result = CliRunner().invoke(main, ["check"])
    assert "docs/articles/a.md:6: front matter: replaces: " in result.stderr

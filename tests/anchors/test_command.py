from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from reader.commands.main import main
from tests.anchors.editing import commit, git, ledger, line, reader, update, write
from tests.anchors.texts import passage

A, B, C, D, E, F, G, H = (passage(each) for each in "ABCDEFGH")


@pytest.mark.usefixtures("folder")
def test_from_first_minting_to_tombstone() -> None:
    write(A, B, C)
    assert reader("--check").stderr == (
        "1 problem to mend\nanchors/a.jsonl: missing: the passages are unminted\n    run: reader anchors --update\n"
    )
    assert update("--dry-run").output == "a: 3 new\nwould write anchors/a.jsonl\n"
    assert not Path("anchors").exists()
    assert update().output == "a: 3 new\nwrote anchors/a.jsonl\n"
    assert update().output == "nothing to update\n"
    assert reader("--check").output == "3 ids in 1 ledgers: every one resolves\n"
    write(A, D, C)
    assert "behind: reader anchors --update" in reader().output
    assert update().output.startswith("a: 1 gone, 1 new\n  p2     gone: ")
    assert '"state": "gone"' in line("p2")
    assert "no longer in the text\n  gone              1" in reader("--health").output


@pytest.mark.usefixtures("folder")
def test_question_and_answer() -> None:
    write(A, B, C)
    write(E, F, article="b")
    update()
    before = ledger()
    rewritten = " ".join([*B.split()[:13], *D.split()[:17]])
    write(A, rewritten, C)
    write(E, article="b")
    result = reader("--update", "--date", "2025-02-01")
    assert result.exit_code == 1
    assert "a: is this still p2?" in result.stderr
    assert f"it read:  {B}" in result.stderr
    assert f"now:      {rewritten}" in result.stderr
    assert "if so:    reader anchors --update --answer a:p2=p2a" in result.stderr
    assert "if not:   reader anchors --update --answer a:p2=gone" in result.stderr
    assert ledger() == before
    assert '"state": "gone"' in line("p2", "b")
    update("--answer", "a:p2=p2a")
    assert rewritten in line("p2")
    assert update().output == "nothing to update\n"


@pytest.mark.usefixtures("folder")
def test_questions_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    write(A, B, C)
    update()
    rewritten = " ".join([*B.split()[:13], *D.split()[:17]])
    write(A, rewritten, C)
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)
    for answer, state, code in (("q", "live", 1), ("n", "gone", 0)):
        result = CliRunner().invoke(main, ["anchors", "--update"], input=f"{answer}\n")
        assert result.exit_code == code
        assert "the same passage?" in result.output
        assert f'"state": "{state}"' in line("p2")


@pytest.mark.usefixtures("folder")
def test_article_joined_to_another() -> None:
    write(A, B)
    write(C, D, E, article="b")
    update()
    Path("docs/articles/b.md").unlink()
    write(A, B, C, D, more="former_ids: [b]\n")
    update()
    assert reader("--check").exit_code == 0
    build(load_config("mkdocs.yml", strict=True))
    html = Path("site/articles/b/index.html").read_text(encoding="utf-8")
    assert """data-places="{&quot;p1&quot;: &quot;../a/#p3&quot;, &quot;p2&quot;: &quot;../a/#p4&quot;}\"""" in html
    assert f'<p id="p3">Paragraph 3 was removed on 1 January 2025. It read: <q>{E}</q></p>' in html


@pytest.mark.usefixtures("folder")
def test_wrong_use() -> None:
    write(A)
    assert reader("--check", "--update").exit_code == 2
    assert reader("--answer", "a:p1=gone").exit_code == 2
    result = reader("--update", "--answer", "p1=gone")
    assert result.exit_code == 2
    assert "expected an answer such as my-article:p12=p13 or my-article:p12=gone" in result.stderr


@pytest.mark.usefixtures("folder")
def test_broken_ledger_is_reported_and_left_alone() -> None:
    write(A, B)
    update()
    broken = ledger()[:-30]
    Path("anchors/a.jsonl").write_text(broken, encoding="utf-8")
    for arguments in (["--check"], ["--update"], []):
        result = reader(*arguments)
        assert result.exit_code == 1
        assert "anchors/a.jsonl:3: the last line breaks off: the ledger was cut off" in result.stderr
    assert ledger() == broken


@pytest.mark.usefixtures("folder")
def test_draft_has_no_ledger() -> None:
    write(A, more="draft: true\n")
    assert update().output == "nothing to update\n"
    assert reader("--check").exit_code == 0
    assert "draft: numbers freely" in reader().output


@pytest.mark.usefixtures("folder")
def test_renamed_article_keeps_its_ids() -> None:
    write(A, B)
    update()
    commit()
    Path("docs/articles/a.md").unlink()
    write(A, B, article="b")
    assert "run: reader rename a b" in reader("--check").stderr
    write(A, B, article="b", more="former_ids: [a]\n")
    assert "still under its former name, anchors/a.jsonl" in reader("--check").stderr
    before = ledger()
    update()
    assert not Path("anchors/a.jsonl").exists()
    assert ledger("b") == before
    assert reader("--check").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_committed_ids_cannot_be_lost() -> None:
    write(A, B, C)
    update()
    commit()
    write(A, B)
    Path("anchors/a.jsonl").unlink()
    result = reader("--update")
    assert result.exit_code == 1
    assert result.stderr == (
        "1 problem to mend\nanchors/a.jsonl: it was committed and is missing\n    git restore anchors/a.jsonl\n"
    )


def keep_both(path: Path) -> None:
    """Resolve a merge as an editor does: both sides stay, the marks go, paragraphs stay apart."""
    lines = path.read_text(encoding="utf-8").split("\n")
    apart = "" if path.suffix == ".md" else "======="
    lines = [apart if each == "=======" else each for each in lines]
    kept = [each for each in lines if not each.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    path.write_text("\n".join(kept), encoding="utf-8")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("merged_on", ["main", "branch"])
@pytest.mark.parametrize("union", [True, False])
def test_branches_that_both_insert_after_a_passage(merged_on: str, *, union: bool) -> None:
    """On main and on a branch a paragraph goes in after p2; what stands on main is published and keeps p2a."""
    if not union:
        Path(".gitattributes").unlink()
    write(A, B, C)
    update()
    commit()
    git("checkout", "--quiet", "-b", "branch")
    write(A, B, D, C)
    update()
    commit()
    git("checkout", "--quiet", "main")
    write(A, B, E, C)
    reader("--update", "--date", "2025-03-01")
    commit()
    other = {"main": "branch", "branch": "main"}[merged_on]
    git("checkout", "--quiet", merged_on)
    git("merge", "--quiet", other, check=False)
    if not union:
        result = reader("--check")
        assert "anchors/a.jsonl:4: a conflict mark of git: two branches changed these lines" in result.stderr
        keep_both(Path("anchors/a.jsonl"))
    keep_both(Path("docs/articles/a.md"))
    result = reader("--check")
    assert result.exit_code == 1
    assert "p2a stands for two passages, minted on two branches" in result.stderr
    assert "run: reader anchors --update; the published one keeps p2a, the other is renumbered" in result.stderr
    commit()
    update()
    assert E in line("p2a")
    assert D in line("p2b")
    assert reader("--check").exit_code == 0

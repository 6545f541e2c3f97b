"""What editors do to numbers, pins and answers, step by step, and what the ledger remembers of it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.commands.main import main
from tests.anchors.editing import commit, git, ledger, line, reader, update, write
from tests.anchors.texts import passage

A, B, C, D, E, F = (passage(each) for each in "ABCDEF")
REWRITTEN = " ".join([*B.split()[:13], *D.split()[:17]])
pytestmark = pytest.mark.usefixtures("folder")


def published(*texts: str) -> None:
    write(*texts)
    update()
    commit()


def inserted_and(*, undo: str) -> None:
    published(A, B, C)
    published(A, B, D, C)
    assert D in line("p2a")
    if undo == "revert":
        git("revert", "--no-edit", "HEAD")
    else:
        git("checkout", "HEAD~1", "--", "anchors", "docs")


@pytest.mark.parametrize("undo", ["revert", "older folder"])
def test_number_is_not_used_twice(undo: str) -> None:
    inserted_and(undo=undo)
    missing = "anchors/a.jsonl: p2a was published and is missing"
    assert f"{missing}: an id is never removed\n    run: reader anchors --restore" in reader("--check").stderr
    write(A, B, E, C)
    result = reader("--update")
    assert result.exit_code == 1
    assert f"{missing}: no number is used twice\n    bring back: reader anchors --restore" in result.stderr
    assert "p2a" not in ledger()
    assert "brought back p2a" in reader("--restore").output
    update()
    assert D in line("p2a")
    assert '"state": "gone"' in line("p2a")
    assert E in line("p2b")
    assert reader("--check").exit_code == 0


def test_reverted_passage_at_the_end() -> None:
    published(A, B)
    published(A, B, C)
    git("revert", "--no-edit", "HEAD")
    write(A, B, D)
    assert reader("--update").exit_code == 1
    reader("--restore")
    update()
    assert C in line("p3")
    assert D in line("p4")


def test_number_used_twice_is_told() -> None:
    inserted_and(undo="revert")
    again = ledger().replace('"entries": 3', '"entries": 4').split("\n")
    write(A, B, E, C, article="other")
    update_other = reader("--update", "--date", "2025-01-01")
    assert update_other.exit_code == 1  # nothing is minted anywhere before the missing is back
    Path("docs/articles/other.md").unlink()
    stolen = next(each for each in git("show", "HEAD~1:anchors/a.jsonl").split("\n") if '"id": "p2a"' in each)
    forged = _line_for(stolen, E)
    Path("anchors/a.jsonl").write_text("\n".join([*again[:3], forged, *again[3:]]), encoding="utf-8")
    write(A, B, E, C)
    assert "p2a was published for" in reader("--check").stderr


def _line_for(line: str, text: str) -> str:
    """The line of an entry as a version of long ago would have minted it anew."""
    import json

    from reader.anchors.ledger.entries import Ledger
    from reader.anchors.ledger.format import entry_of, render

    fields = json.loads(line)
    return render(Ledger((entry_of({**fields, "text": text}),))).split("\n")[1]


def test_dropped_lines_are_missed_without_git() -> None:
    published(A, B, C)
    git_folder = Path(".git")
    git_folder.rename(Path("../elsewhere"))
    lines = ledger().split("\n")
    Path("anchors/a.jsonl").write_text("\n".join([*lines[:-2], ""]), encoding="utf-8")
    assert "3 entries were written, 2 are left" in reader("--check").stderr
    Path("anchors/a.jsonl").write_text("\n".join([*lines[:-2], ""]).replace('"entries": 3', '"entries": 2'))
    assert "p3 is missing: an id is never removed" in reader("--check").stderr


def test_shallow_clone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    published(A, B)
    published(A, B, C)
    git("clone", "--quiet", "--depth", "1", Path.cwd().as_uri(), "../shallow")
    assert "shallow" not in reader("--check").stderr
    monkeypatch.chdir("../shallow")
    result = reader("--check")
    assert result.exit_code == 0
    assert "this clone is shallow" in result.stderr
    assert "git fetch --unshallow" in result.stderr


def test_passage_written_above_a_pin_is_asked_about() -> None:
    published(A, f"{B}\n{{: #mine }}", C)
    write(A, B, f"{D}\n{{: #mine }}", C)
    result = reader("--update")
    assert result.exit_code == 1
    assert "is this still p2?" in result.stderr
    assert "or it is p2a, which reads" in result.stderr or "or it is p1a, which reads" in result.stderr
    other = "p2a" if "or it is p2a" in result.stderr else "p1a"
    result = reader("--update", "--answer", f"a:p2={other}")
    assert "docs/articles/a.md: mine was published for p2 and is pinned on" in result.stderr
    write(A, f"{B}\n{{: #mine }}", D, C)
    update()
    assert B in line("p2")
    assert D in line("p2a")


def test_moved_pin_is_told() -> None:
    published(A, f"{B}\n{{: #mine }}", C)
    write(A, B, f"{C}\n{{: #mine }}")
    result = reader("--update")
    assert "docs/articles/a.md: mine was published for p2 and is pinned on p3 now" in result.stderr
    assert "live" in line("p3")


def test_pin_that_reads_like_a_number_is_told_at_once() -> None:
    write(A, f"{B}\n{{: #p4 }}")
    result = reader("--update")
    assert result.exit_code == 1
    assert "docs/articles/a.md: the id p4 is given twice or reads like a passage's number" in result.stderr


def test_match_is_corrected_on_an_article_that_is_up_to_date() -> None:
    edited = " ".join([*B.split()[:22], *D.split()[:8]])
    published(A, B, C)
    write(A, edited, C)
    told = update().output
    assert "1 carried to words that are less like" in told
    assert f"it read:  {B}\n    now:      {edited}" in told
    assert "if not:   reader anchors --update --answer a:p2=gone" in told
    update("--answer", "a:p2=gone")
    assert '"state": "gone", "successors": ["p2a"]' in line("p2")
    assert edited in line("p2a")
    assert reader("--check").exit_code == 0
    assert update().output == "nothing to update\n"


def test_number_is_given_back_to_the_passage_it_belongs_to() -> None:
    published(A, B, C)
    write(A, REWRITTEN, C)
    update("--answer", "a:p2=gone")
    assert REWRITTEN in line("p2a")
    update("--answer", "a:p2=p2a")
    assert REWRITTEN in line("p2")
    assert '"state": "merged", "successors": ["p2"]' in line("p2a")
    assert reader("--check").exit_code == 0


def asked() -> None:
    published(A, B, C, E, F)
    other = " ".join([*E.split()[:13], *D.split()[5:22]])
    write(A, REWRITTEN, C, other, F)


@pytest.mark.parametrize("of_all", ["", "no"])
def test_answers_in_a_file(of_all: str) -> None:
    asked()
    result = reader("--update", "--answers", "answers.txt")
    assert result.exit_code == 1
    file = Path("answers.txt")
    text = file.read_text(encoding="utf-8")
    assert "# 1 of 1: a: 2 passages read otherwise in their places: are they still the same?" in text
    before, group, own, other = re.split(r"(?m)^(?=a:)", text)
    assert group.startswith("a:p2+1 (")
    one = other if of_all else other.replace(") =", ") = no")
    file.write_text(
        before + group.replace(") =", f") = {of_all}".rstrip()) + own.replace(") =", ") = yes") + one, encoding="utf-8"
    )
    result = reader("--update", "--answers", "answers.txt")
    assert result.exit_code == 0, result.output
    assert REWRITTEN in line("p2")
    assert '"state": "gone"' in line("p4")


@pytest.mark.parametrize(("answer", "state"), [("yes", "live"), ("gone", "gone")])
def test_one_answer_for_a_group(answer: str, state: str) -> None:
    asked()
    told = reader("--update").stderr
    assert "if so:    reader anchors --update --answer a:p2+1=yes" in told
    assert "1 question to answer about 2 passages" in told
    update("--answer", f"a:p2+1={answer}")
    assert f'"state": "{state}"' in line("p2")
    assert f'"state": "{state}"' in line("p4")


def test_wrong_answers_to_a_group() -> None:
    asked()
    before = ledger()
    assert "a is not asked about p2+7 any more" in reader("--update", "--answer", "a:p2+7=yes").stderr
    assert "'p9' is no answer for several passages" in reader("--update", "--answer", "a:p2+1=p9").stderr
    reader("--update", "--answers", "answers.txt")
    file = Path("answers.txt")
    file.write_text(file.read_text(encoding="utf-8").replace(") =", ") = p9", 1), encoding="utf-8")
    assert "'p9' is no answer for 2 passages at once" in reader("--update", "--answers", "answers.txt").stderr
    assert ledger() == before


def test_wrong_lines_in_a_file_of_answers() -> None:
    asked()
    Path("answers.txt").write_text("p2 yes\na:p9 (000000) = yes\n", encoding="utf-8")
    assert reader("--update", "--answers", "answers.txt").stderr == (
        "2 problems to mend\nanswers.txt:1: 'p2 yes' is no answer\n"
        "    expected a line such as harbour:p2 (3f2a1c) = yes\n"
        "answers.txt:2: a:p9 is not asked in these words any more\n"
        "    take the line out, or let the file be written anew\n"
    )


def test_answers_outlive_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)

    def answer(keys: str) -> str:
        return CliRunner().invoke(main, ["anchors", "--update"], input="".join(f"{key}\n" for key in keys)).output

    told = answer("eyq")
    assert "1 of 1: a: 2 passages read otherwise" in told
    assert "2 of 2: a: is this still p4?" in told
    assert "differs:" in told
    assert "stopped: your answers are kept" in told
    told = answer("n")
    assert "is this still p2?" not in told
    assert REWRITTEN in line("p2")
    assert '"state": "gone"' in line("p4")


def test_answer_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)
    result = CliRunner().invoke(main, ["anchors", "--update"], input="e\ny\nu\nn\no\np4a\n")
    assert result.exit_code == 0, result.output
    assert '"state": "gone"' in line("p2")
    assert '"state": "live"' in line("p4")
    assert B in line("p2")
    assert E not in line("p4").split('"earlier"')[0]


def test_some_of_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)
    result = CliRunner().invoke(main, ["anchors", "--update"], input="v\ns\np9\np4\n")
    assert result.exit_code == 0, result.output
    assert "not among them: p9; expected ids such as p2" in result.output
    assert '"state": "gone"' in line("p2")
    assert '"state": "live"' in line("p4")


def test_group_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)
    result = CliRunner().invoke(main, ["anchors", "--update"], input="e\nu\ny\n")
    assert result.exit_code == 0, result.output
    assert '"state": "live"' in line("p2")
    assert '"state": "live"' in line("p4")


def test_answers_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    before = ledger()
    monkeypatch.setattr("reader.commands.anchors._at_terminal", lambda: True)
    result = CliRunner().invoke(main, ["anchors", "--update"], input="l\n")
    assert result.exit_code == 1
    assert "1 question to answer about 2 passages" in result.stderr
    assert ledger() == before


def test_old_words_of_a_quotation_are_shown() -> None:
    quoted = f"He said: “{B[:-1]}” and left."
    published(A, quoted, C)
    write(A, f"He cried: “{REWRITTEN}” and stayed.", C)
    result = reader("--update")
    assert f"it read:  {quoted}" in result.stderr
    assert "#" not in result.stderr.split("it read:")[1].split("\n")[0]

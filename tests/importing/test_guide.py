"""The guide for editors is true: its commands run, in their order, in a new collection."""

import io
import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from reader.commands.main import main

GUIDE = (Path(__file__).parents[2] / "docs/about/editing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
TEXT = """Storks return to the chimney

By Jane Mwangi

3 March 2015

The storks came back on a Tuesday, at about the time when the mill used to blow its whistle. Ana Belmonte saw them.

Share this article
"""


def test_every_command_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = CliRunner()
    root = tmp_path / "scratch"
    assert runner.invoke(main, ["new", str(root)]).exit_code == 0
    monkeypatch.chdir(root)
    (root / "texts").mkdir()
    for name in ("mwangi-2015.txt", "original.txt", "texts/one.txt", "texts/two.txt"):
        (root / name).write_text(TEXT, encoding="utf-8")
    paragraph = TEXT.split("\n\n")[3]
    (root / "page.html").write_text(f"<article><h1>Storks</h1><p>{paragraph}</p></article>", encoding="utf-8")
    ran = 0
    for command in [line for block in BLOCKS for line in block.splitlines()]:
        program, *arguments = shlex.split(command.split(" < ")[0])
        assert program == "reader"
        given = Path(command.split(" < ")[1]).read_bytes() if " < " in command else b""
        files = [str(path) for each in arguments for path in (Path().glob(each) if "*" in each else [each])]
        if command.startswith("reader suggest"):
            _finish(root)
        if command.startswith("reader withdraw"):
            (root / "full/mwangi-storks-2015.md").unlink()
        result = runner.invoke(main, sorted(files, key=lambda each: "*" in each), input=io.BytesIO(given))
        assert result.exit_code == 0, f"{command}\n{result.output}"
        ran += 1
    assert ran >= 13
    assert "withdrawn on 2026-11-24" in (root / "docs/articles/mwangi-storks-2015.md").read_text(encoding="utf-8")


def _finish(root: Path) -> None:
    """What the guide asks of the editor: the author in the register, and no article half filled in."""
    people = root / "people.yml"
    loaded = yaml.safe_load(people.read_text(encoding="utf-8")) or {}
    loaded["mwangi"] = {"name": "Jane Mwangi", "kind": "author"}
    people.write_text(yaml.safe_dump(loaded), encoding="utf-8")
    for name in ("mwangi-storks", "mwangi-note", "one", "two"):
        (root / f"docs/articles/{name}.md").unlink()

"""The `reader` command: what it prints where, and how it ends."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.building.loading import load
from reader.commands.main import COMMANDS, main
from reader.problems import report
from tests.collections_made import emptied


def reader(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new collection, in which the commands run."""
    folder = tmp_path / "my-collection"
    assert reader("new", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by path; less what was kept there of conversions."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_each_command(option: str) -> None:
    result = reader(option)
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(name: str) -> None:
    result = reader(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {name} [OPTIONS]")
    assert len(result.stdout.splitlines()) > 3


def test_the_command_is_installed() -> None:
    program = Path(sys.executable).with_name("reader")
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: reader [OPTIONS] COMMAND [ARGS]...")


@pytest.mark.parametrize("arguments", [["nonsense"], ["new"], ["check", "too", "many"], ["check", "--nonsense"]])
@pytest.mark.usefixtures("root")
def test_wrong_usage(arguments: list[str]) -> None:
    result = reader(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr


def test_new_says_what_it_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "far/off"
    result = reader("new", str(folder))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        f"wrote {folder / name}"
        for name in (
            ".gitattributes",
            ".github/workflows/pages.yml",
            ".github/workflows/volumes.yml",
            ".gitignore",
            "README.md",
            "anchors/first-article.jsonl",
            "docs/articles/first-article.md",
            "docs/glossary.md",
            "docs/index.md",
            "docs/people/index.md",
            "glossary.yml",
            "hooks/base.yml",
            "hooks/events.py",
            "mkdocs.yml",
            "people.yml",
            "requirements.txt",
        )
    ]
    assert (folder / "docs/index.md").read_text().startswith("# Off\n")


def test_new_states_only_what_is_its_own(root: Path) -> None:
    keys = [line.partition(":")[0] for line in (root / "mkdocs.yml").read_text().splitlines()]
    assert keys == ["INHERIT", "site_name", "site_url", "hooks"]


def test_a_new_collection_names_no_path_outside_itself(root: Path) -> None:
    config = (root / "mkdocs.yml").read_text()
    assert "INHERIT: hooks/base.yml\n" in config
    assert "hooks: [hooks/events.py]\n" in config
    assert not [name for name, data in files(root).items() if str(Path(__file__).parents[1]).encode() in data]


def test_settings_of_another_version_are_told_and_renewed(root: Path) -> None:
    settings = root / "hooks/base.yml"
    sound = settings.read_text()
    settings.write_text(f"{sound}# of old\n")
    result = reader("check")
    assert result.exit_code == 1
    assert "hooks/base.yml: these settings are of another version of the reader" in result.stderr
    assert reader("new", "--settings", str(root)).exit_code == 0
    assert settings.read_text() == sound
    assert reader("check").exit_code == 0


def test_version() -> None:
    assert reader("--version").stdout == f"reader, version {version('reader')}\n"


def test_a_command_loads_no_library_of_another() -> None:
    code = "import sys, reader.commands.main; print({'mkdocs', 'markdown', 'trafilatura'} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def test_new_quotes_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / 'a "b" \\ #c: {d}'
    assert reader("new", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    assert reader("check").exit_code == 0


def test_new_leaves_alone_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    result = reader("new", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{tmp_path}: there is something already; name a folder that is empty or does not exist\n"
    assert list(files(tmp_path)) == ["note.txt"]


def test_new_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    assert reader("new", str(tmp_path / "note.txt")).exit_code == 1
    result = reader("new", str(tmp_path / "note.txt/below"))
    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / 'note.txt/below'}: cannot be written: Not a directory; nothing was left behind\n"
        "    move away what stands in its place\n"
    )


def test_new_in_an_empty_folder(tmp_path: Path) -> None:
    assert reader("new", str(tmp_path)).exit_code == 0


def test_check(root: Path) -> None:
    before = files(root)
    result = reader("check")
    assert result.exit_code == 0
    assert result.stdout == "1 article, 2 terms, 1 person: nothing to mend\n"
    assert result.stderr == ""
    assert files(root) == before


def test_check_reports_every_problem_on_standard_error(root: Path) -> None:
    (root / "people.yml").write_text("")
    (root / "glossary.yml").write_text("anchor:\n  defnition: x\n")
    result = reader("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{report(load(root, root / 'docs').problems)}\n"
    assert result.stderr == (
        "3 problems to mend\n"
        "glossary.yml:1: term anchor: definition is missing\n"
        "    add `definition: ...`\n"
        'glossary.yml:2: term anchor: the key "defnition" is not known\n'
        '    did you mean "definition"?\n'
        "people.yml: the file is empty, expected a YAML mapping\n"
        "    write {} for an empty register\n"
    )


def test_check_reports_what_only_a_build_sees(root: Path) -> None:
    (root / "docs/about.md").write_text("# About\n\n[x](nowhere.md)\n\n[y](glossary.md#nothing)\n")
    result = reader("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "2 problems to mend",
        'docs/about.md:3: a link to "nowhere.md", which is no file in docs/',
        "    mend the link, or add the file",
        'docs/about.md:5: a link to "glossary.md#nothing", but docs/glossary.md has no such anchor',
        "    mend the part behind the #",
    ]


def test_the_nearest_collection_above(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs/articles")
    assert reader("check").exit_code == 0


@pytest.mark.parametrize("name", ["check", "report"])
def test_no_collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = reader(name)
    assert result.exit_code == 2
    message = f"Error: no mkdocs.yml in {tmp_path} or above: go to a collection, or make one with `reader new`\n"
    assert result.stderr.endswith(message)


@pytest.mark.parametrize("name", ["check", "report"])
@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("site_name: [\n", "mkdocs.yml:1: this is not YAML"),
        ("INHERIT: nowhere.yml\nsite_name: x\n", "mkdocs.yml: "),
        ("{}\n", "site_name"),
        ("site_name: x\ntheme: nonsense\n", "nonsense"),
        ("site_name: x\nhooks: [nowhere.py]\n", "nowhere.py"),
        ("site_name: x\n", "mkdocs.yml: hooks names no reader_hooks.py, so this is no collection"),
    ],
)
def test_bad_configuration(root: Path, name: str, config: str, message: str) -> None:
    (root / "mkdocs.yml").write_text(config)
    result = reader(name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.usefixtures("root")
def test_report() -> None:
    result = reader("report")
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    [article] = [number for number, line in enumerate(lines) if line.startswith("articles/first")]
    assert lines[article].startswith("articles/first-article.md: 2 linked, ")
    assert lines[article + 1] == "  linked: anchor, passage"
    assert {line.partition(":")[0] for line in lines if not line.startswith(" ")} <= {
        *("index.md", "glossary.md", "people/index.md", "people/editor.md", "articles/first-article.md"),
        "articles/index.md",
    }


def test_report_names_the_entries_that_no_article_uses(root: Path) -> None:
    with (root / "glossary.yml").open("a") as file:
        file.write("\nspare:\n  definition: A word that no article has.\n")
    assert reader("report").stdout.splitlines()[-1] == "used in no article, term: spare"


def test_report_on_a_page(root: Path) -> None:
    (root / "docs/about.md").write_text("# About\n\nAn anchor, an anchor.\n")
    result = reader("report", "about.md")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "about.md: 1 linked, 1 left alone",
        "  linked: anchor",
        "  linked once in the section: anchor",
    ]


@pytest.mark.usefixtures("root")
def test_report_on_what_is_no_page() -> None:
    result = reader("report", "articles/first-articl.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.endswith(
        'Error: articles/first-articl.md is no page of this collection: did you mean "articles/first-article.md" '
        'or "articles/index.md"?\n'
    )
    assert reader("report", "xyz").stderr.endswith("Error: xyz is no page of this collection\n")


def test_report_of_an_empty_collection(root: Path) -> None:
    for name in ("glossary.yml", "people.yml"):
        (root / name).write_text("{}\n")
    emptied(root)
    assert reader("report").stdout == "nothing was linked: no page uses a term or a name\n"


def test_report_of_a_broken_collection(root: Path) -> None:
    (root / "people.yml").write_text("")
    result = reader("report")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{report(load(root, root / 'docs').problems)}\n"

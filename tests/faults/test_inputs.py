"""No input ends in a traceback: a line says where, what and what to do. Each is tried by a build and by a command."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.deeds import made
from tests.faults.harness import Strike, fresh, perform, tree
from tests.faults.striking import untold

HEAD = "---\ntitle: Third\nauthors: [editor]\npublished: 2020\nlanguage: en\n---\n\n"
SECOND = "docs/articles/second.md"


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    start = tmp_path_factory.mktemp("inputs") / "inputs" / "start"
    start.parent.mkdir()
    return made(start)


def written(name: str, data: bytes) -> Callable[[Path], object]:
    def write(root: Path) -> None:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink(missing_ok=True)
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)

    return write


def linked(name: str, target: str) -> Callable[[Path], object]:
    return lambda root: (root / name).symlink_to(target)


# What is done to a collection, and what the message must begin with, by whichever way.
WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "full text that is no UTF-8": (written("full/second.md", b"caf\xe9"), "full/second.md:1: this is not UTF-8 text"),
    "link to the folder above": (linked("docs/loop", ".."), "docs/loop: a link that leads out of docs/"),
    "link to the system": (linked("docs/etc", "/etc"), "docs/etc: a link that leads out of docs/, to /etc"),
    "link to itself": (linked("docs/me.md", "me.md"), "docs/me.md: the file cannot be read"),
    "ledger of brackets": (written("anchors/second.jsonl", b"[" * 100_000), "anchors/second.jsonl"),
    "front matter of brackets": (
        written(SECOND, b"---\n" + b"[" * 900 + b"\n---\n"),
        f"{SECOND}:2: nested more than 20 levels deep",
    ),
    "text of brackets": (
        written(SECOND, HEAD.encode() + b"x\n\n" + b"[" * 100_000),
        f"{SECOND}:10: more than 1,000 opening brackets in one paragraph",
    ),
    "definition of brackets": (
        written("glossary.yml", b"a:\n  definition: >-\n    " + b"[" * 100_000 + b"\n"),
        "glossary.yml:3: more than 1,000 opening brackets",
    ),
    "lists in lists": (
        written(SECOND, HEAD.encode() + b"1. " * 5000),
        f"{SECOND}: lists, quotations or brackets stand in each other too deep",
    ),
    "anchors a file": (written("anchors", b"x"), "anchors: this is no folder"),
    "annotations a file": (written("annotations", b"x"), "annotations: this is no folder"),
    "full a file": (written("full", b"x"), "full: this is no folder"),
    "articles a file": (written("docs/articles", b"x"), "docs/articles: this is no folder"),
    "site a file": (written("site", b"x"), "site: the site cannot be written"),
    "pipe": (lambda root: os.mkfifo(root / "docs/articles/pipe.md"), "docs/articles/pipe.md: this is no file"),
    "nothing in a ledger": (written("anchors/second.jsonl", b"\x00" * 400), "anchors/second.jsonl"),
}
# What MkDocs reads before it asks us: told by `reader` alone.
CONFIGURATIONS = {
    "tab": (b"site_name: x\nnav:\n\t- x\n", "mkdocs.yml:3: this is not YAML"),
    "binary": (bytes(range(256)), "mkdocs.yml: this is not YAML"),
    "empty": (b"", "mkdocs.yml: Config value 'site_name'"),
    "list": (b"- x\n", "mkdocs.yml: The configuration is invalid"),
    "brackets": (b"[" * 100_000, "mkdocs.yml"),
    "unknown parent": (b"INHERIT: nowhere.yml\n", "mkdocs.yml: Inherited config file 'nowhere.yml' does not exist"),
    "a hook that fails": (b"site_name: x\nhooks: [hooks/wrong.py]\n", "hooks/wrong.py"),
}


@pytest.mark.parametrize("name", WRONG)
def test_no_input_ends_in_a_traceback(start: Path, name: str) -> None:
    spoil, told = WRONG[name]
    with fresh(start) as root:
        spoil(root)
        before = tree(root)
        writing = [] if told.startswith("site") else [("reader", "anchors", "--update")]
        for words in (("mkdocs", "build", "--strict"), *writing):
            done = perform(root, words)
            assert done.status == 1, done.said
            assert list(untold(done.said)) == []
            assert told in done.said
            assert tree(root) == before


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_what_is_wrong_with_the_configuration(start: Path, name: str) -> None:
    data, told = CONFIGURATIONS[name]
    with fresh(start) as root:
        (root / "mkdocs.yml").write_bytes(data)
        (root / "hooks/wrong.py").write_text("1 / 0\n")
        done = perform(root, ("reader", "check"))
        assert done.status == 1, done.said
        assert "Traceback" not in done.said
        assert told in done.said


def _gone(path: Path, chosen: int) -> Strike:
    def strike(moment: int) -> None:
        if moment == chosen:
            path.unlink()

    return strike


@pytest.mark.parametrize("name", [SECOND, "docs/index.md", "people.yml"])
def test_a_file_that_vanishes_during_a_build(start: Path, name: str) -> None:
    """The second change of the disk comes when the collection is loaded, and no page is read yet."""
    with fresh(start) as root:
        done = perform(root, ("mkdocs", "build"), _gone(root / name, 2))
        assert done.status in (0, 1)
        assert "Traceback" not in done.said
        if done.status:
            assert Path(name).stem in done.said
            assert tree(root).keys() >= {each for each in tree(start) if each.startswith("site/")}


def test_a_fault_of_the_software_is_told_in_a_line_and_verbose_tells_the_rest(start: Path) -> None:
    with fresh(start) as root:
        events = root / "hooks/events.py"
        events.write_text(f"{events.read_text()}\n\ndef on_nav(nav, config, files):\n    return 1 / 0\n")
        before = tree(root)
        done = perform(root, ("mkdocs", "build"))
        assert done.status == 1
        assert "hooks/events.py:" in done.said
        assert "an error that nobody foresaw: ZeroDivisionError: division by zero" in done.said
        assert "report it" in done.said
        assert "Traceback" not in done.said
        assert tree(root) == before
        assert "Traceback" in perform(root, ("mkdocs", "build", "--verbose")).said
        assert "Traceback" not in perform(root, ("reader", "check")).said
        assert "Traceback" in perform(root, ("reader", "--verbose", "check")).said

"""The README is true: its commands work, its paths are there, and no command or option goes without a word."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reader.commands.main import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = README + "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/about").glob("*.md")) if path.is_file()
)
FENCE = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
# Files that a reader of the README makes, or that the build makes.
MADE = {"site/", ".venv/", "hooks/base.yml"}


def commands() -> list[str]:
    """The command lines of the README: of its fenced blocks, and what stands as code and begins like one."""
    lines = [line.removeprefix("$ ") for block in FENCE.findall(README) for line in block.splitlines()]
    lines += [
        code for code in CODE.findall(FENCE.sub("", README)) if re.match(r"(make|reader|\.venv/bin/reader) ", code)
    ]
    return list(dict.fromkeys(line for line in lines if line.strip() and not line.startswith("#")))


def words(command: str) -> list[str]:
    """The words of a command without the variables set before it."""
    found = shlex.split(command, comments=True)
    while re.match(r"[A-Z_]+=", found[0]):
        found = found[1:]
    return found


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_readme_has_commands() -> None:
    assert {"make serve", "make test", "make site"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_command(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, *arguments = words(command)
    if program == "make":
        assert set(arguments) <= targets(), f"the Makefile has no such target: {command}"
    elif program in ("reader", ".venv/bin/reader"):
        assert CliRunner().invoke(main, ["new", str(tmp_path / "scratch")]).exit_code == 0
        monkeypatch.chdir(tmp_path / "scratch")
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
    elif program == "git":
        assert arguments[0] in ("clone", "add", "commit", "push")
    else:
        assert program == "cd", f"nothing tests {command}: add it here"


def test_every_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    every = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert every == targets()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == every


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_mentioned(name: str) -> None:
    assert re.search(rf"\breader {name}\b", GUIDES), f"neither README nor docs/about mentions `reader {name}`"
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in GUIDES for option in parameter.opts), f"nothing mentions {parameter.opts} of {name}"


def test_paths_are_there() -> None:
    prose = FENCE.sub("", README)
    linked = re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", CODE.sub("", prose))
    named = [code for code in CODE.findall(prose) if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.\w+", code)]
    places = (ROOT, ROOT / "hooks", ROOT / "hooks/reader", ROOT / "docs")
    missing = [
        path
        for path in dict.fromkeys([*linked, *named])
        if path not in MADE and not any((place / path).exists() for place in places)
    ]
    assert missing == []

"""YAML as an editor typed it: every value a string with its line, every duplicate key a problem.

YAML's own typing would turn `NO` into false and `1.10` into 1.1 and would drop the first of two equal keys in
silence. Here the node tree is kept, and who reads a field says what type it should have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from reader.problems import Problem, quoted

DEPTH_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as typed; `plain` tells an unquoted one, which alone can stand for true, false or nothing."""

    text: str
    line: int
    plain: bool

    @property
    def empty(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """`entries` maps each key to its value; `lines` each key to the line where the key stands."""

    entries: dict[str, "Node"]
    line: int
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def parse(text: str, path: str, *, offset: int = 0) -> tuple[Mapping | None, list[Problem]]:
    """Read a YAML mapping; `offset` lines stand before it in the file.

    Returns None, with the reason among the problems, where the text is no mapping.
    """
    problems: list[Problem] = []
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = offset + (mark.line + 1 if mark else 1)
        found = " ".join(f"{error.context or ''} {error.problem or ''}".split())
        return None, [Problem(path, line, f"this is not YAML: {found}", _remedy(text, line - offset))]
    except yaml.YAMLError as error:
        return None, [Problem(path, offset + 1, f"this is not YAML: {error}", "remove the character named above")]
    if root is None:
        return None, [Problem(path, 0, "the file is empty, expected a YAML mapping", "write {} for an empty one")]
    node = _convert(root, path, offset, problems, 0)
    if not isinstance(node, Mapping):
        problems.append(Problem(path, offset + 1, "expected a mapping of keys to values", "write `key: value` lines"))
        return None, problems
    return node, problems


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Part a Markdown file into front matter (None where there is none), body, and the lines before the body."""
    text = text.removeprefix("\ufeff")
    match = FRONT_MATTER.match(text)
    if not match:
        return None, text, 0
    return match[1], text[match.end() :], text.count("\n", 0, match.end())


def _remedy(text: str, line: int) -> str:
    lines = text.splitlines()
    found = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in found:
        return "indent with spaces: YAML takes no tab"
    if found.count(": ") > 1:
        return f'put the value in quotes: it holds ": " ({quoted(found.strip())})'
    return "check the indentation, the colons and the quotes of this line and the one before"


def _convert(node: yaml.Node, path: str, offset: int, problems: list[Problem], depth: int) -> Node:
    line = offset + node.start_mark.line + 1
    if depth > DEPTH_LIMIT:
        problems.append(Problem(path, line, f"nested more than {DEPTH_LIMIT} levels deep", "flatten it"))
        return Scalar("", line, plain=True)
    if isinstance(node, yaml.ScalarNode):
        if not node.tag.startswith("tag:yaml.org,2002:"):
            problems.append(Problem(path, line, f"the tag {node.tag} is not known here", "remove the tag"))
        return Scalar(node.value, line, plain=node.style is None)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(each, path, offset, problems, depth + 1) for each in node.value), line)
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, key_line, value in _pairs(node, path, offset, problems):
        if key in entries:
            message = f"the key {quoted(key)} stands twice, first in line {lines[key]}"
            problems.append(Problem(path, key_line, message, "keep one of the two, or rename one"))
            continue
        lines[key] = key_line
        entries[key] = _convert(value, path, offset, problems, depth + 1)
    return Mapping(entries, line, lines)


def _pairs(node: yaml.Node, path: str, offset: int, problems: list[Problem]) -> Iterator[tuple[str, int, yaml.Node]]:
    for key, value in node.value:
        line = offset + key.start_mark.line + 1
        if isinstance(key, yaml.ScalarNode):
            yield key.value, line, value
        else:
            problems.append(Problem(path, line, "a key must be a plain word", "write `key: value`"))

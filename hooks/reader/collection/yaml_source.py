"""YAML as an editor typed it: every value a string with its line, every duplicate key a problem.

YAML's own typing would turn `NO` into false and `1.10` into 1.1 and would drop the first of two equal keys in
silence. Here the parser's events are made into nodes as they come, and who reads a field says what type it should
have. Aliases and tags, which make a value depend on something else than what stands there, are problems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import events as ev

from reader.problems import Problem, quoted

DEPTH_LIMIT = 20
# libyaml is ten times as fast, and what MkDocs itself reads front matter with where it is there.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML forbids, and the line breaks of Unicode, which would shift every line number after them.
FORBIDDEN = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# As MkDocs has it: what MkDocs does not take for front matter would be printed as text.
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
OPENED = re.compile(r"---[ \t]*(?:\n|\Z)")
EMPTY = re.compile(r"---[ \t]*\n---[ \t]*(?:\n|\Z)")


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


def parse(text: str, path: str, *, offset: int = 0, what: str = "the file") -> tuple[Mapping | None, list[Problem]]:
    """Read a YAML mapping; `offset` lines stand before it in the file, and `what` is its name in messages.

    Returns None, with the reason among the problems, where the text is no mapping.
    """
    if forbidden := FORBIDDEN.search(text):
        line = offset + text.count("\n", 0, forbidden.start()) + 1
        message = f"the character U+{ord(forbidden[0]):04X} cannot stand in YAML"
        return None, [Problem(path, line, message, "remove it: it is invisible, so type the line anew")]
    composer = _Composer(text, path, offset)
    try:
        root = composer.root()
    except yaml.MarkedYAMLError as error:
        return None, [not_yaml(error, text, path, offset=offset)]
    except _TooDeep as error:
        message = f"nested more than {DEPTH_LIMIT} levels deep"
        return None, [Problem(path, error.line, message, "write fewer brackets and less indentation")]
    problems = composer.problems
    if root is None:
        message = f"{what} is empty, expected a YAML mapping"
        hint = "write `key: value` lines, or remove it" if offset else "write {} for an empty register"
        return None, [*problems, Problem(path, offset, message, hint)]
    if not isinstance(root, Mapping):
        message = f"{what} must be a mapping of keys to values, found a {shape(root)}"
        return None, [*problems, Problem(path, root.line, message, "write `key: value` lines")]
    return root, problems


def not_yaml(error: yaml.MarkedYAMLError, text: str, path: str, *, offset: int = 0) -> Problem:
    """Word where a text stops being YAML, and what to do about it."""
    # A quote or bracket that never closes is best shown where it opens.
    opens = error.context_mark if "end of stream" in (error.problem or "") else None
    mark = opens or error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, text.rstrip().count("\n")) + 1
    found = " ".join(f"{error.context or ''} {error.problem or ''}".split())
    return Problem(path, offset + line, f"this is not YAML: {found}", _remedy(text, line))


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Part a Markdown file into front matter (None where there is none), body, and the lines before the body."""
    match = EMPTY.match(text) or FRONT_MATTER.match(text)
    if not match:
        return None, text, 0
    return match[1] if match.re is FRONT_MATTER else "", text[match.end() :], text.count("\n", 0, match.end())


def too_deep(text: str) -> bool:
    """Whether a file's front matter nests deeper than is allowed: a parser that makes values of it could crash."""
    front, depth = split_front_matter(text)[0], 0
    try:
        for event in yaml.parse(front or "", Loader=LOADER):
            depth += isinstance(event, ev.CollectionStartEvent) - isinstance(event, ev.CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                return True
    except yaml.YAMLError:
        pass
    return False


def unreadable_for_mkdocs(front: str, root: Mapping, path: str, *, offset: int) -> Iterator[Problem]:
    """Find the values at which MkDocs, which gives YAML its types, drops a whole front matter in silence."""
    if _loads(front):
        return
    found = [scalar for scalar in _plain_scalars(root) if not _loads(scalar.text)]
    for scalar in found:
        message = f"{quoted(scalar.text)} reads like a date or a number, and is none"
        yield Problem(path, scalar.line, message, f'put it in quotes: "{scalar.text}"')
    if not found:
        yield Problem(path, offset + 1, "MkDocs cannot read this front matter", "put its values in quotes")


def shape(node: Node) -> str:
    """What an editor would call a node."""
    if isinstance(node, Scalar):
        return "text" if node.text.strip() else "blank"
    return "list" if isinstance(node, Sequence) else "mapping"


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


class _Composer:
    """Makes the nodes of one document, whose lines count from `offset`."""

    def __init__(self, text: str, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.problems: list[Problem] = []
        self.events = yaml.parse(text, Loader=LOADER)

    def root(self) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, ev.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "a second YAML document starts here", "remove the line of ---")
                    break
            elif isinstance(event, ev.NodeEvent):
                node = self._node(event, 0)
        return node

    def _node(self, event: ev.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, ev.AliasEvent):
            self._problem(event, f"*{event.anchor} stands for a value elsewhere", "write the value itself")
            return Scalar("", line, plain=True)
        if tag := getattr(event, "tag", None):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(event, f"the tag {shown} is not known here", "remove the tag: every value is read as typed")
        if isinstance(event, ev.ScalarEvent):
            return Scalar(event.value, line, plain=not event.style)
        if depth == DEPTH_LIMIT:
            raise _TooDeep(line)
        if isinstance(event, ev.SequenceStartEvent):
            return Sequence(tuple(self._node(each, depth + 1) for each in self._until(ev.SequenceEndEvent)), line)
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key_event in self._until(ev.MappingEndEvent):
            key = self._node(key_event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self._problem(key_event, "a key must be a plain word", "write `key: value`")
            elif key.text in entries:
                message = f"the key {quoted(key.text)} stands twice, first in line {lines[key.text]}"
                self._problem(key_event, message, "keep one of the two, or rename one")
            else:
                entries[key.text], lines[key.text] = value, key.line
        return Mapping(entries, line, lines)

    def _until(self, end: type[ev.Event]) -> Iterator[ev.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _line(self, event: ev.Event) -> int:
        return self.offset + (event.start_mark.line if event.start_mark else 0) + 1

    def _problem(self, event: ev.Event, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, self._line(event), message, hint))


def _remedy(text: str, line: int) -> str:
    lines = text.split("\n")
    found = lines[line - 1] if line <= len(lines) else ""
    if "\t" in found:
        return "indent with spaces: YAML takes no tab"
    if start := re.search(r":\s+([@`%])", found):
        return f'put the value in quotes: it starts with "{start[1]}"'
    if found.count(": ") > 1:
        return f'put the value in quotes: it holds ": " ({quoted(found.strip())})'
    return "check the indentation, the colons and the quotes of this line and the one before"


def _loads(text: str) -> bool:
    try:
        yaml.load(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError):
        return False
    return True


def _plain_scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if node.plain:
            yield node
    else:
        for each in node.items if isinstance(node, Sequence) else node.entries.values():
            yield from _plain_scalars(each)

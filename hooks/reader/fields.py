"""Typed reading of one YAML mapping: each field asked for by name, each misfit a problem."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from reader.problems import Problem, nearest, quoted
from reader.yaml_source import Mapping, Node, Scalar, Sequence

ID = re.compile(r"[a-z][a-z0-9-]*\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Fields:
    """The fields of `mapping`, read one by one; `finish` reports the keys that nobody asked for."""

    def __init__(self, mapping: Mapping, path: str, problems: list[Problem], *, of: str) -> None:
        self.mapping = mapping
        self.path = path
        self.problems = problems
        self.of = of
        self.asked: set[str] = set()

    def problem(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, f"{self.of}: {message}", hint))

    def line(self, key: str) -> int:
        return self.mapping.lines.get(key, self.mapping.line)

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """One string, with white space trimmed."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(self.line(key), f"{key} is missing", f"add `{key}: ...`")
            return default
        if not isinstance(node, Scalar):
            self.problem(node.line, f"{key} must be one text, found a {_shape(node)}", f"write `{key}: some text`")
            return default
        if required and not node.text.strip():
            self.problem(node.line, f"{key} is empty", f"write `{key}: some text`")
        return node.text.strip()

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings; it may be empty, and must be there where `required`."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(self.line(key), f"{key} is missing", f"add `{key}: []`, or the ids in the brackets")
            return ()
        return tuple(text for text, _ in self._items(key, node))

    def ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of ids."""
        found = self.texts(key, required=required)
        for each in found:
            if not ID.match(each):
                self.problem(self.line(key), f"{key}: {quoted(each)} is no id", "use a-z, 0-9 and -, a letter first")
        return tuple(each for each in found if ID.match(each))

    def flag(self, key: str, *, default: bool = False) -> bool:
        node = self._node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.lower() in ("true", "false"):
            return node.text.lower() == "true"
        found = quoted(node.text) if isinstance(node, Scalar) else f"a {_shape(node)}"
        self.problem(node.line, f"{key} must be true or false, found {found}", f"write `{key}: {str(default).lower()}`")
        return default

    def choice(self, key: str, options: Collection[str], default: str) -> str:
        found = self.text(key, default=default)
        if found in options or found == default:
            return found
        hint = nearest(found, options) or f"write `{key}: {next(iter(options))}`"
        self.problem(self.line(key), f"{key} must be one of {', '.join(options)}, found {quoted(found)}", hint)
        return default

    def date(self, key: str, *, required: bool = False) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, kept as typed."""
        found = self.text(key, required=required)
        if found and not is_date(found):
            message = f"{key} must be YYYY, YYYY-MM or YYYY-MM-DD, found {quoted(found)}"
            self.problem(self.line(key), message, "write what is known of the date, e.g. 2017-04-17 or 2017")
            return ""
        return found

    def language(self, key: str, *, required: bool = False) -> str:
        found = self.text(key, required=required)
        if found and not LANGUAGE.match(found):
            message = f"{key} must be a language tag such as en, ru or pt-BR, found {quoted(found)}"
            self.problem(self.line(key), message, "use the two-letter code of ISO 639")
            return ""
        return found

    def url(self, key: str) -> str:
        found = self.text(key)
        return found if self._is_url(key, found, self.line(key)) else ""

    def urls(self, key: str) -> tuple[str, ...]:
        return tuple(each for each in self.texts(key) if self._is_url(key, each, self.line(key)))

    def mappings(self, key: str) -> Iterator["Fields"]:
        """Each mapping of a list."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            return
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Mapping):
                yield Fields(item, self.path, self.problems, of=f"{self.of}, {key}")
            else:
                self.problem(item.line, f"{key} must be a list of mappings", f"write `{key}:` and `- title: ...` lines")

    def texts_by_language(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A list of strings, or one such list for each language tag; the tag of a bare list is ""."""
        node = self._node(key)
        if not isinstance(node, Mapping):
            found = self.texts(key)
            return (("", found),) if found else ()
        inner = Fields(node, self.path, self.problems, of=f"{self.of}, {key}")
        for tag, line in node.lines.items():
            if not LANGUAGE.match(tag):
                inner.problem(line, f"{quoted(tag)} is no language tag", "write `en: [...]`")
        return tuple((tag, inner.texts(tag)) for tag in node.entries)

    def finish(self, also: Collection[str] = ()) -> None:
        """Report the keys that were not asked for, `also` aside, with the nearest known one."""
        known = self.asked | set(also)
        for key, line in self.mapping.lines.items():
            if key not in known:
                hint = nearest(key, known) or f"known keys: {', '.join(sorted(self.asked))}"
                self.problem(line, f"the key {quoted(key)} is not known", hint)

    def _node(self, key: str) -> Node | None:
        self.asked.add(key)
        return self.mapping.entries.get(key)

    def _items(self, key: str, node: Node) -> Iterator[tuple[str, int]]:
        if not isinstance(node, Sequence):
            self.problem(node.line, f"{key} must be a list, found a {_shape(node)}", f"write `{key}: [one, two]`")
            return
        for item in node.items:
            if isinstance(item, Scalar) and item.text.strip():
                yield item.text.strip(), item.line
            else:
                self.problem(item.line, f"{key} must list texts, found a {_shape(item)}", f"write `{key}: [one, two]`")

    def _is_url(self, key: str, found: str, line: int) -> bool:
        if not found:
            return False
        parts = urlsplit(found)
        if parts.scheme in ("http", "https") and parts.netloc and " " not in found:
            return True
        self.problem(line, f"{key} must be a web address, found {quoted(found)}", "start it with https://")
        return False


def is_date(text: str) -> bool:
    match = DATE.match(text)
    if not match:
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    leap = int(match[1]) % 4 == 0 and (int(match[1]) % 100 != 0 or int(match[1]) % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and (leap or (month, day) != (2, 29))


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text" if node.text.strip() else "blank"
    return "list" if isinstance(node, Sequence) else "mapping"

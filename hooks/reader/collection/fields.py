"""Typed reading of one YAML mapping: each field asked for by name, each misfit a problem."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from reader.collection.records import Reference
from reader.collection.yaml_source import Mapping, Node, Scalar, Sequence, shape
from reader.problems import Problem, nearest, quoted

ID = re.compile(r"[a-z][a-z0-9-]*\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
LINE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
UNSAFE_IN_URL = re.compile(r"[\s<>\"`\\]")
# What an article says that has no date: it is cited as "n.d."
UNDATED = "undated"
SOURCE_HINT = "name each work: `- title: ...` with its `publisher:`, `date:` and `url:`"
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
        """One string on one line; blank is as good as missing."""
        return LINE_BREAK.sub(" ", self.markdown(key, required=required, default=default))

    def markdown(self, key: str, *, required: bool = False, default: str = "") -> str:
        """One string with its line breaks, white space around it trimmed."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(self.line(key), f"{key} is missing", f"add `{key}: ...`")
            return default
        if not isinstance(node, Scalar):
            self.problem(node.line, f"{key} must be one text, found a {shape(node)}", f"write `{key}: some text`")
            return default
        if (required or default) and not node.text.strip():
            self.problem(node.line, f"{key} is empty", f"write `{key}: some text`")
        return node.text.strip() or default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, each once; it may be empty."""
        return tuple(text for text, _ in self._items(key, required=False))

    def ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of ids, each once."""
        found = self._items(key, required=required)
        for each, line in found:
            if not ID.match(each):
                self.problem(line, f"{key}: {quoted(each)} is no id", "use a-z, 0-9 and -, a letter first")
        return tuple(each for each, _ in found if ID.match(each))

    def flag(self, key: str, *, default: bool = False) -> bool:
        node = self._node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.lower() in ("true", "false"):
            return node.text.lower() == "true"
        found = quoted(node.text) if isinstance(node, Scalar) else f"a {shape(node)}"
        self.problem(node.line, f"{key} must be true or false, found {found}", f"write `{key}: {str(default).lower()}`")
        return default

    def choice(self, key: str, options: Collection[str], default: str) -> str:
        found = self.text(key, default=default)
        if found in options or found == default:
            return found
        hint = nearest(found, options) or f"write `{key}: {next(iter(options))}`"
        self.problem(self.line(key), f"{key} must be {' or '.join(options)}, found {quoted(found)}", hint)
        return default

    def date(self, key: str, *, required: bool = False, undated: bool = False) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, kept as typed; "" for the word `undated`, where it may stand."""
        found = self.text(key, required=required)
        if undated and found == UNDATED:
            return ""
        if found and not is_date(found):
            message = f"{key} must be YYYY, YYYY-MM or YYYY-MM-DD, found {quoted(found)}"
            self.problem(self.line(key), message, "write what is known of the date, e.g. 2017-04-17 or 2017")
            return ""
        return found

    def day(self, key: str, *, required: bool = False) -> str:
        """The day for which something holds, `YYYY-MM-DD`."""
        found = self.date(key, required=required)
        if found and not FULL_DATE.match(found):
            message = f"{key} must be a day, found {quoted(found)}"
            self.problem(self.line(key), message, "write YYYY-MM-DD: the day as of which this holds")
            return ""
        return found

    def dates(self, key: str) -> str:
        """A date, or a range of dates as ISO 8601 and EDTF write it: `2014-02/2014-03`, `2014-02/..` while it lasts."""
        found = self.text(key)
        if not found or is_date(found):
            return found
        start, slash, end = found.partition("/")
        if not slash or not is_date(start) or not (end == ".." or is_date(end)):
            message = f"{key} must be a date or a range of dates, found {quoted(found)}"
            hint = "write what is known, e.g. 2025-08-15, 2014, 2025-03-23/2025-03-25, or 2014-02/.. while it lasts"
        elif end != ".." and end <= start:
            message, hint = f"{key} ends before it begins, found {quoted(found)}", "put the earlier date first"
        else:
            return found
        self.problem(self.line(key), message, hint)
        return ""

    def references(self, key: str, *, required: bool = False) -> tuple[Reference, ...]:
        """A list of works, each with its title and with its publisher or address, so that anyone can look it up."""
        found = []
        for each in self.mappings(key, SOURCE_HINT):
            work = Reference(
                each.text("title", required=True), each.text("publisher"), each.date("date"), each.url("url")
            )
            if not (work.publisher or each.text("url")):
                each.problem(
                    each.mapping.line, "neither publisher nor url is given", "add `url: https://...`, or `publisher:`"
                )
            each.finish()
            found.append(work)
        if required and not found:
            self.problem(self.line(key), f"{key} is missing", SOURCE_HINT)
        return tuple(found)

    def language(self, key: str, *, required: bool = False) -> str:
        found = self.text(key, required=required)
        if found and not LANGUAGE.match(found):
            message = f"{key} must be a language tag such as en, ru or pt-BR, found {quoted(found)}"
            self.problem(self.line(key), message, "use the two-letter code of ISO 639")
            return ""
        return found

    def url(self, key: str) -> str:
        found = self.text(key)
        return found if found and self._is_url(key, found, self.line(key)) else ""

    def urls(self, key: str) -> tuple[str, ...]:
        return tuple(each for each, line in self._items(key) if self._is_url(key, each, line))

    def mappings(self, key: str, hint: str = "") -> Iterator["Fields"]:
        """Each mapping of a list."""
        hint = hint or f"write `{key}:` and `- title: ...` lines"
        for item in self._list(key, hint):
            if isinstance(item, Mapping):
                yield Fields(item, self.path, self.problems, of=f"{self.of}, {key}")
            else:
                self.problem(item.line, f"{key} must list mappings, found a {shape(item)}", hint)

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

    def scoped_texts(self, key: str, scopes: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A list of strings, which is of the first scope, or a mapping of scopes to such lists."""
        node = self._node(key)
        if not isinstance(node, Mapping):
            return ((scopes[0], self.texts(key)),)
        inner = Fields(node, self.path, self.problems, of=f"{self.of}, {key}")
        found = tuple((scope, inner.texts(scope)) for scope in scopes)
        inner.finish()
        return found

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

    def _list(self, key: str, hint: str, *, required: bool = False) -> tuple[Node, ...]:
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(self.line(key), f"{key} is missing", f"add `{key}: []`, or the ids in the brackets")
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.problem(node.line, f"{key} must be a list, found a {shape(node)}", hint)
        return ()

    def _items(self, key: str, *, required: bool = False) -> list[tuple[str, int]]:
        """The texts of a list, each with its line."""
        found: dict[str, int] = {}
        hint = f"write `{key}: [one, two]`"
        for item in self._list(key, hint, required=required):
            if not isinstance(item, Scalar) or not item.text.strip():
                self.problem(item.line, f"{key} must list texts, found a {shape(item)}", hint)
                continue
            text = LINE_BREAK.sub(" ", item.text.strip())
            if text in found:
                self.problem(item.line, f"{key}: {quoted(text)} stands twice", "keep one of the two")
            found.setdefault(text, item.line)
        return list(found.items())

    def _is_url(self, key: str, found: str, line: int) -> bool:
        try:
            parts = urlsplit(found)
        except ValueError:  # such as a bracket that opens an IPv6 address and never closes
            parts = urlsplit("")
        if parts.scheme in ("http", "https") and parts.netloc and not UNSAFE_IN_URL.search(found):
            return True
        hint = "start it with https://, and write %20 for a space"
        self.problem(line, f"{key} must be a web address, found {quoted(found)}", hint)
        return False


def is_date(text: str) -> bool:
    match = DATE.match(text)
    if not match:
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    leap = int(match[1]) % 4 == 0 and (int(match[1]) % 100 != 0 or int(match[1]) % 400 == 0)
    return int(match[1]) > 0 and 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and (leap or (month, day) != (2, 29))

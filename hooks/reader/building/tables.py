"""Parts in files: what `reader.building.part` holds in memory, in SQLite, for collections that no memory holds.

A file is merged from others row by row, and a site asks it for what a page needs: memory stays as it is, however many
articles there are.
"""

import html
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from reader.building.part import Facts, Twice
from reader.building.site import Known
from reader.collection.records import Target
from reader.linking.uses import Cited, Mentions, Use, mentions

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE pages (
    src_uri TEXT PRIMARY KEY, kind INT, at INT, key TEXT, source TEXT, title TEXT, hidden INT, words INT
) WITHOUT ROWID;
CREATE TABLE uses (
    kind TEXT, id TEXT, page_kind INT, at INT, page TEXT, n INT, use TEXT,
    PRIMARY KEY (kind, id, page_kind, at, page, n)
) WITHOUT ROWID;
CREATE TABLE cited (
    id TEXT, page_kind INT, at INT, page TEXT, n INT, cited TEXT, PRIMARY KEY (id, page_kind, at, page, n)
) WITHOUT ROWID;
CREATE TABLE labels (page TEXT, id TEXT, number TEXT, PRIMARY KEY (page, id)) WITHOUT ROWID;
CREATE TABLE shared (src_uri TEXT PRIMARY KEY, page BLOB) WITHOUT ROWID;
"""
TABLES = ("pages", "uses", "cited", "labels", "shared")

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class About:
    """Which part a file holds: of which `collection` (a sum) and `plan`, and the `volumes` that are in it."""

    collection: str
    plan: str
    volumes: tuple[int, ...]


class NoPart(ValueError):
    """A file is no part of a site."""


def write_part(path: Path, about: About, facts: Iterable[Facts], shared: Mapping[str, bytes]) -> None:
    """Write a part, whole or not at all. `shared` are the pages that all volumes need, as `Converted.to_bytes` has
    them.
    """
    with _new(path) as connection:
        _tell(connection, about)
        for each in facts:
            _add(connection, each)
        connection.executemany("INSERT INTO shared VALUES (?, ?)", shared.items())


def merge_parts(path: Path, parts: Sequence[Path]) -> About:
    """Merge parts of one collection and plan into a file: it is the same for any tree of merges.

    Raises Twice where two parts tell different things of a page, NoPart where a file is none.
    """
    told = [about(part) for part in parts]
    volumes = tuple(sorted({volume for each in told for volume in each.volumes}))
    whole = About(told[0].collection, told[0].plan, volumes)
    with _new(path) as connection:
        _tell(connection, whole)
        for part in parts:
            connection.commit()
            connection.execute("ATTACH ? AS other", (f"{part.resolve().as_uri()}?mode=ro",))
            differing = connection.execute(
                "SELECT src_uri FROM other.pages AS theirs JOIN main.pages AS ours USING (src_uri) WHERE"
                " theirs.key != ours.key OR theirs.title != ours.title OR theirs.hidden != ours.hidden LIMIT 1"
            ).fetchone()
            if differing:
                raise Twice(differing[0])
            for table in TABLES:
                connection.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM other.{table}")
            connection.commit()
            connection.execute("DETACH other")
    return whole


def about(path: Path) -> About:
    """Which part a file holds. Raises NoPart where it is none."""
    try:
        with closing(_opened(path)) as connection:
            rows = dict(connection.execute("SELECT name, value FROM about"))
        return About(rows["collection"], rows["plan"], tuple(map(int, rows["volumes"].split())))
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise NoPart(str(error)) from error


class Tables:
    """A merged part, open for questions. Its views give what the mappings of `Known` give."""

    def __init__(self, path: Path) -> None:
        self.connection = _opened(path)

    @property
    def known(self) -> Known:
        ask = self.connection
        uses = View[Target, list[Use]](
            ask,
            "SELECT use FROM uses WHERE kind = ? AND id = ? ORDER BY page_kind, at, page, n",
            "SELECT DISTINCT kind, id FROM uses",
            lambda rows: [_USE.decode(row[0]) for row in rows],
            Target._make,
        )
        return Known(
            uses,
            Mentioned(uses),
            View(
                ask,
                "SELECT number FROM labels WHERE page = ? AND id = ?",
                "SELECT page, id FROM labels",
                lambda rows: str(rows[0][0]),
                lambda row: (str(row[0]), str(row[1])),
            ),
            View(
                ask,
                "SELECT cited FROM cited WHERE id = ? ORDER BY page_kind, at, page, n",
                "SELECT DISTINCT id FROM cited",
                lambda rows: [_CITED.decode(row[0]) for row in rows],
                lambda row: str(row[0]),
            ),
            self._of_page("title", html.unescape),
            self._of_page("words", int),
            frozenset(row[0] for row in ask.execute("SELECT src_uri FROM pages WHERE hidden")),
        )

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of pages as templates print them."""
        return self._of_page("title", str)

    @property
    def keys(self) -> dict[str, str]:
        """The key of each page, in their order."""
        return dict(self.connection.execute("SELECT src_uri, key FROM pages ORDER BY kind, at, src_uri"))

    @property
    def sources(self) -> Mapping[str, str]:
        """The sum of the source of each page."""
        return self._of_page("source", str)

    def shared(self, src_uri: str) -> bytes | None:
        """A page that all volumes need, None where this is none."""
        row = self.connection.execute("SELECT page FROM shared WHERE src_uri = ?", (src_uri,)).fetchone()
        return row[0] if row else None

    def _of_page(self, column: str, read: Callable[[Any], V]) -> "View[str, V]":
        return View(
            self.connection,
            f"SELECT {column} FROM pages WHERE src_uri = ?",
            "SELECT src_uri FROM pages",
            lambda rows: read(rows[0][0]),
            lambda row: str(row[0]),
        )


class View(Mapping[K, V], Generic[K, V]):
    """A mapping that asks a file: `one` selects what stands under a key, `every` the keys."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        one: str,
        every: str,
        read: Callable[[list[Any]], V],
        key: Callable[[Any], K],
    ) -> None:
        self.connection = connection
        self.one = one
        self.every = every
        self.read = read
        self.key = key

    def __getitem__(self, key: K) -> V:
        rows = self.connection.execute(self.one, key if isinstance(key, tuple) else (key,)).fetchall()
        if not rows:
            raise KeyError(key)
        return self.read(rows)

    def __iter__(self) -> Iterator[K]:
        return (self.key(row) for row in self.connection.execute(self.every))

    def __len__(self) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM ({self.every})").fetchone()[0])


class Mentioned(Mapping[Target, Mentions]):
    """The mentions of each target, counted from its uses when they are asked for."""

    def __init__(self, uses: Mapping[Target, list[Use]]) -> None:
        self.uses = uses

    def __getitem__(self, target: Target) -> Mentions:
        return mentions(self.uses[target])

    def __iter__(self) -> Iterator[Target]:
        return iter(self.uses)

    def __len__(self) -> int:
        return len(self.uses)


_USE: msgspec.json.Decoder[Use] = msgspec.json.Decoder(Use)
_CITED: msgspec.json.Decoder[Cited] = msgspec.json.Decoder(Cited)


class _new:
    """A new file under its name once the block has ended well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")

    def __enter__(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.part.unlink(missing_ok=True)
        self.connection = sqlite3.connect(self.part, uri=True)
        # What is cut short is thrown away: nothing need be kept safe on the way.
        self.connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        return self.connection

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.connection.commit()
        self.connection.close()
        if kind is None:
            self.part.replace(self.path)
        else:
            self.part.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _tell(connection: sqlite3.Connection, about: About) -> None:
    rows = {"collection": about.collection, "plan": about.plan, "volumes": " ".join(map(str, about.volumes))}
    connection.executemany("INSERT INTO about VALUES (?, ?)", rows.items())


def _add(connection: sqlite3.Connection, facts: Facts) -> None:
    kind, at, _ = facts.place
    page = facts.src_uri
    row = (page, kind, at, facts.key, facts.source, facts.title, facts.hidden, facts.words)
    connection.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO uses VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*each.target, kind, at, page, n, _json(each)) for n, each in enumerate(facts.uses)],
    )
    connection.executemany(
        "INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?)",
        [(each.use.target.id, kind, at, page, n, _json(each)) for n, each in enumerate(facts.cited)],
    )
    connection.executemany("INSERT OR REPLACE INTO labels VALUES (?, ?, ?)", [(page, *each) for each in facts.labels])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()

"""An article while it is being cleaned: its pieces, what is known of it, and what became of every line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from reader.importing.wording import size

Kind = Literal[
    "line", "paragraph", "heading", "question", "standfirst", "abstract", "quote", "item", "rule", "note", "raw"
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source that stands for itself: a line at first, a block of the article at last.

    `line` and `part` say where it began, `gap` that an empty line stands before it, `indent` how many columns it is
    set in, `mark` the bullet or number it was listed under. `markup` is the same text in Markdown, where the source
    had mark-up of its own; without it the text is plain and is escaped when it is written. `attributes` are those of
    our own Markdown: an address that an editor pinned, a class that keeps links out.
    """

    kind: Kind
    text: str
    line: int
    part: int = 0
    gap: bool = False
    indent: int = 0
    mark: str = ""
    level: int = 0
    language: str = ""
    label: str = ""
    markup: str = ""
    attributes: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where the piece begins: two pieces of one line differ in their part."""
        return self.line, self.part

    @property
    def words(self) -> int:
        """How many words (see `size`)."""
        return size(self.text)


@dataclass(frozen=True, slots=True)
class Author:
    """A name as printed, and the post or house printed beside it."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the source says of itself, and nothing else.

    `doubts` maps a key of the front matter to a remark on it, `places` to where the source states the value.
    """

    title: str = ""
    authors: tuple[Author, ...] = ()
    post: str = ""
    published: str = ""
    publication: str = ""
    number: str = ""
    issn: str = ""
    original: str = ""
    translated_from: str = ""
    language: str = ""
    kind: str = ""
    rights: str = ""
    summary: str = ""
    keywords: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    draft: bool = False

    def with_values(self, **values: Any) -> "Record":
        """Set what is said and was not known before."""
        return replace(self, **{key: value for key, value in values.items() if value and not getattr(self, key)})

    def source(self, key: str, place: str) -> "Record":
        """Remember where the source states a value, for the summary."""
        return (
            replace(self, places=(*(each for each in self.places if each[0] != key), (key, place))) if place else self
        )

    def doubt(self, key: str, remark: str) -> "Record":
        """Remember a remark that the front matter shows beside a key."""
        return self if (key, remark) in self.doubts else replace(self, doubts=(*self.doubts, (key, remark)))


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece that is not in the body: dropped as furniture, or moved to the front matter under `key`."""

    piece: Piece
    why: str
    key: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece that a step saw as something else than a line, for `--explain`."""

    piece: Piece
    step: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces in order, the record so far, and the account of what was taken out and what was marked.

    `source` is all the text there was, a paragraph each, as it stood before anything was done to it.
    """

    pieces: tuple[Piece, ...]
    record: Record = Record()
    removed: tuple[Removal, ...] = ()
    changed: tuple[Change, ...] = ()
    source: tuple[str, ...] = ()

    def without(self, reasons: Mapping[int, str], *, key: str = "", record: Record | None = None) -> "Draft":
        """Take out the pieces at these indexes, each for its reason; they stay in the account."""
        gone = tuple(Removal(self.pieces[at], why, key) for at, why in sorted(reasons.items()))
        kept = tuple(piece for at, piece in enumerate(self.pieces) if at not in reasons)
        return replace(self, pieces=kept, removed=self.removed + gone, record=record or self.record)

    def marking(self, pieces: Mapping[int, Piece]) -> "Draft":
        """Put these pieces at their indexes."""
        return replace(self, pieces=tuple(pieces.get(at, piece) for at, piece in enumerate(self.pieces)))


@dataclass(frozen=True, slots=True)
class Step:
    """One rule of the pipeline: its name as `--explain` prints it, and a function whose docstring says what it does."""

    name: str
    run: Callable[[Draft], Draft]

    @property
    def what(self) -> str:
        """The rule in one sentence."""
        return (self.run.__doc__ or "").strip().splitlines()[0]

    def __call__(self, draft: Draft) -> Draft:
        """Run the rule and sign what it took out and what it marked."""
        after = self.run(draft)
        before = {piece.place: piece for piece in draft.pieces}
        signed = tuple(replace(each, step=each.step or self.name) for each in after.removed)
        marked = tuple(
            Change(piece, self.name)
            for piece in after.pieces
            if piece.place in before and piece.kind != before[piece.place].kind
        )
        record = after.record
        for key in ("title", "authors", "published", "publication"):
            if getattr(record, key) and not getattr(draft.record, key) and key not in dict(record.places):
                record = record.source(key, _PLACES.get(self.name, f'the rule "{self.name}"'))
        return replace(after, record=record, removed=signed, changed=after.changed + marked)


_PLACES = {
    "title": "a line above the text",
    "byline": "the byline",
    "name alone": "a name in a line of its own",
    "author's note": "the note on the author",
    "date": "a line with a date",
    "dateline": "the dateline",
    "number": "the line with the number",
    "origin": "the note on where it first appeared",
    "address": "the line with the source",
}

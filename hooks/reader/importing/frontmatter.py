"""The front matter of an imported article: what the source says, and a `# TODO` for what it does not."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from reader.importing.draft import Author, Record
from reader.importing.wording import file_id

_TODO = {
    "title": "the text has no title; give one and add `title_supplied: true`",
    "authors": "the text names no author; `[]` stands for none",
    "published": "the text has no date: YYYY, YYYY-MM or YYYY-MM-DD, as exact as is known, or undated",
    "publication": "where it was published",
    "original": "the address of the original",
    "language": "the language of the text, such as en",
    "kind": "policy paper, interview, opinion, analysis or news",
    "rights": "whose the text is; a full text is published only under a licence named here",
    "summary": "one or two sentences of our own",
}
_REQUIRED = ("title", "authors", "published", "language")
_KEYS = (
    "title authors published publication number issn original translated_from language kind rights keywords summary"
).split()
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`")
_LINE = re.compile(r"(?P<key>[a-z_]+):(?P<value>[^\n]*)")


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """An author as the register may know him: the id, and whether it is there already."""

    id: str
    author: Author
    known: bool


def identify(authors: tuple[Author, ...], known: Callable[[str], str]) -> tuple[AuthorEntry, ...]:
    """Give each author an id: the register's where `known` finds the name, else one made of the surname."""
    people: list[AuthorEntry] = []
    for author in authors:
        id = known(author.name)
        proposed = file_id(author.name.split()[-1]) or file_id(author.name) or "author"
        if not id and proposed in {person.id for person in people}:
            proposed = file_id(author.name)
        people.append(AuthorEntry(id or proposed, author, bool(id)))
    return tuple(people)


def write_front_matter(record: Record, people: tuple[AuthorEntry, ...]) -> str:
    """Write the record as YAML between its two lines, in the order of the bibliographic record."""
    lines = ["---"]
    doubts = dict[str, list[str]]()
    for key, remark in record.doubts:
        doubts.setdefault(key, []).append(remark)
    if record.post:
        doubts.setdefault("authors", []).append(f'the text prints only a post: "{record.post}"')
    for person in people:
        if not person.known:
            doubts.setdefault("authors", []).append(f"{person.id} is not in people.yml yet")
    values = {key: _value(record, key) for key in _KEYS} | {"authors": f"[{', '.join(each.id for each in people)}]"}
    for key in _KEYS:
        value, remarks = values[key], doubts.get(key, [])
        found = bool(people) if key == "authors" else bool(value)
        if not found and key in _TODO:
            remarks = [_TODO[key], *remarks]
        shown = "; ".join(_flat(remark) for remark in remarks)
        if found or key in _REQUIRED:
            lines.append(
                f"{key}:{' ' if value and value[0] != chr(10) else ''}{value}" + (f"  # TODO {shown}" if shown else "")
            )
        elif shown:
            lines.append(f"# TODO {key}: {shown}")
    if record.draft:
        lines.append("draft: true")
    return "\n".join([*lines, "---", ""])


def keep_front_matter(existing: str, fresh: str) -> str:
    """Keep the front matter an editor has curated, and add what the source says under keys that are not there yet.

    A key without a value counts as not there. Both are given and returned with their lines of `---`.
    """
    kept = existing.rstrip("\n").splitlines()[1:-1]
    present = {match["key"]: at for at, line in enumerate(kept) if (match := _LINE.match(line))}
    loaded: object = yaml.safe_load("\n".join(kept))
    values: Mapping[str, object] = loaded if isinstance(loaded, dict) else {}
    block: list[str] = []
    key = ""
    for line in [*fresh.rstrip("\n").splitlines()[1:-1], "end:"]:
        if match := _LINE.match(line):
            if key and _said(block):
                if key in present and values.get(key) is None:
                    kept[present[key]] = "\n".join(block)
                elif key not in present:
                    kept += block
            key, block = match["key"], [line]
        elif not line.startswith("#"):
            block.append(line)
    return "\n".join(["---", *kept, "---", ""])


def people_to_add(people: tuple[AuthorEntry, ...], note: str = "") -> str:
    """The authors that people.yml does not have, as YAML for it, each with a remark if there is one."""
    entries: list[str] = []
    for person in people:
        if not person.known:
            remark = f"  # {note}" if note else ""
            entries.append(f"{person.id}:{remark}\n  name: {scalar(person.author.name)}\n  kind: author")
            if person.author.post:
                entries[-1] += f"\n  affiliation: {scalar(person.author.post)}"
    return "\n\n".join(entries)


def scalar(text: str, *, inside: bool = False) -> str:
    """Write a text as a YAML scalar, without quotes where it needs none; `inside` a list in brackets."""
    text = _flat(text)
    unsafe = not text or text.startswith(_INDICATORS) or ": " in text or " #" in text or text.endswith(":")
    if inside and re.search(r"[,\[\]{}:]", text):
        unsafe = True
    if not unsafe:
        try:
            unsafe = yaml.safe_load(text) != text
        except yaml.YAMLError:
            unsafe = True
    return json.dumps(text, ensure_ascii=False) if unsafe else text


def _value(record: Record, key: str) -> str:
    if key == "keywords":
        if not record.keywords:
            return ""
        if len(record.keywords) == 1:
            return _list(record.keywords[0][1])
        return "".join(f"\n  {language}: {_list(words)}" for language, words in record.keywords)
    value = getattr(record, key)
    if not isinstance(value, str) or not value:
        return ""
    return value if key == "published" else scalar(value)


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(scalar(word, inside=True) for word in words)}]"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _said(block: list[str]) -> bool:
    """Whether a block of the new front matter holds a value, and not only a remark."""
    value = _LINE.match(block[0])
    return len(block) > 1 or bool(value and value["value"].split("  # TODO")[0].strip(" []"))

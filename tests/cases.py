"""Golden cases: one small YAML file each, converted by the real Python-Markdown as every collection sets it up.

    terms: {start: START, new-start: {term: New START, case: exact}}
    people: {putin: Vladimir Putin}
    page: {glossary: section, authors: [putin]}
    input: |
      the New START treaty
    output: |
      <p>the <a class="term" ...>New START</a> treaty</p>
    logs: []

Only `input` and `output` are required. A case that has `logs` also holds what the conversion recorded.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

import reader
from reader.anchors.anchor import count, slug
from reader.building.context import PageContext, Setting
from reader.collection.records import Collection
from reader.collection.registers import read_glossary, read_people
from reader.markdown import ReaderExtension
from reader.markdown.conversion import Conversion, Machine
from reader.markdown.record import PageRecord

BASE = yaml.safe_load(Path(reader.__file__).with_name("base.yml").read_text("utf-8"))["markdown_extensions"]
Logs = Callable[[PageRecord], list[str]]


def collection_of(case: dict[str, Any]) -> Collection:
    """The registers of a case; a string stands for an entry with only a term or a name."""
    terms = {id: {"definition": "A term.", **_entry(id, "term", value)} for id, value in case.get("terms", {}).items()}
    people = {id: _entry(id, "name", value) for id, value in case.get("people", {}).items()}
    known_terms, problems = read_glossary(yaml.safe_dump(terms, allow_unicode=True))
    known_people, others = read_people(yaml.safe_dump(people, allow_unicode=True))
    assert not problems + others
    return Collection(known_terms, known_people)


def _entry(id: str, key: str, value: str | dict[str, Any] | None) -> dict[str, Any]:
    return {key: value} if isinstance(value, str) else {key: id, **(value or {})}


def extension_of(collection: Collection, page: PageContext | None = None) -> ReaderExtension:
    """The extension as it converts one page, without slots: a link keeps the source path that it leads to."""
    conversion = Conversion(Machine(Setting(collection)), page or PageContext("articles/a.md"), PageRecord())
    return ReaderExtension(conversion, whole=False)


def markdown_with(extension: ReaderExtension) -> Markdown:
    """Markdown with the extensions of every collection, less the permalinks of headings, which only hide the rest."""
    configs = {name: dict(config) for name, config in BASE.items()}
    configs["toc"] |= {"permalink": False, "slugify": slug}
    return Markdown(extensions=[*configs, extension], extension_configs=configs)


def convert(text: str, case: dict[str, Any], *, passages: bool) -> tuple[str, PageRecord]:
    """Convert `text` as the body of an article, or as any other page where `passages` get no ids."""
    page = {"glossary": "section", "authors": [], "path": "articles/a.md", "entries": False, **case.get("page", {})}
    extension = extension_of(
        collection_of(case),
        PageContext(
            page["path"],
            density=page["glossary"],
            byline=tuple(page["authors"]),
            mint=count if passages else None,
            entries=page["entries"],
        ),
    )
    return markdown_with(extension).convert(text), extension.conversion.record


def check(path: Path, logs: Logs, *, passages: bool, rewrite: bool) -> None:
    """Hold a case to what is written in its file, or write into the file what comes out."""
    source = path.read_text("utf-8")
    case = yaml.safe_load(source)
    output, record = convert(case["input"], case, passages=passages)
    if rewrite:
        head = re.split(r"^(?:output|logs):", source, maxsplit=1, flags=re.MULTILINE)[0]
        tail = "logs:" + "".join(f"\n  - {_quoted(line)}" for line in logs(record)) if "logs" in case else ""
        tail = tail if tail != "logs:" else "logs: []"
        path.write_text(f"{head}output: {_block(output)}\n" + (f"{tail}\n" if tail else ""), "utf-8")
    else:
        assert output == case["output"].rstrip("\n")
        if "logs" in case:
            assert logs(record) == case["logs"]


def _block(text: str) -> str:
    if any(map(_hidden, text)):
        return _quoted(text)
    return "|\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _quoted(text: str) -> str:
    """YAML in double quotes, with an escape for each character that an editor could not see."""
    return "".join(f"\\u{ord(each):04x}" if _hidden(each) else each for each in json.dumps(text, ensure_ascii=False))


def _hidden(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in ("Cf", "Zl", "Zp", "Mn") or (kind == "Zs" and character != " ")

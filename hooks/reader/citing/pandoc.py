"""Pandoc's citation processor, applied to records in a style.

The pure Python processor, citeproc-py 0.11, differs from the reference processor, citeproc-js, in these very styles:
it abbreviates Chicago's and MLA's given names, puts full stops after closing quotation marks, prints a substituted
title twice and labels that have no number. Where pandoc's differs, `_marked` and `_html` even it out.
"""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

from reader.citing.csl import Item
from reader.citing.styles import Style, source

Json = dict[str, Any]
API = [1, 23, 1]  # the version of pandoc's document that is written and read here

# A private character: where a passage's number goes in a citation that serves all passages.
NUMBER = "\ue001"
# While a style is applied, numbers stand for the passages', since styles tell numbers from words.
_ONE, _SEVERAL = "90210", "90210–90211"
_LOCATORS = {"work": "", "passage": f", para. {_ONE}", "passages": f", paras. {_SEVERAL}"}
PARTS = tuple(_LOCATORS)

# Private characters for what pandoc would change of a title: single quotation marks, and the end behind a mark.
_OPEN, _CLOSE, _ENDED = "\ue002", "\ue003", "\ue004"
# Prepositions that citeproc-js leaves in lower case, beside those that CSL names and pandoc leaves too.
_PREPOSITIONS = (
    "about above across after against along amid among around before behind below beneath beside besides between "
    "beyond circa despite during except inside like near next off out outside per plus pro sans since than through "
    "throughout toward towards under underneath until unto upon versus within without"
)
_PREPOSITION = re.compile(rf"(?<=[^:.?!—]\s)(?:{'|'.join(_PREPOSITIONS.split())}|vs\.( the| an?)?)(?=\s)")
_QUOTED = re.compile(r"“[^”]*”|‘([^‘’]*)’(?!\w)")
_LAST_MARK = re.compile(rf"[?!.](?=[’”{_CLOSE}]*\Z)")
_AFTER_MARK = re.compile(rf"{_ENDED}(?P<end>[’”{_CLOSE}]*(?:</i>)?)(?:\.|(?P<comma>,))?")
_ELEMENTS = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Form:
    """A way to cite a work in the text or in a note: the author and the date in brackets, the date alone, or the author
    as part of the sentence; of the work or another of PARTS.
    """

    author: Literal["NormalCitation", "SuppressAuthor", "AuthorInText"] = "NormalCitation"
    part: str = "work"


def missing() -> str:
    """Say what to do where pandoc is not installed with its package, or nothing."""
    with _program() as path:
        return "" if path.is_file() else "pandoc is missing: reinstall the package pypandoc_binary"


def apply(items: Mapping[str, Item], style: Style, forms: Sequence[Form]) -> Iterator[tuple[str, list[str]]]:
    """Give each work's entry in the list of references and its text in each form, as HTML, with the key of its item.

    Each work is cited as if there were no other. To start pandoc takes as long as to cite twenty works.
    """
    groups: dict[tuple[str, ...], dict[str, Item]] = {}
    for key, item in items.items():
        groups.setdefault(tuple(item.get("custom", {}).get("inferred", ())), {})[key] = item
    for inferred, group in groups.items():
        works = [
            item | {"id": f"w{number}", "title": _marked(item["title"])} for number, item in enumerate(group.values())
        ]
        *cited, references = _run(
            [_cluster(work["id"], form) for work in works for form in forms], works, source(style, inferred)
        )
        entries = {block["c"][0][0]: _html(block["c"][1]) for block in references["c"][1]}
        texts = iter(cited)
        for key, work in zip(group, works, strict=True):
            yield key, [entries[f"ref-{work['id']}"], *(_html([next(texts)]) for _ in forms)]


def _cluster(id: str, form: Form) -> Json:
    words = _LOCATORS[form.part].split()
    suffix = [node for word in words for node in ({"t": "Space"}, {"t": "Str", "c": word})][1:]
    citation = {
        "citationId": id,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": form.author},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}


def _run(blocks: list[Json], works: list[Item], style: str) -> list[Json]:
    links = {name: {"t": "MetaBool", "c": False} for name in ("link-citations", "link-bibliography")}
    document = {"pandoc-api-version": API, "meta": links, "blocks": blocks}
    with tempfile.TemporaryDirectory() as folder, _program() as program:
        bibliography, csl = Path(folder) / "works.json", Path(folder) / "style.csl"
        bibliography.write_text(json.dumps(works), "utf-8")
        csl.write_text(style, "utf-8")
        command = [program, "--from=json", "--to=json", "--citeproc", f"--bibliography={bibliography}", f"--csl={csl}"]
        done = subprocess.run(command, input=json.dumps(document), capture_output=True, check=True, encoding="utf-8")
    found: list[Json] = json.loads(done.stdout)["blocks"]
    return found


def _program() -> Any:
    """The pandoc of its package, whose version is locked, and not another that this machine may have."""
    return as_file(files("pypandoc") / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc"))


def _marked(title: str) -> str:
    """Mark what pandoc would change of a title and citeproc-js keeps: single quotation marks, lower-case prepositions,
    and in a note the comma after a title's own question mark.
    """
    title = _QUOTED.sub(lambda match: f"{_OPEN}{match[1]}{_CLOSE}" if match[1] else match[0], title)
    title = _PREPOSITION.sub(r'<span class="nocase">\g<0></span>', title)
    return _LAST_MARK.sub(rf"\g<0>{_ENDED}", title)


def _html(nodes: Iterable[Json]) -> str:
    """Text of pandoc's document as HTML, of which citations need little."""
    text = _AFTER_MARK.sub(_joined, _inner(nodes))
    text = re.sub(rf"{_CLOSE}(</i>)?([.,])", r"\2’\1", text).replace(_OPEN, "‘").replace(_CLOSE, "’")
    return text.replace(_SEVERAL, NUMBER).replace(_ONE, NUMBER)


def _joined(match: re.Match[str]) -> str:
    """A full stop after a title's own mark is one too many; a comma is not, and stands within the quotation marks."""
    return f"{match['comma'] or ''}{match['end']}"


def _inner(nodes: Iterable[Json]) -> str:
    return "".join(_node(node) for node in nodes)


def _node(node: Json) -> str:
    kind, content = node["t"], node.get("c", "")
    if kind == "Str":
        return escape(content, quote=False)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind in _ELEMENTS:
        return f"<{_ELEMENTS[kind]}>{_inner(content)}</{_ELEMENTS[kind]}>"
    return _inner(content[1] if kind in ("Cite", "Span", "Link", "Quoted") else content)

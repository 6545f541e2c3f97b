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
from functools import partial
from html import escape
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from typing import Any, Literal

from reader.citing.csl import Item
from reader.citing.styles import Style, source

Json = dict[str, Any]
API = [1, 23, 1]  # the version of pandoc's document that is written and read here

# A private character: where a passage's number goes in a citation that serves all passages.
NUMBER = "\ue001"
PARTS = ("work", "passage", "passages")
# While a style is applied, numbers stand for the passages', since styles tell numbers from words.
FIRST_STAND_IN = 90210

# Private characters for what pandoc would change: single quotation marks of a title, its end behind a mark of its own
# or before a quotation mark, and a `<` that opens no tag.
_OPEN, _CLOSE, _ENDED, _END, _LESS = "\ue002", "\ue003", "\ue004", "\ue005", "<\ue006"
# Prepositions that citeproc-js leaves in lower case, beside those that CSL names and pandoc leaves too.
_PREPOSITIONS = (
    "about above across after against along amid among around before behind below beneath beside besides between "
    "beyond circa despite during et except inside like near next off out outside per plus pro sans since than through "
    "throughout toward towards under underneath until unto upon versus within without"
)
_PREPOSITION = re.compile(rf"(?<=[^:.?!—]\s)(?:{'|'.join(_PREPOSITIONS.split())}|vs\.( the| an?)?)(?=\s)")
_QUOTED = re.compile(r"“[^”]*”|‘([^‘’]*)’(?!\w)")
_LAST_MARK = re.compile(rf"[?!.](?=[’”{_CLOSE}]*\Z)")
_LAST_QUOTED = re.compile(rf"(?<=\w)(?=[”\"{_CLOSE}]+\Z)")
_TITLE_END = re.compile(rf"(?P<kind>{_ENDED}|{_END})(?P<inside>[.,])?(?P<end>[’”{_CLOSE}]*(?:</i>)?)(?P<outside>[.,])?")
_ELEMENTS = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Form:
    """A way to cite a work in the text or in a note: the author and the date in brackets, the date alone, or the author
    as part of the sentence; of the work or another of PARTS.
    """

    author: Literal["NormalCitation", "SuppressAuthor", "AuthorInText"] = "NormalCitation"
    part: str = "work"


class PandocError(Exception):
    """Pandoc cannot be run; the message says why and what to do."""


def apply(items: Mapping[str, Item], style: Style, forms: Sequence[Form]) -> Iterator[tuple[str, list[str]]]:
    """Give each work's entry in the list of references and its text in each form, as HTML, with the key of its item.

    Each work is cited as if there were no other. To start pandoc takes as long as to cite twenty works.
    """
    groups: dict[tuple[str, ...], dict[str, Item]] = {}
    for key, item in items.items():
        groups.setdefault(tuple(item.get("custom", {}).get("inferred", ())), {})[key] = item
    for inferred, group in groups.items():
        works = [_work(item, f"w{number}") for number, item in enumerate(group.values())]
        stand_in = _stand_in(json.dumps(works))
        blocks = [_cluster(work["id"], form, stand_in) for work in works for form in forms]
        *cited, references = _run(blocks, works, source(style, inferred))
        entries = {block["c"][0][0]: _html(block["c"][1], style) for block in references["c"][1]}
        texts = (_numbered(_html([block], style), stand_in) for block in cited)
        for key, work in zip(group, works, strict=True):
            yield key, [entries[f"ref-{work['id']}"], *(next(texts) for _ in forms)]


def _work(item: Item, id: str) -> Item:
    """An item as pandoc is to read it. What looks like a tag is text, on our pages too."""
    text: Item = json.loads(json.dumps(item).replace("<", _LESS))
    return text | {"id": id, "title": _marked(text["title"])}


def _stand_in(records: str) -> int:
    """A number that stands in no record, nor does the next."""
    return next(each for each in count(FIRST_STAND_IN, 2) if str(each) not in records and str(each + 1) not in records)


def _numbered(text: str, stand_in: int) -> str:
    return text.replace(f"{stand_in}–{stand_in + 1}", NUMBER).replace(str(stand_in), NUMBER)


def _cluster(id: str, form: Form, stand_in: int) -> Json:
    locators = {"passage": f", para. {stand_in}", "passages": f", paras. {stand_in}–{stand_in + 1}"}
    words = locators.get(form.part, "").split()
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
        try:
            done = subprocess.run(
                command, input=json.dumps(document), capture_output=True, check=True, encoding="utf-8"
            )
            found: list[Json] = json.loads(done.stdout)["blocks"]
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            told = (getattr(error, "stderr", "") or str(error)).strip()
            message = f"pandoc, which makes the citations, does not run: {told}"
            raise PandocError(f"{message}\n    reinstall the package pypandoc_binary") from error
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
    return _LAST_QUOTED.sub(_END, _LAST_MARK.sub(rf"\g<0>{_ENDED}", title), count=1)


def _html(nodes: Iterable[Json], style: Style) -> str:
    """Text of pandoc's document as HTML, of which citations need little."""
    text = _TITLE_END.sub(partial(_joined, outside=style.british), _inner(nodes))
    inner = "“”" if style.british else "‘’"
    return text.replace(_OPEN, inner[0]).replace(_CLOSE, inner[1]).replace(_LESS[1], "")


def _joined(match: re.Match[str], *, outside: bool) -> str:
    """A stop or a comma after a title stands within its quotation marks, or `outside`; a stop after a mark of its own
    is dropped.
    """
    sign = match["inside"] or match["outside"] or ""
    sign = "" if sign == "." and match["kind"] == _ENDED else sign
    return f"{match['end']}{sign}" if outside else f"{sign}{match['end']}"


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

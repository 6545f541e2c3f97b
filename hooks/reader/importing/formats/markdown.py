"""Markdown of any system: what Jekyll, Hugo, Obsidian, Quarto and we ourselves add is put into pandoc's words first.

Where a sign has no counterpart its text stays as text and is listed, so that nothing of another system is published
as mark-up by accident.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

from reader.importing.draft import Draft, Piece, Removal
from reader.importing.formats.blocks import Tree
from reader.importing.formats.front import read_front
from reader.importing.formats.html import parse, to_tree
from reader.importing.formats.inlines import NO_TERM, plain_of
from reader.importing.formats.pandoc import Element, Unreadable, read_tree
from reader.importing.formats.preparing import prepare
from reader.importing.lines import tidy
from reader.importing.pipeline import clean_document
from reader.problems import Problem

DIALECT = (
    "markdown-smart-raw_tex-raw_attribute-latex_macros-fancy_lists-implicit_header_references-blank_before_header"
    "-blank_before_blockquote-auto_identifiers-yaml_metadata_block-pandoc_title_block-task_lists-abbreviations"
    "-implicit_figures-table_captions"
    "+autolink_bare_uris+wikilinks_title_after_pipe+mark"
)
STEP = "Markdown"
KINDS = frozenset("question standfirst".split())
_FENCE = re.compile(r"((?:[ \t]*>)*[ \t]*)(`{3,}|~{3,})(.*)$")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:[^`]|(?!(?<!`)\1(?!`))`)+?(?<!`)\1(?!`)")
_EXAMPLE = re.compile(r"^\(@[\w-]*\)[ \t]+", re.MULTILINE)
_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")
_IN_BLOCK = re.compile(r"[ \t]|>|\||(?:[-*+]|\d+[.)]|:|\[\^?[^\]]*\]:|\{:|:::|#)[ \t]?")
_IAL = re.compile(r"(?:>[ ]?)?\s*\{:\s*([^{}\n]*)\}\s*$")
_OWN_OPEN = re.compile(r"(/{3,})\s+([a-z-]+)\s*(?:\|\s*(.*?))?\s*$")
_OWN_CLOSE = re.compile(r"(/{3,})\s*$")
_ADMONITION = re.compile(r"[!?]{3}\+?\s+([a-z-]+)(?:\s+\"(.*)\")?\s*$")
_ATTRS = re.compile(r"\s{4}attrs:\s*\{(?:.*\blang:\s*([a-z-]+))?.*\}\s*$")
_LIQUID_CODE = re.compile(r"\s*\{%-?\s*(?:highlight\s+(\w+)|end(highlight))[^%]*%\}\s*$")
_HTML = re.compile(r"^[ ]{0,3}<(table|figure|dl)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE | re.MULTILINE)
_SILENT = re.compile(
    r"<(script|style|iframe|object|embed|svg|math|template|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_COMMENT = re.compile(r"%%(?!%)(.*?)%%|<!--(.*?)-->", re.DOTALL)
_SHORT_FIGURE = re.compile(r"\{\{[<%]\s*figure\s+([^{}]*?)/?\s*[>%]\}\}")
_SHORT_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\((\{\{[<%][^{}]*[>%]\}\}[^)\s]*|\{%[^{}]*%\}|\{\{[^{}]*\}\}[^)\s]*)\)")
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_EMBED = re.compile(r"!\[\[([^\[\]]+)\]\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)(?:\|.*)?$", re.IGNORECASE)
_BLOCK_ID = re.compile(r"(?<=\s)\^[a-zA-Z0-9-]+[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"(?<=[^\s{])[ \t]*\{:?[ \t]*(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}")
_CALLOUT = re.compile(r"\[!([\w-]+)\]([+-]?)$")
_SPAN = re.compile("\ue005(\\d+)\ue006")
_NO_TERM = re.compile(r"(?<=[\]*_`)\ue006])\{:?[ ]*\.no-term[ ]*\}")
_OWN_HEADING = re.compile(r"(#{1,6}[ ].*?)[ ]*\{:[ ]*((?:(?:#[a-z][a-z0-9-]*|\.no-term)[ ]*)+)\}[ ]*$")
_PINNED = re.compile(r"#[a-z][a-z0-9-]*|\.no-term")
_STASH = "RAWHTMLBLOCK{}END"
_STASHED = re.compile(r"RAWHTMLBLOCK(\d+)END")
_TYPES = {
    "cite": "quote", "summary": "abstract", "tldr": "abstract", "hint": "tip", "important": "info", "check": "success",
    "done": "success", "help": "question", "faq": "question", "caution": "warning", "attention": "warning",
    "fail": "failure", "missing": "failure", "error": "danger", "todo": "info",
}  # fmt: skip
_KNOWN = frozenset("note abstract info tip success question warning failure danger bug example quote".split())


@dataclass(slots=True)
class Translation:
    """A Markdown text put into pandoc's dialect, its raw HTML blocks kept apart; what was taken out is remembered."""

    text: str = ""
    html: list[str] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    line: int = 0

    def lose(self, text: str, why: str, line: int) -> None:
        """Remember what was taken out, "" for text that stays."""
        self.removed.append(Removal(Piece("line", " ".join(text.split()), line, len(self.removed) + 1), why, step=STEP))


def clean_markdown(text: str, name: str, articles: frozenset[str] = frozenset()) -> Draft | Problem:
    """Clean a Markdown file: its front matter makes the record, its text is what pandoc reads in it.

    `articles` are those that its keys may cite and its links may lead to.
    """
    text = re.sub("[\ue000-\ue0ff]", "", tidy(text))
    record, body, offset = read_front(text, name)
    translation = translate(body, offset)
    try:
        _, blocks = read_tree(translation.text.encode(), DIALECT)
        tree = Tree(lambda source: _html_blocks(source, translation), articles=articles).read(_own(blocks))
    except Unreadable as error:
        return Problem(
            name, 0, f"the Markdown cannot be read: {error}", "copy its text into a .txt file, and import that"
        )
    pieces, lost = tree.result()
    if not pieces:
        return Problem(name, 0, "the file has no text under its front matter", "add the article, then import it again")
    return clean_document(Draft(pieces, record, (*translation.removed, *lost), source=tuple(_paragraphs(body))))


def _paragraphs(body: str) -> Iterator[str]:
    """The text of a file, its tags and the addresses of its links and pictures left out."""
    text = _SHORT_FIGURE.sub(
        lambda found: " ".join(re.findall(r"caption=\"([^\"]*)\"", found[1])), _SILENT.sub(" ", body)
    )
    text = re.sub(r"^\s{0,3}\[(?!\^)[^\]]+\]:\s+\S+.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'(][^)]*)?\)|(?<=\])\[[^\]]*\]", " ", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>|\{:?[ ]*[#.][^{}\n]*\}|\[\^[^\]]*\]:?|\[\[[^|\]]*\|", " ", text)
    yield from filter(None, (line.strip() for line in text.splitlines()))


def translate(body: str, offset: int = 0) -> Translation:
    """Put the signs of other systems into pandoc's, outside code."""
    done = Translation()
    parts: list[str] = []
    number = offset
    for code, text in _apart(body):
        spans: list[str] = []
        shown = text if code else _lines(_inline(text, done, number, spans), done, number)
        parts.append(_SPAN.sub(lambda match: spans[int(match[1])], shown))  # noqa: B023
        number += text.count("\n")
    done.text = "".join(parts)
    return done


def _apart(body: str) -> Iterator[tuple[bool, str]]:
    """The text and the fenced code of a body by turns."""
    run: list[str] = []
    fence = ""
    for line in body.splitlines(keepends=True):
        match = _FENCE.match(line.rstrip("\n"))
        liquid = _LIQUID_CODE.match(line)
        if not fence and ((match and "`" not in match[3]) or (liquid and liquid[1])):
            yield False, "".join(run)
            if match and (len(match[1]) > 3 or ">" in match[1]):
                run, fence = [line], match[2]
                continue
            language = re.match(r"\W*([\w+#.-]*)", match[3]) if match else None
            fence = match[2] if match else "liquid"
            head = f"{match[2]}{language[1] if language else ''}" if match else f"```{liquid[1] if liquid else ''}"
            run = [f"\n{head}\n"]
        elif fence == "liquid" and liquid and liquid[2]:
            yield True, "".join(run) + "```\n"
            run, fence = [], ""
        elif fence and fence != "liquid" and match and match[2].startswith(fence) and not match[3].strip():
            yield True, "".join(run) + match[1] + fence + "\n"
            run, fence = [], ""
        else:
            run.append(line)
    if fence:
        run.append("\n" + ("```" if fence == "liquid" else fence) + "\n")
    yield bool(fence), "".join(run)


def _inline(text: str, done: Translation, offset: int, spans: list[str]) -> str:
    """Put what stands within lines into pandoc's words; its code waits in `spans` until the end."""

    def at(match: re.Match[str]) -> int:
        return offset + 1 + text.count("\n", 0, match.start())

    def stash(match: re.Match[str]) -> str:
        done.html.append(_SPAN.sub(lambda span: spans[int(span[1])], match[0]))
        return f"\n\n{_STASH.format(len(done.html) - 1)}\n\n"

    def drop(why: str) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            done.lose(next((group for group in match.groups()[-2:] if group), match[0]), why, at(match))
            return "\n" * match[0].count("\n")

        return one

    def figure(match: re.Match[str]) -> str:
        values = dict(re.findall(r"(\w+)=\"([^\"]*)\"", match[1]))
        said = escape(values.get("caption", ""))
        picture = f'<img src="{escape(values.get("src", ""))}" alt="{escape(values.get("alt", ""))}">'
        return f"\n\n<figure>{picture}<figcaption>{said}</figcaption></figure>\n\n"

    def link(match: re.Match[str]) -> str:
        done.lose("", f"a link that leads nowhere from here: {match[2][:100]}", at(match))
        return match[1]

    def embed(match: re.Match[str]) -> str:
        if _PICTURE.search(match[1]):
            done.lose(match[1], "a picture", at(match))
            return ""
        done.lose("", f"a note embedded, left as text: {match[1][:80]}", at(match))
        return rf"!\[\[{match[1]}\]\]"

    def shortcode(match: re.Match[str]) -> str:
        done.lose("", f"a shortcode, left as text: {' '.join(match[0].split())[:100]}", at(match))
        return re.sub(r"([\\`*_{}\[\]<>#|~^$@])", r"\\\1", " ".join(match[0].split()))

    def span(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\ue005{len(spans) - 1}\ue006"

    def block_id(match: re.Match[str]) -> str:
        done.lose(match[0], "the name of a block", at(match))
        return ""

    text = _CODE.sub(span, text)
    text = _COMMENT.sub(drop("a comment"), _SILENT.sub(lambda match: "\n" * match[0].count("\n"), text))
    text = _SHORT_FIGURE.sub(figure, text)
    text = _SHORTCODE.sub(shortcode, _SHORT_LINK.sub(link, text))
    text = _BLOCK_ID.sub(block_id, text)
    count = iter(range(1, 10_000))
    text = _EXAMPLE.sub(lambda _: f"\n({next(count)}) ", text)
    return _HTML.sub(stash, _EMBED.sub(embed, text))


def _lines(text: str, done: Translation, offset: int) -> str:
    shown: list[str] = []
    admonition = False
    for number, line in enumerate(text.split("\n"), offset + 1):
        if admonition and (line.startswith("    ") or not line.strip()):
            shown.append(line[4:])
            continue
        if admonition:
            shown += [":::", ""]
            admonition = False
        opened, ial = _OWN_OPEN.match(line), _IAL.match(line)
        if opened or (match := _ADMONITION.match(line)):
            name, label = (opened[2], opened[3]) if opened else (match[1], match[2])  # type: ignore[index]
            shown += [
                "",
                f"{':' * (len(opened[1]) if opened else 3)} {{block={_type(name)} label={_quoted(label or '')}}}",
                "",
            ]
            admonition = not opened
        elif closed := _OWN_CLOSE.match(line):
            shown += ["", ":" * len(closed[1]), ""]
        elif attrs := _ATTRS.match(line):
            if attrs[1]:
                at = next(at for at in range(len(shown) - 1, -1, -1) if shown[at].startswith(":::"))
                shown[at] = shown[at].replace("}", f" language={attrs[1]}}}")
        elif ial:
            _attribute(ial[1], shown, done, number)
        else:
            heading = _OWN_HEADING.match(line)
            bare, own = (heading[1], f" {{{heading[2]}}}") if heading else (line, "")
            if not line.startswith(":::"):
                bare = _ATTRIBUTES.sub(partial(_gone, done=done, number=number), _NO_TERM.sub(NO_TERM, bare))
            spanned = bare + own
            if shown and _ITEM.match(spanned) and shown[-1].strip() and not _IN_BLOCK.match(shown[-1]):
                shown.append("")
            shown.append(spanned)
    if admonition:
        shown += ["", ":::"]
    return "\n".join(shown)


def _gone(match: re.Match[str], done: Translation, number: int) -> str:
    done.lose("", f"attributes, which go: {match[0]}", number)
    return ""


def _attribute(said: str, shown: list[str], done: Translation, number: int) -> None:
    """Attributes under a block: a kind of paragraph of ours, or a list of contents, or of no meaning here."""
    kind = next((each for each in KINDS if f".{each}" in said.split()), "")
    own = " ".join(each for each in said.split() if _PINNED.fullmatch(each))
    start = len(shown)
    while start and shown[start - 1].strip():
        start -= 1
    if said.strip() == "toc" and start < len(shown):
        done.lose(" ".join(shown[start:]), "a list of contents that a system makes", number)
        del shown[start:]
    elif kind or own:
        shown[start:start] = ["", f'::: {{kind={kind or "line"} own="{own}"}}', ""]
        shown += ["", ":::", ""]
    else:
        done.lose("", f"attributes, which go: {{:{said}}}", number)


def _type(name: str) -> str:
    return name if name in _KNOWN or name.endswith("caption") else _TYPES.get(name, "note")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "&quot;") + '"'


def _own(blocks: list[Element]) -> list[Element]:
    """See callouts in quotations, and raw HTML where it was kept apart."""
    return [each for block in blocks for each in _seen(block)]


def _seen(block: Element) -> Iterator[Element]:
    kind: str = block["t"]
    content: Any = block.get("c")
    if kind == "Para" and (match := _STASHED.fullmatch(plain_of(content))):
        yield {"t": "RawBlock", "c": ["html", match[0]]}
    elif (
        kind == "BlockQuote"
        and content
        and content[0]["t"] == "Para"
        and (found := _CALLOUT.match(plain_of(content[0]["c"][:1])))
    ):
        inlines = content[0]["c"][1:]
        end = next((at for at, each in enumerate(inlines) if each["t"] in {"SoftBreak", "LineBreak"}), len(inlines))
        title = plain_of(inlines[:end]).strip()
        rest = [{"t": "Para", "c": inlines[end + 1 :]}] if inlines[end + 1 :] else []
        if not rest and not content[1:] and title:
            rest, title = [{"t": "Para", "c": inlines[:end]}], ""
        pairs = [["block", _type(found[1].casefold())], ["label", title or found[1].capitalize()]]
        yield {"t": "Div", "c": [["", [], pairs], _own(rest + content[1:])]}
    elif kind == "Div":
        yield {"t": "Div", "c": [content[0], _own(content[1])]}
    else:
        yield block


def _html_blocks(source: str, translation: Translation) -> list[Element]:
    if match := _STASHED.fullmatch(source):
        source = translation.html[int(match[1])]
    try:
        page = parse(source)
    except Unreadable:
        return []
    prepare(page)
    translation.removed += page.removed
    return to_tree(page)

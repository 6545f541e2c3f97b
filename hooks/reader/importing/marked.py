"""Markdown that somebody else wrote: its blocks as they are, its front matter read, nothing in it that runs."""

import html
import re
from dataclasses import replace

import yaml

from reader.importing.bylines import read_names
from reader.importing.dates import find_date
from reader.importing.draft import Draft, Piece, Record, Removal
from reader.importing.lines import tidy
from reader.importing.pipeline import clean_pieces
from reader.problems import Problem

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# What opens code for Markdown too: behind the marks at most a language, with further settings.
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^<>`]*$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,3}[.)])[ \t]+(.*)")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOTE = re.compile(r"\[\^([\w-]+)\]:[ \t]+(.*)")
_REFERENCE = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:[ \t]*<?(\S+?)>?(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?[ \t]*$")
# Anywhere, not only where a line begins: what stands before it may go, or be a quotation's mark.
_DEFINITION = re.compile(r"(?<!\\)\[(?!\^)([^\]\n]+)\]:")
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|svg|math|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_WHOLE = re.compile(r"<(script|style|iframe|object|embed|svg|math|template|noscript)\b.*?</\1\s*>", re.I | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*(?:>|\Z)|<[!?][^<>]*>", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_IMAGE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?")
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)((?:\s+[^()]*)?)\)"
)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.a-zA-Z][^{}\n]*\}")
_SAFE = re.compile(r"(?:https?://|mailto:|term:|person:|#|\.{0,2}/?[\w./%~-]+(?:[#?][^\s:]*)?$)", re.IGNORECASE)
_INLINE_SIGNS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+|~~)")


def clean_markdown(text: str, name: str) -> Draft | Problem:
    """Clean a Markdown file: raw HTML, images and links to anything but pages and mail go, the rest stays as typed."""
    text = tidy(text)
    record, body, offset = _front_matter(text)
    pieces = list(_pieces(_without_active(body).split("\n"), offset))
    if not pieces:
        return Problem(name, 0, "the file has no text under its front matter", "add the article, then import it again")
    notes = {piece.mark for piece in pieces if piece.kind == "note"}
    gone = [
        Removal(
            Piece("line", image[1] or "a picture", offset + 1 + body.count("\n", 0, image.start())),
            "a picture",
            step="Markdown",
        )
        for image in _IMAGE.finditer(body)
    ]
    draft = clean_pieces(Draft(tuple(pieces), record, tuple(gone)))
    return draft if notes or draft.pieces else Problem(name, 0, "the file has no article", "add the article")


def defuse(text: str) -> str:
    """Take out of one block of Markdown what could load or run: tags, images, attributes, odd links."""
    text = _AUTOLINK.sub(r"\1", text)
    while (bare := _TAG.sub("", _ACTIVE.sub("", text))) != text:
        text = bare
    text = _DEFINITION.sub(r"\\[\1]:", _IMAGE.sub("", text))
    return _LINK.sub(_link, _ATTRIBUTES.sub("", text))


def _link(link: re.Match[str]) -> str:
    target = re.sub(r"[\s\x00-\x20]", "", html.unescape(link[2].strip("<>")))
    return link[0] if _SAFE.match(target) else link[1]


def _without_active(body: str) -> str:
    """Blank scripts and comments that run over several blocks, outside fenced code, keeping the count of lines."""
    parts: list[str] = []
    prose: list[str] = []
    fence = ""

    def flush() -> None:
        text = "\n".join(prose)
        for pattern in (_WHOLE, _COMMENT):
            text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
        if prose:
            parts.append(text)
        prose.clear()

    for line in body.split("\n"):
        match = _FENCE.match(line)
        if fence or match:
            flush()
            parts.append(line)
            if fence:
                fence = "" if _closes(line, fence) else fence
            elif match:
                fence = match[1]
        else:
            prose.append(line)
    flush()
    return "\n".join(parts)


def _front_matter(text: str) -> tuple[Record, str, int]:
    match = _FRONT.match(text)
    if not match:
        return Record(), text, 0
    try:
        loaded = yaml.load(match[1], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        loaded = None
    values = {str(key).casefold(): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}

    def said(*keys: str) -> str:
        found = next((values[key] for key in keys if isinstance(values.get(key), str)), "")
        return " ".join(str(found).split())

    named = values.get("authors") or values.get("author") or ""
    names = [each for each in (named if isinstance(named, list) else [named]) if isinstance(each, str)]
    keywords = values.get("keywords")
    found = find_date(said("published", "date"))
    language = said("language", "lang").split("-")[0].lower()
    record = Record(
        title=said("title"),
        authors=tuple(author for each in names for author in read_names(each, strict=False)),
        published=found.value
        if found
        else said("published", "date")
        if re.fullmatch(r"\d{4}", said("published", "date"))
        else "",
        publication=said("publication", "journal", "source", "site"),
        number=said("number", "issue"),
        issn=said("issn"),
        original=said("original", "url", "link", "canonical")
        if said("original", "url", "link", "canonical").startswith("http")
        else "",
        translated_from=said("translated_from"),
        language=language,
        kind=said("kind"),
        rights=said("rights", "license", "licence"),
        summary=said("summary", "description", "abstract"),
        keywords=((language or "en", tuple(str(each) for each in keywords)),)
        if isinstance(keywords, list) and keywords
        else (),
    )
    return record, text[match.end() :], text.count("\n", 0, match.end())


def _pieces(lines: list[str], offset: int) -> list[Piece]:
    pieces: list[Piece] = []
    block: list[str] = []
    start = 0
    at = 0

    def flush() -> None:
        if block:
            pieces.extend(_paragraph(block, start))
            block.clear()

    while at < len(lines):
        line, number = lines[at], offset + at + 1
        if fence := _FENCE.match(line):
            flush()
            end = _fence_end(lines, at, fence[1])
            # Written anew, so that Markdown cannot read as raw HTML what was taken for code.
            code = "\n".join([fence[1] + fence[2], *lines[at + 1 : end], fence[1]])
            pieces.append(Piece("raw", " ".join(code.split()), number, gap=True, markup=code))
            at = end + 1
            continue
        if not line.strip() or _REFERENCE.match(line):
            flush()
        elif block and _SETEXT.match(line) and len(block) == 1 and not _ITEM.match(block[0]):
            title = defuse(block[0]).strip()
            block.clear()
            pieces.append(_marked("heading", title, number - 1, level=1 if "=" in line else 2))
        elif heading := _HEADING.match(line):
            flush()
            if title := defuse(heading[2] or "").strip():
                pieces.append(_marked("heading", title, number, level=len(heading[1])))
        elif _RULE.match(line):
            flush()
            pieces.append(Piece("rule", "* * *", number, gap=True))
        else:
            if not block:
                start = number
            block.append(line)
        at += 1
    flush()
    return pieces


def _fence_end(lines: list[str], start: int, fence: str) -> int:
    """The line that closes the code, or the one past the last where none does."""
    return next((at for at in range(start + 1, len(lines)) if _closes(lines[at], fence)), len(lines))


def _closes(line: str, fence: str) -> bool:
    return line.strip().startswith(fence) and not line.strip().strip(fence[0])


def _paragraph(block: list[str], start: int) -> list[Piece]:
    """One block between empty lines: a note, a quotation, a table, a list or a paragraph."""
    if note := _NOTE.match(block[0]):
        text = defuse(" ".join([note[2], *(line.strip() for line in block[1:])]))
        return [_marked("note", text, start, mark=note[1])]
    if block[0].lstrip().startswith(">"):
        text = defuse(" ".join(re.sub(r"^\s*>\s?", "", line).strip() for line in block)).strip()
        return [_marked("quote", text, start)] if text else []
    if len(block) > 1 and "|" in block[0] and re.fullmatch(r"[\s|:-]+", block[1]):
        table = "\n".join(defuse(line) for line in block)
        return [Piece("raw", " ".join(re.sub(r"[|:-]{2,}|\|", " ", table).split()), start, gap=True, markup=table)]
    if _ITEM.match(block[0]):
        return _items(block, start)
    text = defuse("\n".join(block))
    text = " ".join(text.split())
    return [_marked("line", text, start)] if text else []


def _items(block: list[str], start: int) -> list[Piece]:
    items: list[Piece] = []
    for number, line in enumerate(block, start):
        if item := _ITEM.match(line):
            mark = "•" if item[2] in "-*+" else item[2]
            items.append(_marked("item", defuse(item[3]), number, mark=mark, indent=len(item[1].expandtabs(4))))
        else:
            last = items[-1]
            items[-1] = replace(
                _marked("item", f"{last.markup or last.text} {defuse(line.strip())}", last.line),
                mark=last.mark,
                indent=last.indent,
            )
    return [item for item in items if item.text]


def _marked(kind: str, text: str, line: int, **more: int | str) -> Piece:
    """A piece with its Markdown, and the plain text in it for the steps to look at."""
    plain = " ".join(_INLINE_SIGNS.sub("", _LINK.sub(r"\1", text)).replace("\\", "").split())
    return replace(Piece("line", plain, line, gap=True, markup=text), kind=kind, **more)  # type: ignore[arg-type]

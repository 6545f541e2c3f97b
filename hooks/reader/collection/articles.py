"""Pages and articles: Markdown files with front matter, which makes an article's bibliographic record."""

import re
from dataclasses import dataclass, field
from typing import cast

from reader.collection.fields import ID, Fields
from reader.collection.records import DENSITIES, Article, Density
from reader.collection.yaml_source import OPENED, Mapping, parse, split_front_matter, unreadable_for_mkdocs
from reader.problems import Problem, quoted
from reader.text.prose import Line, prose_lines

# What MkDocs and Material read from the front matter of any page.
FRAMEWORK_KEYS = frozenset(
    (
        "author comments date description hide icon image render_macros revision_date search social "
        "status subtitle tags template"
    ).split()
)
RECORD_KEYS = frozenset(("authors", "published"))
# Without front matter, MkDocs takes such lines at the top of a page for it and shows none of them.
LOOSE_METADATA = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
TOP_HEADING = re.compile(r"[> ]*(?:#(?!#)\s*\S|<h1\b)", re.IGNORECASE)
UNDERLINE = re.compile(r"[> ]*=+\s*\Z")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file read: its prose, line by line, and the line of each front matter key."""

    path: str
    prose: tuple[Line, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """What the front matter of a page that is no article says: `title` is "" where it says none."""

    title: str = ""
    glossary: Density = "section"


def read_article(text: str, path: str, id: str) -> tuple[Article | None, SourceFile, list[Problem]]:
    """Read one article; None where it has no readable front matter."""
    front, root, source, problems = _read(text, path)
    if not ID.match(id):
        message = f"the file's name {quoted(id)} is no id"
        problems.append(Problem(path, 0, message, "rename it: a-z, 0-9 and -, a letter first"))
    if root is None and not problems:
        message = "the article has no front matter, expected a record between two lines of ---"
        hint = "start the file with ---, then title, authors, published and language, then ---"
        problems.append(Problem(path, 1, message, hint))
    problems.extend(_top_headings(source))
    if root is None or not ID.match(id):
        return None, source, problems
    fields = Fields(root, path, problems, of="front matter")
    article = Article(
        id=id,
        title=fields.text("title", required=True, default=id),
        authors=fields.ids("authors", required=True),
        published=fields.date("published", required=True, undated=True),
        language=fields.language("language", required=True) or "en",
        title_supplied=fields.flag("title_supplied"),
        author_inferred=fields.flag("author_inferred"),
        published_inferred=fields.flag("published_inferred"),
        title_sentence=fields.text("title_sentence"),
        title_headline=fields.text("title_headline"),
        publication=fields.text("publication"),
        number=fields.text("number"),
        issn=fields.text("issn"),
        original=fields.url("original"),
        translated_from=fields.text("translated_from"),
        kind=fields.text("kind"),
        edition=fields.choice("edition", ("reading",), ""),
        rights=fields.text("rights"),
        keywords=fields.texts_by_language("keywords"),
        summary=fields.text("summary"),
        draft=fields.flag("draft"),
        glossary=cast(Density, fields.choice("glossary", DENSITIES, "section")),
        former_ids=fields.ids("former_ids"),
        replaces=fields.text("replaces"),
    )
    fields.finish(also=FRAMEWORK_KEYS)
    _readable_for_mkdocs(front, root, path, problems)
    return article, source, problems


def read_page(text: str, path: str) -> tuple[Page, SourceFile, list[Problem]]:
    """Read a page that is no article."""
    front, root, source, problems = _read(text, path)
    first, *_ = text.split("\n", 1)
    if root is None and not problems and LOOSE_METADATA.match(first):
        message = f"MkDocs takes this line for metadata and shows it nowhere: {quoted(first)}"
        problems.append(Problem(path, 1, message, "put a blank line before it"))
    if root is None:
        return Page(), source, problems
    for key in RECORD_KEYS.intersection(root.entries):
        message = f"front matter: {key} belongs to an article, and this file is none"
        problems.append(Problem(path, root.lines[key], message, "put the article into docs/articles/<id>.md"))
    fields = Fields(root, path, problems, of="front matter")
    page = Page(fields.text("title"), cast(Density, fields.choice("glossary", DENSITIES, "section")))
    fields.finish(also=FRAMEWORK_KEYS | RECORD_KEYS)
    _readable_for_mkdocs(front, root, path, problems)
    return page, source, problems


def _read(text: str, path: str) -> tuple[str, Mapping | None, SourceFile, list[Problem]]:
    front, body, offset = split_front_matter(text)
    if front is None and OPENED.match(text):
        hint = "close it with --- in a line of its own, and a line break after that"
        return "", None, SourceFile(path), [Problem(path, 1, "the front matter is not closed", hint)]
    prose = tuple(prose_lines(body, offset))
    if front is None:
        return "", None, SourceFile(path, prose), []
    root, problems = parse(front, path, offset=1, what="the front matter")
    return front, root, SourceFile(path, prose, root.lines if root else {}), problems


def _readable_for_mkdocs(front: str, root: Mapping, path: str, problems: list[Problem]) -> None:
    known = {problem.line for problem in problems}
    problems += [each for each in unreadable_for_mkdocs(front, root, path, offset=1) if each.line not in known]


def _top_headings(source: SourceFile) -> list[Problem]:
    hint = "start sections with ##: the title is the front matter's"
    opening = Line(0, "")  # the last line that began a block, which alone an underline makes a heading
    before = 0
    headings = []
    for line in source.prose:
        if TOP_HEADING.match(line.text):
            headings.append(line)
        elif UNDERLINE.match(line.text) and opening.number == line.number - 1:
            headings.append(opening)
        if before != line.number - 1:
            opening = line
        before = line.number
    return [
        Problem(source.path, line.number, f"a # heading in an article: {quoted(line.text)}", hint) for line in headings
    ]

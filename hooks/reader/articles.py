"""Articles: a Markdown file each, with its bibliographic record as front matter."""

import re
from dataclasses import dataclass, field, replace
from typing import cast

from reader.fields import ID, Fields
from reader.problems import Problem, quoted
from reader.records import DENSITIES, Article, Density
from reader.yaml_source import parse, split_front_matter

# What MkDocs and Material read from the front matter of any page.
FRAMEWORK_KEYS = frozenset(
    (
        "author comments date description hide icon image render_macros revision_date search social "
        "status subtitle tags template"
    ).split()
)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file read: the body, how many lines stand before it, and the line of each front matter key."""

    path: str
    body: str
    offset: int
    lines: dict[str, int] = field(default_factory=dict)


def read_article(text: str, path: str, id: str) -> tuple[Article | None, Source, list[Problem]]:
    """Read one article; None where it has no readable front matter."""
    front, body, offset = split_front_matter(text)
    source = Source(path, body, offset)
    if not ID.match(id):
        message = f"the file's name {quoted(id)} is no id"
        return None, source, [Problem(path, 0, message, "rename it: a-z, 0-9 and -, a letter first")]
    if front is None:
        message = "the article has no front matter, expected a record between two lines of ---"
        hint = "start the file with ---, then title, authors, published and language, then ---"
        return None, source, [Problem(path, 1, message, hint)]
    root, problems = parse(front, path, offset=1)
    if root is None:
        return None, source, problems
    fields = Fields(root, path, problems, of="front matter")
    article = Article(
        id=id,
        title=fields.text("title", required=True, default=id),
        authors=fields.ids("authors", required=True),
        published=fields.date("published", required=True),
        language=fields.language("language", required=True) or "en",
        title_supplied=fields.flag("title_supplied"),
        author_inferred=fields.flag("author_inferred"),
        published_inferred=fields.flag("published_inferred"),
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
    )
    fields.finish(also=FRAMEWORK_KEYS)
    problems.extend(_top_headings(source))
    return article, replace(source, lines=root.lines), problems


def read_density(text: str, path: str) -> tuple[Density, list[Problem]]:
    """Check the front matter of a page that is no article, and return its `glossary:` setting."""
    front, _, _ = split_front_matter(text)
    if front is None or not front.strip():
        return "section", []
    root, problems = parse(front, path, offset=1)
    if root is None:
        return "section", problems
    fields = Fields(root, path, problems, of="front matter")
    return cast(Density, fields.choice("glossary", DENSITIES, "section")), problems


def prose_lines(source: Source) -> list[tuple[int, str]]:
    """The numbered lines of a body, fenced code left out."""
    lines: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(source.body.splitlines(), source.offset + 1):
        opened = FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif opened:
            fence = opened[1]
        else:
            lines.append((number, line))
    return lines


def _top_headings(source: Source) -> list[Problem]:
    hint = "start sections with ##: the title is the front matter's"
    return [
        Problem(source.path, number, f"a # heading in an article: {quoted(line)}", hint)
        for number, line in prose_lines(source)
        if re.match(r"#(?!#)\s*\S", line) and not line.startswith("#!")
    ]

"""The registers: glossary.yml and people.yml."""

from typing import cast

from reader.fields import ID, Fields
from reader.problems import Problem, quoted
from reader.records import PERSON_KINDS, Person, PersonKind, Post, Term
from reader.yaml_source import Mapping, parse

GLOSSARY = "glossary.yml"
PEOPLE = "people.yml"


def read_glossary(text: str, path: str = GLOSSARY) -> tuple[dict[str, Term], list[Problem]]:
    """Read the terms, keyed by id. An entry with a problem is kept with what could be read of it."""
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    for id, fields in _entries(text, path, problems, of="term"):
        terms[id] = Term(
            id=id,
            term=fields.text("term", default=id),
            definition=fields.text("definition", required=True),
            forms=fields.texts("forms"),
            native=fields.text("native"),
            language=fields.language("language"),
            case=fields.choice("case", ("exact", "ignore"), ""),  # type: ignore[arg-type]
            kind=fields.text("kind"),
            see=fields.ids("see"),
            sources=fields.ids("sources"),
            link=fields.flag("link", default=True),
            former_ids=fields.ids("former_ids"),
            line=fields.mapping.line,
        )
        fields.finish()
    return terms, problems


def read_people(text: str, path: str = PEOPLE) -> tuple[dict[str, Person], list[Problem]]:
    """Read the people, keyed by id. An entry with a problem is kept with what could be read of it."""
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for id, fields in _entries(text, path, problems, of="person"):
        people[id] = Person(
            id=id,
            name=fields.text("name", required=True, default=id),
            kind=cast(PersonKind, fields.choice("kind", PERSON_KINDS, "figure")),
            also=fields.texts("also"),
            native=fields.text("native"),
            sort=fields.text("sort"),
            affiliation=fields.text("affiliation"),
            posts=tuple(_posts(fields)),
            same_as=fields.urls("same_as"),
            link_surname=fields.flag("link_surname", default=True),
            former_ids=fields.ids("former_ids"),
            line=fields.mapping.line,
        )
        fields.finish()
    return people, problems


def _posts(fields: Fields) -> list[Post]:
    posts = []
    for each in fields.mappings("posts"):
        posts.append(Post(each.text("title", required=True), each.date("from"), each.date("to")))
        each.finish()
    return posts


def _entries(text: str, path: str, problems: list[Problem], *, of: str) -> list[tuple[str, Fields]]:
    if not text.strip():
        problems.append(Problem(path, 0, "the file is empty", "write {} for an empty register"))
        return []
    root, found = parse(text, path)
    problems.extend(found)
    entries: list[tuple[str, Fields]] = []
    for id, node in root.entries.items() if root else ():
        line = root.lines[id] if root else 0
        if not ID.match(id):
            hint = "use a-z, 0-9 and -, a letter first: the id is the address of the entry"
            problems.append(Problem(path, line, f"{quoted(id)} is no id", hint))
        elif isinstance(node, Mapping):
            entries.append((id, Fields(Mapping(node.entries, line, node.lines), path, problems, of=f"{of} {id}")))
        else:
            hint = "indent its keys below it by two spaces"
            problems.append(Problem(path, line, f"{of} {id} must be a mapping of keys to values", hint))
    return entries

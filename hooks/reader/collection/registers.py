"""The registers: glossary.yml and people.yml."""

import re
from typing import cast

from reader.collection.fields import ID, Fields
from reader.collection.records import PERSON_KINDS, Case, Person, PersonKind, Post, Surname, Term
from reader.collection.yaml_source import Mapping, parse
from reader.problems import Problem, quoted
from reader.text.quotes import curly

GLOSSARY = "glossary.yml"
PEOPLE = "people.yml"
FENCED = re.compile(r"^\s*(```|~~~).*?^\s*\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^\s*#|^[^\n]+\n\s*(?:=+|-+)\s*$", re.MULTILINE)


def read_glossary(text: str, path: str = GLOSSARY, language: str = "en") -> tuple[dict[str, Term], list[Problem]]:
    """Read the terms, keyed by id. An entry with a problem is kept with what could be read of it."""
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    for id, fields in entries(text, path, problems, of="term"):
        # A list of words is for the paragraph; a mapping says for what each list is.
        near = dict(fields.scoped_texts("near", ("paragraph", "page")))
        terms[id] = Term(
            id=id,
            term=fields.text("term", default=id),
            definition=_definition(fields, language),
            forms=fields.texts("forms"),
            native=fields.text("native"),
            language=fields.language("language"),
            case=cast(Case, fields.choice("case", ("exact", "ignore", "capital"), "")),
            kind=_word(fields, "kind"),
            see=fields.ids("see"),
            sources=fields.references("sources"),
            date=fields.dates("date"),
            as_of=fields.day("as_of"),
            link=fields.flag("link", default=True),
            near=near.get("paragraph", ()),
            near_on_page=near.get("page", ()),
            excluded=fields.texts("not"),
            former_ids=fields.ids("former_ids"),
            line=fields.mapping.line,
            lines=fields.mapping.lines,
        )
        fields.finish()
        term = terms[id]
        _need_letters(fields, [("term", term.term), *(("forms", form) for form in term.forms)])
        _need_letters(fields, [("near", each) for each in (*term.near, *term.near_on_page)])
        _need_letters(fields, [("not", each) for each in term.excluded])
    return terms, problems


def read_people(text: str, path: str = PEOPLE, language: str = "en") -> tuple[dict[str, Person], list[Problem]]:
    """Read the people, keyed by id. An entry with a problem is kept with what could be read of it."""
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for id, fields in entries(text, path, problems, of="person"):
        people[id] = Person(
            id=id,
            name=fields.text("name", required=True, default=id),
            kind=cast(PersonKind, fields.choice("kind", PERSON_KINDS, "figure")),
            also=fields.texts("also"),
            native=fields.text("native"),
            language=fields.language("language"),
            sort=fields.text("sort"),
            affiliation=curly(fields.text("affiliation"), language),
            posts=tuple(_posts(fields, language)),
            same_as=fields.urls("same_as"),
            link_surname=_surname(fields),
            excluded=fields.texts("not"),
            former_ids=fields.ids("former_ids"),
            line=fields.mapping.line,
            lines=fields.mapping.lines,
        )
        fields.finish()
        person = people[id]
        _need_letters(fields, [("name", person.name), *(("also", form) for form in person.also)])
        _need_letters(fields, [("not", each) for each in person.excluded])
        if person.sort:
            _need_letters(fields, [("sort", person.surname)])
        if id == "index":
            hint = "take another id: people/index is the page on everyone"
            fields.problem(person.line, "the id is taken", hint)
    return people, problems


def _definition(fields: Fields, language: str) -> str:
    text = fields.markdown("definition", required=True)
    if HEADING.search(FENCED.sub("", text)):
        hint = "write one to four sentences: the headings of the glossary are its terms"
        fields.problem(fields.line("definition"), "definition holds a heading", hint)
    return curly(text, language)


def _word(fields: Fields, key: str) -> str:
    found = fields.text(key)
    if re.search(r"[^\w .-]", found):
        message = f"{key} must be a word, found {quoted(found)}"
        fields.problem(fields.line(key), message, f"write `{key}: treaty`, with letters only")
    return found


def _surname(fields: Fields) -> Surname:
    found = fields.text("link_surname", default="true")
    known: dict[str, Surname] = {"true": True, "false": False, "always": "always"}
    if found.lower() not in known:
        message = f"link_surname must be true, false or always, found {quoted(found)}"
        fields.problem(fields.line("link_surname"), message, "write `link_surname: always`, or leave the key out")
    return known.get(found.lower(), True)


def _need_letters(fields: Fields, forms: list[tuple[str, str]]) -> None:
    """Report the forms without a letter or digit: they could match anywhere, or nowhere."""
    for key, form in forms:
        if not any(each.isalnum() for each in form):
            message = f"{key}: {quoted(form)} has no letter or digit"
            fields.problem(fields.line(key), message, "write a word that the text can hold")


def _posts(fields: Fields, language: str) -> list[Post]:
    posts = []
    for each in fields.mappings("posts"):
        title = each.text("title", required=True)
        posts.append(Post(curly(title, language), each.date("from"), each.date("to"), each.day("as_of")))
        each.finish()
    return posts


def entries(text: str, path: str, problems: list[Problem], *, of: str) -> list[tuple[str, Fields]]:
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

"""Surface forms: every way in which the text may write a term or a name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reader.collection.records import Collection, Person, Target, Term
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.problems import Problem, quoted
from reader.text.words import tokens

LATIN_END = re.compile(r"[A-Za-z\u00c0-\u024f]\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a target. `exact` forms match letter for letter, the others in any case.

    A `surname` links only after the page has introduced the person.
    """

    text: str
    target: Target
    exact: bool
    surname: bool = False


def is_exact(form: str, case: str) -> bool:
    """Whether a form of a term is case-sensitive: as declared, else if a capital follows its first letter."""
    return case == "exact" if case else any(each.isupper() for each in form[1:])


def forms_of_term(term: Term) -> Iterator[Form]:
    for form in (term.term, *term.forms):
        yield Form(form, Target("term", term.id), is_exact(form, term.case))


def forms_of_person(person: Person) -> Iterator[Form]:
    for form in (person.name, *person.also):
        yield Form(form, Target("person", person.id), exact=True)


def plural(form: str) -> str:
    """The regular English plural of a form that ends in a Latin letter, else ""."""
    if not LATIN_END.search(form):
        return ""
    if re.search(r"[^aeiou]y\Z", form):
        return form[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)\Z", form):
        return form + "es"
    return form + "s"


def all_forms(collection: Collection) -> list[Form]:
    """Every form of every target; a declared form goes before a plural or a surname that reads the same.

    A surname that two people share is nobody's.
    """
    declared = [
        *(form for term in collection.terms.values() for form in forms_of_term(term)),
        *(form for person in collection.people.values() for form in forms_of_person(person)),
    ]
    taken = {_key(form.text, exact=False) for form in declared}
    plurals = [
        Form(text, form.target, form.exact)
        for form in declared
        if form.target.kind == "term" and (text := plural(form.text)) and _key(text, exact=False) not in taken
    ]
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in collection.people.values():
        bearers[person.surname].append(person)
    surnames = [
        Form(surname, Target("person", people[0].id), exact=True, surname=True)
        for surname, people in bearers.items()
        if len(people) == 1 and people[0].link_surname and _key(surname, exact=False) not in taken
    ]
    return [*declared, *plurals, *surnames]


def clashes(collection: Collection) -> list[Problem]:
    """Report each surface form that two targets claim.

    Two exact forms clash when they are equal; where one of them matches in any case, case does not tell them apart.
    """
    claims: dict[tuple[str, ...], list[tuple[Form, str, int]]] = defaultdict(list)
    problems = []
    for form, path, line in _claims(collection):
        claimants = claims[_key(form.text, exact=False)]
        for other, other_path, other_line in claimants:
            if form.target != other.target and _clash(form, other):
                message = (
                    f"{form.target.kind} {form.target.id}: {quoted(form.text)} is claimed already by"
                    f" {other.target.kind} {other.target.id} ({other_path}:{other_line})"
                )
                problems.append(Problem(path, line, message, "leave the form to one of the two, or make it longer"))
                break
        claimants.append((form, path, line))
    return problems


def _clash(form: Form, other: Form) -> bool:
    return not (form.exact and other.exact) or _key(form.text, exact=True) == _key(other.text, exact=True)


def _claims(collection: Collection) -> Iterator[tuple[Form, str, int]]:
    for term in collection.terms.values():
        for place, form in enumerate(forms_of_term(term)):
            yield form, GLOSSARY, term.line_of("forms" if place else "term")
    for person in collection.people.values():
        for place, form in enumerate(forms_of_person(person)):
            yield form, PEOPLE, person.line_of("also" if place else "name")


def _key(text: str, *, exact: bool) -> tuple[str, ...]:
    return tuple(each if exact else each.casefold() for each in tokens(text))

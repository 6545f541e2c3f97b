"""Surface forms: every way in which the text may write a term or a name."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.collection.records import Collection, Person, Target, Term
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.linking.spelling import other_spelling, plurals
from reader.linking.tokens import cut, fold
from reader.problems import Problem, quoted
from reader.text.words import normal


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a target. `exact` forms match letter for letter, the others in any case.

    Those with `capital` must begin with one in the text. A `surname` links only after the page has introduced the
    person; a `bare` name is a surname or another name without given names. What reads like a form with `nobody` is
    none of the target's names.
    """

    text: str
    target: Target
    exact: bool
    surname: bool = False
    capital: bool = False
    bare: bool = False
    nobody: bool = False


def is_exact(form: str, case: str) -> bool:
    """Whether a form of a term is case-sensitive: as declared, else if a capital follows its first letter."""
    return case == "exact" if case else any(each.isupper() for each in form[1:])


def forms_of_term(term: Term) -> Iterator[Form]:
    for form in (term.term, *term.forms):
        yield Form(form, Target("term", term.id), is_exact(form, term.case), capital=term.case == "capital")


def forms_of_person(person: Person) -> Iterator[Form]:
    for form in (person.name, *person.also):
        bare = " " not in form.strip() or normal(form) == normal(person.surname)
        yield Form(form, Target("person", person.id), exact=True, bare=bare and not person.is_body)


def all_forms(collection: Collection) -> list[Form]:
    """Every form of every target; a declared form goes before one made by rule that reads the same.

    A surname that two people share is nobody's, unless one of them has it always.
    """
    declared = [
        *(form for term in collection.terms.values() for form in forms_of_term(term)),
        *(form for person in collection.people.values() for form in forms_of_person(person)),
    ]
    taken = {_key(form.text, exact=False) for form in declared}
    made = [
        replace(form, text=text)
        for form in declared
        if form.target.kind == "term"
        for text in _variants(form.text)
        if _key(text, exact=False) not in taken
    ]
    surnames = [
        Form(surname, Target("person", person.id), exact=True, surname=person.link_surname != "always", bare=True)
        for surname, person in _surnames(collection).items()
        if _key(surname, exact=False) not in taken
    ]
    return [*declared, *made, *surnames, *_excluded(collection, declared)]


def _variants(text: str) -> Iterator[str]:
    """What regular English makes of a form: its plural, the other spelling, and the plural of that."""
    other = other_spelling(text)
    yield from plurals(text)
    if other:
        yield other
        yield from plurals(other)


def _surnames(collection: Collection) -> dict[str, Person]:
    """Whose each surname is that may link by itself."""
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in collection.people.values():
        bearers[person.surname].append(person)
    found: dict[str, Person] = {}
    for surname, people in bearers.items():
        always = [person for person in people if person.link_surname == "always"]
        chosen = always if always else people
        if len(chosen) == 1 and chosen[0].link_surname:
            found[surname] = chosen[0]
    return found


def _excluded(collection: Collection, declared: list[Form]) -> list[Form]:
    """What an entry says is not meant, where it reads like one of its names or holds one."""
    texts: dict[Target, list[tuple[str, ...]]] = defaultdict(list)
    for form in declared:
        texts[form.target].append(_key(form.text, exact=False))
    found = []
    for term in collection.terms.values():
        target = Target("term", term.id)
        for text in term.excluded:
            if any(_holds(_key(text, exact=False), form) for form in texts[target]):
                found.append(Form(text, target, is_exact(text, ""), nobody=True))
    for person in collection.people.values():
        found += [Form(text, Target("person", person.id), exact=True, nobody=True) for text in person.excluded]
    return found


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))


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
    return tuple(each if exact else fold(each) for each in cut(text))

"""`reader forms`: forms of terms and names that the texts hold or that a language makes, ready to paste."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import yaml
from mkdocs.commands.build import build

from reader.building.site import Site
from reader.collection.records import Collection, Target
from reader.collection.registers import GLOSSARY, PEOPLE
from reader.commands.console import configured, fail
from reader.commands.reading import hook_of
from reader.linking.finding import Finder
from reader.linking.forms import all_forms, forms_of_person, forms_of_term
from reader.linking.matching import Matcher
from reader.linking.morphology import has_dictionary, regular_forms
from reader.linking.names import Names
from reader.linking.proposals import Passage, Proposal, entry_texts, propose
from reader.problems import nearest
from reader.text.english import listed

PLACES = 3


@click.command("forms")
@click.argument("entry", default="", metavar="[TERM]")
@click.option("--all", "every", is_flag=True, help="Also all regular forms, whether or not a text holds them.")
@click.option("--language", "languages", multiple=True, help="Languages for --all; those of the articles by default.")
def propose_forms(entry: str, every: bool, languages: tuple[str, ...]) -> None:
    """Propose the forms of a term or a name that the articles hold and its entry does not declare; nothing is written.

    TERM is an id, or a term or a name as its entry writes it; all entries without one. Prints YAML to paste into the
    registers, each new form with the places where it stands. Whether a word is meant is for the editor to say.
    """
    with tempfile.TemporaryDirectory() as folder, configured(Path(folder) / "site") as (config, warnings):
        build(config)
    if warnings:
        fail("\n".join([*warnings, "mend this first: `reader check` says more"]))
    site: Site = hook_of(config).held.site
    collection = site.collection
    chosen = _named(collection, entry)
    found = _proposals(site, chosen)
    spoken = languages or tuple(dict.fromkeys(_language(each.language) for each in collection.articles.values()))
    made: dict[Target, list[str]] = {}
    if every:
        for target in _targets(collection, chosen):
            made[target] = _regular(collection, target, spoken)
    _tell_missing(spoken)
    lines = list(_worded(collection, found, made))
    click.echo("\n".join(lines) if lines else "no form that an entry does not declare")


def list_undeclared(site: Site) -> None:
    """List the words that look like an undeclared form, each with its places."""
    collection = site.collection
    _tell_missing(tuple(dict.fromkeys(_language(each.language) for each in collection.articles.values())))
    found = _proposals(site, "")
    for proposal in found:
        for form, places in proposal.found.items():
            click.echo(f"{_places(places)}: {form} looks like a form of {proposal.target.kind} {proposal.target.id}")
    if found:
        click.echo("declare those that are, with `reader forms`; the others can stay")
    else:
        click.echo("no word looks like an undeclared form of an entry")


def _proposals(site: Site, chosen: str) -> list[Proposal]:
    collection = site.collection
    finder = Finder(Matcher(all_forms(collection)), Names(collection))
    return propose(collection, finder, _passages(site), chosen)


def passage_texts(site: Site) -> dict[tuple[str, str], str]:
    """The texts of all passages and headings of articles, by source path and id."""
    return {
        (src_uri, anchor.id): block.text for src_uri in site.articles for block, anchor in site.pages[src_uri].blocks
    }


def _passages(site: Site) -> Iterator[Passage]:
    for (src_uri, id), text in passage_texts(site).items():
        yield Passage(f"docs/{src_uri}#{id}", text, site.articles[src_uri].language)


def _named(collection: Collection, entry: str) -> str:
    """The id of the entry that is asked for."""
    if not entry or entry in collection.terms or entry in collection.people:
        return entry
    names = {form.text: form.target.id for term in collection.terms.values() for form in forms_of_term(term)}
    names |= {form.text: form.target.id for person in collection.people.values() for form in forms_of_person(person)}
    if entry in names:
        return names[entry]
    hint = nearest(entry, [*collection.terms, *collection.people, *names]) or "name an id of glossary.yml or people.yml"
    raise click.UsageError(f"{entry} is no entry of this collection: {hint}")


def _targets(collection: Collection, chosen: str) -> list[Target]:
    every = [*(Target("term", id) for id in collection.terms), *(Target("person", id) for id in collection.people)]
    return [target for target in every if target.id == chosen or not chosen]


def _regular(collection: Collection, target: Target, languages: Iterable[str]) -> list[str]:
    declared = entry_texts(collection, target)
    made = [
        form
        for language in languages
        for text in declared
        if _may_be(text, language)
        for form in regular_forms(text, _language(language))
    ]
    return [form for form in dict.fromkeys(made) if form not in declared]


def _may_be(text: str, language: str) -> bool:
    """Whether a word can be of a language, as far as its letters tell."""
    cyrillic = any("\u0400" <= each <= "\u04ff" for each in text)
    return cyrillic == (_language(language) in ("ru", "uk", "be", "bg", "mk", "sr", "kk"))


def _worded(collection: Collection, found: list[Proposal], made: dict[Target, list[str]]) -> Iterator[str]:
    proposals = {proposal.target: proposal.found for proposal in found}
    for kind, path in (("term", GLOSSARY), ("person", PEOPLE)):
        targets = [target for target in _targets(collection, "") if target.kind == kind]
        rows = [target for target in targets if proposals.get(target) or made.get(target)]
        if rows:
            yield f"# {path}"
        for target in rows:
            places = proposals.get(target, {})
            for form, where in places.items():
                yield f"# {form}: {_places(where)}"
            key = "forms" if kind == "term" else "also"
            old = collection.terms[target.id].forms if kind == "term" else collection.people[target.id].also
            forms = list(dict.fromkeys([*old, *_kept(places), *made.get(target, [])]))
            yield f"{target.id}:"
            yield f"  {key}: {_flow(forms)}"


def _kept(forms: Iterable[str]) -> Iterator[str]:
    """The forms, one for each way of writing an apostrophe."""
    for form in forms:
        yield form.replace("’", "'")


def _flow(forms: list[str]) -> str:
    return yaml.safe_dump(forms, default_flow_style=True, allow_unicode=True, width=10**9).strip()


def _places(places: list[str]) -> str:
    shown = list(dict.fromkeys(places))
    more = f" and {len(shown) - PLACES} more" if len(shown) > PLACES else ""
    return f"{', '.join(shown[:PLACES])}{more}"


def _language(tag: str) -> str:
    return tag.partition("-")[0]


def _tell_missing(languages: Iterable[str]) -> None:
    """Say of which languages no dictionary is installed."""
    missing = [each for each in dict.fromkeys(languages) if each and each != "en" and not has_dictionary(each)]
    if missing:
        remedy = "`pip install 'reader[forms]'` has dictionaries of some fifty languages"
        click.echo(f"no dictionary of {listed(missing)}: its words are told by their endings alone; {remedy}", err=True)

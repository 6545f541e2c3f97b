"""The entries of the glossary page, A to Z."""

import re
from collections.abc import Mapping
from itertools import groupby

from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Article, Collection, Reference, Target, Term
from reader.pages.used_in import placeholder
from reader.text.dates import spoken, spoken_range
from reader.text.escaping import escape, without_html
from reader.text.words import sort_key

# Parts the forms of a heading.
BETWEEN = " · "
SEPARATOR = f'<span class="between">{BETWEEN}</span>'
UNLINKED = "Not linked"  # what every article names, in letters that stand behind all others
EMPTY = "This collection has no terms yet."


def glossary(collection: Collection) -> str:
    """Write the letter bar and the entries as Markdown."""
    terms = sorted(collection.terms.values(), key=lambda term: (not term.link, sort_key(term.term), term.id))
    if not terms:
        return EMPTY
    outlets: dict[str, list[Article]] = {}
    for article in collection.articles.values():
        if article.publication and not article.draft:
            outlets.setdefault(article.publication, []).append(article)
    letters = [(letter, list(group)) for letter, group in groupby(terms, key=_letter)]
    bar = " ".join(f"[{letter}](#{_letter_id(letter)})" for letter, _ in letters)
    parts = [f"[All]({GLOSSARY_PAGE}){{: .all }} {bar}\n{{: .letters }}"]  # shown where the filter is
    for letter, group in letters:
        parts.append(f"## {letter} {{: #{_letter_id(letter)} .letter }}")
        parts += [_entry(term, collection, outlets) for term in group]
    return "\n\n".join(parts)


def _told_apart(term: Term) -> list[str]:
    """The further forms of a term, those left out that differ only in case, hyphens or apostrophes."""
    seen = {re.sub(r"\W+", " ", term.term.casefold())}
    forms = []
    for form in term.forms:
        key = re.sub(r"\W+", " ", form.casefold()).strip()
        if key not in seen:
            seen.add(key)
            forms.append(form)
    return forms


def _letter(term: Term) -> str:
    if not term.link:
        return UNLINKED
    first = sort_key(term.term)[:1].upper()
    return first if first.isalpha() else "0–9"


def _letter_id(letter: str) -> str:
    # With an underscore, which no term's id can hold.
    if letter == UNLINKED:
        return "letter_unlinked"
    return f"letter_{letter.lower() if letter.isalpha() else 'digits'}"


def _entry(term: Term, collection: Collection, outlets: Mapping[str, list[Article]]) -> str:
    heading = [escape(term.term)]
    if term.native:
        language = f' lang="{term.language}"' if term.language else ""
        heading.append(f'<span class="native"{language}>{escape(term.native)}</span>')
    forms = _told_apart(term)
    if forms:
        heading.append(f'<span class="forms">{escape(BETWEEN.join(forms))}</span>')
    former = "".join(f'<span id="{id}"></span>' for id in term.former_ids)
    kind = f' data-kind="{term.kind.replace(chr(34), "")}"' if term.kind else ""
    parts = [f"### {SEPARATOR.join(heading)}{former} {{: #{term.id} .entry{kind} }}", without_html(term.definition)]
    facts = []
    if term.kind:
        facts.append(f"*{escape(term.kind)}*")
    if term.date:
        facts.append(spoken_range(term.date))
    if published := [each for form in (term.term, *term.forms) for each in outlets.get(form, ())]:
        links = (f"[{escape(each.title)}]({each.src_uri}), {each.published[:4]}" for each in published)
        facts.append("Published there: " + "; ".join(links))
    if term.see:
        facts.append("See also " + ", ".join(f"[{escape(collection.terms[id].term)}](#{id})" for id in term.see))
    if facts:
        parts.append(" · ".join(facts) + "\n{: .entry-facts .no-term }")
    if sources := _sources(term):
        # Kept from the search, in which the titles of works would count as the words of the entry.
        parts.append(f"{sources}\n{{: .entry-sources .no-term }}")
    parts.append(placeholder(Target("term", term.id)))
    return "\n\n".join(parts)


def _sources(term: Term) -> str:
    parts = []
    if term.sources:
        label = "Source: " if len(term.sources) == 1 else "Sources: "
        parts.append(label + "; ".join(map(_work, term.sources)) + ".")
    if term.as_of:
        parts.append(f'<time datetime="{term.as_of}">As of {spoken(term.as_of)}.</time>')
    return " ".join(parts)


def _work(work: Reference) -> str:
    words = escape(work.words)
    return f"[{words}](<{work.url}>)" if work.url else words

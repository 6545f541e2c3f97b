"""Our own collection keeps what it promises of sources, days and uses."""

import re
from pathlib import Path

from bs4 import Tag

from reader.building.loading import load
from reader.collection.annotations import load_annotations
from reader.collection.records import Reference
from tests.site.conftest import ROOT, Site

LOADED = load(ROOT, ROOT / "docs").collection
NOTES = [note for notes in load_annotations(ROOT, LOADED.articles)[0].values() for note in notes]
SOURCES = [
    *((f"term {term.id}", work) for term in LOADED.terms.values() for work in term.sources),
    *((f"note {note.id}", work) for note in NOTES for work in note.sources),
]
# Publishers that a state owns, directs or pays for, as their readers should know.
OF_STATES = re.compile(
    r"TASS|Sputnik|Russia Beyond|RIA Novosti|\bRT\b|Xinhua|CGTN|Shine|Belta|Ukrinform|RFE/RL|VOA|RDIF"
)


def test_every_entry_has_a_source() -> None:
    assert [term.id for term in LOADED.terms.values() if not term.sources] == []


def test_no_note_rests_on_wikipedia_alone() -> None:
    assert [note.id for note in NOTES if all("wikipedia.org" in work.url for work in note.sources)] == []


def test_sources_of_states_are_marked_as_such() -> None:
    unmarked = [
        (where, work.publisher) for where, work in SOURCES if OF_STATES.search(work.publisher) and not marked(work)
    ]
    assert unmarked == []


def marked(work: Reference) -> bool:
    return bool(re.search(r"\((\w+ )?(state|funded)", work.publisher))


def test_events_have_a_date() -> None:
    assert [term.id for term in LOADED.terms.values() if term.kind == "event" and not term.date] == []


def test_posts_still_held_have_a_day() -> None:
    posts = [(person.id, post.title) for person in LOADED.people.values() for post in person.posts]
    dated = [
        (person.id, post.title) for person in LOADED.people.values() for post in person.posts if post.end or post.as_of
    ]
    assert dated == posts


def test_names_in_their_own_script_have_a_language() -> None:
    names = [(term.id, term.native, term.language) for term in LOADED.terms.values()]
    names += [(person.id, person.native, person.language) for person in LOADED.people.values()]
    assert [id for id, native, language in names if bool(native) != bool(language)] == []


def test_every_term_and_person_is_named_somewhere_else(ours: Site) -> None:
    hrefs: set[str] = set()
    for page in ours.pages.values():
        for link in page.select("a[href]:not(.headerlink)"):
            if link.find_parent(class_=["entry-facts", "letters", "people-list", "article-index", "md-nav"]) is None:
                hrefs.add(str(link["href"]))
    terms = {href.rpartition("#")[2] for href in hrefs if "glossary/#" in href or href.startswith("#")}
    people = {Path(href).name for href in hrefs if "people/" in href}
    assert sorted(LOADED.terms.keys() - terms) == []
    assert sorted(LOADED.people.keys() - people) == []


def test_the_outlet_of_an_article_leads_to_its_entry(ours: Site) -> None:
    for article in LOADED.articles.values():
        [link] = ours.page(f"articles/{article.id}/index.html").select(".article-record cite a")
        assert link.get_text() == article.publication
        assert str(link["href"]).startswith("../../glossary/#")
        entry = ours.page("glossary/index.html").find(id=str(link["href"]).rpartition("#")[2])
        assert isinstance(entry, Tag)
        facts = entry.find_next_sibling(class_="entry-facts")
        assert isinstance(facts, Tag)
        assert f"Published there: {article.title}" in facts.get_text()

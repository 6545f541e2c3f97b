"""The search index holds what a reader sees, and finds the glossary by every form of a term."""

import html
import json
import re
from typing import Any

from tests.site.conftest import Site

# Marks that must not leave the build: of Markdown's stash, of ours, of attribute lists and explicit links.
LEAKS = re.compile("[\x02\x03\ufffc\U000f0000-\U0010ffff]|<!--|wzxhzdk|klzzwxh|\\{:|\\]\\((term|person):|data-")


def index(site: Site) -> list[dict[str, Any]]:
    data = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    docs = data["docs"]
    assert isinstance(docs, list)
    return docs


def test_no_marks_leak(ours: Site, empty: Site) -> None:
    for site in (ours, empty):
        for doc in index(site):
            assert not LEAKS.search(doc["title"] + doc["text"]), doc


def test_neither_uses_nor_passage_numbers(kitchen: Site) -> None:
    for doc in index(kitchen):
        if doc["location"].startswith(("glossary/", "people/")):
            assert "Batch" not in doc["text"], doc
            assert "Used in" not in doc["text"], doc
            assert "Not used in" not in doc["text"], doc
        assert "Paragraph" not in doc["text"], doc
        assert "Link to this section" not in doc["text"], doc


def test_words_are_those_of_the_page(kitchen: Site) -> None:
    [doc] = [doc for doc in index(kitchen) if doc["location"] == "articles/sauces/"]
    assert doc["text"] == "<p>Every sauce begins with a roux. Gastón Acurio would add ají; Acurio always does.</p>"


def test_titles_are_text(kitchen: Site) -> None:
    titles = {doc["location"]: html.unescape(doc["title"]) for doc in index(kitchen)}
    assert titles["articles/sauces/"] == 'On "Sauces" & <Stocks>'
    assert titles["articles/sauces/#how-a-roux-is-made"] == "How a roux is made"
    assert titles[""] == "The Kitchen"
    for doc in index(kitchen):
        assert "<" not in doc["title"], doc


def test_entries_are_found_by_each_form_and_the_native_spelling(kitchen: Site) -> None:
    titles = {doc["location"]: html.unescape(doc["title"]) for doc in index(kitchen)}
    assert titles["glossary/#roux"].split(" · ") == ["roux", "rouxes"]
    assert titles["glossary/#sauce"].split(" · ") == ["sauce", "salsa"]


def test_letters_are_no_entries(kitchen: Site, ours: Site) -> None:
    for site in (kitchen, ours):
        assert [doc["location"] for doc in index(site) if "letter_" in doc["location"]] == []


def test_drafts_are_not_found(kitchen: Site) -> None:
    assert "nobody sees" not in json.dumps(index(kitchen))
    assert not [doc for doc in index(kitchen) if "unfinished" in doc["location"]]


def test_languages_of_the_search(kitchen: Site) -> None:
    config = json.loads((kitchen.folder / "search/search_index.json").read_text(encoding="utf-8"))["config"]
    assert config["lang"] == ["en", "es", "ru"]

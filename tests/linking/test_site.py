"""What only a built site shows: where links lead at any address, what search holds, what a definition can do."""

import json
import posixpath
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup

HOOKS = Path(__file__).parents[2] / "hooks"
DEFINITION = "Says \"two\" 'words' & <b>bold</b> <script>alert(1)</script>\nand NATO."
ARTICLE = """---
title: A page
authors: [charap]
published: "2020"
language: en
---

The café of NATO, NATO and Charap writes C++.

## About NATO

- Смута &amp; NATO[^1] in kom\u00adpromat
- [the alliance](term:nato)

[^1]: A note on C++.
"""


@pytest.fixture(scope="module", params=[True, False], ids=["directory urls", "file urls"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("collection")
    config = {
        "INHERIT": str(HOOKS / "reader" / "base.yml"),
        "site_name": "Test",
        "site_url": "https://example.org/sub/path/",
        "hooks": [str(HOOKS / "reader_hooks.py")],
        "use_directory_urls": request.param,
    }
    terms = {"nato": "NATO", "cpp": "C++", "smuta": "Смута", "cafe": "café", "kompromat": "kompromat"}
    for path, text in {
        "mkdocs.yml": yaml.safe_dump(config),
        "glossary.yml": yaml.safe_dump({id: {"term": term, "definition": DEFINITION} for id, term in terms.items()}),
        "people.yml": yaml.safe_dump({"charap": {"name": "Samuel Charap", "kind": "author"}}),
        "docs/index.md": "# Home\n\nNATO at home.\n",
        "docs/about/deep/notes.md": "# Notes\n\nNATO and Samuel Charap deep down.\n",
        "docs/articles/a.md": ARTICLE,
    }.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def pages(site: Path) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in site.rglob("*.html")
        if path.name != "404.html"
    }


def test_every_link_to_an_entry_leads_to_it(site: Path) -> None:
    built = pages(site)
    links = [(name, link["href"]) for name, page in built.items() for link in page.select("a.term, a.person, .uses a")]
    assert len({name for name, _ in links}) >= 4
    for name, href in links:
        url = urlsplit(str(href))
        assert not url.scheme
        assert not url.path.startswith("/"), "relative, so that it holds under any path"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), url.path)) if url.path else name
        page = built.get(path) or built[posixpath.normpath(posixpath.join(path, "index.html"))]
        assert not url.fragment or page.find(id=unquote(url.fragment)), f"{name} links to {href}"


def test_ids_are_unique_and_those_of_the_editor(site: Path) -> None:
    for name, page in pages(site).items():
        ids = [el["id"] for el in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), name
    glossary = next(page for name, page in pages(site).items() if name.startswith("glossary"))
    assert {"nato", "cpp", "smuta", "cafe", "kompromat"} <= {el["id"] for el in glossary.select("h3[id]")}


def test_search_index_holds_the_visible_words_only(site: Path) -> None:
    text = (site / "search" / "search_index.json").read_text("utf-8")
    docs = {doc["location"]: doc for doc in json.loads(text)["docs"]}
    for mark in ("wzxhzdk", "\x02", "\x03", "\ufffc", "passage-link", "data-term", "Paragraph 1"):
        assert mark not in text
    assert any(doc["title"] == "About NATO" for doc in docs.values())
    lead = next(doc for location, doc in docs.items() if "articles/a" in location and "#" not in location)
    assert "The café of NATO, NATO and Charap writes C++." in lead["text"]


def test_definition_is_shown_as_written(site: Path) -> None:
    glossary = next(page for name, page in pages(site).items() if name.startswith("glossary"))
    entry = glossary.find(id="cafe")
    assert entry is not None
    shown = entry.find_next("p")
    assert shown is not None
    assert " ".join(shown.get_text().split()) == " ".join(DEFINITION.split())
    assert shown.find("b") is None
    assert shown.find("script") is None

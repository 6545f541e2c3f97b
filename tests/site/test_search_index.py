"""The index of the search holds what a reader sees and no more: a record for each thing that can be led to."""

import json
import re
from pathlib import Path
from typing import Any

from tests.site.conftest import Site, built, mkdocs, new_collection

# Marks that must not leave the build: of Markdown's stash, of ours, of attribute lists and explicit links.
LEAKS = re.compile("[\x02\x03\ufffc\U000f0000-\U0010ffff]|<!--|wzxhzdk|klzzwxh|\\{:|\\]\\((term|person):|data-[a-z-]+=")
PART = re.compile(r'readerSearchPart\("(\w+)",(.*)\)\n', re.DOTALL)


def parts(site: Site) -> dict[str, Any]:
    """The parts of the index by their names."""
    found = {}
    for path in sorted((site.folder / "search").rglob("*.js")):
        match = PART.fullmatch(path.read_text("utf-8"))
        assert match, path
        found[match[1]] = json.loads(match[2])
    return found


def texts(site: Site) -> dict[str, list[str]]:
    """What is shown of each record, by its address: its name, text, number and section."""
    index = parts(site)
    found = {}
    for name, part in index.items():
        if re.fullmatch(r"t\d+", name):
            for record in part["records"]:
                url, shown, text, section = [*record, "", "", ""][:4]
                found[url] = [shown, text, "", section]
    for id in index["index"]["works"].split():
        script = (site.folder / f"data/passages/{id}.js").read_text("utf-8")
        work = json.loads(script.removeprefix("readerPassages(").removesuffix(")\n"))
        for anchor, number, section, text, *_ in work["passages"]:
            if number:
                found[f"{work['url']}#{anchor}"] = ["", text, number, section]
        for note, (number, shown, text, passage) in work["notes"].items():
            found[f"{work['url']}#note-{note}"] = [shown, text, str(number), passage]
    return found


def words(site: Site) -> set[str]:
    return {word for name, part in parts(site).items() if re.fullmatch(r"w\d+", name) for word in part["words"].split()}


def test_no_marks_leak(ours: Site, empty: Site) -> None:
    for site in (ours, empty):
        for url, shown in texts(site).items():
            # The guide shows how an attribute list is written.
            told = " ".join(shown).replace("{:", "") if url.startswith("about/editing") else " ".join(shown)
            assert not LEAKS.search(told), url


def test_every_kind_of_thing_is_found(ours: Site) -> None:
    found = texts(ours)
    assert found["glossary/#kompromat"][0] == "kompromat"
    assert found["people/zelensky/"][0] == "Volodymyr Zelensky"
    assert found["articles/notte-2025/"][0] == "Russia’s New Approach to a Reset with Washington"
    assert found["articles/notte-2025/#p6"][2] == "6"
    assert found["articles/notte-2025/#note-wto-accession"][0] == "US backing for WTO accession"
    assert found["about/#what-a-reading-edition-is"][0] == "What a reading edition is"
    assert found["articles/deyermond-2017/#p9"][3] == "The Reset Cycle"


def test_there_is_a_text_for_each_record(ours: Site, kitchen: Site) -> None:
    """Passages and notes are counted in the index, and stand in a file for each article."""
    for site in (ours, kitchen):
        assert len(texts(site)) == parts(site)["index"]["kinds"]["passage"]


def test_what_the_build_adds_is_not_found(kitchen: Site) -> None:
    for url, shown in texts(kitchen).items():
        said = " ".join(shown)
        if url.startswith(("glossary/", "people/")):
            assert "Batch" not in said, url
        for added in ("Used in", "Not used in", "Paragraph", "Link to this section"):
            assert added not in said, url
    assert "search/" not in texts(kitchen)


def test_words_are_those_of_the_page(kitchen: Site) -> None:
    first = texts(kitchen)["articles/sauces/#p1"]
    assert first[1] == "Every sauce begins with a roux. Gastón Acurio would add ají; Acurio always does."


def test_titles_are_text(kitchen: Site) -> None:
    assert texts(kitchen)["articles/sauces/"][0] == 'On "Sauces" & <Stocks>'


def test_entries_have_each_form_and_the_native_spelling(kitchen: Site) -> None:
    names = [each.split("\n") for each in parts(kitchen)["names"]["names"]]
    assert ["sauce", "salsa"] in names
    assert any(each[0] == "roux" for each in names)


def test_drafts_are_not_found(kitchen: Site) -> None:
    assert not [url for url in texts(kitchen) if "unfinished" in url]
    assert "nobody sees" not in json.dumps([parts(kitchen), texts(kitchen)])


def test_nothing_of_another_search_is_built(ours: Site) -> None:
    assert not list(ours.folder.rglob("search_index.json"))
    assert not list(ours.folder.rglob("lunr*"))
    assert not list(ours.folder.glob("assets/javascripts/workers/*"))
    assert "workers/search" not in (ours.folder / "index.html").read_text("utf-8")


def test_an_empty_collection_has_an_index_too(empty: Site) -> None:
    assert parts(empty)["index"]["version"] == 2
    assert "welcome" in words(empty) or words(empty)


def test_a_second_search_is_told(tmp_path: Path) -> None:
    root = new_collection(tmp_path / "own")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "plugins: [search]\n", "utf-8")
    done = mkdocs(root, tmp_path / "site")
    assert done.returncode == 1
    assert "mkdocs.yml: the plugin search would index the pages once more: take it out of `plugins:`" in done.stderr


def test_a_page_can_keep_out_of_the_search(tmp_path: Path) -> None:
    root = new_collection(tmp_path / "own")
    (root / "docs/secret.md").write_text("---\nsearch:\n  exclude: true\n---\n\n# Xylophone\n\nA xylophone.\n", "utf-8")
    (root / "docs/open.md").write_text("# Zither\n\nA zither.\n", "utf-8")
    site = built(root, tmp_path / "site")
    assert "zither" in words(site)
    assert "xylophone" not in words(site)

"""The files under /data/ parse and say what the pages say."""

import json
from typing import Any

from tests.site.conftest import SUB_PATH, Site


def read(site: Site, name: str) -> Any:
    return json.loads((site.folder / "data" / name).read_text(encoding="utf-8"))


def passages(site: Site) -> list[dict[str, str]]:
    lines = (site.folder / "data/passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_glossary(kitchen: Site) -> None:
    data = read(kitchen, "glossary.json")
    assert list(data) == [
        *("roux", "sauce", "bain-marie", "maillard", "hostile", "unused", "letter-a", "quiet"),
    ]
    assert data["sauce"] == {
        "term": "sauce",
        "definition": "What Marie served beside, above and below everything.",
        "native": "salsa",
        "language": "es",
        "url": f"{SUB_PATH}glossary/#sauce",
    }


def test_sources_and_dates_of_terms(kitchen: Site) -> None:
    roux = read(kitchen, "glossary.json")["roux"]
    assert (roux["date"], roux["as_of"]) == ("1651/1815-06", "2020-02-29")
    assert roux["sources"] == [
        {"title": "Le Pâtissier & *others*", "publisher": "A Press", "date": "1651"},
        {
            "title": "Roux",
            "publisher": "A Site",
            "date": "2020-02-29",
            "url": "https://example.com/roux_(sauce)?a=1&b=_2_",
        },
    ]
    [concept] = [each for each in read(kitchen, "glossary.jsonld")["hasDefinedTerm"] if each["termCode"] == "roux"]
    assert concept["dcterms:temporal"] == "1651/1815-06"
    assert concept["dcterms:valid"] == "2020-02-29"
    assert concept["dcterms:source"] == [
        "Le Pâtissier & *others*, A Press (1651)",
        {"@id": "https://example.com/roux_(sauce)?a=1&b=_2_"},
    ]


def test_glossary_as_linked_data(kitchen: Site) -> None:
    data = read(kitchen, "glossary.jsonld")
    assert data["@id"] == f"{SUB_PATH}glossary/"
    assert data["name"] == "The Kitchen"
    assert data["@type"] == ["DefinedTermSet", "skos:ConceptScheme"]
    by_code = {each["termCode"]: each for each in data["hasDefinedTerm"]}
    assert set(by_code) == set(read(kitchen, "glossary.json"))
    assert by_code["roux"]["skos:related"] == [f"{SUB_PATH}glossary/#sauce"]
    assert by_code["sauce"]["skos:altLabel"] == [{"@value": "salsa", "@language": "es"}]
    for each in by_code.values():
        assert each["@id"] == f"{SUB_PATH}glossary/#{each['termCode']}"
        assert each["skos:inScheme"] == data["@id"]


def test_passages_are_those_of_the_pages(ours: Site, kitchen: Site) -> None:
    for site in (ours, kitchen):
        lines = passages(site)
        assert len({(line["article"], line["id"]) for line in lines}) == len(lines)
        on_pages = {
            (name.split("/")[1], str(el["id"]))
            for name, page in site.pages.items()
            if name.startswith("articles/")
            for el in page.select(".passage")
        }
        assert {(line["article"], line["id"]) for line in lines} == on_pages


def test_passage(kitchen: Site) -> None:
    [line] = [line for line in passages(kitchen) if line["article"] == "salsas" and line["id"] == "p2"]
    assert line == {
        "article": "salsas",
        "id": "p2",
        "number": "2",
        "kind": "paragraph",
        "heading": "",
        "text": "La salsa es todo.",
        "url": f"{SUB_PATH}articles/salsas/#p2",
    }


def test_flat_addresses(flat_kitchen: Site) -> None:
    assert read(flat_kitchen, "glossary.json")["roux"]["url"] == f"{SUB_PATH}glossary.html#roux"
    assert passages(flat_kitchen)[0]["url"] == f"{SUB_PATH}articles/sauces.html#p1"


def test_empty_exports(empty: Site) -> None:
    assert read(empty, "glossary.json") == {}
    assert read(empty, "glossary.jsonld")["hasDefinedTerm"] == []
    assert passages(empty) == []

"""What Zotero saves of each kind of page, read by the rules of its translators (see tests/citing/zotero.py)."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.citing.conftest import ROOT
from tests.citing.zotero import Record, works
from tests.site.conftest import built

URL = "https://example.org/read/"
NO_ADDRESS = ""

# The kind, the publication, the number, the ISSN, the date and the authors of each article.
ARTICLES = {
    "deyermond-2017": ("journalArticle", "GEurasia", "3/2017", "2531-0569", "2017-04-17", [("Deyermond", "Ruth")]),
    "weekly-blitz-2024": ("newspaperArticle", "Weekly Blitz", "", "", "2024-11-07", []),
    "akimova-2025": ("magazineArticle", "Baltimore Chronicle", "", "", "2025-03-13", [("Akimova", "Yulia")]),
    "notte-2025": ("newspaperArticle", "Financial Times", "", "", "2025-04", [("Notte", "Hanna")]),
    "snegovaya-2026": ("magazineArticle", "Russia.Post", "", "", "2026-02-25", [("Snegovaya", "Maria")]),
}
PAGES = {
    "glossary": "Glossary",
    "people": "People",
    "people/putin": "Vladimir Putin",
    "people/deyermond": "Ruth Deyermond",
    "about/cite": "How to cite",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sites")
    for name, url in (("with", URL), ("without", NO_ADDRESS)):
        built(ROOT, folder / name, url=url)
    return {URL: folder / "with", NO_ADDRESS: folder / "without"}


def saved(site: Path, name: str) -> list[Record]:
    return works(BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser"))


def told(record: Record) -> tuple[object, ...]:
    fields = ("itemType", "publicationTitle", "issue", "ISSN", "date", "creators")
    return tuple(
        record.get(field, "").replace("/", "-" if field == "date" else "/") if field != "creators" else record[field]
        for field in fields
    )


@pytest.mark.parametrize("url", [URL, NO_ADDRESS])
@pytest.mark.parametrize("id", ARTICLES)
def test_an_article_is_saved_as_what_it_is(sites: dict[str, Path], id: str, url: str) -> None:
    [record] = saved(sites[url], f"articles/{id}")
    assert told(record) == ARTICLES[id]
    assert record["extra"].startswith("Reading edition, The Reset Reader")
    assert record.get("url", "") == (f"{URL}articles/{id}/" if url else "")


def test_the_record_of_an_article_keeps_the_address_of_the_original(sites: dict[str, Path]) -> None:
    for id in ARTICLES.keys() - {"notte-2025"}:
        [record] = saved(sites[URL], f"articles/{id}")
        assert "riginally published at https://" in record["extra"]


@pytest.mark.parametrize("url", [URL, NO_ADDRESS])
def test_the_home_page_offers_all_works(sites: dict[str, Path], url: str) -> None:
    records = saved(sites[url], "")
    assert [told(record) for record in records] == list(ARTICLES.values())
    assert [record.get("url", "") for record in records] == [f"{URL}articles/{id}/" if url else "" for id in ARTICLES]


@pytest.mark.parametrize("url", [URL, NO_ADDRESS])
@pytest.mark.parametrize("name", PAGES)
def test_any_other_page_is_a_web_page_of_the_site(sites: dict[str, Path], name: str, url: str) -> None:
    [record] = saved(sites[url], name)
    assert (record["itemType"], record["title"]) == ("webpage", PAGES[name])
    assert record["publicationTitle"] == "The Reset Reader"
    assert record["creators"] == []


def test_google_scholar_is_told_of_papers_alone(sites: dict[str, Path]) -> None:
    for id in ARTICLES:
        page = BeautifulSoup((sites[URL] / f"articles/{id}/index.html").read_text("utf-8"), "html.parser")
        assert bool(page.select('meta[name^="citation_"]')) == (id == "deyermond-2017")

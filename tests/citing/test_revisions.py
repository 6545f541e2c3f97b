"""A passage reworded twice, split, joined, moved and cut: each wording and its days found again."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reader.anchors.ledger.entries import Entry, Ledger, PublishedWording
from reader.citing.editions import dates
from reader.citing.revisions import differences, history
from reader.commands.main import main
from reader.pages.history import folded, revised_mark
from tests.anchors.texts import published
from tests.citing.revising import DAYS, FIRST, SECOND, B, collection, ledger
from tests.site.conftest import built, mkdocs

URL = "https://example.org/read/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection(tmp_path_factory.mktemp("revised") / "mill")


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    built(root, root.parent / "site", url=URL)
    return root.parent / "site"


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")


def test_a_history_has_every_change_on_its_day() -> None:
    found = history(ledger())
    assert dict(found.days) == {
        "2027-05-03": (("paragraph 7 taken out", "p7"),),
        "2026-03-01": (
            ("paragraph 2 reworded", "p2"),
            ("paragraph 5 joined to another", "p5"),
            ("paragraph 6 reworded", "p6"),
        ),
        "2026-02-01": (
            ("paragraph 2 reworded", "p2"),
            ("paragraph 4 reworded", "p4"),
            ("paragraph 4a added", "p4a"),
        ),
    }
    assert list(found.reworded) == ["p2", "p4", "p6"]
    assert [each.text for each in found.reworded["p2"].wordings] == [B, FIRST, SECOND]


def test_an_article_that_was_never_revised_has_no_history() -> None:
    assert history(published(B)).days == ()
    [days] = dates({"a": published(B, date="2025-01-01")}).values()
    assert (days.published, days.revised) == ("2025-01-01", "")


def test_a_ledger_of_the_first_format_tells_no_day_of_a_change() -> None:
    """It kept the first wording and the last: what was between, and when, is not made up."""
    entry = Entry(
        "p1", "paragraph", "", "The new mill.", "2025-01-01", earlier=(PublishedWording("A mill.", "2025-01-01"),)
    )
    found = history(Ledger((entry,)))
    assert found.days == (("", (("paragraph 1 reworded", "p1"),)),)
    [days] = dates({"a": Ledger((entry,))}).values()
    assert days.revised == ""
    shown = BeautifulSoup(folded(found, lambda each: each), "html.parser")
    assert [span.get_text() for span in shown.select(".revision-span")] == [
        "From 1 January 2025 to one that is not known",
        "From a day that is not known on",
    ]
    assert 'data-said="revised"' in revised_mark(found.reworded["p1"])


words = st.lists(st.sampled_from("the old new mill on a river".split()), max_size=12).map(" ".join)


@given(words, words)
def test_differences_give_back_both_wordings(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert " ".join(each.text for each in pieces if each.kind != "new") == old
    assert " ".join(each.text for each in pieces if each.kind != "old") == new


def test_a_reworded_passage_says_so_and_shows_its_wordings(site: Path) -> None:
    article = page(site, "articles/mill")
    marks = {str(mark["href"]): (mark["data-said"], mark.get_text()) for mark in article.select(".passage-revised")}
    assert marks == {
        "#__revised-p2": ("revised 1 March 2026", ""),
        "#__revised-p4": ("revised 1 February 2026", ""),
        "#__revised-p6": ("revised 1 March 2026", ""),
    }
    [second] = article.select("#__revised-p2")
    rows = second.select("li")
    assert [(row["data-since"], row["data-until"]) for row in rows] == [
        ("2025-01-01", "2026-02-01"),
        ("2026-02-01", "2026-03-01"),
        ("2026-03-01", ""),
    ]
    assert [[each.get_text() for each in row.select("ins, del")] for row in rows] == [[], ["old"], ["old", "new"]]
    for id in ("p5", "p7"):
        assert article.select_one(f"#__revised-{id}")
    assert not page(site, "articles/plain").select(".revision, .passage-revised, .article-revised")


def test_the_page_of_revisions_lists_them_by_day_and_by_passage(site: Path) -> None:
    history = page(site, "articles/mill/history")
    assert [dt.get_text() for dt in history.select(".revision-days dt")] == [
        "3 May 2027",
        "1 March 2026",
        "1 February 2026",
    ]
    for link in history.select(".revision-days a"):
        assert history.select_one(f"section{link['href']}")
    assert [section["id"] for section in history.select("section.revision")] == ["p2", "p4", "p5", "p6", "p7"]
    assert "Joined to another passage on 1 March 2026: paragraph 6." in history.get_text()
    assert not (site / "articles/plain/history").exists()
    # The index takes the texts of passages from the files of the previews.
    files = [*(site / "search").rglob("*.js"), *(site / "data/passages").rglob("*.js")]
    index = "".join(path.read_text("utf-8") for path in files)
    assert SECOND in index
    assert FIRST not in index
    assert "Revisions of" not in index
    assert "my-list" not in index


def test_the_day_of_the_last_revision_is_told(site: Path) -> None:
    article = page(site, "articles/mill")
    [link] = article.select(".article-revised")
    assert (link.get_text(), link["href"]) == ("Revised 3 May 2027", "history/")
    data = json.loads(str(article.select('script[type="application/ld+json"]')[0].string))
    assert (data["datePublished"], data["dateModified"]) == ("2025-01-01", "2027-05-03")
    [modified] = article.select('meta[property="article:modified_time"]')
    assert modified["content"] == "2027-05-03"
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert re.findall(r"<loc>([^<]*)</loc><lastmod>([^<]*)</lastmod>", sitemap) == [
        (f"{URL}articles/mill/", "2027-05-03"),
        (f"{URL}articles/plain/", "2025-01-01"),
    ]


def test_a_page_grows_only_by_what_was_edited(site: Path) -> None:
    article = page(site, "articles/mill")
    [foot] = article.select(".revisions")
    # The passages that were not reworded stand there once, as the text of the page.
    assert DAYS["2027-05-03"][1] not in foot.get_text()


def test_a_full_text_has_no_history(root: Path, tmp_path: Path) -> None:
    (root / "full").mkdir()
    try:
        (root / "full/mill.md").write_text("One.\n\nTwo.\n")
        mkdocs(root, tmp_path / "site")
        assert not (tmp_path / "site/articles/mill/history").exists()
    finally:
        (root / "full/mill.md").unlink()


def test_a_citation_of_a_reworded_passage_names_the_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", URL)
    today = date.today()
    spoken = f"{today.day} {today:%B} {today.year}"
    said = CliRunner().invoke(main, ["cite", "mill#p2", "--style", "chicago-notes"]).stdout.splitlines()
    assert f"para. 2, as of {spoken}" in said[0]
    assert f"{URL}articles/mill/?on={today}#p2" in said[0]
    assert f"{URL}articles/mill/." in said[1]
    unchanged = CliRunner().invoke(main, ["cite", "mill#p1", "--style", "chicago-notes"]).stdout
    assert "as of" not in unchanged
    assert f"{URL}articles/mill/#p1" in unchanged

"""Pictures for links that are shared: set once, by what they say, and named only where somebody can fetch them."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reader.citing.pictures import Words, draw, picture_of, words_of
from reader.collection.records import Collection
from tests.citing.conftest import ROOT
from tests.citing.revising import collection as mill
from tests.site.conftest import built

WORDS = Words("Essay · 2020", "A Title", "Jane Roe", "The Site")
LONG = " ".join(["A Title of Very Many Words That Nobody Reads to the End"] * 12)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize(
    "title", ["A Title", LONG, "", 'Signs "#$[]\\ of * _typst_ `#panic()`', "Перезагрузка", "Ἀρχή"]
)
def test_a_picture_has_the_size_that_open_graph_asks_for(title: str) -> None:
    words = replace(WORDS, title=title)
    assert size(draw(words)) == (1200, 630)
    assert draw(words) == draw(words)


def test_a_title_in_letters_that_the_font_lacks_has_no_picture(collection: Collection) -> None:
    article = collection.articles["notte-2025"]
    words = words_of(article, collection, "The Site")
    assert picture_of(article, words, "https://example.org/")
    assert not picture_of(article, words, "")
    assert not picture_of(article, replace(words, title="北约东扩"), "https://example.org/")


def test_a_build_names_a_picture_and_sets_it_once(tmp_path: Path) -> None:
    root = mill(tmp_path / "mill")
    site = tmp_path / "site"
    built(root, site, url="https://example.org/read/")
    page = BeautifulSoup((site / "articles/mill/index.html").read_text("utf-8"), "html.parser")
    [image] = page.select('meta[property="og:image"]')
    assert image["content"] == "https://example.org/read/assets/pictures/mill.png"
    assert size((site / "assets/pictures/mill.png").read_bytes()) == (1200, 630)
    [kept, *_] = cache = sorted((root / ".cache/reader/pictures").iterdir())
    assert len(cache) == 1  # two articles with the same words have one
    kept.write_bytes(b"kept")
    built(root, site, url="https://example.org/read/")
    assert (site / "assets/pictures/mill.png").read_bytes() == b"kept"
    built(root, tmp_path / "none")
    assert not (tmp_path / "none/assets/pictures").exists()


def test_the_pictures_kept_are_no_part_of_the_sources() -> None:
    assert "/.cache/" in (ROOT / ".gitignore").read_text().split()

"""The list "Used in": which lines show at once and which are folded."""

import pytest
from bs4 import BeautifulSoup, Tag

from reader.collection.records import Article, Target
from reader.linking.uses import Use
from reader.pages.used_in import SHOWN, used_in

NATO = Target("term", "nato")


def listed(*counts: int) -> BeautifulSoup:
    """The list of a term that as many passages of each article use; passages are labelled `0/1`, `0/2`, `1/1` ..."""
    articles = {f"{at}.md": Article(str(at), f"Article {at}", (), "2020", "en") for at in range(len(counts))}
    uses = [
        Use(NATO, f"{at}.md", f"p{number}", "NATO", "", "", linked=True)
        for at, count in enumerate(counts)
        for number in range(1, count + 1)
    ]
    html = used_in(
        uses,
        articles,
        lambda page, anchor: f"{page}#{anchor}",
        lambda page, anchor: f"{page[:-3]}/{anchor[1:]}",
        title="Used in",
        none="Nowhere.",
    )
    return BeautifulSoup(html, "html.parser")


def labels(part: BeautifulSoup | Tag) -> list[str]:
    return [each.get_text() for each in part.select(".uses-number")]


@pytest.mark.parametrize("counts", [(25, 3, 2), (3, 25, 2), (SHOWN, 1), (1, SHOWN), (SHOWN + 1,), (7, 7, 7, 7)])
def test_twenty_lines_show_and_the_rest_is_folded_in_order(counts: tuple[int, ...]) -> None:
    page = listed(*counts)
    every = [f"{at}/{number}" for at, count in enumerate(counts) for number in range(1, count + 1)]
    folded = page.details.extract() if page.details else None
    assert folded
    assert labels(page) == every[:SHOWN]
    assert labels(folded) == every[SHOWN:]
    rest = len(every) - SHOWN
    assert folded.summary
    assert folded.summary.get_text() == f"{rest} more passage{'s' if rest > 1 else ''}"


def test_twenty_lines_fold_nothing() -> None:
    page = listed(15, 5)
    assert len(labels(page)) == SHOWN
    assert page.details is None
    assert [each.get_text() for each in page.select(".uses-title")] == ["Used in 20 passages of 2 articles"]


def test_an_article_cut_by_the_fold_is_named_on_both_sides() -> None:
    page = listed(25, 3)
    names = [each.get_text() for each in page.select(".uses-article cite")]
    assert names == ["Article 0", "Article 0", "Article 1"]

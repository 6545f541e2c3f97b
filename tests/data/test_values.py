"""What is read keeps the form in which it was typed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.building.loading import load
from reader.collection.articles import read_article, read_page
from reader.collection.fields import is_date
from reader.collection.records import Post
from reader.collection.registers import read_glossary, read_people
from reader.problems import Problem, nearest, quoted, report
from reader.text.dates import ends, spoken_range

ARTICLE = """---
title: 1.10
authors: []
published: {published}
language: no
number: 3/2017
publication: NO
issn: 2531-0569
keywords: [1e3, Yes, 0x1F, 12:30:45]
title_supplied: TRUE
---
Text.
"""


def test_values_are_text_as_typed() -> None:
    article, _, problems = read_article(ARTICLE.format(published="2017-04"), "docs/articles/one.md", "one")
    assert not problems
    assert article is not None
    assert (article.title, article.publication, article.language) == ("1.10", "NO", "no")
    assert (article.number, article.issn, article.published) == ("3/2017", "2531-0569", "2017-04")
    assert article.keywords == (("", ("1e3", "Yes", "0x1F", "12:30:45")),)
    assert article.title_supplied is True


@pytest.mark.parametrize("published", ["2017", "2017-04", "2017-04-17", '"2016-02-29"', "0988"])
def test_dates_are_kept_as_typed(published: str) -> None:
    article, _, problems = read_article(ARTICLE.format(published=published), "docs/articles/one.md", "one")
    assert not problems
    assert article is not None
    assert article.published == published.strip('"')


def test_keywords_by_language() -> None:
    text = ARTICLE.format(published=2017).replace("[1e3, Yes, 0x1F, 12:30:45]", "{en: [NO, x], es: [si]}")
    article, _, _ = read_article(text, "docs/articles/one.md", "one")
    assert article is not None
    assert article.keywords == (("en", ("NO", "x")), ("es", ("si",)))


def test_terms_are_text_as_typed() -> None:
    terms, problems = read_glossary(
        "norway:\n  term: NO\n  definition: |\n    1.10\n\n    no\n  forms: [007, 'a\n    b']\n  language: no\n"
        "on:\n  definition: off\n  native: ~\n  kind:\n"
    )
    assert not problems
    assert (terms["norway"].term, terms["norway"].definition) == ("NO", "1.10\n\nno")
    assert (terms["norway"].forms, terms["norway"].language) == (("007", "a b"), "no")
    assert (terms["on"].term, terms["on"].definition) == ("on", "off")
    assert (terms["on"].native, terms["on"].kind) == ("", "")


def test_people_as_typed() -> None:
    people, problems = read_people(
        "lee:\n  name: Ann Lee\n  kind: expert\n  link_surname: false\n"
        "  native: 李安\n  language: zh\n"
        "  posts: [{title: Chair, from: 2017, to: 2018-02}, {title: Member, as_of: 2026-11-24}]\n  same_as: ['https://orcid.org/0']\n"
    )
    assert not problems
    lee = people["lee"]
    assert (lee.kind, lee.link_surname, lee.same_as) == ("expert", False, ("https://orcid.org/0",))
    assert (lee.native, lee.language) == ("李安", "zh")
    assert lee.posts == (Post("Chair", "2017", "2018-02"), Post("Member", as_of="2026-11-24"))


@pytest.mark.parametrize(
    ("dates", "said", "both"),
    [
        ("2017-04-07", "7 April 2017", ("2017-04-07", "2017-04-07")),
        ("2025-03-23/2025-03-25", "23 to 25 March 2025", ("2025-03-23", "2025-03-25")),
        ("2014-02-20/2014-03-18", "20 February to 18 March 2014", ("2014-02-20", "2014-03-18")),
        ("2013-11/2014-02", "November 2013 to February 2014", ("2013-11", "2014-02")),
        ("2017-04-07/2018-04-07", "7 April 2017 to 7 April 2018", ("2017-04-07", "2018-04-07")),
        ("1991/1991-12-26", "1991 to 26 December 1991", ("1991", "1991-12-26")),
        ("2014-02/..", "from February 2014", ("2014-02", "")),
    ],
)
def test_ranges_of_dates_are_spoken(dates: str, said: str, both: tuple[str, str]) -> None:
    terms, problems = read_glossary(f"war: {{definition: x, date: {dates}, as_of: 2026-11-24}}\n")
    assert not problems
    assert (terms["war"].date, terms["war"].as_of) == (dates, "2026-11-24")
    assert (spoken_range(dates), ends(dates)) == (said, both)


def test_page_titles_are_text_as_typed() -> None:
    page, _, problems = read_page("---\ntitle: 1.10\nglossary: off\n---\n", "docs/about.md")
    assert not problems
    assert (page.title, page.glossary) == ("1.10", "off")


def test_entries_keep_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "glossary.yml").write_text("b: {definition: x}\na: {definition: x}\n")
    (tmp_path / "people.yml").write_text("{}")
    assert list(load(tmp_path, tmp_path / "docs").collection.terms) == ["b", "a"]


def test_articles_stand_by_date_and_the_less_exact_last(tmp_path: Path) -> None:
    (tmp_path / "docs/articles").mkdir(parents=True)
    (tmp_path / "glossary.yml").write_text("{}")
    (tmp_path / "people.yml").write_text("{}")
    for name, published in {"a": "2017", "b": "2017-04", "c": "2017-04-17", "d": "2016", "e": "2017-12-31"}.items():
        (tmp_path / f"docs/articles/{name}.md").write_text(ARTICLE.format(published=published))
    assert list(load(tmp_path, tmp_path / "docs").collection.articles) == ["d", "c", "b", "e", "a"]


def test_a_problem_says_where_what_and_how() -> None:
    assert str(Problem("a.yml", 3, "wrong", "mend it")) == "a.yml:3: wrong\n    mend it"
    assert str(Problem("a.yml", 0, "wrong")) == "a.yml: wrong"
    problems = [Problem("b.yml", 1, "x"), Problem("a.yml", 10, "x"), Problem("a.yml", 9, "x"), Problem("b.yml", 1, "x")]
    assert report(problems) == "3 problems to mend\na.yml:9: x\na.yml:10: x\nb.yml:1: x"


def test_nearest() -> None:
    assert nearest("natoo", ["start", "nato"]) == 'did you mean "nato"?'
    assert nearest("x", ["start", "nato"]) == ""
    assert nearest("P2", ["p2", "p24"]) == 'did you mean "p2"?'
    assert nearest("NATO", ["start", "nato"]) == nearest("nato", ["start", "NATO"]).lower() == 'did you mean "nato"?'


def test_quoted_is_one_short_line() -> None:
    assert quoted("a\n b") == '"a b"'
    assert len(quoted("x" * 500)) == 62


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: object) -> None:
    assert is_date(str(day))


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_date_is_one_of_the_calendar(year: int, month: int, day: int) -> None:
    try:
        real = bool(date(year, month, day))
    except ValueError:
        real = False
    assert is_date(f"{year:04}-{month:02}-{day:02}") == real

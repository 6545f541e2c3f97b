"""Dates, names, front matter, and a full text beside its edition."""

import pytest
import yaml

from reader.importing.agreement import Section, compare, pair
from reader.importing.bylines import read_names
from reader.importing.dates import complete_date, find_date, is_date_line
from reader.importing.draft import Author, Record
from reader.importing.frontmatter import identify, keep_front_matter, people_to_add, write_front_matter
from reader.importing.wording import file_id, looks_like_heading, looks_like_name, sentences


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13/03/2025 02:17", "2025-03-13"),
        ("3/25/2025", "2025-03-25"),
        ("February 25, 2026", "2026-02-25"),
        ("25 February 2026", "2026-02-25"),
        ("Thu 7 Nov 2024 14.30 GMT", "2024-11-07"),
        ("Published: Nov. 7, 2024, 3:15 p.m. ET", "2024-11-07"),
        ("2025-03-12T10:00:00Z", "2025-03-12"),
        ("3 de abril de 2017", "2017-04-03"),
        ("Publié le 5 juin 2021 à 12h30", "2021-06-05"),
        ("12. März 2021, 06:00 Uhr", "2021-03-12"),
        ("17 апреля 2017 г.", "2017-04-17"),
        ("14 червня 2022 року", "2022-06-14"),
        ("March 2021", "2021-03"),
        ("2021-05", "2021-05"),
        ("Spring 2025", "2025"),
        ("03/04/2025", "2025"),
        ("31/02/2025", None),
        ("in 2009", None),
    ],
)
def test_find_date(text: str, value: str | None) -> None:
    found = find_date(text)
    assert (found.value if found else None) == value


def test_a_date_with_two_readings_says_both() -> None:
    found = find_date("03/04/2025")
    assert found is not None
    assert found.doubt == '2025-04-03 or 2025-03-04? the source says "03/04/2025"'
    by_day, by_month = find_date("03/04/2025", day_first=True), find_date("03/04/2025", day_first=False)
    assert by_day is not None
    assert by_month is not None
    assert (by_day.value, by_month.value) == ("2025-04-03", "2025-03-04")


@pytest.mark.parametrize("day_first", [None, True, False])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("03/03/2025", "2025-03-03"),  # both readings are one
        ("12/12/2024", "2024-12-12"),
        ("13/12/2024", "2024-12-13"),
        ("12/13/2024", "2024-12-13"),
        ("03.04.2025", "2025-04-03"),  # between dots the day is first
    ],
)
def test_a_date_with_one_reading_leaves_no_doubt(text: str, value: str, day_first: bool | None) -> None:
    found = find_date(text, day_first=day_first)
    assert found is not None
    assert (found.value, found.doubt) == (value, "")


@pytest.mark.parametrize("text", ["He was there on 5 March 2024", "Summit of 5 March 2024", "March of the penguins"])
def test_no_date_line(text: str) -> None:
    assert not is_date_line(text)


def test_a_day_in_a_known_year() -> None:
    assert complete_date("3/2017 (17 April)", "2017") == "2017-04-17"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Mwangi", ["Jane Mwangi"]),
        ("JANE MCMASTER", ["Jane McMaster"]),
        ("Jane Mwangi and Piet van der Maas", ["Jane Mwangi", "Piet van der Maas"]),
        ("Dr. Jane Mwangi, Piet Maas & Ana Bell", ["Jane Mwangi", "Piet Maas", "Ana Bell"]),
        ("Jane Mwangi, University of Northport", ["Jane Mwangi"]),
        ("Henrik Aas1 and Laura Benedetti2", ["Henrik Aas", "Laura Benedetti"]),
        ("Ольга Ветрова", ["Ольга Ветрова"]),
        ("Jane Mwangi in Northport", ["Jane Mwangi"]),
        ("Jane Mwangi | 3 March 2015", ["Jane Mwangi"]),
        ("The Reset Cycle", []),
        ("Foreign Policy", []),
        ("Read More", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [author.name for author in read_names(text, strict=True)] == names


def test_what_lines_look_like() -> None:
    assert looks_like_name("Maria Snegovaya")
    assert not looks_like_name("Die Rückkehr der Lastensegler")
    assert looks_like_heading("A Fresh Start under Trump?")
    assert not looks_like_heading("It rained.")
    assert sentences("H. R. McMaster spoke. Nobody heard.") == 2
    assert file_id("Оксана Лысенко") == "oksana-lysenko"
    assert file_id("Müller’s 2nd") == "mullers-2nd"


def test_front_matter_says_what_is_known_and_asks_for_the_rest() -> None:
    record = Record(
        title="Salt: what it kept",
        authors=(Author("Jane Mwangi", "professor"), Author("Sam Mwangi")),
        published="2015",
        language="en",
        keywords=(("en", ("salt", "roads, old")), ("es", ("sal",))),
        doubts=(("published", "2015-04-03 or 2015-03-04?"),),
    )
    people = identify(record.authors, lambda _: "")
    text = write_front_matter(record, people)
    assert text == (
        "---\n"
        'title: "Salt: what it kept"\n'
        "authors: [mwangi, sam-mwangi]  # TODO mwangi is not in people.yml yet; sam-mwangi is not in people.yml yet\n"
        "published: 2015  # TODO 2015-04-03 or 2015-03-04?\n"
        "# TODO publication: where it was published\n"
        "# TODO original: the address of the original\n"
        "language: en\n"
        "# TODO kind: policy paper, interview, opinion, analysis or news\n"
        "# TODO rights: whose the text is; a full text is published only under a licence named here\n"
        "keywords:\n"
        '  en: [salt, "roads, old"]\n'
        "  es: [sal]\n"
        "# TODO summary: one or two sentences of our own\n"
        "---\n"
    )
    assert yaml.safe_load(people_to_add(people)) == {
        "mwangi": {"name": "Jane Mwangi", "kind": "author", "affiliation": "professor"},
        "sam-mwangi": {"name": "Sam Mwangi", "kind": "author"},
    }


@pytest.mark.parametrize(
    "title", ["- a", "a: b", "yes", "2017", "“so”", "it's # not", "{x}", "a\nb", "@x", "null", "'"]
)
def test_any_title_comes_back_from_the_front_matter(title: str) -> None:
    text = write_front_matter(Record(title=title), ())
    assert yaml.safe_load(text.split("---\n")[1])["title"] == " ".join(title.split())


def test_curated_front_matter_is_kept() -> None:
    existing = "---\n# ours\ntitle: Ours\nauthors: []\npublished:\n---\n"
    fresh = "---\ntitle: Theirs\nauthors: [a]\npublished: 2015\n# TODO kind: news\nkeywords:\n  en: [x]\n---\n"
    assert keep_front_matter(existing, fresh) == (
        "---\n# ours\ntitle: Ours\nauthors: []\npublished: 2015\nkeywords:\n  en: [x]\n---\n"
    )


OURS = (
    "The salt road ran from Marsend to Oberfeld for 600 years.",
    "The carters of Marsend kept the road, and Bishop Otto tried to end their custom in 1412.",
    "In 1871 the railway took the salt away.",
)


def test_pairs_passages_that_say_the_same() -> None:
    theirs = (
        "For 600 years there was a road from Marsend to Oberfeld on which salt was carried.",
        "It was the carters of Marsend who kept the road.",
        "Their custom, which Bishop Otto tried to end in 1412, outlived him.",
        "The railway came in 1871, and with it the salt was gone.",
    )
    assert pair(OURS, theirs) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]
    split = (theirs[0] + " " + theirs[1] + " " + theirs[2], theirs[3])
    assert pair(OURS, split) == [((0, 1), (0,)), ((2,), (1,))]


def test_compare_says_what_to_join_split_or_take_out() -> None:
    edition = [Section("", OURS, ("1", "2", "3"))]
    caption = ("Photo of a cart, by nobody in particular", *OURS)
    assert [str(each) for each in compare(edition, [Section("", caption)], "full/salt.md")] == [
        "full/salt.md: before the first heading the full text has 4 passages, the edition 3\n"
        '    take out "Photo of a cart, by nobody", or see whether it is a caption: the edition has nothing there'
    ]
    assert compare(edition, [Section("", OURS)], "full/salt.md") == []
    headed = [Section("", ()), Section("Salt", OURS)]
    assert [each.hint for each in compare(headed, edition, "full/salt.md")] == ['make "Salt" a heading']

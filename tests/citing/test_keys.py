"""The syntax of citations between articles."""

import pytest

from reader.citing.keys import BARE, BRACKET, KeyCitation, find, parse_bare, parse_group


def group(text: str) -> list[KeyCitation] | None:
    match = BRACKET.search(text)
    return parse_group(match["group"]) if match else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a-2017]", KeyCitation("a-2017")),
        ("[@a, para. 7]", KeyCitation("a", ("7",), "7")),
        ("[@a, par. 7]", KeyCitation("a", ("7",), "7")),
        ("[@a para 7a]", KeyCitation("a", ("7a",), "7a")),
        ("[@a, ¶7]", KeyCitation("a", ("7",), "7")),
        ("[@a, paragraphs 7-9]", KeyCitation("a", ("7", "9"), "7-9")),
        ("[@a, paras. 7, 9 and 11]", KeyCitation("a", ("7", "9", "11"), "7, 9 and 11")),
        ("[see @a, para. 7 and on]", KeyCitation("a", ("7",), "7", "see ", " and on")),
        ("[@a, chapter 2]", KeyCitation("a", suffix=", chapter 2")),
        ("[@A_b]", KeyCitation("A_b")),
        ("[@a, Para. 7]", KeyCitation("a", ("7",), "7")),
        ("[-@a]", KeyCitation("a", author=False)),
        ("[as she writes -@a, para. 2]", KeyCitation("a", ("2",), "2", "as she writes ", author=False)),
    ],
)
def test_a_bracket(text: str, expected: KeyCitation) -> None:
    assert group(text) == [expected]


def test_several_in_one_bracket() -> None:
    assert group("[see @a, para. 7; also @b]") == [
        KeyCitation("a", ("7",), "7", "see "),
        KeyCitation("b", prefix="also "),
    ]


@pytest.mark.parametrize(
    "text",
    ["[@a](b.md)", "[@a]: b.md", "[@a][b]", "![@a]", r"\[@a]", "[mail@a.org]", r"[\@a]", "[a]", "[@a]{ .x }"],
)
def test_a_bracket_without_a_reference_is_none(text: str) -> None:
    assert not group(text)


def test_a_part_without_a_key_makes_the_bracket_no_citation() -> None:
    assert group("[@a; and more]") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a says", KeyCitation("a", bare=True)),
        ("as @a-2017.", KeyCitation("a-2017", bare=True)),
        ("@a [para. 7] says", KeyCitation("a", ("7",), "7", bare=True)),
        ("(@a)", KeyCitation("a", bare=True)),
        ("_see @a-2017_", KeyCitation("a-2017", bare=True)),
        ("@a [Paras. 7 to 9, 12]", KeyCitation("a", ("7", "9", "12"), "7 to 9, 12", bare=True)),
        ("@a [see there]", KeyCitation("a", bare=True)),
        ("@a [1]", KeyCitation("a", bare=True)),
        ("@a-b-c", KeyCitation("a-b-c", bare=True)),
    ],
)
def test_running_text(text: str, expected: KeyCitation) -> None:
    match = BARE.search(text)
    assert match
    assert parse_bare(match) == expected


@pytest.mark.parametrize(
    "text", ["me@a.org", "https://m.example/@a", r"\@a", "@Handle", "@a@b.example", "a/@b", "@a.org", "@a_b"]
)
def test_running_text_without_a_reference_has_none(text: str) -> None:
    match = BARE.search(text)
    assert not match or not parse_bare(match).is_meant({"handle-b"})


def test_the_lines_of_a_source_without_its_code() -> None:
    text = "One @a.\n\n```\n@b\n```\n\nTwo `@c` and [see\n@d, para. 2].\n"
    assert [(line, each.key) for line, each in find(text)] == [(7, "d"), (1, "a")]

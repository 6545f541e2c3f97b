"""Quotation marks of the registers as print has them."""

import pytest

from reader.collection.registers import read_glossary
from reader.text.quotes import curly

CASES = [
    ("Ukraine's minerals", "Ukraine’s minerals"),
    ('the word "reset" in speech', "the word “reset” in speech"),
    ('"Spirit of Anchorage", they say', "“Spirit of Anchorage”, they say"),
    ("the allies' word", "the allies’ word"),
    ("He said 'no' at once", "He said ‘no’ at once"),
    ("the '90s", "the ’90s"),
    ('("so")', "(“so”)"),
    (
        'a [link](https://example.org/it\'s "a title") of its "own"',
        'a [link](https://example.org/it\'s "a title") of its “own”',
    ),
    ("`it's code`", "`it's code`"),
    ('<span class="x">it\'s</span>', '<span class="x">it’s</span>'),
    ("already ‘set’ and “done”", "already ‘set’ and “done”"),
    ('text {: .note title="x" }', 'text {: .note title="x" }'),
]


@pytest.mark.parametrize(("typed", "printed"), CASES)
def test_straight_marks_are_set_curly(typed: str, printed: str) -> None:
    assert curly(typed) == printed
    assert curly(printed) == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", "das „Wort“"),
        ("ru", "das «Wort»"),
        ("fr", "das «\u00a0Wort\u00a0»"),
        ("de-AT", "das „Wort“"),
        ("xx", "das “Wort”"),
    ],
)
def test_each_language_has_its_own_marks(language: str, printed: str) -> None:
    assert curly('das "Wort"', language) == printed


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "“a „Wort“ here”"), ("de", "„a „Wort“ here“"), ("ru", "«a „Wort“ here»"), ("es-MX", "«a „Wort“ here»")],
)
def test_the_registers_have_the_marks_of_the_language_they_are_edited_in(language: str, shown: str) -> None:
    text = 'x:\n  definition: >-\n    "a „Wort“ here"\n'
    terms, problems = read_glossary(text, language=language)
    assert problems == []
    assert terms["x"].definition == shown

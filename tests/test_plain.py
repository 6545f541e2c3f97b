"""Inline Markdown as plain words, for the exports."""

import pytest

from reader.text.escaping import plain


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("An [alliance](term:nato) of *many* **states**.", "An alliance of many states."),
        ('A [link](https://x.org/a_(b) "title") and <https://x.org/a_b_c>.', "A link and https://x.org/a_b_c."),
        ("Code `[x](term:y) *z*` and ``a ` b``.", "Code [x](term:y) *z* and a ` b."),
        ("2 * 3 * 4, snake_case_name, \\*starred\\*", "2 * 3 * 4, snake_case_name, *starred*"),
        ("Two\n\nparagraphs  here", "Two paragraphs here"),
        ("[*both*](term:x) and *[both](term:x)*", "both and both"),
        ("1 < 2 & <b>x</b>", "1 < 2 & <b>x</b>"),
    ],
)
def test_plain(source: str, words: str) -> None:
    assert plain(source) == words

"""Which languages run from right to left."""

import pytest

from reader.text.direction import direction


@pytest.mark.parametrize("language", ["ar", "fa-IR", "he", "ur", "pa-Arab"])
def test_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "ru", "pa", "ar-Latn", ""])
def test_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"

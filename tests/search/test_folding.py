"""Words are the same for the search, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.folding import fold, key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Горбачёв", "горбачев"),
        ("Зелёный", "зеленыи"),
        ("за́мок", "замок"),
        ("Straße", "STRASSE"),
        ("Søren Łukasz", "soren lukasz"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
        ("كِتَاب", "كتاب"),
        ("شَدَّة", "شده"),
        ("שָׁלוֹם", "שלומ"),
        ("détente", "DETENTE"),
        ("détente", "de\u0301tente"),
        ("naïve façade", "naive facade"),
        ("ｗｉｄｅ", "wide"),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["हिन्दी", "हन्दी", "が", "か", "ไทย", "ท"])
def test_signs_that_are_letters_stay(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia’s rock", ["russia", "rock"]),
        ("don’t", ["dont"]),
        ("l’Europe", ["l", "europe"]),
        ("1,550 warheads", ["1550", "warheads"]),
        ("the U.S. and", ["the", "us", "and"]),
        ("co-operate now", ["cooperate", "co", "operate", "now"]),
        ("soft\u00adware", ["software"]),
        ("北约东扩", ["北约", "约东", "东扩", "扩"]),
        ("NATO北约", ["nato", "北约", "约"]),
        ("2531-0569", ["25310569", "2531", "0569"]),
        ("…—!", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [word for word, _ in words(text)] == found


def test_positions_leave_no_gap() -> None:
    assert words("a co-op b") == [("a", 0), ("coop", 1), ("co", 1), ("op", 2), ("b", 3)]


def test_a_name_is_looked_up_whole() -> None:
    assert key("vis-à-vis") == key("Vis a vis") == "visavis"
    assert key("EE.UU.") == key("eeuu")


@given(st.text())
def test_positions_never_go_back(text: str) -> None:
    positions = [position for _, position in words(text)]
    assert positions == sorted(positions)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = [word for word, _ in words(text)]
    assert all(fold(word) == word for word in once)

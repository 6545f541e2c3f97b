import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.anchors.numbering import Number, letters, mint, value


@pytest.mark.parametrize(
    ("row", "minted"),
    [
        ([], []),
        ([None, None], ["p1", "p2"]),
        (["p1", "p2", None], ["p1", "p2", "p3"]),
        (["p7", None, "p8"], ["p7", "p7a", "p8"]),
        (["p7", None, "p7a", "p8"], ["p7", "p7b", "p7a", "p8"]),
        (["p7", "p7a", None, "p8"], ["p7", "p7a", "p7b", "p8"]),
        (["p7", "p7z", None, "p8"], ["p7", "p7z", "p7aa", "p8"]),
        (["p7", "p7aa", None, "p8"], ["p7", "p7aa", "p7ab", "p8"]),
        ([None, None, "p1"], ["p0a", "p0b", "p1"]),
        (["p9", None, "p2", None], ["p9", "p9a", "p2", "p10"]),
        (["p1", None, "p2", None, None], ["p1", "p1a", "p2", "p3", "p4"]),
    ],
)
def test_minted_as_legislators_number(row: list[str | None], minted: list[str]) -> None:
    assert mint(row) == minted


def test_no_number_comes_again() -> None:
    assert mint(["p1", None, "p2", None], used=["p1a", "p5"]) == ["p1", "p1b", "p2", "p6"]


def test_other_ids_are_no_numbers() -> None:
    with pytest.raises(ValueError, match="expected p and a whole number"):
        Number.of("p07")


@given(st.integers(1, 100_000))
def test_letters_read_back(count: int) -> None:
    assert value(letters(count)) == count


@given(st.lists(st.booleans(), max_size=40))
def test_minted_ids_are_unique_and_old_ones_stay(old: list[bool]) -> None:
    row = [f"p{place + 1}" if kept else None for place, kept in enumerate(old)]
    minted = mint(row)
    assert len(set(minted)) == len(minted)
    assert all(new == before for new, before in zip(minted, row, strict=True) if before)

"""The files of the index: the same bytes for the same collection, few and small enough for any host."""

import gzip
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from reader.search.coding import DIGITS, LOW, code, lowest, packed, rice, rices
from reader.search.files import search_files
from reader.search.forms import endings, forms
from reader.search.records import Record, Work
from tests.search.made_up import made_up


def decoded(text: str) -> list[int]:
    """Read numbers as the browser does."""
    found, high = [], 0
    for each in text:
        digit = DIGITS.index(each)
        if digit < len(LOW):
            found.append(high * 64 + digit)
            high = 0
        else:
            high = high * 27 + digit - 64
    return found


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert decoded("".join(map(code, numbers))) == numbers


@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(4, 19))))
def test_numbers_come_back_from_bits(numbers: list[tuple[int, int]]) -> None:
    digits = packed("".join(rice(number, low) for number, low in numbers))
    bits = iter("".join(f"{LOW.index(digit):06b}" for digit in digits))
    for number, low in numbers:
        high = 0
        while next(bits) == "1":
            high += 1
        assert (high << low) + int("".join(next(bits) for _ in range(low)), 2) == number
    assert len(digits) <= sum((number >> low) + low + 1 for number, low in numbers) / 6 + 1


@given(st.integers(0, 19))
def test_numbers_at_hand_are_those_that_are_written(low: int) -> None:
    assert rices(low) == [rice(number, low) for number in range(len(rices(low)))]


def test_the_length_of_a_distance() -> None:
    assert [lowest(30_000, chosen) for chosen in (1, 30, 900, 30_000)] == [14, 9, 4, 0]


def test_same_input_same_bytes() -> None:
    records, works = made_up(12)
    assert search_files(records, works) == search_files(list(records), list(works))


def test_another_text_is_another_folder() -> None:
    records, works = made_up(3)
    one = set(search_files(records, works))
    other = set(search_files([*records, Record("page", "about/", ("About",), "a word")], works))
    assert one & other == {"search/index.js"}


def test_files_are_few_and_small() -> None:
    files = search_files(*made_up(200))
    assert len(files) < 300
    assert max(len(gzip.compress(data)) for path, data in files.items() if re.search(r"/[wt]\d+\.js$", path)) < 25_000


def test_texts_of_passages_stand_where_previews_have_them() -> None:
    records, works = made_up(20)
    written = b"".join(search_files(records, works).values())
    assert records[0].text.encode() in written
    assert not [each.url for each in records if each.kind == "passage" and each.text.encode() in written]


def test_a_collection_of_nothing() -> None:
    files = search_files([], [])
    assert "search/index.js" in files


def test_the_parts_can_stand_in_a_page() -> None:
    work = Work("a", "</script><b>", "articles/a/", language="en")
    files = search_files([Record("article", work.url, (work.title,), "\u2028 & <!--", work="a")], [work])
    for data in files.values():
        text = data.decode()
        assert "<" not in text
        assert "\u2028" not in text
        json.loads(text[text.index(",") + 1 : -2])


def test_forms_of_one_word() -> None:
    families = forms({"en": {"treaty", "treaties", "sanction"}, "ru": {"санкции", "санкций", "санкциями"}})
    assert families["treaty"] == ("treaties",)
    assert families["санкции"] == ("санкциями",)  # `санкций` is folded to the same
    assert "sanction" not in families


def test_endings_are_folded() -> None:
    assert "ии" in endings(["ru"])[0]
    assert endings(["xx"]) == []

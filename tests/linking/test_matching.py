"""Finding forms in plain text, apart from any mark-up."""

import pytest

from reader.collection.records import Target
from reader.linking.forms import Form
from reader.linking.matching import Matcher


def matcher(*forms: str, exact: bool = True) -> Matcher:
    return Matcher(Form(text, Target("term", text), exact) for text in forms)


def found(matcher: Matcher, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in matcher.find(text)]


def test_first_of_two_forms_that_read_the_same_wins() -> None:
    two = Matcher([Form("NATO", Target("term", "a"), True), Form("NATO", Target("term", "b"), True)])
    assert [form.target.id for _, _, form in two.find("NATO")] == ["a"]


def test_an_exact_form_gives_way_to_one_that_fits() -> None:
    two = Matcher([Form("Start", Target("term", "a"), True), Form("start", Target("term", "b"), False)])
    assert [form.target.id for _, _, form in two.find("Start start START")] == ["a", "b", "b"]


def test_a_shorter_form_is_found_where_the_longer_one_breaks_off() -> None:
    assert found(matcher("New START follow-on", "New START"), "New START follow-up") == ["New START"]


def test_no_forms_find_nothing() -> None:
    assert found(matcher(), "NATO") == []
    assert found(matcher("NATO"), "") == []


@pytest.mark.parametrize("sign", "@ # \\ $ = % ~ + / _".split())
def test_signs_of_code_tie_what_they_touch(sign: str) -> None:
    assert found(matcher("NATO"), f"{sign}NATO") == ([] if sign != "+" else ["NATO"])
    assert found(matcher("NATO"), f"NATO{sign}") == []


@pytest.mark.parametrize("sign", "- ‐ ‑ – − / &".split())
def test_known_parts_of_a_compound_are_found_and_signs_other_than_hyphens_tie_them_to_unknown_ones(sign: str) -> None:
    assert found(matcher("US", "NATO"), f"US{sign}NATO") == ["US", "NATO"]
    parts = ["US", "NATO"] if sign not in "/&" else []
    assert found(matcher("US", "NATO"), f"US{sign}OSCE{sign}NATO") == parts


@pytest.mark.parametrize("text", ["е\u0301", "NATO\u0301", "NATO\u20dd", "नाटो"])
def test_marks_belong_to_their_letter(text: str) -> None:
    assert found(matcher("е", "NATO", "ना"), text) == []


def test_text_with_and_without_marks_reads_alike() -> None:
    """Text of common characters alone takes a shorter way."""
    terms = matcher("NATO", "Смута", "café", exact=False)
    text = "“NATO” – Смута… café, nato_x, (Смуты) café’s €NATO"
    assert found(terms, text) == [each for each in found(terms, f"{text} \u0301") if each]
    assert found(terms, text) == ["NATO", "Смута", "café", "café", "NATO"]

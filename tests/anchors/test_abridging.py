import pytest

from reader.anchors.abridging import abridge, readable
from reader.anchors.block import Block, Kind

QUOTED = "one two three"


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", '""'])
def test_quotation_keeps_its_first_word_and_a_sum(marks: str) -> None:
    text = abridge(Block("paragraph", f"He said {marks[0]}{QUOTED}{marks[1]} and left.")).text
    assert text.startswith(f"He said {marks[0]}one … #")
    assert text.endswith(f"{marks[1]} and left.")
    assert readable(text) == f"He said {marks[0]}one …{marks[1]} and left."


def test_any_change_in_it_is_seen() -> None:
    one, other = (abridge(Block("item", f"“{text}”")).text for text in (QUOTED, QUOTED.replace("two", "too")))
    assert one != other


@pytest.mark.parametrize(("kind", "text"), [("paragraph", "The “reset” came."), ("code", f'"{QUOTED}"')])
def test_left_alone(kind: Kind, text: str) -> None:
    block = Block(kind, text)
    assert abridge(block) is block

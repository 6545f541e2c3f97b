"""The rules of linking held to texts judged by reading."""

from functools import reduce
from operator import add

from tests.linking.judged import Place, Text, linked, score, texts


def test_precision_and_recall() -> None:
    every = list(texts())
    found = {text.name: linked(text) for text in every}
    total = reduce(add, (score(text, found[text.name]) for text in every))
    told = [line for text in every for line in _told(text, found[text.name])]
    assert total.precision >= 0.995, told
    assert total.recall >= 0.97, told


def test_the_standard_is_large_and_mixed() -> None:
    every = list(texts())
    assert len(every) >= 25
    assert len({text.language for text in every}) >= 14
    assert sum(len(text.mentions) + len(text.others) for text in every) >= 600


def test_the_letters_of_a_text_are_those_of_its_page() -> None:
    """Else a link could be held against another place than its own."""
    for text in texts():
        for place in text.mentions | text.others:
            assert text.words(place).strip(), text.name


def _told(text: Text, found: frozenset[Place]) -> list[str]:
    wrong = [f"{text.name}: wrong: {place.id} at {text.words(place)}" for place in sorted(found - text.mentions)]
    missed = [f"{text.name}: missed: {place.id} at {text.words(place)}" for place in sorted(text.mentions - found)]
    return wrong + missed


if __name__ == "__main__":
    for each in texts():
        links = linked(each)
        print(each.name, len(each.mentions), len(each.others), score(each, links))
        print("\n".join(_told(each, links)))

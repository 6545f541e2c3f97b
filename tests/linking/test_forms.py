"""Forms that an editor need not type: the regular ones of English, and those that `reader forms` proposes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.collection.records import Target
from reader.linking.doubts import doubts
from reader.linking.finding import Finder
from reader.linking.forms import all_forms
from reader.linking.matching import Matcher
from reader.linking.morphology import regular_forms
from reader.linking.names import Names
from reader.linking.proposals import Passage, propose
from reader.linking.spelling import other_spelling, plurals
from reader.linking.uses import Use
from tests.cases import collection_of

INFLECTED: dict[str, list[list[str]]] = yaml.safe_load(Path(__file__).with_name("inflected.yml").read_text("utf-8"))


def finder(registers: dict[str, Any]) -> Finder:
    collection = collection_of(registers)
    return Finder(Matcher(all_forms(collection)), Names(collection))


def found(registers: dict[str, Any], text: str, language: str) -> list[str]:
    """The words of a text that link."""
    mentions = finder(registers).find(text, language)
    return [text[mention.start : mention.end] for mention in mentions if not mention.why]


def proposed(registers: dict[str, Any], text: str, language: str) -> list[str]:
    passage = Passage("a#p1", text, language)
    proposals = propose(collection_of(registers), finder(registers), [passage])
    return [form for proposal in proposals for form in proposal.found]


def test_inflected_forms_link_once_the_proposals_are_declared() -> None:
    every, bare, linked, missed = 0, 0, 0, []
    for language, rows in INFLECTED.items():
        for base, *forms in rows:
            text = ". ".join(forms) + "."
            registers: dict[str, Any] = {"terms": {"it": {"term": base}}}
            bare += len(set(found(registers, text, language)) & set(forms))
            registers["terms"]["it"]["forms"] = proposed(registers, text, language)
            links = found(registers, text, language)
            every += len(forms)
            linked += sum(form in links for form in forms)
            missed += [f"{language}: {form}" for form in forms if form not in links]
    assert every >= 111
    assert linked >= every - 2, missed
    assert bare < every / 10, "the forms are to be those that do not link by themselves"


@pytest.mark.parametrize(
    ("language", "base", "text"),
    [
        ("ru", "Кремль", "Кремни и кремы. Кремлёвский приём."),
        ("pl", "wojna", "wojsko, wojewoda, wojownik"),
        ("de", "Kreml", "Kremserei, Kremation"),
        ("tr", "NATO", "NATOLU, NATOR"),
        ("ko", "나토", "나토막, 나무"),
        ("en", "Republican", "Republicanism, republic"),
    ],
)
def test_other_words_are_not_proposed(language: str, base: str, text: str) -> None:
    assert proposed({"terms": {"it": {"term": base}}}, text, language) == []


def test_a_native_name_is_proposed_as_the_texts_have_it() -> None:
    registers = {"people": {"putin": {"name": "Vladimir Putin", "native": "Владимир Путин"}}}
    text = "Владимир Путин выступил. О Владимире Путине говорят."
    assert proposed(registers, text, "ru") == ["Владимир Путин", "Владимире Путине"]


def test_all_regular_forms_of_a_russian_phrase_agree() -> None:
    forms = regular_forms("холодная война", "ru")
    assert {"холодной войны", "холодную войну", "холодной войной", "холодные войны"} <= set(forms)
    assert "Владимиром Путиным" in regular_forms("Владимир Путин", "ru")
    assert "Совета Безопасности" in regular_forms("Совет Безопасности", "ru")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("missile defence", "missile defense"),
        ("World Trade Organization", "World Trade Organisation"),
        ("normalisation", "normalization"),
        ("recognise", "recognize"),
        ("analyse", "analyze"),
        ("labour camp", "labor camp"),
        ("Centre", "Center"),
        ("programme", "program"),
        ("modelling", "modeling"),
        ("aluminium", "aluminum"),
    ],
)
def test_british_and_american_spelling(one: str, other: str) -> None:
    assert (other_spelling(one), other_spelling(other)) == (other, one)


@pytest.mark.parametrize("word", "exercise surprise advise promise size prize doctor author rise Reise Kreise".split())
def test_words_of_one_spelling(word: str) -> None:
    assert other_spelling(word) == ""


def test_plurals_of_designations_and_of_heads() -> None:
    assert list(plurals("F-16")) == ["F-16s"]
    assert list(plurals("head of state")) == ["heads of state", "head of states"]
    assert list(plurals("北约")) == []


def test_a_link_in_another_subject_is_the_most_doubtful() -> None:
    """A word of war and of weather, used thrice in one sense and once in the other."""
    texts = {
        "p1": "The thaw between Moscow and Washington followed the arms talks of the two presidents.",
        "p2": "Diplomats in Moscow spoke of a thaw: the presidents would meet for talks in Geneva.",
        "p3": "After the talks on arms the thaw between the presidents ended, said a diplomat in Washington.",
        "p4": "In the mountains the thaw swells the rivers, and the snow slides from the roofs of the barns.",
    }
    registers = {"terms": {"thaw": {"term": "thaw", "definition": "A relaxation between states after talks."}}}
    uses = [Use(Target("term", "thaw"), "a.md", id, "thaw", "", "", linked=True) for id in texts]
    ranked = doubts(collection_of(registers), uses, {("a.md", id): text for id, text in texts.items()})
    assert ranked[0].use.anchor == "p4"
    assert ranked[0].likeness < ranked[1].likeness / 2

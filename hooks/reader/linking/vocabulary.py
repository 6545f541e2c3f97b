"""The words that tell a given name from a title, or from a word that opens a sentence; see vocabulary.yml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`openers`, their `opener_ends` and `prepositions` are by language; every word is in lower case, without stops."""

    titles: frozenset[str]
    title_ends: tuple[str, ...]
    shared_titles: frozenset[str]
    offices: frozenset[str]
    openers: dict[str, frozenset[str]]
    every_opener: frozenset[str]
    never_names: frozenset[str]
    opener_ends: dict[str, re.Pattern[str]]
    others: frozenset[str]
    generation: re.Pattern[str]
    particles: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    saints: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, ten times as fast, where PyYAML was built with it
    data = yaml.load(Path(__file__).with_suffix(".yml").read_text("utf-8"), loader)
    openers = {language: _words(text) for language, text in data["openers"].items()}
    return Vocabulary(
        titles=_words(data["titles"]),
        title_ends=tuple(data["title_ends"].split()),
        shared_titles=_words(data["shared_titles"]),
        offices=_words(data["offices"]),
        openers=openers,
        every_opener=frozenset().union(*openers.values()),
        never_names=_words(data["never_names"]),
        opener_ends={language: re.compile(ends) for language, ends in data["opener_ends"].items()},
        others=_words(data["others"]),
        generation=re.compile(rf",?\s+(?P<mark>(?:{'|'.join(data['generations'])})\.?)"),
        particles=_words(data["particles"][""]),
        prepositions={language: _words(text) for language, text in data["prepositions"].items()},
        saints=_words(data["saints"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(each.rstrip(".") for each in text.split())

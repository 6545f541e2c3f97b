"""Whether one word is a form of another, and which forms a word has, as dictionaries and regular endings tell.

The dictionaries are those of pymorphy3 (Russian) and simplemma (some fifty languages), which come with the extra
`reader[forms]`; without them, and for names that they do not know, the endings of endings.yml remain.
"""

import importlib
import importlib.util
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from reader.linking.tokens import fold

SHORTEST_STEM = 3
CASES = ("gent", "datv", "accs", "ablt", "loct")


@dataclass(frozen=True, slots=True)
class Endings:
    """What endings.yml says, the patterns compiled; each by language."""

    longest: dict[str, int]
    consonant: dict[str, str]
    vowel: dict[str, str]
    dropped_vowel: tuple[str, ...]
    signs: dict[str, re.Pattern[str]]
    made_with_signs: dict[str, str]
    prefixes: dict[str, re.Pattern[str]]
    particles: dict[str, re.Pattern[str]]
    made_particles: dict[str, str]
    made_prefixes: dict[str, str]


@cache
def endings() -> Endings:
    data = yaml.safe_load(Path(__file__).with_name("endings.yml").read_text("utf-8"))
    for key in ("signs", "prefixes", "particles"):
        data[key] = {language: re.compile(pattern) for language, pattern in data[key].items() if pattern}
    return Endings(**{**data, "dropped_vowel": tuple(data["dropped_vowel"])})


def has_dictionary(language: str) -> bool:
    """Whether a dictionary of a language is installed."""
    return bool((language == "ru" and _russian()) or _knows(language))


@cache
def _russian() -> Any:
    if not importlib.util.find_spec("pymorphy3"):
        return None
    return importlib.import_module("pymorphy3").MorphAnalyzer(lang="ru")


@cache
def _knows(language: str) -> bool:
    if not importlib.util.find_spec("simplemma"):
        return False
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


@lru_cache(maxsize=20_000)
def lemmas(word: str, language: str) -> frozenset[str]:
    """The basic forms that a dictionary gives for a word; none where it does not know the word."""
    if language == "ru" and (russian := _russian()):
        return frozenset(fold(parse.normal_form) for parse in russian.parse(word) if parse.is_known)
    if not _knows(language):
        return frozenset()
    import simplemma

    spellings = dict.fromkeys((word, word.lower()))
    # The smaller of its two dictionaries is also the one that loads in a second.
    return frozenset(
        fold(simplemma.lemmatize(each, lang=language, low_memory=True))
        for each in spellings
        if simplemma.is_known(each, lang=language, low_memory=True)
    )


@lru_cache(maxsize=20_000)
def is_form(word: str, base: str, language: str) -> bool:
    """Whether a word of a text looks like an inflected form of a basic one in a language."""
    if base[0].isupper() and not word[0].isupper():
        return False
    if fold(word) == fold(base):
        return True
    known, wanted = lemmas(word, language), lemmas(base, language)
    if known & wanted or fold(base) in known:
        return True
    rules = endings()
    if (signs := rules.signs.get(language)) and (found := _rest(word, base)) is not None and signs.fullmatch(found):
        return True
    if (particles := rules.particles.get(language)) and (found := _rest(word, base)) is not None:
        return bool(particles.fullmatch(found))
    if prefixes := rules.prefixes.get(language):
        return bool(_without_prefix(word, prefixes) & _without_prefix(base, prefixes))
    if language == "ru" and (russian := _russian()) and _by_analogy(word, base, russian):
        return True
    if not _shares_stem(word, base, language):
        return False
    return not (known and wanted) or any(_one_stem(one, other) for one in known for other in wanted)


def _one_stem(one: str, other: str) -> bool:
    """Whether two basic forms differ in their last letter alone, as those of an adjective and its adverb may."""
    return len(one) > SHORTEST_STEM and one[:-1] == other[:-1]


def _rest(word: str, base: str) -> str | None:
    return word[len(base) :] if fold(word[: len(base)]) == fold(base) else None


def _without_prefix(word: str, prefixes: re.Pattern[str]) -> frozenset[str]:
    """A word with all the prefixes that it may have, and without them, if three letters remain."""
    word = fold(word)
    found = {word}
    for length in range(1, 5):
        if len(word) - length >= SHORTEST_STEM and prefixes.fullmatch(word[:length]):
            found.add(word[length:])
    return frozenset(found)


def _by_analogy(word: str, base: str, russian: Any) -> bool:
    """Whether words that no dictionary has would have one basic form: pymorphy3 knows it from words that end alike."""
    ours = {fold(parse.normal_form) for parse in russian.parse(base)}
    return any(fold(parse.normal_form) in ours for parse in russian.parse(word))


def _shares_stem(word: str, base: str, language: str) -> bool:
    if base.isupper() and not word[len(base) :].islower():
        return False  # an acronym with more capitals is another
    longest = endings().longest.get(language, 0 if language == "en" else 3)
    ours, theirs = _letters(base), _letters(word)
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    changed = 0 if len(base) < 4 or (base.isupper() and len(base) > 1) else 1 if len(base) < 5 else 2
    return (
        shared >= min(SHORTEST_STEM, len(ours))
        and len(ours) - shared <= changed
        and longest > 0
        and len(theirs) - shared <= longest
    )


def _letters(word: str) -> str:
    """The letters of a word without case and accents, which may shift."""
    return "".join(each for each in unicodedata.normalize("NFD", fold(word)) if each.isalnum())


def regular_forms(text: str, language: str) -> list[str]:
    """The regular forms of a term or a name in a language, as far as dictionaries and endings tell."""
    words = text.split(" ")
    if language == "ru" and (russian := _russian()):
        return _unique(text, _russian_forms(words, russian))
    if len(words) > 1 and not all(word[0].isupper() for word in words):
        return []  # Which words of a phrase change, and how, is the language's own affair.
    last = words[-1]
    if len(words) == 1 and fold(last) in lemmas(last, language):
        made = _from_dictionary(last, language)
    else:
        made = _by_cases(words, language)
    rules = endings()
    made += [
        text + each for each in rules.made_with_signs.get(language, "").split() if last.isupper() or len(words) > 1
    ]
    made += [text + each for each in rules.made_particles.get(language, "").split()]
    made += [each + text for each in rules.made_prefixes.get(language, "").split()]
    return _unique(text, made)


def _russian_forms(words: list[str], russian: Any) -> Iterable[str]:
    """Each case of a phrase: its adjectives and its first noun change, and names beside it."""
    parses = [russian.parse(word)[0] for word in words]
    moving: list[bool] = []
    noun = False
    for parse in parses:
        named = "Surn" in parse.tag or "Name" in parse.tag
        moves = (not noun or named) and "nomn" in parse.tag
        moving.append(moves)
        noun = noun or (moves and parse.tag.POS == "NOUN")
    number = next((str(parse.tag.number) for parse, moves in zip(parses, moving, strict=True) if moves), "sing")
    single = all("Surn" in parse.tag or "Name" in parse.tag or "Geox" in parse.tag for parse in parses)
    for each in (number,) if single or number == "plur" else ("sing", "plur"):
        for case in (*CASES, "nomn"):
            made = []
            for word, parse, moves in zip(words, parses, moving, strict=True):
                changed = parse.inflect({case, each}) if moves else None
                made.append(_like(word, changed.word) if changed else word)
            yield " ".join(made)


def _from_dictionary(word: str, language: str) -> list[str]:
    if not _knows(language):
        return []
    # Here every entry is read, which the smaller dictionary is slow at.
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    wanted = lemmas(word, language)
    entries: Mapping[Any, Any] = DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
    texts = ((_text(form), _text(lemma)) for form, lemma in entries.items())
    return sorted(_like(word, form) for form, lemma in texts if lemma.lower() in wanted or fold(lemma) in wanted)


def _text(entry: str | bytes) -> str:
    return entry.decode() if isinstance(entry, bytes) else entry


def _by_cases(words: list[str], language: str) -> list[str]:
    """The forms of a name: in Slavic languages all its words change, elsewhere the last."""
    made = [_by_endings(word, language) for word in words]
    if language in endings().dropped_vowel and all(made):
        return [" ".join(case) for case in zip(*made, strict=False)]
    return [" ".join([*words[:-1], each]) for each in made[-1]]


def _by_endings(word: str, language: str) -> list[str]:
    rules = endings()
    vowel = _letters(word)[-1:] in "aeiouyаеёиоуыэюяіїєαεηιουω"
    made = (rules.vowel if vowel else rules.consonant).get(language, "").split()
    stem = word[:-1] if vowel and language in rules.dropped_vowel else word
    return [stem + each for each in made] if len(stem) >= SHORTEST_STEM and not word.isupper() else []


def _like(word: str, changed: str) -> str:
    if word.isupper() and len(word) > 1:
        return changed.upper()
    return changed[:1].upper() + changed[1:] if word[:1].isupper() else changed


def _unique(text: str, made: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(made) if each != text]

"""Titles in the letters that a style asks for: as a sentence, or as a headline with its small words.

Titles are typed as the source has them. Which words keep their capitals in a sentence, the registers know: the names in
them, and what their prose (definitions, summaries) writes with a capital inside a sentence and never without.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.collection.records import Collection

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'.][^\W_]+)*")
_START = re.compile(r"(?:^|[.:?!…—–](?=[\s\"“”‘’\])])|\n)[\s\"“”‘’(\[)\]]*")
_SMALL = frozenset(
    "a an the and but or nor for so yet as at by in into of off on onto out over per than to up upon via vs with "
    "from".split()
)
# Prepositions in English headlines, without those that are as often adverbs (off, out, over, up).
_PREPOSITIONS = frozenset(
    "about above across against along amid among around at behind below beneath beside besides between beyond by "
    "despite during except for from in inside into near of on onto outside per through throughout to toward towards "
    "under underneath upon via with within without".split()
)
# Words that are prepositions before a name and conjunctions before a clause.
_EITHER = frozenset("after before since until till".split())
_DETERMINERS = frozenset("a an the its his her their our my your this that these those all and or".split())
LONG = 5  # letters


@dataclass(frozen=True, slots=True)
class Names:
    """The `words` that are written with a capital anywhere, and the `phrases`, each as the registers write it."""

    words: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()


def names(collection: Collection) -> Names:
    """What the registers of a collection know to be names."""
    phrases = {form for term in collection.terms.values() for form in (term.term, *term.forms)}
    phrases |= {form for person in collection.people.values() for form in (person.name, person.surname, *person.also)}
    phrases |= {article.publication for article in collection.articles.values()}
    prose = [term.definition for term in collection.terms.values()]
    prose += [article.summary for article in collection.articles.values()]
    capital, small = _seen(prose)
    named = sorted((phrase for phrase in phrases if " " in phrase and phrase != phrase.lower()), key=len, reverse=True)
    single = {phrase for phrase in phrases if " " not in phrase and phrase[:1].isupper()}
    return Names(frozenset((capital - {word.capitalize() for word in small}) | single), tuple(named))


def sentence(title: str, known: Names) -> str:
    """A title typed as a headline, as a sentence: only its first words, those after a stop, and names have capitals.

    One that is typed as a sentence stays. Rule: APA 7, 6.17.
    """
    starts = {match.end() for match in _START.finditer(title)}
    words = list(_WORD.finditer(title))
    inner = [match[0] for match in words if match.start() not in starts and match[0].lower() not in _SMALL]
    if any(word.islower() and len(word) >= LONG and word not in _PREPOSITIONS | _EITHER for word in inner):
        return title
    kept = [match.span() for phrase in known.phrases for match in re.finditer(re.escape(phrase), title)]
    parts, end = [], 0
    for match in words:
        keeps = (
            match.start() in starts
            or match[0] != match[0].capitalize()
            or _bare(match[0]) in known.words
            or any(start <= match.start() < stop for start, stop in kept)
        )
        parts += [title[end : match.start()], match[0] if keeps else match[0].lower()]
        end = match.end()
    return "".join([*parts, title[end:]])


def headline(title: str, *, long: bool) -> str:
    """An English headline with its prepositions right; a style's title case does the rest.

    With `long`, those of five letters or more have a capital (Chicago 18, 8.160); else none has, and a word such as
    `after` only where a clause follows it (MLA 9, 2.90). No grammar is asked: three words or more without an article
    before the first are taken for a clause. Where that fails, the article's front matter has the title.
    """
    starts = {match.end() for match in _START.finditer(title)}
    words = list(_WORD.finditer(title))
    parts, end = [], 0
    for place, match in enumerate(words):
        word = match[0].lower()
        inner = match.start() not in starts and place + 1 < len(words)
        text = match[0]
        if inner and word in _EITHER:
            text = word.capitalize() if (long and len(word) >= LONG) or _is_clause(title, words[place + 1 :]) else word
        elif inner and word in _PREPOSITIONS:
            text = word.capitalize() if long and len(word) >= LONG else word
        parts += [title[end : match.start()], text]
        end = match.end()
    return "".join([*parts, title[end:]])


def capitalised(title: str) -> str:
    """A title in title case: all words but small ones, as CSL's `text-case="title"` has it."""
    starts = {match.end() for match in _START.finditer(title)}

    def capital(match: re.Match[str]) -> str:
        is_small = match[0] in _SMALL and match.start() not in starts
        return match[0] if is_small else match[0][0].upper() + match[0][1:]

    return _WORD.sub(capital, title)


def _is_clause(title: str, words: list[re.Match[str]]) -> bool:
    following: list[re.Match[str]] = []
    for match in words:
        if following and re.search(r"[.:;,?!—–]", title[following[-1].end() : match.start()]):
            break
        following.append(match)
    said = [match[0].lower() for match in following]
    return len(said) >= 3 and said[0] not in _DETERMINERS and not {"and", "or", "of"} & set(said)


def _seen(prose: Iterable[str]) -> tuple[set[str], set[str]]:
    """The words that stand with a capital inside a sentence, and those that stand without."""
    capital, small = set(), set()
    for text in prose:
        starts = {match.end() for match in _START.finditer(text)}
        for match in _WORD.finditer(text):
            if match[0][0].islower():
                small.add(match[0])
            elif match.start() not in starts:
                capital.add(_bare(match[0]))
    return capital, small


def _bare(word: str) -> str:
    return re.sub(r"[’']s$", "", word)

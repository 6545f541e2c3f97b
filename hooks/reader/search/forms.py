"""Which words are forms of one another, by the stemmer of each language, found once when the index is made.

The stemmers are those of the Snowball project, by its package PyStemmer. A word is stemmed as it is typed, in lower
case with its accents, and in the languages of the texts that hold it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import Stemmer  # type: ignore[import-not-found]

from reader.search.folding import fold

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
# How words of a language end: two words that differ only by two of these are taken for forms of one, where the query
# has a form that no text has. (A form that a text has is known by its stem.)
ENDINGS = {
    "en": "s es ed d ing y ies ied e er ers ly",
    "es": "s es o a os as e ar er ir ado ada ados adas ando endo ó ción ciones",
    "fr": "s e es x ent er é ée és ées ation ations",
    "de": "e en er es s n em ern",
    "it": "o a i e are ere ire ato ata ati ate",
    "pt": "s es o a os as ar er ir ado ada ados adas ção ções",
    "ru": "а я о е ы и у ю ь й ом ем ой ей ою ею ам ям ами ями ах ях ов ев ий ый ого его ому ему ым им ых их ую юю ая "
    "яя ое ее ые ие ыми ими ия ию ии ием иям иями иях ть ет ют ит ат ят л ла ло ли",
    "uk": "а я о е и і у ю ь й ом ем ою ею ам ям ами ями ах ях ів їв ий ій ого ому им их ими ую ая ої ою ія ію ії ть",
}


def forms(spoken: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The forms of each folded word that has any, itself left out; `spoken` are each language's words, unfolded."""
    families: dict[str, set[str]] = defaultdict(set)
    for language, words in spoken.items():
        name = STEMMERS.get(language.split("-")[0])
        if not name:
            continue
        by_stem: dict[str, set[str]] = defaultdict(set)
        chosen = sorted({word.lower() for word in words if word.isalpha()})
        for word, stem in zip(chosen, Stemmer.Stemmer(name).stemWords(chosen), strict=True):
            by_stem[stem].add(fold(word))
        for family in by_stem.values():
            if len(family) > 1:
                for word in family:
                    families[word] |= family
    return {word: tuple(sorted(family - {word})) for word, family in families.items()}


def endings(languages: Iterable[str]) -> list[list[str]]:
    """The endings of each language that is used, folded."""
    known = sorted({language.split("-")[0] for language in languages} & set(ENDINGS))
    return [["", *sorted({fold(each) for each in ENDINGS[language].split()})] for language in known]

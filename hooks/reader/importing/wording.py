"""What a line looks like, in any language: a sentence, prose, a heading, a name. No rule here knows a site."""

import re
import unicodedata
from functools import lru_cache

from reader.importing.vocabulary import words

CLOSERS = "\"'”’»«“›)]}*_¹²³⁴⁵⁶⁷⁸⁹⁰」』）】〉》"
OPENERS = "\"'“‘«„‹([{¿¡*_—–-… 「『（【〈《　"
SENTENCE_ENDS = ".!?…。！？।؟۔።"
QUOTES = '"“”«»„‟'

_NOTE_MARK = re.compile(r"(?:\[\^?\d+\]|\^\d+)+$")
_UNSPACED = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONG_WORDS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ENDS_UNSPACED = re.compile(r"[。！？][」』）】”’]*(?=.)")
_SENTENCE = re.compile(rf"[{re.escape(SENTENCE_ENDS)}][{re.escape(CLOSERS)}]*\s+[{re.escape(OPENERS)}]*(?=\w)")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_KEY = re.compile(r"[\W_]+")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.|St\.|No\.|vs\.|e\.g\.|i\.e\.|[A-Z]\.[A-Z]\.)$")

_PARTICLES = words("name particles")
_NOT_IN_NAMES = words("no names")
_ARTICLES = words("articles")
_TITLES = re.compile(
    r"^(?:(?:by|dr|prof|professor|sir|dame|lord|lady|mr|mrs|ms|amb|ambassador|gen|general|col|colonel|rev)\.?\s+)+",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r",?\s+(?:jr\.?|sr\.?|i{2,3}|iv|ph\.?\s?d\.?|m\.?d\.?|obe|cbe|esq\.?)$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold a line to what makes it the same line to a reader: letters and digits, without case, marks and signs."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _KEY.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=4096)
def size(text: str) -> int:
    """How many words, counted at white space; in scripts without it, two signs of Chinese or Japanese make a word.

    Unicode (UAX #29) counts each ideograph for itself and leaves Thai, Lao, Khmer and Burmese to dictionaries: two
    ideographs, and four letters of those, are what a word of a spaced script is on average.
    """
    words = len(text.split())
    if text.isascii() or not (close := len(_UNSPACED.findall(text)) + len(_LONG_WORDS.findall(text))):
        return words
    long = len(_LONG_WORDS.findall(text))
    rest = _LONG_WORDS.sub(" ", _UNSPACED.sub(" ", text))
    return max(
        words, sum(any(each.isalnum() for each in word) for word in rest.split()) + (close - long) // 2 + long // 4
    )


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, quotation marks and note marks after the stop allowed."""
    bare = _NOTE_MARK.sub("", text.rstrip()).rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in SENTENCE_ENDS


def starts_low(text: str) -> bool:
    """Whether the first letter of the text is a small one, so that it goes on from somewhere."""
    bare = text.lstrip(OPENERS)
    return bool(bare) and bare[0].islower()


@lru_cache(maxsize=4096)
def sentences(text: str) -> int:
    """How many sentences, counted at stops that white space and a letter follow (initials do not count)."""
    count = 1 if ends_sentence(text) else 0
    count += len(_ENDS_UNSPACED.findall(text)) if not text.isascii() else 0
    for stop in _SENTENCE.finditer(text):
        if not _ABBREVIATION.search(text[max(0, stop.start() - 4) : stop.start() + 1]):
            count += 1
    return count


@lru_cache(maxsize=4096)
def is_sentence(text: str) -> bool:
    """Whether the line is a sentence of the body, however short: it ends as one and has four words or two sentences."""
    count = size(text)
    return ends_sentence(text) and (count >= 4 or sentences(text) > 1) and not text.rstrip().endswith("?")


@lru_cache(maxsize=4096)
def is_prose(text: str) -> bool:
    """Whether the line is surely running text: a sentence of twelve words or more, or forty words of anything."""
    count = size(text)
    return (count >= 12 and (ends_sentence(text) or text.rstrip().endswith(":"))) or count >= 40 or len(text) > 400


def is_short(text: str) -> bool:
    """Whether the line is as short as headings, labels and captions are, and stops as no sentence does."""
    return len(text) <= 120 and size(text) <= 18 and not (ends_sentence(text) and not text.rstrip().endswith("?"))


def looks_like_heading(text: str) -> bool:
    """Whether the line could head a section: short, begun with a capital or a digit, not broken off with a sign."""
    bare = text.lstrip(OPENERS)
    if (
        not any(each.isalpha() for each in bare)
        or len(text) > 110
        or size(text) > 16
        or text.rstrip()[-1] in ",;:-–—、；："
    ):
        return False
    if _ENDS_UNSPACED.search(text):
        return False
    if _NOTE_MARK.sub("", text).rstrip(CLOSERS + " ")[-1:] in ".。…":
        return bool(re.fullmatch(r"(?:(?:[IVX]+|\d+)\.\s+)?(?:\w\.){2,}", text)) or text.rstrip().endswith("…")
    return bare[0].isupper() or bare[0].isdigit() or not (bare[0].islower() or bare[0].isupper())


def is_title_case(text: str) -> bool:
    """Whether most words of four letters or more begin with a capital, as in the headings of the American press."""
    long = [word.strip(OPENERS + CLOSERS) for word in text.split()]
    long = [word for word in long if len(word) >= 4 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def bare_name(text: str) -> str:
    """Strip forms of address and degrees from a name."""
    return _AFTER_NAME.sub("", _TITLES.sub("", text.strip())).strip(" ,;.")


@lru_cache(maxsize=4096)
def looks_like_name(text: str) -> bool:
    """Whether the text could be a person's name: two to five capitalised words, particles and initials allowed.

    Words that stand in headings, labels and the names of institutions make it something else.
    """
    parts = bare_name(text).replace("’", "'").split()
    if not 2 <= len(parts) <= 5 or any(each.isdigit() or each in "|/&:;()[]@#?!" for each in text):
        return False
    if parts[0].casefold() in _ARTICLES:
        return False
    whole = 0
    for word in parts:
        bare = word.rstrip(".,")
        if bare.casefold() in _PARTICLES and word is not parts[-1] and (word is not parts[0] or bare.islower()):
            continue
        if bare.casefold() in _NOT_IN_NAMES or bare.endswith("'s") or not bare or not bare[0].isupper() or "," in word:
            return False
        if not all(each.isalpha() or each in "'-.‐ʹʼ" or unicodedata.combining(each) for each in bare):
            return False
        whole += len(bare.replace(".", "")) > 1
    return whole >= 1 and len(parts[-1].rstrip(".")) > 1 and not parts[-1].casefold().endswith("'s")


def file_id(text: str) -> str:
    """Make an id of a text: `[a-z][a-z0-9-]*`, Latin letters without their marks; "" where none is left."""
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-").lstrip("0123456789-")


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g".split(" "),
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {
        **_CYRILLIC,
        **{letter.upper(): latin.capitalize() for letter, latin in _CYRILLIC.items()},
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "’": "",
        "‘": "",
    }
)

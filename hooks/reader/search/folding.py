"""Words as the search compares them: without case, accents, marks and the differences that nobody types.

The browser does the same with the tables of `TABLES`, which the index carries: a word is folded on both sides alike.
"""

import re
import unicodedata

from reader.text.words import IGNORED, UNMARKED, WORD_CLASS

# Marks that are left out: accents, stress, the points of Hebrew and Arabic. The vowel signs of Indian scripts and of
# Thai are marks as well, but as good as letters.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# What no decomposition of Unicode takes apart.
LETTERS = {
    **{
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    },
    **{"ς": "σ", "ґ": "г", "ѣ": "е", "ѳ": "ф", "ѵ": "и"},
    **{"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "", "ٱ": "ا"},
    **{"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"},
    **{chr(start + digit): str(digit) for start in (0x660, 0x6F0, 0x966) for digit in range(10)},
}
# Scripts that part no words: what they say is found by every two characters that stand together.
UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
APOSTROPHES = "\u2019\u02bc\uff07`\u2018"
HYPHENS = "\u2010\u2011"
TABLES = {"marks": MARKS, "letters": LETTERS, "unparted": UNPARTED, "apostrophes": APOSTROPHES, "hyphens": HYPHENS}

_MARKS = re.compile(f"[{MARKS}]")
_FOLDS = str.maketrans(LETTERS)
_SIGNS = str.maketrans({**dict.fromkeys(IGNORED, ""), **dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})
_LETTER = f"[{WORD_CLASS}]"
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?![\d,])")
ABBREVIATION = re.compile(rf"(?<!{_LETTER})(?:[^\W\d_]\.){{2,}}(?!{_LETTER})")
# What both begin to be looked for at: a sign alone is found far faster than what may stand before it.
COMMA, DOTS = re.compile(r",\d\d\d"), re.compile(r"\.\w\.")
# A word with what apostrophes and hyphens join to it. Where a text has no marks, `\w` says the same, far faster.
CHUNK = re.compile(rf"{_LETTER}+(?:['-]{_LETTER}+)*")
PLAIN_CHUNK = re.compile(r"\w+(?:['-]\w+)*")
_UNPARTED = re.compile(f"([{UNPARTED}]+)")


def fold(text: str) -> str:
    """Fold letters: `Горбачёв` is `горбачев`, `İSTANBUL` is `istanbul`."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return unicodedata.normalize("NFC", _MARKS.sub("", bare).translate(_FOLDS))


def chunks(text: str) -> list[str]:
    """Cut a text at what is neither in a word nor joins two: `1,550` and `U.S.` are one each."""
    plain = text.isascii()
    if not plain or "`" in text:
        text = text.translate(_SIGNS)
    if DOTS.search(text):
        text = ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    if COMMA.search(text):
        text = THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    return (PLAIN_CHUNK if plain or UNMARKED.fullmatch(text) else CHUNK).findall(text)


def words(text: str) -> list[tuple[str, int]]:
    """The folded words of a text in order, each with its place.

    Words that a hyphen joins stand one after the other; at the place of the first stands the whole as well.
    """
    place = 0
    found: list[tuple[str, int]] = []
    for chunk in chunks(text):
        each, length = split(chunk)
        found += [(word, place + offset) for word, offset in each]
        place += length
    return found


def key(text: str) -> str:
    """A name as it is looked up whole: its words run together."""
    return "".join(word for word, _ in plain_words(text))


def plain_words(text: str) -> list[tuple[str, int]]:
    """The words of a text without the wholes of hyphened ones."""
    last = -1
    found = []
    for word, position in reversed(words(text)):
        if position != last:
            found.append((word, position))
        last = position
    return found[::-1]


def split(chunk: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """The words of a chunk with their places in it, and how many places it takes."""
    found: list[tuple[str, int]] = []
    place = 0
    hyphened = chunk.split("-")
    if len(hyphened) > 1:
        found.append((fold("".join(hyphened).replace("'", "")), 0))
    for part in hyphened:
        for word in _apostrophes(part):
            for run in _UNPARTED.split(word):
                if not run:
                    continue
                if _UNPARTED.match(run):
                    folded = fold(run)
                    found += [(folded[at : at + 2], place + at) for at in range(len(folded))]
                    place += len(folded)
                elif folded := fold(run).strip("_"):
                    found.append((folded, place))
                    place += 1
    return tuple(found), place


def _apostrophes(part: str) -> list[str]:
    """`Russia's` is `Russia`, `don't` is `dont`, `l'Europe` is two words."""
    pieces = part.split("'")
    if len(pieces) == 1:
        return pieces
    if pieces[-1] in ("s", "S"):
        pieces.pop()
    return pieces if len(pieces[0]) <= 2 else ["".join(pieces)]

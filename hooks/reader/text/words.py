"""Words as Unicode has them: letters, marks and digits, compared in NFC with hyphens, quotes and spaces folded."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

# Invisible characters that may stand inside a word and count for nothing when words are compared.
SOFT_HYPHEN = "\u00ad"
JOINERS = "\u200c\u200d\u2060\ufeff"
IGNORED = SOFT_HYPHEN + JOINERS
ZERO_WIDTH_SPACE = "\u200b"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
APOSTROPHES = "'\u2019\u02bc\uff07"
# Stands in a text for what cannot be read in it: an image, a footnote mark.
OBJECT = "\ufffc"
# Where Unicode has combining marks: the scripts, and the variation selectors far behind them.
MARKED_PLANES = (range(0x300, 0x20000), range(0xE0100, 0xE01F0))


def _marks() -> str:
    """The combining marks of Unicode as ranges of a character class: `\\w` leaves them out."""
    ranges: list[list[int]] = []
    for code in chain(*MARKED_PLANES):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


# The underscore counts as a letter, so that a name in code is one word.
WORD_CLASS = rf"\w{_marks()}{IGNORED}"
WORD = re.compile(f"[{WORD_CLASS}]+")
WORD_CHARACTER = re.compile(f"[{WORD_CLASS}]")
# In text of these characters alone `\w+` finds the same words as WORD, three times as fast.
UNMARKED = re.compile("[\\0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]*")
SPACE = re.compile(rf"[\s{ZERO_WIDTH_SPACE}]+")
TOKEN = re.compile(rf"[{WORD_CLASS}]+|[\s{ZERO_WIDTH_SPACE}]+|.", re.DOTALL)

_FOLDS = str.maketrans({**dict.fromkeys(IGNORED, ""), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(APOSTROPHES, "'")})


def normal(token: str) -> str:
    """Bring one token of TOKEN to the form in which tokens are compared letter for letter."""
    if token.isascii():
        return " " if token.isspace() else token
    if SPACE.fullmatch(token):
        return " "
    return unicodedata.normalize("NFC", token).translate(_FOLDS)


def tokens(text: str) -> tuple[str, ...]:
    """Cut a surface form into normal tokens: words, single spaces, single signs."""
    return tuple(normal(token) for token in TOKEN.findall(text.strip()))


def fold_spaces(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Letters without accents or case, for alphabetical order and look-up."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if unicodedata.category(each)[0] in "LNZ").strip()

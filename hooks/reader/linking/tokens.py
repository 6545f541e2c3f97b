"""How a text is cut into the tokens that forms are compared by, and when two tokens read the same.

Scripts without spaces are cut into single characters; where words end in them is for `borders` to say.
"""

import re
import unicodedata

from reader.text.words import TOKEN, UNMARKED, WORD, WORD_CLASS, ZERO_WIDTH_SPACE, normal

# Han, kana, Thai, Lao, Myanmar and Khmer.
SPACELESS = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3"
)
KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
WITHOUT_SPACES = re.compile(f"[{SPACELESS}]")
RUN_WITHOUT_SPACES = re.compile(f"[{SPACELESS}]+")
_MIXED_WORD = rf"[{SPACELESS}]|(?:(?![{SPACELESS}])[{WORD_CLASS}])+"
MIXED_WORD = re.compile(_MIXED_WORD)
MIXED_TOKEN = re.compile(rf"{_MIXED_WORD}|[\s{ZERO_WIDTH_SPACE}]+|.", re.DOTALL)

# Written or left out as one likes: the dots of ё, the vowel signs and the stretching of Arabic and Hebrew.
OPTIONAL = str.maketrans(
    {
        "ё": "е",
        "Ё": "Е",
        "\u0640": "",
        **{chr(code): "" for code in (*range(0x64B, 0x653), 0x670, *range(0x591, 0x5C8))},
    }
)
GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# A dotted and a dotless i are one letter in English, and two in Turkish: İ is the capital of i, I that of ı.
PAIRS_OF_I = frozenset(("Iı", "ıI", "İi", "iİ"))
DOTTED = "i\u0307"


_PLAIN_WORD = re.compile(r"\w+")


def patterns(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of a word and of a token (a word, white space or a sign) in a text.

    Text of common characters takes a shorter way.
    """
    if text.isascii() or UNMARKED.fullmatch(text):
        return _PLAIN_WORD, TOKEN
    return (MIXED_WORD, MIXED_TOKEN) if WITHOUT_SPACES.search(text) else (WORD, TOKEN)


def cut(text: str) -> tuple[str, ...]:
    """The normal tokens of a form."""
    text = text.strip()
    return tuple(normal(token) for token in patterns(text)[1].findall(text))


def fold(token: str) -> str:
    """What all tokens have in common that could read the same: without case, and without what some languages drop."""
    if token.isascii():
        return token.lower()
    folded = token.casefold().translate(OPTIONAL).replace(DOTTED, "i").replace("ı", "i")
    return _bare(folded) if GREEK.search(folded) else folded


def same_letters(form: str, token: str) -> bool:
    """Whether a token is the form's letter for letter, what may be left out aside."""
    return form == token or form.translate(OPTIONAL) == token.translate(OPTIONAL)


def same_word(form: str, token: str) -> bool:
    """Whether a token is the form's in any case, as its language sees case.

    A Greek word loses its accents in capitals, and only there.
    """
    ours, theirs = form.casefold().translate(OPTIONAL), token.casefold().translate(OPTIONAL)
    if ours == theirs:
        return True
    if GREEK.search(token):
        return (token.isupper() or form.isupper()) and _bare(ours) == _bare(theirs)
    if len(form) != len(token):
        return False
    return all(a == b or a + b in PAIRS_OF_I or _same_letter(a, b) for a, b in zip(form, token, strict=True))


def _same_letter(a: str, b: str) -> bool:
    return a.casefold() == b.casefold() and "İ" not in (a, b)


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) != "Mn")


def is_word(token: str) -> bool:
    return bool(WORD.match(token))

"""The form in which two wordings are compared, and the words of it."""

import re
import unicodedata

NORMALISER = 1
"""Raise it when `comparable` changes: the ledger says with which one its texts were compared."""

SOFT_HYPHEN, ZERO_WIDTH, JOINERS, BYTE_ORDER_MARK = "\u00ad", "\u200b", "\u200c\u200d\u2060", "\ufeff"
INVISIBLE = dict.fromkeys(map(ord, SOFT_HYPHEN + ZERO_WIDTH + JOINERS + BYTE_ORDER_MARK))
QUOTATION = dict.fromkeys("‘’‚", "'") | dict.fromkeys("“”„«»", '"')
SHAPES = str.maketrans(QUOTATION | dict.fromkeys("‐‑‒–—―−", "-"))
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")  # languages without spaces: each character is a word


def comparable(text: str) -> str:
    """Fold what is not wording: case, white space, shapes of quotation marks and dashes, invisible characters."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).translate(SHAPES).casefold().split())

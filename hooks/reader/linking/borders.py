"""Where words begin and end in scripts without spaces.

ICU knows: its dictionaries of Chinese, Japanese, Thai, Lao, Khmer and Burmese are those of browsers and telephones.
Its words are right nearly everywhere, but it does not know every name, and then may draw a border through one. So a
term that we know may move a border, where the text around it falls into fewer words when the term is taken as given.
"""

import re
from functools import lru_cache

from reader.linking.tokens import KATAKANA, RUN_WITHOUT_SPACES

# How many characters beside a term are cut anew to see whether it fits: longer than nearly all words.
BESIDE = 12
# Characters that by themselves are a word after a noun: after, before, inside, times, people, land, army, ...
ENDINGS = "后後前中内內外间間上下里裡时時者的等方側侧国國军軍化派式型级級圈界史期"
# ICU counts in units of UTF-16, so a rare character of two units gives way to a rare one of one.
TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
ONE_UNIT = "\u3400"


class Borders:
    """The borders in one text, found stretch by stretch where they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[int, frozenset[int]] = {}
        self._stretches = [match.span() for match in RUN_WITHOUT_SPACES.finditer(text)]

    def fits(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` begins and ends at borders of words, whatever script its ends are in."""
        return self._at(start, start, end, left=True) and self._at(end, start, end, left=False)

    def _at(self, place: int, start: int, end: int, *, left: bool) -> bool:
        first, last, borders = self._around(place)
        if first == last:
            return True  # the edge of a stretch, or no such script here
        if place in borders and not self._cuts_katakana(place, borders, left=left):
            return True
        if KATAKANA.match(self.text, place) and KATAKANA.match(self.text, place - 1):
            return False
        low, high = max(first, start - BESIDE), min(last, end + BESIDE)
        # Begin and end where the text falls apart anyhow.
        low = next((at for at in range(low, start + 1) if at == first or at in borders), start)
        high = next((at for at in range(high, end - 1, -1) if at == last or at in borders), end)
        free = len(_words(self.text[low:high]))
        rest = _words(self.text[end:high])
        given = len(_words(self.text[low:start])) + 1 + len(rest)
        # "冷戦後" is 冷戦 and 後, not 冷 and 戦後, though it is two words either way.
        ends = not left and (start == first or start in borders) and rest[:1] == (1,) and self.text[end] in ENDINGS
        return given < free or (given == free and ends)

    def _cuts_katakana(self, place: int, borders: frozenset[int], *, left: bool) -> bool:
        """Whether a border parts one katakana word: what it leaves beside the term is a single sign."""
        if not (KATAKANA.match(self.text, place) and KATAKANA.match(self.text, place - 1)):
            return False
        beside = place - 2 if left else place + 1
        return beside in borders or beside < 0 or not KATAKANA.match(self.text, beside)

    def _around(self, place: int) -> tuple[int, int, frozenset[int]]:
        """The stretch that holds `place` inside, with its borders; an empty one where there is none."""
        low, high = 0, len(self._stretches)
        while low < high:
            middle = (low + high) // 2
            if self._stretches[middle][1] <= place:
                low = middle + 1
            else:
                high = middle
        if low == len(self._stretches) or not self._stretches[low][0] < place:
            return place, place, frozenset()
        first, last = self._stretches[low]
        if first not in self._known:
            self._known[first] = frozenset(first + at for at in _ends(self.text[first:last]))
        return first, last, self._known[first]


def _ends(text: str) -> list[int]:
    # A library of 40 MB, which only texts in these scripts need.
    from icu4py.breakers import WordBreaker

    return [end for _, end in WordBreaker(TWO_UNITS.sub(ONE_UNIT, text), "en").segments()]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[int, ...]:
    return tuple(_ends(text)) if text else ()

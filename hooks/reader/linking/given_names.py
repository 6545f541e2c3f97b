"""Whether the given names before a surname are those of an entry, as far as they tell."""

import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from reader.linking.tokens import fold, same_letters

PATRONYMIC = re.compile(
    r".{2,}(?:vich|vych|vna|witsch|vitch|ович|евич|йович|[їь]ч|ич|овна|евна|ична|івна)", re.IGNORECASE
)
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяьъ",
        [*"a b v g g d e e zh z i i i y k l m n o p r s t u f h ts ch sh shch y e yu ya".split(), "", ""],
        strict=True,
    )
)
TRANSLITERATED = 75  # per cent of letters alike, from which a name in two alphabets is one


def agree(names: Iterable[str], given: list[str], *, inflected: bool) -> bool:
    """Whether names as they stand in a text agree with an entry's: each of them, or its initial, in their order.

    The first must be the first. A patronymic may follow, and one middle name where the entry tells none; beside an
    `inflected` surname they may be inflected too.
    """
    read = [part for name in names for part in _parts(name)]
    if not read or not given or not _alike(read[0], given[0], inflected=inflected):
        return False
    left = given[1:]
    if not left and len(read) == 2:
        return True  # a middle name that the entry does not tell
    for part in read[1:]:
        at = next((at for at, each in enumerate(left) if _alike(part, each, inflected=inflected)), None)
        if at is not None:
            left = left[at + 1 :]
        elif not PATRONYMIC.fullmatch(part):
            return False
    return True


def _parts(name: str) -> list[str]:
    """`H.W.` is two initials; so is `HW`."""
    if "." in name:
        return [part for part in re.split(r"[.-]+", name) if part]
    return list(name) if len(name) == 2 and name.isupper() else [name]


def _alike(part: str, given: str, *, inflected: bool) -> bool:
    given = given.rstrip(".")
    if len(part) == 1 or len(given) == 1:
        return _latin(part[0])[:1] == _latin(given[0])[:1]
    if same_letters(part, given):
        return True
    if bool(CYRILLIC.search(part)) != bool(CYRILLIC.search(given)):
        return ratio(_latin(part), _latin(given)) >= TRANSLITERATED
    stem = max(3, len(given) - 2)
    return inflected and fold(part)[:stem] == fold(given)[:stem] and len(part) <= len(given) + 3


def _latin(name: str) -> str:
    return "".join(LATIN.get(each, each) for each in fold(name))

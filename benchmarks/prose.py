"""Made-up prose of a given size, with terms strewn in: the same on every run."""

import random

from reader.collection.records import Collection, Term

VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def syllables(random: random.Random, number: int) -> str:
    return "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(number))


def vocabulary(random: random.Random, size: int) -> list[str]:
    """Words of the text. None ends in a consonant, so that no plural of a term is among them."""
    return sorted({syllables(random, random.randint(1, 4)) for _ in range(size)})


def terms(number: int, used: int, seed: int = 7) -> tuple[Collection, list[str]]:
    """A glossary of `number` terms and the words of the first `used` of them, which are the same for any number."""
    source = random.Random(seed)
    entries: dict[str, Term] = {}
    words: list[str] = []
    for count in range(number):
        first = "" if count % 3 else f"{syllables(source, 2)}x "
        word = f"{first}{syllables(source, 2)}x{count}"
        entries[f"t{count}"] = Term(f"t{count}", word, "A term.", forms=(f"{word[:1].upper()}Q{count}",))
        if count < used:
            words.append(word)
    return Collection(entries), words


def article(seed: int, size: int, words: list[str], every: int, *, section: int = 500) -> str:
    """Markdown of `size` words: paragraphs, some emphasis and links, a heading now and then, a term `every` so many."""
    source = random.Random(seed)
    known = vocabulary(random.Random(1), 4000)
    text: list[str] = []
    written = 0
    while written < size:
        if written % section < 100 and written:
            text.append(f"## {' '.join(source.choices(known, k=4))}")
        length = min(100, size - written)
        body = source.choices(known, k=length)
        for place in range(every // 2, length, every):
            body[place] = source.choice(words)
        body[length // 3] = f"*{body[length // 3]}*"
        body[length // 2] = f"[{body[length // 2]}](https://example.org/{source.choice(known)})"
        text.append(". ".join(" ".join(body[start : start + 20]) for start in range(0, length, 20)) + ".")
        written += length
    return "\n\n".join(text)

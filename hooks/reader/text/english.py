"""Numbers and lists in English words."""


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def counted(number: int, noun: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

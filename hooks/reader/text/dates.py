"""Dates as far as they are known, for people to read."""

MONTHS = ("January February March April May June July August September October November December").split()


def spoken(date: str, *, inferred: bool = False) -> str:
    """`2017-04-17` as `17 April 2017`, `2017-04` as `April 2017`; in square brackets where inferred."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    words = " ".join(word for word in (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if word)
    return f"[{words}]" if inferred else words

"""Dates as far as they are known, for people to read."""

MONTHS = ("January February March April May June July August September October November December").split()


def spoken(date: str, *, inferred: bool = False) -> str:
    """`2017-04-17` as `17 April 2017`, `2017-04` as `April 2017`; in square brackets where inferred."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    words = " ".join(word for word in (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if word)
    return f"[{words}]" if inferred else words


def ends(date: str) -> tuple[str, str]:
    """The two ends of a date or of a range of dates, `2025-03-23/2025-03-25`; the second is "" where it is open."""
    start, slash, end = date.partition("/")
    return start, (end.replace("..", "") if slash else start)


def spoken_range(date: str) -> str:
    """`2025-03-23/2025-03-25` as `23 to 25 March 2025`, `2014-02/..` as `from February 2014`, one date as it is."""
    start, end = ends(date)
    if not end:
        return f"from {spoken(start)}"
    first, last = spoken(start).split(), spoken(end).split()
    if start == end:
        return " ".join(first)
    # What both ends have in common, their year and perhaps their month, is said once.
    shared = 0
    if len(start) == len(end):
        shared = next((k for k in (2, 1) if k < len(first) and first[-k:] == last[-k:]), 0)
    return f"{' '.join(first[: len(first) - shared])} to {' '.join(last)}"

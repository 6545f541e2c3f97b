"""The date a source states, at the precision it states it: never completed, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from reader.importing.vocabulary import any_of, by_group

_MONTHS = by_group("months")
_NUMBER = {name: at for at, names in enumerate(_MONTHS.values(), 1) for name in names}
_NAME = any_of("months")
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>0[1-9]|1[0-2])[-/.]{_DAY}(?!\d)(?:T[\d:.Z+-]+)?",
        rf"(?<!\w){_DAY}(?:st|nd|rd|th|er|º|°|\.)?\s*(?:de\s+|of\s+|[-/]\s*)?(?P<name>{_NAME})\b(?:/\w+)?\.?,?\s*(?:de[l]?\s+|[-/]\s*|of\s+)?{_YEAR}(?!\d)",
        rf"(?<!\w)(?P<name>{_NAME})\b\.?\s+{_DAY}(?:st|nd|rd|th)?\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<month>0?[1-9]|1[0-2])\s*[月월]\s*{_DAY}\s*[日일]",
        rf"(?<!\d){_YEAR},?\s+(?P<name>{_NAME})\b\.?\s+{_DAY}(?!\d)",
    )
)
_DIGITS = re.compile(rf"(?<![\d.])(?P<a>\d\d?)([/.-])(?P<b>\d\d?)\2{_YEAR}(?!\d)")
_MONTH_YEAR = re.compile(rf"(?<!\w)(?P<name>{_NAME})\b\.?,?\s+(?:de\s+|of\s+)?{_YEAR}(?!\d)", re.IGNORECASE)
_ISO_MONTH = re.compile(rf"(?<!\d){_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])")
_DAY_MONTH = re.compile(
    rf"(?<!\w){_DAY}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?(?P<name>{_NAME})\b|\b(?P<name2>{_NAME})\b\.?\s+(?P<day2>\d\d?)(?!\d)",
    re.IGNORECASE,
)
_SEASON = re.compile(rf"\b{any_of('seasons')}\s+(?:de\s+|en\s+)?{_YEAR}\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(_YEAR)
_TIME = re.compile(
    r"\b\d\d?[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PT|MSK|EET|[A-Z]{2,4}T)\b(?:\s*[+-]\d+)?\)?)?",
    re.IGNORECASE,
)
_AROUND = re.compile(rf"\b{any_of('beside a date')}\b\.?|\([\w ]+\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `value` as the front matter takes it, `start` and `end` where it stands.

    `doubt` says what else the source may mean; `value` is then no more than is certain.
    """

    value: str
    start: int
    end: int
    doubt: str = ""


def find_date(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """Find the first date of a text: a day, else a month, else a season's year; a bare year is no date.

    `03/04/2025` is the third of April where `day_first`, the fourth of March where it is false, and otherwise only
    the year, with both readings in `doubt`.
    """
    for form in _FORMS:
        if (match := form.search(text)) and (found := _whole(match)):
            return found
    if match := _DIGITS.search(text):
        return _from_digits(match, day_first)
    if match := _MONTH_YEAR.search(text):
        return FoundDate(f"{match['year']}-{_NUMBER[match['name'].casefold()]:02}", *match.span())
    if match := _ISO_MONTH.search(text):
        return FoundDate(match[0], *match.span())
    if match := _SEASON.search(text):
        return FoundDate(match["year"], *match.span(), f'the source says "{match[0]}"')
    return None


def complete_date(text: str, year: str) -> str:
    """Read a day and month without a year, as in `3/2017 (17 April)`, in a year known from beside it; else ""."""
    if not (match := _DAY_MONTH.search(text)):
        return ""
    day, name = match["day"] or match["day2"], match["name"] or match["name2"]
    return _iso(int(year), _NUMBER[name.casefold()], int(day))


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and nothing beside it but a weekday, a time and words such as "Published"."""
    if len(text) > 120 or not (found := find_date(text)):
        return False
    rest = _TIME.sub(" ", text[: found.start] + " " + text[found.end :])
    while again := find_date(rest):
        rest = _TIME.sub(" ", rest[: again.start] + " " + rest[again.end :])
    return not re.search(r"[^\W_]", _AROUND.sub(" ", rest))


def year_in(text: str) -> str:
    """The first year in a text, or ""."""
    match = _YEAR_ALONE.search(text)
    return match["year"] if match else ""


def _whole(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _NUMBER[parts["name"].casefold()]
    value = _iso(int(parts["year"]), month, int(parts["day"]))
    return FoundDate(value, *match.span()) if value else None


def _from_digits(match: re.Match[str], day_first: bool | None) -> FoundDate | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    day_month, month_day = _iso(year, second, first), _iso(year, first, second)
    if match[2] == ".":
        month_day = ""
    if day_month and month_day and day_month != month_day and day_first is None:
        return FoundDate(str(year), *match.span(), f'{day_month} or {month_day}? the source says "{match[0]}"')
    value = (day_month if day_first or not month_day else month_day) or month_day or day_month
    return FoundDate(value, *match.span()) if value else None


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

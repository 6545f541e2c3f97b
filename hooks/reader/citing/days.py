"""The day on which a page was read, as the manuals have it."""

import re

from reader.text.dates import MONTHS

IEEE_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()


def said(day: str, year: int, month: int, date: int) -> str:
    """A day in a style's words: `day` has D or DD, Month, Mon. (IEEE's), Mon, MM and YYYY where they go."""
    words = {
        "YYYY": f"{year:04}",
        "Month": MONTHS[month - 1],
        "Mon.": IEEE_MONTHS[month - 1],
        "Mon": MONTHS[month - 1][:3],
        "MM": f"{month:02}",
        "DD": f"{date:02}",
        "D": str(date),
    }
    return re.sub("|".join(map(re.escape, words)), lambda match: words[match[0]], day)

"""The marks that git leaves in a file which two branches changed in one place."""

import re

from reader.problems import Problem

# All three in this order: a row of signs alone may be somebody's way to underline a heading.
MARKS = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7}(?: .*)?$", re.MULTILINE)


def conflict(text: str, path: str) -> Problem | None:
    """The first place where git left its marks, as a problem: what stands there is two texts, not one."""
    found = MARKS.search(text.replace("\r\n", "\n"))
    if not found:
        return None
    line = text.replace("\r\n", "\n").count("\n", 0, found.start()) + 1
    hint = "keep of the two sides what is right, delete the lines with the marks, and build again"
    return Problem(path, line, "a conflict mark of git: two branches changed these lines", hint)

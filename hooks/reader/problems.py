"""What is wrong with a source file, said so that an editor can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

# What goes before a report that MkDocs prints among other things.
HEADLINE = "the collection has problems\n"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: `path` is relative to the collection, `line` counts from 1, or is 0 for the whole file.

    `message` says what was found and what was expected, `hint` what to do about it.
    """

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


def report(problems: Iterable[Problem]) -> str:
    """Word a list of problems, ordered by file and line, with their number at the head."""
    ordered = sorted(set(problems))
    count = f"{len(ordered)} problem{'' if len(ordered) == 1 else 's'} to mend"
    return "\n".join([count, *(str(problem) for problem in ordered)])


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the known words most like `word` in any case: `did you mean "term"?`, or nothing where none is near."""
    folded = {each.casefold(): each for each in sorted(known)}
    close = get_close_matches(word.casefold(), folded, n=1 if word.casefold() in folded else 3, cutoff=0.6)
    return f"did you mean {' or '.join(quoted(folded[each]) for each in close)}?" if close else ""


def quoted(text: str) -> str:
    """Quote what an editor typed, shortened to what fits a message line."""
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= 60 else flat[:57] + "..."}"'

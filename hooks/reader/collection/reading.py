"""Reading a source: its text, or the problem that keeps it from being read."""

import errno
from pathlib import Path

from reader.faults import remedy
from reader.problems import Problem

GONE = (errno.ENOENT, errno.EACCES)
FLOOD = 1000
UTF8 = "save the file as UTF-8"


def read_text(path: Path, shown: str, *, damaged: str = UTF8) -> str | Problem:
    """The text of a file, line ends as typed; `shown` is what messages call it, `damaged` what to do if it is no text.

    What is no file but would be read for ever, such as a pipe, is a problem too, and so is what Markdown would take
    hours for.
    """
    try:
        if path.exists() and not path.is_file():
            found = "a folder stands in place of this file" if path.is_dir() else "this is no ordinary file"
            return Problem(shown, 0, found, "move it away")
        data = path.read_bytes()
    except OSError as error:
        hint = "check that it is there and may be read" if error.errno in GONE else remedy(error)
        return Problem(shown, 0, f"the file cannot be read: {error.strerror}", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(shown, data[: error.start].count(b"\n") + 1, "this is not UTF-8 text", damaged)
    line = flooded(text, markdown=path.suffix == ".md") if damaged == UTF8 else 0
    message = f"more than {FLOOD:,} opening brackets in one paragraph"
    return Problem(shown, line, message, "take them out, or put the text into a block of code") if line else text


def flooded(text: str, *, markdown: bool) -> int:
    """The line where a paragraph of Markdown, or one line of other text, begins that has too many brackets; or 0.

    Python-Markdown looks for the end of each opening bracket: its time grows with the square of their number.
    """
    if text.count("[") <= FLOOD:
        return 0
    first = count = 0
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        fenced ^= markdown and line.lstrip().startswith(("```", "~~~"))
        if not markdown or not line.strip() or fenced:
            first, count = number, 0
        count += 0 if fenced else line.count("[")
        if count > FLOOD:
            return first + (markdown and first < number)
    return 0


def no_folder(root: Path, *names: str) -> list[Problem]:
    """A problem for each of these folders of a collection in whose place something else stands."""
    found = []
    for name in names:
        path = root / name
        if (path.exists() or path.is_symlink()) and not path.is_dir():
            message = f"this is no folder, and what belongs into {name}/ cannot be there"
            found.append(Problem(name, 0, message, "move it away, or remove it"))
    return found

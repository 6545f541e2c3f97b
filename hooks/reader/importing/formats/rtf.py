"""The text of an RTF file by itself, for the account of its words: pandoc leaves its footnotes out."""

import re
from collections.abc import Iterator

_RTF = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|([{}])|([^\\{}]+)|\\(.)", re.DOTALL)
_RTF_ASIDE = frozenset("fonttbl colortbl stylesheet info pict fldinst listtable generator themedata xmlnstbl".split())


def rtf_paragraphs(source: str) -> Iterator[str]:
    """The text of an RTF file: what is in no group that sets up fonts, colours, pictures or the codes of fields."""
    found: list[str] = []
    hidden, stand_in = [False], 0
    for control, number, sign, brace, text, escaped in _RTF.findall(source):
        if brace:
            hidden = [*hidden, hidden[-1]] if brace == "{" else hidden[:-1] or [False]
        elif control in _RTF_ASIDE or control == "footnote":
            hidden[-1] = control != "footnote"
            found.append("\n")
        elif control == "u" and number:
            found.append("" if hidden[-1] else chr(int(number) % 65536))
            stand_in = 1
        elif control:
            found.append("\n" if control in {"par", "line", "cell", "row"} else " " if control == "tab" else "")
        elif not hidden[-1]:
            shown = bytes([int(sign, 16)]).decode("cp1252", "replace") if sign else text or escaped.strip("~*-_|:")
            found.append(shown.replace("\n", "").replace("\r", "")[stand_in:])
            stand_in = 0
    yield from filter(None, (" ".join(line.split()) for line in "".join(found).split("\n")))

"""The one font of the browser tests, so that no line breaks otherwise on another machine.

Its letters are boxes of the widths that letters of a serif face have on average; what it lacks is a box as well.
"""

import unicodedata
from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

EM = 1000
WIDTHS = {
    ".notdef": 500,
    "mark": 0,
    "space": 250,
    "narrow": 280,
    "letter": 460,
    "digit": 500,
    "capital": 670,
    "wide": 780,
}
KNOWN = range(0x20, 0x530), range(0x1E00, 0x2300)  # Latin, Greek and Cyrillic, and signs
NARROW, WIDE = frozenset("fijlrt.,:;!'’‘|()[]-·/"), frozenset("mwMW—…@%")
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def make_font(folder: Path) -> Path:
    """Write the font into a folder, with a configuration of fontconfig that knows no other; gives the latter."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(WIDTHS))
    builder.setupCharacterMap({code: _box(chr(code)) for known in KNOWN for code in known})
    builder.setupGlyf({name: _drawn(name, width) for name, width in WIDTHS.items()})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    builder.setupNameTable({"familyName": "Reader Test", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-250, usWinAscent=900, usWinDescent=250, sxHeight=450)
    builder.setupPost()
    builder.save(folder / "test.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    return configuration


def _box(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return "mark"
    if category.startswith("Z"):
        return "space"
    if character in NARROW:
        return "narrow"
    if character in WIDE:
        return "wide"
    return "digit" if category == "Nd" else "capital" if category in ("Lu", "Lo") else "letter"


def _drawn(name: str, width: int) -> Glyph:
    pen = TTGlyphPen(None)
    if name not in ("mark", "space"):
        height = 650 if name in ("digit", "capital") else 450
        pen.moveTo((40, 0))
        for corner in ((40, height), (width - 40, height), (width - 40, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()

"""From the bytes of a file to its text: the encoding it is in, and the marks of one that was mistaken for another."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from ftfy import TextFixerConfig, fix_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LATIN = ("cp1252", "cp1250", "iso8859_15", "mac_roman", "cp1254", "cp1257")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_EASTERN = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1253", "cp1255", "cp1256")
_NAMES = {"cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


_SURELY = re.compile("â€[™œ\x9d“”˜]|Ã[©¨¼¶¤±³¡ºª«§\xad]|\ufffd")
# Only what undoes a wrong encoding: quotation marks, ligatures, widths and spaces stay as typed.
_MEND = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization=None,
)
_CAPITALS = "À-ÖØ-ÞĄĆĈĎĘĚŁŃŇŐŒŔŘŚŠŤŮŰŸŹŻŽ"
_ODD = re.compile(
    rf"[^\W\d_][¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿×÷‡†‰ƒˆ˜ˇ˘˙˛˝∂∑∏π∫Ω√≈∆◊ı]+[^\W\d_]|[a-zß-ÿ][{_CAPITALS}]+[a-zß-ÿ]|\w[\x80-\x9f]\w"
)
_SAMPLE = 200_000
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x0b\x1b"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and remarks for the editor ("" where nothing is to be said)."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """Decode a text; None where the bytes are no text in any encoding.

    A byte order mark, valid UTF-8 and an HTML page's own word are believed, in this order; else charset-normalizer
    chooses among the encodings that the share of high bytes suggests, and the editor is told.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, _remark(encoding))
    if wide := _wide(data):
        return _strict(data, wide, _remark("utf-16"))
    if b"\x00" in data or _controls(data) > 0.02:
        return None
    try:
        return mended(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    if declared := _DECLARED.search(data[:4096]):
        name = declared[1].decode("ascii")
        if found := _strict(data, name, (f"read as {name}, as the page says",)):
            return found
    return _guessed(data)


def mended(decoded: Decoded) -> Decoded:
    """Put right letters that a wrong encoding once garbled (ftfy knows how), line by line, and say so."""
    lines = decoded.text.split("\n")
    right = [line if line.isascii() else fix_encoding(line, _MEND) for line in lines]
    # A lone "Ã " may be a letter that somebody writes about; beside other garbled letters it is an "à".
    changed = [(line, new) for line, new in zip(lines, right, strict=True) if line != new]
    if len(changed) == 1 and re.sub("Ã[ \xa0]", "à ", changed[0][0]) == changed[0][1]:
        right = lines
    mended_lines = [number for number, (line, new) in enumerate(zip(lines, right, strict=True), 1) if line != new]
    broken = [number for number, line in enumerate(right, 1) if _SURELY.search(line)]
    if not mended_lines and not broken:
        return decoded
    remarks = list(decoded.remarks)
    if mended_lines:
        remarks.append(f"letters garbled by a wrong encoding were put right in {_lines(mended_lines)}")
    if broken:
        remarks.append(f"letters look garbled by a wrong encoding in {_lines(broken)}: compare with the source")
    return Decoded("\n".join(right), decoded.encoding, tuple(remarks))


def _guessed(data: bytes) -> Decoded | None:
    if found := _european(data):
        return found
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    letters = high + sum(byte in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" for byte in data[:_SAMPLE])
    dense = high > 0.4 * max(1, letters)
    for encodings in (_CYRILLIC + _EASTERN, _LATIN) if dense else (_LATIN, _CYRILLIC + _EASTERN):
        best = from_bytes(data[:_SAMPLE], cp_isolation=list(encodings), threshold=0.4).best()
        if best and (found := _strict(data, best.encoding, _remark(best.encoding))):
            return found
    return _strict(data, "cp1252", _remark("cp1252"))


def _european(data: bytes) -> Decoded | None:
    """The commonest encoding of Europe in which no sign and no capital stands inside a word."""
    for encoding in ("cp1252", "cp1250", "mac_roman"):
        found = _strict(data, encoding, _remark(encoding))
        text = found.text[:_SAMPLE] if found else ""
        letters = sum(each.isalpha() for each in text)
        accents = sum(each.isalpha() and each > "\x7f" for each in text)
        if found and accents < 0.25 * letters and not _ODD.search(text):
            return found
    return None


def _strict(data: bytes, encoding: str, remarks: tuple[str, ...]) -> Decoded | None:
    try:
        return mended(Decoded(data.decode(encoding), encoding, remarks))
    except (UnicodeDecodeError, LookupError):
        return None


def _remark(encoding: str) -> tuple[str, ...]:
    if encoding.startswith("utf-8"):
        return ()
    return (f"the file is not UTF-8: it was read as {_NAMES.get(encoding, encoding)}; check the letters with accents",)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: noughts among the bytes, and letters of Europe when read in pairs."""
    sample = data[:4096]
    if sample.count(0) < 0.02 * len(sample) or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        usual = sum(
            (each < "\u0600" and (each.isprintable() or each in "\r\n\t")) or "\u2000" <= each <= "\u20cf"
            for each in text
        )
        if usual >= 0.95 * len(text):
            return encoding
    return ""


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, _CONTROLS)) / max(1, len(sample))


def _lines(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:5])) + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")
    return f"line{'' if len(numbers) == 1 else 's'} {shown}"

"""What citations tell of the edition that was read and of its original, in words that stand in any style."""

from reader.citing.csl import Item, unnested

# Private characters: where the address goes of what is cited, and that of the whole work; where the day of reading
# goes; and what is set in italics inside text that is otherwise plain.
URL = "\ue000"
PAGE = "\ue00a"
ACCESSED = "\ue009"
ITALIC, ROMAN = "\ue007", "\ue008"

# What a work was translated from is a language or a publication; only the second has a title to be set in italics.
LANGUAGES = frozenset(
    "Albanian Arabic Armenian Azerbaijani Belarusian Bengali Bosnian Bulgarian Catalan Chinese Croatian Czech "
    "Danish Dutch English Estonian Finnish French Georgian German Greek Hebrew Hindi Hungarian Icelandic Indonesian "
    "Irish Italian Japanese Kazakh Korean Kurdish Latin Latvian Lithuanian Macedonian Malay Mongolian Norwegian "
    "Pashto Persian Polish Portuguese Romanian Russian Serbian Slovak Slovene Slovenian Spanish Swahili Swedish "
    "Tamil Turkish Ukrainian Urdu Uzbek Vietnamese Yiddish".split()
)


def edition(item: Item) -> str:
    """What was read: that it is an interview, a reading edition, by whom, where, of which year."""
    custom = item.get("custom", {})
    parts = [item.get("genre", "")]
    if custom.get("edition"):
        made = custom.get("editors")
        parts += [custom["edition"], made and f"edited by {made}", item.get("source", ""), custom.get("year", "")]
    first, *others = [part for part in parts if part] or [""]
    return ", ".join([first, *(small(part) if part == custom.get("edition") else part for part in others)])


def history(item: Item) -> str:
    """What it was translated from, with the name of the source in italics, and where the original stands."""
    custom = item.get("custom", {})
    source = unnested(custom.get("translated_from", ""))
    name, comma, rest = source.partition(", ")
    called = name if name.removeprefix("the ") in LANGUAGES else f"{ITALIC}{name}{ROMAN}"
    parts = [f"translated from {called}{comma}{rest}"] if source else []
    if custom.get("original"):
        parts.append(f"originally published at {custom['original']}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}"


def ending(item: Item) -> str:
    """Both as sentences for the end of an entry, as HTML."""
    return "".join(f"{escaped(part)}. " for part in (edition(item), history(item)) if part)


def escaped(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def small(text: str) -> str:
    """Text that does not begin a sentence."""
    return f"{text[:1].lower()}{text[1:]}"

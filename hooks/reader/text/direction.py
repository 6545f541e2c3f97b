"""The direction in which a language is written."""

# Languages whose usual script runs from right to left (Unicode CLDR, characterOrder).
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa ha-Arab he ks ku-Arab nqo pa-Arab ps sd syr ug ur uz-Arab yi".split())


def direction(language: str) -> str:
    """`rtl` or `ltr` for a language tag."""
    primary = language.partition("-")[0]
    return "rtl" if RIGHT_TO_LEFT.intersection((language, primary)) and "-Latn" not in language else "ltr"

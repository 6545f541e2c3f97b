"""JSON as files and script elements hold it."""

import json


def dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def in_script(data: object) -> str:
    """Data as JSON that can stand in a script element, which a `<` must not end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

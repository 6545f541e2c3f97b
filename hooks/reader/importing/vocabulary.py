"""The words by which lines are known, read from `vocabulary.yml`."""

from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("reader.importing").joinpath("vocabulary.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=loader)
    return lists


def by_group(name: str) -> dict[str, tuple[str, ...]]:
    """A list by language, or by whatever it is grouped by."""
    return {group: tuple(words) for group, words in _lists()[name].items()}


def words(name: str) -> frozenset[str]:
    """A list of plain words, without its groups."""
    return frozenset(word for group in _lists()[name].values() for word in group)


def any_of(*names: str) -> str:
    """The expression that matches any entry of these lists, the longest first."""
    entries = {word for name in names for word in words(name)}
    return f"(?:{'|'.join(sorted(entries, key=lambda entry: (-len(entry), entry)))})"

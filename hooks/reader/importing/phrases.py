"""The furniture of web pages: which lines of a page are never an article's, and why."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from reader.importing.wording import ends_sentence

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Furniture:
    """A group of lines that go together: its name, the reason to drop them, and what a whole line must match."""

    name: str
    why: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def furniture() -> tuple[Furniture, ...]:
    """Read `furniture.yml`, which lists the groups with their lines."""
    groups = yaml.safe_load(files("reader.importing").joinpath("furniture.yml").read_text(encoding="utf-8"))
    lists = groups.pop("lists")
    made = []
    for name, group in groups.items():
        source = "|".join(f"(?:{line})" for line in group["lines"])
        for key, value in lists.items():
            source = source.replace(f"{{{key}}}", value)
        made.append(Furniture(name, group["why"], re.compile(source, re.IGNORECASE)))
    return tuple(made)


@lru_cache(maxsize=4096)
def furniture_of(text: str) -> Furniture | None:
    """Tell which group of furniture a whole line belongs to, if any.

    A full sentence of six words or more is never taken for a button, an advertisement, a sponsor or a menu: only
    notices (consent, disclaimer), newsletters, comment forms and pointers to other pages are worded so.
    """
    bare = text.strip(" *•·|>»→-–—#_")
    if not bare or len(text) > LONGEST:
        return None
    sentence = len(bare.split()) >= 6 and ends_sentence(bare)
    for group in furniture():
        if sentence and group.name in {"share", "navigation", "support", "advertisement"}:
            continue
        if group.pattern.fullmatch(bare):
            return group
    return None

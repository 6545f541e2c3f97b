"""The ids that an article brings along: given by hand, by extensions, in raw HTML."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator

from reader.collection.addresses import PASSAGE_ID

RAW_ID = re.compile(r"""<[^<>]*\sid\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)


def raw_ids(stash: Iterable[object]) -> Iterator[str]:
    """The ids in the raw HTML that Markdown put aside."""
    for stored in stash:
        if isinstance(stored, str) and "id" in stored:
            yield from RAW_ID.findall(stored)


def drop_bad_ids(root: etree.Element, stash: Iterable[object]) -> list[str]:
    """Take away each id that stands a second time or reads like a passage's number, and return it.

    Those in raw HTML stay where they are, and are returned as well.
    """
    bad: list[str] = []
    seen: set[str] = set()
    for raw_id in raw_ids(stash):
        if PASSAGE_ID.match(raw_id) or raw_id in seen:
            bad.append(raw_id)
        seen.add(raw_id)
    for el in root.iter():
        id = el.get("id")
        if id and (PASSAGE_ID.match(id) or id in seen):
            bad.append(id)
            del el.attrib["id"]
        elif id:
            seen.add(id)
    return bad

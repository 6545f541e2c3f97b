"""Records as COinS (ContextObjects in Spans, https://ocoins.info/), for pages that list works.

Zotero offers all works of such a page to choose from. Of OpenURL's formats that for Dublin Core is used, since it alone
lets `rft.type` name the kind; Zotero (openurl.js) reads `rft.title` as the work's only while no type is given, so the
type comes last.
"""

from collections.abc import Iterator
from urllib.parse import quote

from reader.citing.csl import Item
from reader.citing.metadata import ZOTERO_TYPES, iso


def coins(item: Item) -> str:
    """The `title` of a span of the class Z3988 that stands for the work of a CSL-JSON item."""
    pairs = (("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), *_pairs(item))
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs if value)


def _pairs(item: Item) -> Iterator[tuple[str, str]]:
    yield "rft.title", item["title"]
    for name in item.get("author", ()):
        parts = [name[part] for part in ("family", "given", "suffix") if part in name]
        yield "rft.creator", ", ".join(parts) if parts else f"{name['literal']},"
    yield "rft.date", iso(item)
    yield "rft.source", item["container-title"] if item["type"] != "webpage" else ""
    yield "rft.issue", item.get("issue", "")
    yield "rft.issn", item.get("ISSN", "")
    yield "rft.identifier", item.get("URL", "")
    yield "rft.language", item.get("language", "")
    yield "rft.description", item.get("abstract", "")
    yield "rft.type", ZOTERO_TYPES[item["type"]]

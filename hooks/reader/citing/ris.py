"""RIS, the tagged format of reference managers: a tag of two characters, two spaces, a hyphen, a space, the value."""

from collections.abc import Iterable, Iterator

from reader.citing.csl import Item

TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
}


def ris(items: Iterable[Item]) -> str:
    """Write CSL-JSON items as RIS, a record each, with the line ends that the format asks for."""
    return "\r\n".join("\r\n".join(f"{tag}  - {_line(value)}" for tag, value in _tags(item)) + "\r\n" for item in items)


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield "AU", _name(name)
    yield "TI", item["title"]
    yield from _filled("T2", item.get("container-title"))
    if date:
        yield "PY", str(date[0])
        # YYYY/MM/DD/other, with the slashes kept where a part is not known.
        yield "DA", "/".join([f"{date[0]:04}", *(f"{part:02}" for part in date[1:]), *[""] * (4 - len(date))])
    yield from _filled("IS", item.get("issue"))
    yield from _filled("SN", item.get("ISSN"))
    yield from _filled("M3", item.get("genre"))
    yield from _filled("UR", item.get("URL"))
    yield from _filled("LA", item.get("language"))
    yield from _filled("AB", item.get("abstract"))
    for word in filter(None, item.get("keyword", "").split(", ")):
        yield "KW", word
    yield from _filled("N1", item.get("note"))
    yield "ER", ""


def _name(name: dict[str, str]) -> str:
    # A body's name gets a comma at its end, or it would be read as a given and a family name.
    if "literal" in name:
        return f"{name['literal']},"
    return ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def _filled(tag: str, value: str | None) -> Iterator[tuple[str, str]]:
    if value:
        yield tag, value


def _line(value: str) -> str:
    return " ".join(value.split())

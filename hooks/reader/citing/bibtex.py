"""BibTeX, as BibTeX and biber both read it: UTF-8, names and titles in braces, signs of LaTeX escaped.

`entrysubtype` is biblatex's, which tells a magazine's and a newspaper's articles from a journal's, as is `@online`;
BibTeX leaves the field alone and takes the entry for `@misc`.
"""

import re
from collections.abc import Iterable

from reader.citing.csl import Item

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "webpage": "online",
}
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def bibtex(items: Iterable[Item]) -> str:
    """Write CSL-JSON items as BibTeX, an entry each."""
    return "\n".join(_entry(item) for item in items)


def escaped(text: str) -> str:
    """Plain text as LaTeX."""
    text = re.sub(r"[\\~^&%$#_{}]", lambda match: SPECIAL[match[0]], text)
    return re.sub("-(?=-)", "-{}", text)  # two hyphens would become a dash


def _entry(item: Item) -> str:
    kind = TYPES.get(item["type"], "misc")
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    container = item.get("container-title", "")
    fields = {
        "author": " and ".join(_name(name) for name in item.get("author", ())),
        "title": f"{{{escaped(item['title'])}}}",
        {"article": "journal", "online": "organization"}.get(kind, "howpublished"): escaped(container),
        "entrysubtype": SUBTYPES.get(item["type"], ""),
        "type": escaped(item.get("genre", "")),
        "year": str(date[0]) if date else "",
        "month": MONTHS[date[1] - 1] if len(date) > 1 else "",
        "day": str(date[2]) if len(date) > 2 else "",
        "number": escaped(item.get("issue", "")),
        "issn": item.get("ISSN", ""),
        "url": re.sub(r"[{}\\\s]", "", item.get("URL", "")),
        "note": escaped(item.get("note", "")),
        "keywords": escaped(item.get("keyword", "")),
        "langid": item.get("language", ""),
    }
    # A month goes without braces: it is a macro, which each style words in its own way.
    lines = [f"  {key} = {value if key == 'month' else f'{{{value}}}'}" for key, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{item['id']},", ",\n".join(lines), "}\n"])


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    return ", ".join(_part(name[part]) for part in ("family", "suffix", "given") if part in name)


def _part(text: str) -> str:
    # Without braces BibTeX would take " and " in a name for the end of it, and a comma for the end of a part.
    return f"{{{escaped(text)}}}" if re.search(r"(?i)\band\b|,", text) else escaped(text)

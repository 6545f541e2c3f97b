"""The front matter of another system: YAML, TOML, pandoc's title block; what it states, and nothing made of it."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import yaml

from reader.importing.bylines import stated_name
from reader.importing.dates import find_date
from reader.importing.draft import Record

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE_BLOCK = re.compile(
    r"\A%[ \t]+(?P<title>.*(?:\n[ \t]+.*)*)(?:\n%[ \t]*(?P<author>.*(?:\n[ \t]+.*)*))?(?:\n%[ \t]*(?P<date>.*))?\n"
)
_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)[-_]")
_KINDS = frozenset(("policy paper", "interview", "opinion", "analysis", "news"))
_FRONT = "the file's front matter"


def read_front(text: str, name: str) -> tuple[Record, str, int]:
    """The record of a Markdown file, its text, and how many lines stand before that."""
    values: Mapping[str, object] = {}
    end = 0
    if match := _YAML.match(text):
        values, end = _yaml(match[1]), match.end()
    elif match := _TOML.match(text):
        values, end = _toml(match[1]), match.end()
    elif match := _TITLE_BLOCK.match(text):
        authors = [each for each in re.split(r";|\n", match["author"] or "") if each.strip()]
        values, end = {"title": match["title"], "author": authors, "date": match["date"] or ""}, match.end()
    record = _record({str(key).casefold(): value for key, value in values.items()})
    dated = _DATED_NAME.match(Path(name).name)
    if dated and not record.published and find_date(dated[1]):
        record = record.with_values(published=dated[1]).source("published", "the name of the file")
    return record, text[end:], text.count("\n", 0, end)


def _yaml(text: str) -> Mapping[str, object]:
    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        # One bad line must not cost the others: what stands on lines of its own is still stated.
        loaded = dict(re.findall(r"^(\w+):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", text, re.MULTILINE))
    return loaded if isinstance(loaded, dict) else {}


def _toml(text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return dict(re.findall(r"^(\w+)\s*=\s*[\"']?(.*?)[\"']?\s*$", text, re.MULTILINE))


def _record(values: Mapping[str, object]) -> Record:
    def said(*keys: str) -> str:
        return next((value for key in keys if (value := _text(values.get(key)))), "")

    named = values.get("authors") or values.get("author") or ""
    names = [_name(each) for each in (named if isinstance(named, list) else [named])]
    authors = tuple(author for each in names if each for author in stated_name(each))
    dated = said("published", "date", "pubdate", "publishdate")
    dated = dated if dated.casefold() not in {"true", "false", "yes", "no"} else said("date")
    found = find_date(dated)
    published = found.value if found else dated if re.fullmatch(r"\d{4}|undated", dated) else ""
    address = said("original", "url", "link", "canonical", "canonical_url", "source_url")
    keywords = values.get("keywords")
    language = said("language", "lang").split("-")[0].casefold()
    kind = said("kind")
    record = Record(
        title=said("title"),
        authors=authors,
        published=published,
        publication=said("publication", "journal", "container-title", "source", "site"),
        number=said("number", "issue"),
        issn=said("issn"),
        original=address if address.startswith(("http://", "https://")) else "",
        translated_from=said("translated_from"),
        language=language,
        kind=kind if kind in _KINDS else "",
        rights=said("rights", "license", "licence"),
        summary=said("summary", "description", "abstract"),
        keywords=((language or "en", tuple(str(each) for each in keywords)),)
        if isinstance(keywords, list) and keywords and all(isinstance(each, str) for each in keywords)
        else (),
        draft=_yes(values.get("draft")) or _text(values.get("published")).casefold() in {"false", "no"},
    )
    for key in ("title", "authors", "published", "publication"):
        if getattr(record, key):
            record = record.source(key, _FRONT)
    if found and found.doubt:
        record = record.doubt("published", found.doubt)
    if not authors:
        for each in filter(None, names):
            record = record.doubt("authors", f'no whole name: {_FRONT} says "{each[:80]}"')
    if not published and (created := said("created", "modified", "updated")):
        record = record.doubt("published", f'{_FRONT} says only when it was made or changed: "{created[:40]}"')
    return record


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
        if isinstance(value, dict):
            value = " ".join(str(value[key]) for key in ("given", "family") if key in value)
    text = _text(value)
    return re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", text).strip()


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split())
    return "false" if value is False else "true" if value is True else ""


def _yes(value: object) -> bool:
    return value is True or _text(value).casefold() in {"true", "yes"}

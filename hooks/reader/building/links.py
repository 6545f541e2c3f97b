"""Links between the files of a site: where one leads, and what is wrong with one that leads nowhere.

The rules are those of MkDocs: a link names a source file, from the folder of the page it stands on.
"""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from reader.building.converted import Link
from reader.problems import Problem, nearest, quoted

# What a collection may choose not to be told (MkDocs's `validation.links`).
KINDS = ("not_found", "absolute_links", "unrecognized_links", "anchors")
PAGE = ".md"


def source_of(href: str, page: str) -> str:
    """The source path that a link on the page with the source path `page` names; its own for a bare fragment."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def url_of(href: str, page: str, urls: Mapping[str, str]) -> str | None:
    """The address from the root of the site, with query and fragment; None where no file has this source path."""
    parts = urlsplit(href)
    url = urls.get(source_of(href, page))
    if url is None:
        return None
    return f"{url}{'?' if parts.query else ''}{parts.query}{'#' if parts.fragment else ''}{parts.fragment}"


def wrong_link(
    link: Link, page: str, files: Collection[str], ids: Mapping[str, Collection[str]], told: Collection[str]
) -> tuple[str, str] | None:
    """Say what is wrong with a link and what to do; None where it is right or that kind of fault is not `told`.

    `ids` are those on each page.
    """
    what = "an image at" if link.image else "a link to"
    parts = urlsplit(link.href)
    if link.href.startswith(("/", "\\")):
        hint = "write it from the folder of this page, such as ../glossary.md"
        return _if("absolute_links", told, f"{what} {quoted(link.href)}, which starts at the root of the host", hint)
    target = source_of(link.href, page)
    if target not in files:
        guess = next((each for each in _guesses(target) if each in files), "")
        hint = f"write {_relative(guess, page, parts.fragment)}" if guess else _near(target, page, files)
        kind = "not_found" if posixpath.splitext(parts.path)[1] else "unrecognized_links"
        expected = "which is no file in docs/" if kind == "not_found" else "which names no file: a link ends in .md"
        return _if(kind, told, f"{what} {quoted(link.href)}, {expected}", hint)
    if parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        if parts.fragment in ids[target]:
            return None
        where = "this page" if target == page else f"docs/{target}"
        hint = nearest(parts.fragment, ids[target]) or "mend the part behind the #"
        return _if("anchors", told, f"a link to {quoted(link.href)}, but {where} has no such anchor", hint)
    return None


def _if(kind: str, told: Collection[str], message: str, hint: str) -> tuple[str, str] | None:
    return (message, hint) if kind in told else None


def _guesses(target: str) -> Iterator[str]:
    """What was probably meant: the page in place of its address."""
    stem = target.removesuffix(".html").removesuffix("/index")
    yield from (f"{stem}{PAGE}", f"{stem}/index{PAGE}", f"{stem}/README{PAGE}")


def _near(target: str, page: str, files: Collection[str]) -> str:
    same = {posixpath.basename(each): each for each in files}
    if posixpath.basename(target) in same:
        return f"did you mean {quoted(_relative(same[posixpath.basename(target)], page, ''))}?"
    alike = nearest(target, [each for each in files if posixpath.splitext(each)[1] == posixpath.splitext(target)[1]])
    return alike or "mend the link, or add the file"


def _relative(target: str, page: str, fragment: str) -> str:
    path = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return f"{path}#{fragment}" if fragment else path


def wrong_entries(entries: Iterable[str], files: Collection[str], path: str, text: str) -> Iterator[Problem]:
    """Find the entries of a navigation, written in the file `path` with this `text`, that name no file."""
    for entry in entries:
        parts = urlsplit(entry)
        if not (parts.scheme or parts.netloc or entry.startswith(("/", "#")) or entry in files):
            line = next((number for number, each in enumerate(text.split("\n"), 1) if entry in each), 0)
            message = f"nav names {quoted(entry)}, which is no file in docs/"
            yield Problem(path, line, message, _near(entry, "", files))

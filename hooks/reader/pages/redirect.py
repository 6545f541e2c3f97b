"""The page at a former address: it sends readers on, to the same passage."""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from reader.anchors.anchor import Tombstone
from reader.pages.policy import REFERRER

SCRIPT = "assets/reader/redirect.js"
POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"


def redirect(title: str, target: str, script: str, canonical: str = "") -> str:
    """Write a page that leads to `target`, a relative address, keeping the fragment; `script` is the way to `SCRIPT`.

    A meta refresh drops the fragment: it is only for readers without JavaScript, who also get a link.
    """
    refresh = f'<noscript><meta http-equiv="refresh" content="0; url={escape(target)}"></noscript>\n'
    return _page(title, target, canonical, f"{_leading(script, target)}{refresh}", "")


def sorting_page(
    title: str,
    target: str,
    script: str,
    canonical: str,
    tombstones: Sequence[Tombstone],
    address: Callable[[str], str],
) -> str:
    """Write the page of an article that was joined to another one, where other passages have its numbers.

    Each id leads to its own passage, or to what is said of it here. `address` turns a source address into one of the
    site.
    """
    places = {id: address(each.links[0][0]) for each in tombstones if each.links for id in (each.id, *each.aliases)}
    said = []
    for each in tombstones:
        aliases = "".join(f'<span id="{escape(alias)}"></span>' for alias in each.aliases)
        links = ", ".join(f'<a href="{escape(address(href))}">{escape(label)}</a>' for href, label in each.links)
        end = "." if links else ""
        read = f"It read: <q>{escape(each.words)}</q>"
        said.append(f'<p id="{escape(each.id)}">{aliases}{escape(each.fate)}{links}{end} {read}</p>\n')
    return _page(title, target, canonical, _leading(script, target, places), "".join(said))


def _leading(script: str, target: str, places: Mapping[str, str] | None = None) -> str:
    """The script that leads on, with what it has to know."""
    sorting = "" if places is None else f' data-places="{escape(json.dumps(places))}"'
    return f'<script src="{escape(script)}" data-to="{escape(target)}"{sorting}></script>\n'


def _page(title: str, target: str, canonical: str, head: str, rest: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="referrer" content="{REFERRER}">
<title>{escape(title)}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{escape(canonical or target)}">
{head}</head>
<body>
<p>This page has a new address: <a href="{escape(target)}">{escape(title)}</a>.</p>
{rest}</body>
</html>
"""

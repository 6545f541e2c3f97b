"""Mending the HTML of Material's templates where checkers find fault with it.

Few places, and most outside any block a template could override: the finished page is cheaper to mend than a copy of
Material's base template is to keep up with. Each is a plain replacement that does nothing once Material has mended it;
the tests run the checkers.
"""

import re

# Firefox would restore a checkbox after a reload; `autocomplete` is not allowed on one (HTML, 4.10.18.7).
TOGGLE = re.compile(r'(<input class="md-toggle[^>]*?) autocomplete="off"')
# The worker of Material's search, which is not there. (Its toggle has to stay: Material's script looks for it.)
WORKER = re.compile(r'(?<="search":\s)"[^"]*workers/search[^"]*"|(?<="search":)"[^"]*workers/search[^"]*"')
# A section that has a page of its own is labelled by a sign alone: its title stands below.
SECTION = re.compile(
    r'(<nav class="md-nav" data-md-level="\d" )aria-labelledby="__nav_[\d_]+_label"'
    r'([^>]*>\s*<label class="md-nav__title"[^>]*>\s*<span class="md-nav__icon md-icon"></span>\s*([^<]*?)\s*</label>)'
)
TOC_TITLE = '<label class="md-nav__title" for="__toc">'


def mend(html: str) -> str:
    """Return a page with valid attributes and a name for each dialog."""
    html = TOGGLE.sub(r"\1", html)
    html = html.replace(' tabindex=""', "")
    html = SECTION.sub(r'\1aria-label="\3"\2', html)
    html = WORKER.sub("null", html)
    # The contents have no toggle of their own where the navigation is hidden.
    return html if 'id="__toc"' in html else html.replace(TOC_TITLE, '<label class="md-nav__title">')

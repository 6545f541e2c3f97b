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
TOC_TITLE = '<label class="md-nav__title" for="__toc">'


def mend(html: str) -> str:
    """Return a page with valid attributes and a name for each dialog."""
    html = TOGGLE.sub(r"\1", html)
    html = html.replace(' tabindex=""', "")
    html = WORKER.sub("null", html)
    # The contents have no toggle of their own where the navigation is hidden.
    return html if 'id="__toc"' in html else html.replace(TOC_TITLE, '<label class="md-nav__title">')

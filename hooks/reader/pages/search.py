"""The page of the search: a form and what stands in for it without script."""

import html
from urllib.parse import urlsplit

EMPTY = "# Search\n"


def search_page(title: str, site_url: str, *, glossary: str, people: str, articles: str) -> str:
    """Write the page as HTML within Markdown; the addresses are source paths. `title` is the site's.

    What stands in for the search is no `noscript`: a browser that only blocks scripts would not show it.

    Without script a search engine can search the site, where it has an address of its own.
    """
    host = urlsplit(site_url)
    engine = ""
    if host.netloc:
        within = html.escape(host.netloc + host.path.rstrip("/"))
        engine = (
            '<form action="https://duckduckgo.com/" method="get"><p><label>Search this site with DuckDuckGo '
            f'<input type="search" name="q"></label><input type="hidden" name="sites" value="{within}">'
            ' <button>Search</button></p></form>'
        )
    return f"""{EMPTY}
<div class="search-page">
<form class="search-head" role="search" aria-label="Collection" method="get">
<input class="search-input" type="search" name="q" aria-label="Search {html.escape(title)}"
 placeholder="Words, “a phrase”, a name, para 9 …" autocomplete="off" autocapitalize="off" spellcheck="false">
</form>
</div>

<div class="search-without" markdown="1">

This search runs in your browser and needs JavaScript, which is switched off or blocked. Without it:

- the [glossary]({glossary}) lists every term,
- the [register of people]({people}) everyone whom the articles name,
- the [list of articles]({articles}) every article by date; your browser searches a page with Ctrl-F.

{engine}

</div>
"""

"""The page at a former address: it sends readers on, to the same passage."""

import json
from html import escape

SCRIPT = "location.replace({target} + location.search + location.hash)"


def redirect(title: str, target: str, canonical: str = "") -> str:
    """Write a page that leads to `target`, a relative address, keeping the fragment.

    A meta refresh drops the fragment: it is only for readers without JavaScript, who also get a link.
    """
    # `<` must not end the script element.
    script = SCRIPT.format(target=json.dumps(target).replace("<", "\\u003c"))
    href = escape(target)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{escape(canonical or target)}">
<script>{script}</script>
<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>
</head>
<body>
<p>This page has a new address: <a href="{href}">{escape(title)}</a>.</p>
</body>
</html>
"""

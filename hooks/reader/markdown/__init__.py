"""The Python-Markdown ring: a page's source becomes a `Converted`, with passages, ids and links.

`convert` is for builds. The extension also runs by itself, as in `python -m markdown -x reader.markdown`, with the
collection of the nearest mkdocs.yml.
"""

from typing import Any

from reader.markdown.convert import convert, convert_page
from reader.markdown.extension import ReaderExtension
from reader.markdown.standalone import StandaloneExtension


def makeExtension(**options: Any) -> ReaderExtension:
    """What Python-Markdown calls; `page` is the source path of what is converted, `folder` where to look from."""
    return StandaloneExtension(**options)


__all__ = ["ReaderExtension", "convert", "convert_page", "makeExtension"]

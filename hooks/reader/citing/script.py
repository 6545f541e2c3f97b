"""The citations of an article as a script, for the panel that cites passages and for the reader's list."""

import json

from reader.citing.csl import Item
from reader.citing.formats import formats
from reader.text.json_text import in_script


def citing_file(article: str) -> str:
    """The file with an article's citations for scripts."""
    return f"data/citing/{article}.js"


def citing_script(item: Item, url: str) -> str:
    """The citations of an article for the panel and the reader's list, each once, however many passages there are.

    It is a script, since a page that is opened from a disk may fetch no data.
    """
    every = formats(item)
    data = {
        "url": url,
        "formats": [
            {
                "id": each.id,
                "name": each.name,
                **({"day": each.day} if each.day else {}),
                **({"numeric": True} if each.numeric else {}),
                "parts": [
                    {"label": part.label, "work": part.work, "code": part.code}
                    | ({"passage": part.passage} if part.passage != part.work else {})
                    for part in each.parts
                ],
            }
            for each in every
        ],
    }
    return f"(self.readerCitations ??= {{}})[{json.dumps(item['id'])}] = {in_script(data)}\n"

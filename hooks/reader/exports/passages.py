"""The passages of the collection, a line each."""

from reader.anchors.anchor import Anchor
from reader.anchors.block import Block


def passage_line(article: str, block: Block, anchor: Anchor, url: str) -> dict[str, str]:
    """One passage of `passages.jsonl`; `url` is its article's."""
    return {
        "article": article,
        "id": anchor.id,
        "number": anchor.number,
        "kind": block.kind,
        "heading": block.heading,
        "text": block.text,
        "url": f"{url}#{anchor.id}",
    }

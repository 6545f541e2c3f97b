"""Where terms, people and articles have their pages, as source paths that MkDocs resolves and checks."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

from reader.collection.records import Target

# The id of a passage, which is its address on the page.
PASSAGE_ID = re.compile(r"p[0-9]+[a-z]*\Z")
EXPLICIT = re.compile(r"(term|person):([^\s]*)\Z")


@lru_cache(maxsize=1024)
def _path(uri: str, page: str) -> str:
    return "" if uri == page else posixpath.relpath(uri, posixpath.dirname(page) or ".")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The source path of the glossary, and the folders of the pages on people and of the articles."""

    glossary: str = "glossary.md"
    people: str = "people"
    articles: str = "articles"

    def of(self, target: Target) -> str:
        if target.kind == "term":
            return f"{self.glossary}#{target.id}"
        return f"{self.articles if target.kind == 'article' else self.people}/{target.id}.md"

    def relative(self, target: Target, page: str) -> str:
        """The link from `page` to an entry."""
        uri, _, fragment = self.of(target).partition("#")
        path = _path(uri, page)
        return f"{path}#{fragment}" if fragment else path

    def target_of(self, href: str, page: str) -> Target | None:
        """The target that a hand-made source link on `page` leads to, if any."""
        explicit = EXPLICIT.match(href)
        if explicit:
            return Target("term" if explicit[1] == "term" else "person", explicit[2])
        path, _, fragment = href.partition("#")
        if "://" in path or not (path.endswith(".md") or (not path and fragment)):
            return None
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if uri == self.glossary and fragment and not PASSAGE_ID.match(fragment):
            return Target("term", fragment)
        folder, name = posixpath.split(uri)
        if folder == self.articles and path and name != "index.md":
            return Target("article", name[:-3])
        return Target("person", name[:-3]) if folder == self.people and name != "index.md" else None

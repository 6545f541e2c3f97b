"""Links to articles in the Markdown of pages that the build makes."""

from collections.abc import Callable

from reader.collection.records import Collection
from reader.text.escaping import escape


def citing(page: str, collection: Collection) -> Callable[[str], str]:
    """A maker of Markdown links from the page with the source path `page` to an article by its id."""

    def link(id: str) -> str:
        article = collection.articles[id]
        if article.draft:
            return f"{escape(article.title)} (in preparation)"
        return (
            f"[{escape(article.title)}]({'../' * page.count('/')}{article.src_uri}), {article.published[:4] or 'n.d.'}"
        )

    return link

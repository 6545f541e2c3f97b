"""The home page's list of articles by date."""

from reader.collection.records import Article, Collection
from reader.pages.people import byline
from reader.text.dates import spoken
from reader.text.escaping import escape

EMPTY = "This collection has no articles yet. Put the first one into `docs/articles/`."


def articles_by_date(collection: Collection, *, under: str = "") -> str:
    """Present each article: title, who wrote it, where, when, and its argument. `under` goes before each link."""
    articles = [article for article in collection.articles.values() if not article.draft]
    if not articles:
        return EMPTY
    return "\n\n".join(
        ["## Articles by date {: #articles_by_date }", *(_work(each, collection, under) for each in articles)]
    )


def _work(article: Article, collection: Collection, under: str) -> str:
    date = spoken(article.published, inferred=article.published_inferred)
    facts = [
        f'<time datetime="{article.published}">{date}</time>' if date else "",
        f'<span class="work-kind">{escape(article.kind)}</span>' if article.kind else "",
    ]
    names = byline(article, collection)
    where = " · ".join(
        part for part in (escape(names), f"*{escape(article.publication)}*" if article.publication else "") if part
    )
    parts = [
        '<div class="work" markdown="1">',
        " ".join(fact for fact in facts if fact) + "\n{: .work-facts data-search-exclude='' }",
        f"### [{escape(article.title)}]({under}{article.src_uri}) {{: #{article.id} }}",
        f"{where}\n{{: .work-byline }}" if where else "",
        escape(article.summary) if article.summary else "",
        "</div>",
    ]
    return "\n\n".join(part for part in parts if part)

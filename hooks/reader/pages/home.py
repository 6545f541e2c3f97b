"""The lists of articles: on the home page by date, and the page of all."""

import html

from reader.collection.records import Article, Collection
from reader.pages.people import byline
from reader.text.dates import spoken
from reader.text.escaping import escape
from reader.text.quotes import curly

EMPTY = "This collection has no articles yet. Put the first one into `docs/articles/`."


def articles_by_date(collection: Collection) -> str:
    """Present each article: title, who wrote it, where, when, and its argument."""
    articles = [article for article in collection.articles.values() if not article.draft]
    if not articles:
        return EMPTY
    return "\n\n".join(
        ["## Articles by date {: #articles_by_date }", *(_work(each, collection, "") for each in articles)]
    )


def articles_list(collection: Collection) -> str:
    """Present each article on the page of all of them, which a script sorts and filters."""
    articles = [article for article in collection.articles.values() if not article.draft]
    return "\n\n".join(_work(each, collection, "../", level=2) for each in articles) or EMPTY


def _work(article: Article, collection: Collection, under: str, level: int = 3) -> str:
    date = spoken(article.published, inferred=article.published_inferred)
    people = collection.people
    keys = {
        "date": " ".join(article.sort_key),
        "author": "; ".join(people[id].sort_key for id in article.authors if id in people),
        "publication": article.publication,
        "kind": article.kind,
    }
    data = "".join(f' data-{name}="{html.escape(value)}"' for name, value in keys.items() if value)
    facts = [
        f'<time datetime="{article.published}">{date}</time>' if date else "",
        f'<span class="work-kind">{escape(article.kind)}</span>' if article.kind else "",
        f'<span class="work-length">{minutes_slot(article.id)}</span><span class="work-keys"{data}></span>',
    ]
    names = byline(article, collection)
    where = " · ".join(
        part for part in (escape(names), f"*{escape(article.publication)}*" if article.publication else "") if part
    )
    title = escape(curly(article.title, article.language))
    parts = [
        '<div class="work" markdown="1">',
        " ".join(fact for fact in facts if fact) + "\n{: .work-facts }",
        f"{'#' * level} [{title}]({under}{article.src_uri}) {{: #{article.id} }}",
        f"{where}\n{{: .work-byline }}" if where else "",
        escape(article.summary) if article.summary else "",
        "</div>",
    ]
    return "\n\n".join(part for part in parts if part)


def minutes_slot(id: str) -> str:
    """The mark that stands for an article's time to read until every page has been read."""
    return f"<!-- minutes {id} -->"

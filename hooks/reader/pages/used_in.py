"""The "Used in" list of a term or a person: one line a passage, grouped by article."""

import html
from collections.abc import Callable, Iterable, Mapping

from reader.collection.records import Article, Target
from reader.linking.uses import Use, one_per_passage
from reader.text.dates import spoken
from reader.text.english import counted

SHOWN = 20


def placeholder(target: Target) -> str:
    """The mark that stands for the list until every page has been read."""
    return f"<!-- uses {target.kind} {target.id} -->"


def used_in(
    uses: Iterable[Use],
    articles: Mapping[str, Article],
    href: Callable[[str, str], str],
    label: Callable[[str, str], str],
    *,
    title: str,
    none: str,
) -> str:
    """List the passages as HTML. `articles` are by source path; `href(page, anchor)` is the address of a passage and
    `label(page, anchor)` its printed number. Past `SHOWN` lines the rest is folded.
    """
    pages = one_per_passage(uses)
    groups = [(articles[page], pages[page]) for page in articles if page in pages]
    total = sum(len(passages) for _, passages in groups)
    if not total:
        return f'<section class="uses uses-none"><p>{html.escape(none)}</p></section>'
    shown: list[str] = []
    folded: list[str] = []
    left = SHOWN
    for article, passages in groups:
        for part, into in ((passages[:left], shown), (passages[left:], folded)):
            if part:
                into.append(_group(article, part, href, label))
        left = max(0, left - len(passages))
    summary = f"{title} {counted(total, 'passage')} of {counted(len(groups), 'article')}"
    more = ""
    if folded:
        more = f"<details><summary>{counted(total - SHOWN, 'more passage')}</summary>{''.join(folded)}</details>"
    return f'<section class="uses"><p class="uses-title">{html.escape(summary)}</p>{"".join(shown)}{more}</section>'


def _group(
    article: Article, passages: list[Use], href: Callable[[str, str], str], label: Callable[[str, str], str]
) -> str:
    date = spoken(article.published, inferred=article.published_inferred) if article.published else ""
    lines = "".join(
        f'<li><a href="{html.escape(href(use.page, use.anchor))}">'
        f'<span class="uses-number">{html.escape(label(use.page, use.anchor))}</span> '
        f"{html.escape(use.before)}<mark>{html.escape(use.quote)}</mark>{html.escape(use.after)}</a></li>"
        for use in passages
    )
    return (
        f'<p class="uses-article"><cite>{html.escape(article.title)}</cite>'
        f"{', ' + html.escape(date) if date else ''}</p><ul>{lines}</ul>"
    )

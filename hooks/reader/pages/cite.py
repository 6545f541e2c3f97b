"""What an article's page shows of citing: finished citations, the panel's data, who cites it."""

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reader.citing.csl import Item
from reader.citing.formats import Format, formats
from reader.linking.uses import Cited
from reader.text.english import counted

NO_EXAMPLES = "<p>This collection has no article to cite yet.</p>"


@dataclass(frozen=True, slots=True)
class CiteView:
    """An article's citations for the template: `styles` to read, `files` to download."""

    styles: tuple[Format, ...]
    files: tuple[Format, ...]
    url: str


def cite_view(item: Item, url: str) -> CiteView:
    """Cite an article whose page is at `url`."""
    every = formats(item, more=False)
    return CiteView(
        tuple(each for each in every if not each.file),
        tuple(each for each in every if each.file),
        url,
    )


def cited_by(
    found: Iterable[Cited],
    titles: Mapping[str, str],
    href: Callable[[str, str], str],
    label: Callable[[str, str], str],
) -> str:
    """List who cites an article, as HTML, grouped by page. `titles` are by source path, `label` gives a number."""
    groups: dict[str, list[Cited]] = {}
    for each in found:
        groups.setdefault(each.use.page, []).append(each)
    if not groups:
        return ""
    marked: set[str] = set()
    parts = []
    for page, citations in groups.items():
        lines = "".join(_line(each, href, label, marked) for each in citations)
        parts.append(f'<p class="uses-article"><cite>{html.escape(titles[page])}</cite></p><ul>{lines}</ul>')
    return "".join(parts)


def _line(each: Cited, href: Callable[[str, str], str], label: Callable[[str, str], str], marked: set[str]) -> str:
    use = each.use
    new = [id for id in each.passages if id not in marked]
    marked.update(new)
    anchors = "".join(f'<span id="__cited-{html.escape(id)}"></span>' for id in new)
    number = label(use.page, use.anchor)
    number = f'<span class="uses-number">{html.escape(number)}</span> ' if number else ""
    passages = html.escape(" ".join(each.passages))
    return (
        f'<li data-passages="{passages}">{anchors}<a href="{html.escape(href(use.page, use.anchor))}">{number}'
        f"{html.escape(use.before)}<mark>{html.escape(use.quote)}</mark>{html.escape(use.after)}</a></li>"
    )


def cited_mark(id: str, count: int) -> str:
    """The link from a passage to the list of its citations, to stand behind its permalink; nothing without any.

    It is as empty as the permalink, so that it enters neither the search index nor copied text.
    """
    if not count:
        return ""
    words = f"Cited in {counted(count, 'passage')}"
    return f'<a class="passage-cited" href="#__cited-{html.escape(id)}" aria-label="{words}"></a>'


def examples(item: Item, url: str, anchor: str, number: str) -> str:
    """Every format applied to one passage, as HTML."""
    place = f"#{anchor}"
    parts = []
    for each in formats(item):
        texts = "".join(
            f"<pre><code>{html.escape(part.text(url, place, number))}</code></pre>"
            if part.code
            else f"<dd><em>{part.label}:</em> {part.text(url, place, number)}</dd>"
            for part in each.parts
        )
        parts.append(f"<dt>{html.escape(each.name)}</dt>{texts if texts.startswith('<dd>') else f'<dd>{texts}</dd>'}")
    return f'<dl class="cite-examples">{"".join(parts)}</dl>'

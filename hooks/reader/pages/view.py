"""The pages of a site as they are shown: what is filled into their text, and what the templates get."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reader.building.context import person_of
from reader.building.converted import Converted, Slot, filled
from reader.building.links import url_of
from reader.building.site import Site
from reader.citing.coins import coins
from reader.citing.formats import FILES
from reader.citing.metadata import Description, Link, metadata, page_metadata
from reader.citing.pictures import picture_of, words_of
from reader.citing.styles import STYLES
from reader.collection.addresses import Addresses
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Article, Target
from reader.pages import cite
from reader.pages.cards import CardMaker
from reader.pages.header import ArticleView, minutes, view
from reader.pages.history import article_of, folded, listed, revised_mark, source_of
from reader.pages.kinds import MY_LIST, kind_of
from reader.pages.used_in import used_in
from reader.text.dates import spoken
from reader.text.escaping import attribute

# `relative(url)` leads from the page at hand to an address that counts from the root of the site.
Relative = Callable[[str], str]


@dataclass(slots=True)
class Views:
    """Shows the pages of a site. What all pages at one depth share is made once."""

    site: Site
    card_makers: dict[str, CardMaker] = field(default_factory=dict)

    def text(self, page: Converted, relative: Relative) -> str:
        """The HTML of a page, with what is known once every page has been converted."""
        article = self.site.collection.article(page.src_uri)
        citations = self.site.cited.get(article.id, ()) if article else ()
        cited = Counter(id for each in citations for id in each.passages)
        history = self.site.histories.get(article.id) if article else None
        revised = history.reworded if history else {}
        fill: dict[str, Callable[[str], str]] = {
            "link": lambda href: attribute(self._leading(href, page.src_uri, relative)),
            "cited": lambda id: cite.cited_mark(id, cited[id]) + revised_mark(revised.get(id)),
            "uses": lambda target: self._used_in(target, relative),
            "examples": lambda _: self._examples(),
            "minutes": self._minutes,
        }
        return filled(page.html, lambda slot: fill[slot.kind](slot.value))

    def context(self, page: Converted, relative: Relative, canonical: str) -> dict[str, Any]:
        """What the templates need of a page; `canonical` is its address, "" where the site has none."""
        site = self.site
        styles = {"first": [s for s in STYLES.values() if not s.more], "more": [s for s in STYLES.values() if s.more]}
        found: dict[str, Any] = {"styles": styles, "my_list": page.src_uri == MY_LIST}
        article = site.collection.article(page.src_uri)
        if article:
            found["article"] = self._header(article, page, relative)
            if history := site.histories.get(article.id):
                found["revisions"] = folded(history, partial(self._successor, relative, article.id))
                found["history_url"] = relative(site.urls[source_of(article.id)])
                found["revised"] = spoken(site.dates[article.id].revised)
        if article and (item := site.items.get(article.id)):
            place, label = partial(self._place, relative), self._label
            found["cite"] = cite.cite_view(item, site.host.address + site.urls[page.src_uri])
            found["cited_by"] = cite.cited_by(site.cited.get(article.id, ()), site.titles, place, label)
            shown, days = site.shown(article), site.dates.get(article.id)
            words = words_of(article, site.collection, site.host.name)
            picture = picture_of(article, words, site.host.address)
            people, imprint = site.collection.people, site.host.imprint
            found["metadata"] = metadata(shown, people, item, imprint, canonical, days, picture)
        elif not article:
            found["metadata"] = page_metadata(self._description(page.src_uri), site.host.imprint, canonical)
        if kind_of(page.src_uri, site.collection).lists:
            found["coins"] = [coins(each) for each in site.items.values()]
        if (revised := article_of(page.src_uri)) in site.histories:
            of = site.collection.articles[revised]
            successor = partial(self._successor, relative, revised)
            address = relative(site.urls[of.src_uri])
            found["history"] = listed(site.histories[revised], of.title, address, successor)
        # The glossary has every entry itself: there a link leads to one on the same page.
        if page.src_uri != GLOSSARY_PAGE:
            byline = [Target("person", id) for id in article.authors] if article else []
            found["cards"] = self._card_maker(relative).cards([*byline, *page.linked])
        return found

    def _description(self, src_uri: str) -> Description:
        """What a page that is no article says of itself."""
        site, kind = self.site, kind_of(src_uri, self.site.collection)
        target = person_of(src_uri, site.collection)
        links: list[Link] = []
        if kind.lists:
            articles = site.collection.articles
            links += [Link("item", site.urls[articles[id].src_uri], "text/html") for id in site.items]
            links += [Link("describedby", f"data/references.{suffix}", type) for suffix, type in FILES.items()]
        if src_uri == GLOSSARY_PAGE:
            links.append(Link("describedby", "data/glossary.jsonld", "application/ld+json"))
        person = site.collection.people[target.id] if target else None
        return Description(kind.schema, site.titles.get(src_uri, ""), person=person, links=tuple(links))

    def _header(self, article: Article, page: Converted, relative: Relative) -> ArticleView:
        site = self.site
        return view(
            site.shown(article),
            site.collection,
            page.uses,
            site.words[page.src_uri],
            site.neighbours.get(article.id, (None, None)),
            partial(self._entry, relative),
            lambda each: relative(site.urls[each.src_uri]),
        )

    def _card_maker(self, relative: Relative) -> CardMaker:
        """The maker of the cards of all pages from which the way to the root of the site is the same."""
        root = relative("./")
        if root not in self.card_makers:
            site = self.site

            def way(url: str) -> str:
                return f"{root}{url}"

            def linked(slot: Slot) -> str:
                return attribute(self._leading(slot.value, GLOSSARY_PAGE, way))

            glossary = site.pages.get(GLOSSARY_PAGE)
            found = glossary.definitions if glossary else ()
            self.card_makers[root] = CardMaker(
                site.collection,
                {id: (filled(html, linked), targets) for id, html, targets in found},
                site.mentions,
                site.articles,
                partial(self._entry, way),
                partial(self._place, way),
            )
        return self.card_makers[root]

    def _leading(self, href: str, src_uri: str, relative: Relative) -> str:
        """The address of a link typed on a page; as it was typed where it leads to no file."""
        url = url_of(href, src_uri, self.site.urls)
        return href if url is None else relative(url)

    def _used_in(self, target: str, relative: Relative) -> str:
        kind, _, id = target.partition(" ")
        is_term = kind == "term"
        return used_in(
            self.site.uses.get(Target("term" if is_term else "person", id), ()),
            self.site.articles,
            partial(self._place, relative),
            lambda uri, anchor: self.site.labels[uri, anchor],
            title="Used in" if is_term else "In",
            none="Not used in the text of any article." if is_term else "Not named in the text of any article.",
        )

    def _examples(self) -> str:
        """The middle passage of the first article that has one, cited in every format."""
        site = self.site
        for src_uri, article in site.articles.items():
            anchors = [anchor for _, anchor in site.pages[src_uri].blocks if anchor.number]
            if anchors and article.id in site.items:
                item, anchor = site.items[article.id], anchors[len(anchors) // 2]
                return cite.examples(item, site.host.address + site.urls[src_uri], anchor.id, anchor.number)
        return cite.NO_EXAMPLES

    def _minutes(self, id: str) -> str:
        words = self.site.words.get(self.site.collection.articles[id].src_uri)
        return "" if words is None else f"{minutes(words)} min"

    def _place(self, relative: Relative, src_uri: str, anchor: str) -> str:
        return f"{relative(self.site.urls[src_uri])}{'#' if anchor else ''}{anchor}"

    def _entry(self, relative: Relative, target: Target) -> str:
        src_uri, _, fragment = Addresses().of(target).partition("#")
        return self._place(relative, src_uri, fragment)

    def _successor(self, relative: Relative, article: str, successor: str) -> str:
        """The address of the passage that carries on the words of another: `p8`, or `article#p8`."""
        other, _, id = successor.rpartition("#")
        src_uri = f"articles/{other or article}.md"
        return self._place(relative, src_uri, id) if src_uri in self.site.urls else f"#{id}"

    def _label(self, src_uri: str, anchor: str) -> str:
        """The number of a passage, or the term of an entry."""
        terms = self.site.collection.terms
        if src_uri == GLOSSARY_PAGE and anchor in terms:
            return terms[anchor].term
        return self.site.labels.get((src_uri, anchor), "")

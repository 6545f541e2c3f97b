"""One page of a build as it is shown: what the templates get, and what is filled into its content."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reader.building.build import Build
from reader.citing.coins import coins
from reader.citing.editions import dates
from reader.citing.formats import FILES
from reader.citing.jsonld import Site
from reader.citing.metadata import Description, Link, metadata, page_metadata
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Article, Target
from reader.pages import cite
from reader.pages.cards import CardMaker, linked
from reader.pages.header import ArticleView, view
from reader.pages.used_in import PLACEHOLDER, used_in

# Pages that list all works, for Zotero to choose from, and types of schema.org for pages that are no articles.
LISTS = ("index.md", "articles/index.md")
KINDS = {
    "index.md": "WebSite",
    "articles/index.md": "CollectionPage",
    "people/index.md": "CollectionPage",
    GLOSSARY_PAGE: "DefinedTermSet",
    "about/index.md": "AboutPage",
}


@dataclass(frozen=True, slots=True)
class PageView:
    """The page with the source `src_uri`; `relative` leads from it to an address of the site."""

    build: Build
    src_uri: str
    relative: Callable[[str], str]

    def filled(self, content: str) -> str:
        """The content of the page with what is known once every page has been read."""
        if "<!-- uses " in content:
            content = PLACEHOLDER.sub(self._used_in, content)
        if article := self.build.article(self.src_uri):
            passages = Counter(id for each in self.build.cited.get(article.id, ()) for id in each.passages)
            content = cite.mark_cited(content, passages)
        return content.replace(cite.EXAMPLES, self._examples()) if cite.EXAMPLES in content else content

    def context(self, content: str, site: Site, canonical: str, title: str) -> dict[str, Any]:
        """What the templates need of the page beside what MkDocs gives them.

        `canonical`, the address of the page, is "" where the site has none.
        """
        build = self.build
        found: dict[str, Any] = {}
        article = build.article(self.src_uri)
        if article:
            found["article"] = self._header(article)
        if article and (item := build.items.get(article.id)):
            people = build.loaded.collection.people
            found["cite"] = cite.cite_view(item, site.address + build.urls[self.src_uri])
            found["cited_by"] = cite.cited_by(build.cited.get(article.id, ()), build.titles, self._place, self._label)
            days = dates(build.keeper.ledgers.get(article.id))
            found["metadata"] = metadata(build.shown(article), people, item, site, canonical, days)
        elif not article:
            found["metadata"] = page_metadata(self._description(title), site, canonical)
        if self.src_uri in LISTS:
            found["coins"] = [coins(each) for each in build.items.values()]
        # The glossary has every entry itself: there a link leads to one on the same page.
        if self.src_uri != GLOSSARY_PAGE:
            found["cards"] = self._cards(content, article)
        return found

    def _description(self, title: str) -> Description:
        """What a page that is no article says of itself."""
        folder, _, name = self.src_uri.rpartition("/")
        person = self.build.loaded.collection.people.get(name.removesuffix(".md")) if folder == "people" else None
        links: list[Link] = []
        if self.src_uri in LISTS:
            articles = self.build.loaded.collection.articles
            links += [Link("item", self.build.urls[articles[id].src_uri], "text/html") for id in self.build.items]
            links += [Link("describedby", f"data/references.{suffix}", type) for suffix, type in FILES.items()]
        if self.src_uri == GLOSSARY_PAGE:
            links = [Link("describedby", "data/glossary.jsonld", "application/ld+json")]
        kind = KINDS.get(self.src_uri, "WebPage")
        return Description(kind, person.name if person else title, person=person, links=tuple(links))

    def _header(self, article: Article) -> ArticleView:
        build = self.build
        record = build.records[self.src_uri]
        return view(
            build.shown(article),
            build.loaded.collection,
            record.uses,
            sum(len(block.text.split()) for block, _ in record.blocks),
            build.neighbours.get(article.id, (None, None)),
            self._entry,
            lambda each: self.relative(build.urls[each.src_uri]),
        )

    def _cards(self, content: str, article: Article | None) -> str:
        byline = [Target("person", id) for id in article.authors] if article else []
        root = self.relative("./")
        if root not in self.build.card_makers:
            self.build.card_makers[root] = self._card_maker(root)
        return self.build.card_makers[root].cards([*byline, *linked(content)])

    def _card_maker(self, root: str) -> CardMaker:
        """The maker of the cards of all pages from which `root` leads to the root of the site."""
        build = self.build
        seen = replace(self, relative=lambda address: f"{root}{address}")
        return CardMaker(
            build.loaded.collection,
            build.definitions,
            build.urls[GLOSSARY_PAGE],
            build.mentions_of,
            build.articles,
            seen.relative,
            seen._entry,
            seen._place,
        )

    def _used_in(self, placeholder: re.Match[str]) -> str:
        target = Target(placeholder[1], placeholder[2])  # type: ignore[arg-type]
        is_term = target.kind == "term"
        return used_in(
            self.build.uses.get(target, ()),
            self.build.articles,
            self._place,
            lambda uri, anchor: self.build.labels[uri, anchor],
            title="Used in" if is_term else "In",
            none="Not used in any article yet." if is_term else "Not named in any article yet.",
        )

    def _examples(self) -> str:
        """The middle passage of the first article that has one, cited in every format."""
        for src_uri, article in self.build.articles.items():
            anchors = [anchor for _, anchor in self.build.records[src_uri].blocks if anchor.number]
            if anchors and article.id in self.build.items:
                item, anchor = self.build.items[article.id], anchors[len(anchors) // 2]
                return cite.examples(item, self.build.urls[src_uri], anchor.id, anchor.number)
        return cite.NO_EXAMPLES

    def _place(self, src_uri: str, anchor: str) -> str:
        return f"{self.relative(self.build.urls[src_uri])}{'#' if anchor else ''}{anchor}"

    def _entry(self, target: Target) -> str:
        src_uri, _, fragment = self.build.extension.addresses.of(target).partition("#")
        return self._place(src_uri, fragment)

    def _label(self, src_uri: str, anchor: str) -> str:
        """The number of a passage, or the term of an entry."""
        terms = self.build.loaded.collection.terms
        if src_uri == GLOSSARY_PAGE and anchor in terms:
            return terms[anchor].term
        return self.build.labels.get((src_uri, anchor), "")

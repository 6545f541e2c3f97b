"""One conversion under way: the page, what its setting shares, and what was found so far."""

from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property

from reader.building.asking import Asking
from reader.building.context import PageContext, Setting
from reader.citing.wording import Wordings
from reader.collection.records import Target
from reader.linking.article_names import article_forms
from reader.linking.density import Linker
from reader.linking.finding import Finder
from reader.linking.forms import all_forms
from reader.linking.matching import Matcher
from reader.linking.names import Names
from reader.markdown.links import TermLinker
from reader.markdown.record import PageRecord


class Machine:
    """What the pages of one setting share, made once in each process."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        entries = all_forms(setting.collection)
        matcher = Matcher([*entries, *article_forms(setting.collection, entries)])
        self.finder = Finder(matcher, Names(setting.collection))

    @cached_property
    def wordings(self) -> Wordings:
        """How the text names the articles."""
        return Wordings(self.setting.collection)


@dataclass(frozen=True, slots=True)
class Conversion:
    machine: Machine
    page: PageContext
    record: PageRecord
    asking: Asking = field(default_factory=Asking)

    @property
    def setting(self) -> Setting:
        return self.machine.setting

    @property
    def articles(self) -> Container[str]:
        """The articles that a key may name."""
        return self.asking.articles(self.setting.collection)

    def linker(self) -> TermLinker:
        """A linker for the page at hand, which has seen nothing of it yet."""
        page, collection = self.page, self.setting.collection
        linker = Linker(collection, page.density, set(page.byline), page.own)
        article = collection.article(page.src_uri)
        return TermLinker(
            self.machine.finder,
            linker,
            page.src_uri,
            self.setting.addresses,
            self.own,
            lambda target: self.asking.knows(target, collection),
            article.language if article else "",
            self.asking.texts.extend,
        )

    def own(self, heading_id: str) -> Target | None:
        """The entry of the glossary that a heading begins."""
        terms = self.setting.collection.terms
        return Target("term", heading_id) if self.page.entries and heading_id in terms else None

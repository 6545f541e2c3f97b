"""Which of the found terms and names become links: density, introductions, opt-outs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.collection.records import Collection, Density, Target
from reader.linking.forms import Form


@dataclass(slots=True)
class Linker:
    """Decides for one page, match by match, in document order.

    `introduced` are the people whose surname alone is understood here: the byline's to begin with. `own` is the entry
    that is being read, which never links to itself.
    """

    collection: Collection
    density: Density
    introduced: set[str] = field(default_factory=set)
    own: Target | None = None
    _section: set[Target] = field(default_factory=set)
    _page: set[Target] = field(default_factory=set)

    def start_page(self, made_by_hand: Iterable[Target]) -> None:
        self._page = set(made_by_hand)

    def start_section(self, made_by_hand: Iterable[Target]) -> None:
        """Begin a section in which `made_by_hand` targets have a link already."""
        self._section = set(made_by_hand)

    def refuse(self, form: Form, why: str = "") -> str:
        """Say why this occurrence stays unlinked, or "" after counting it as a link.

        `why` is a reason that the caller knows from the mark-up.
        """
        target = form.target
        if form.surname and target.id not in self.introduced:
            return "a surname before the full name"
        if target.kind == "person":
            self.introduced.add(target.id)
        reason = why or self._opted_out(target) or self._seen(target)
        if not reason:
            self._section.add(target)
            self._page.add(target)
        return reason

    def _opted_out(self, target: Target) -> str:
        if target == self.own:
            return "in its own entry"
        if self.density == "off":
            return "the page links nothing"
        if target.kind == "term" and not self.collection.terms[target.id].link:
            return "link: false"
        return ""

    def _seen(self, target: Target) -> str:
        if self.density == "all":
            return ""
        figure = target.kind == "person" and self.collection.people[target.id].kind == "figure"
        if (self.density == "page" or figure) and target in self._page:
            return "linked once on the page"
        return "linked once in the section" if target in self._section else ""

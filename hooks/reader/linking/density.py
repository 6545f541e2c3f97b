"""Which of the mentions become links: density, introductions, context, opt-outs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.collection.records import Collection, Density, Person, Target
from reader.linking.finding import Mention
from reader.linking.names import SOMEBODY_ELSE
from reader.linking.surroundings import Surroundings

# In a long section a term links again after so many characters: about three screens of a computer, six of a telephone.
FAR = 6000
NOT_INTRODUCED = "a surname before the full name"


@dataclass(slots=True)
class Linker:
    """Decides for one page, mention by mention, in document order.

    `introduced` are the people whose surname alone is understood here: the byline's to begin with. `own` is the entry
    that is being read, which never links to itself.
    """

    collection: Collection
    density: Density
    introduced: set[str] = field(default_factory=set)
    own: Target | None = None
    _section: set[Target] = field(default_factory=set)
    _page: set[Target] = field(default_factory=set)
    _last: dict[Target, tuple[int, int]] = field(default_factory=dict)
    _paragraph: int = 0
    _read: int = 0
    _first: int = 0
    _surroundings: Surroundings = field(default_factory=lambda: Surroundings(()))
    _others: set[str] = field(default_factory=set)
    _namesakes: set[str] = field(default_factory=set)
    _bearers: dict[str, list[Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.collection.people.values():
            self._bearers.setdefault(person.surname, []).append(person)

    def start_page(self, made_by_hand: Iterable[Target], paragraphs: Sequence[str] = ()) -> None:
        """Begin a page of these paragraphs, on which `made_by_hand` targets have a link."""
        self._page = set(made_by_hand)
        self._surroundings = Surroundings(paragraphs)

    def start_section(self, made_by_hand: Iterable[Target]) -> None:
        """Begin a section in which `made_by_hand` targets have a link already."""
        self._section = set(made_by_hand)
        self._first = self._paragraph + 1

    def start_paragraph(self, text: str, *, heading: bool = False) -> None:
        """Go on to the next paragraph of the section, or to its heading."""
        if text.strip() and not heading:
            self._paragraph += 1
        self._read += len(text)
        self._surroundings.read(text)
        self._others.clear()

    def doubt(self, mention: Mention) -> str:
        """Say why a place that reads like a form is no mention of its target, or ""."""
        target = mention.target
        if mention.why:
            if mention.why == SOMEBODY_ELSE and target.kind == "person":
                self._hear_of_another(target.id)
            return mention.why
        if target.kind == "term":
            return self._surroundings.refuse(self.collection.terms[target.id])
        if target.kind == "person":
            if mention.full:
                self._introduce(target.id)
            elif target.id in self._others or target.id in self._namesakes:
                return "after somebody else of the name"
        return ""

    def refuse(self, mention: Mention, why: str = "") -> str:
        """Say why this mention stays unlinked, or "" after counting it as a link.

        `why` is a reason that the caller knows from the mark-up.
        """
        target = mention.target
        if mention.needs_introduction and target.id not in self.introduced:
            return NOT_INTRODUCED
        if target.kind == "person":
            self.introduced.add(target.id)
        reason = why or self._opted_out(target) or self._seen(target)
        if not reason:
            self._section.add(target)
            self._page.add(target)
            self._last[target] = self._paragraph, self._read
        return reason

    def _introduce(self, id: str) -> None:
        """A name in full is a person's own; bare names like it are from now on theirs, and nobody else's."""
        self._others.discard(id)
        self._namesakes.discard(id)
        for other in self._bearers.get(self.collection.people[id].surname, ()):
            if other.id != id:
                self._namesakes.add(other.id)

    def _hear_of_another(self, id: str) -> None:
        """After a namesake a bare name is doubtful: in the paragraph, and where nobody else was named on the page."""
        self._others.add(id)
        if id not in self.introduced:
            self._namesakes.add(id)

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
        paragraph, read = self._last.get(target, (-1, -FAR))
        if target in self._section:
            return "linked once in the section" if self._read - read < FAR or paragraph < 0 else ""
        # What was linked in the last paragraph above a heading is still before the eyes in the first one below it;
        # an entry of the glossary is read by itself.
        above = paragraph == self._paragraph - 1 == self._first - 1 and not self.own
        return "linked just above the heading" if above else ""

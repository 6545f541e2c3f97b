"""Whose a bare name is: a surname right after another given name, initials or a particle is somebody else's.

    President Bush, Mrs Bush       his, by a title
    George Bush, G. W. Bush        his, by his own given names, which are part of the name
    George H. W. Bush, Jeb Bush    somebody else's
    When Bush, Russia's Putin      his: the word before opens the sentence, or is no name

Titles and the words that open sentences are known in some fifteen languages; any other capitalised word before a
surname counts as a given name. An entry whose own name begins with the surname (Orbán Viktor, Xi Jinping) is read the
other way round: there the word after the surname is the given name.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from reader.collection.records import Collection, Person
from reader.linking.forms import Form
from reader.linking.given_names import agree
from reader.linking.vocabulary import Vocabulary, vocabulary
from reader.text.words import normal

REACH = 100  # characters before a name that can hold the names that belong to it
NEARBY = 2000  # characters around a name in which a word of lower case tells that it is no name
NAMES = 5
OPENING = "\"'“‘«„‚‹([{¿¡"
CLOSING = "\"'”’»“›)]}"
LAST_WORD = re.compile(r"(?P<word>\S+)\s+\Z")
NEXT_WORD = re.compile(r"\s(?P<word>[^\W\d_][\w’'-]*)")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
ELIDED = re.compile(r"[^\W\d_]{1,6}['’](?=[^\W\d_]{2})")
POSSESSIVE = re.compile(r"['’ʼ]s?\Z")
SOMEBODY_ELSE = "somebody else's name"
ORDINARY_WORD = "an ordinary word without a title"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose a name is: `own` where it may be the entry's; it stands at `text[start:end]` with its given names.

    `full` names need no introduction. One after a title that married people share (`shared`) needs one; one that is
    also an ordinary `word`, and has no title, is none.
    """

    own: bool
    start: int
    end: int
    full: bool = False
    shared: bool = False
    word: bool = False


class Names:
    """Tells whose the bare names in the texts of a collection are."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._given: dict[str, list[list[str]]] = {}

    @cached_property
    def words(self) -> Vocabulary:
        return vocabulary()

    def judge(
        self, text: str, span: tuple[int, int], form: Form, beside: tuple[int, int], language: str = ""
    ) -> Verdict:
        """Say whose the name at `span` is; `beside` is where the form before it ends and the one after it begins."""
        person = self.collection.people[form.target.id]
        start, end = span
        if mark := self._namesake(text, end, person):
            return Verdict(False, start, mark)
        if not form.bare:
            return Verdict(True, start, end, full=True)
        inflected = normal(form.text) != normal(person.surname)
        if _surname_first(person):
            following, last = self._following(text, end, beside[1])
            if following:
                own = self._is_own(following, person, inflected=inflected)
                return Verdict(own, start, last, full=own)
        names, begin, title = self._preceding(text, start, beside[0], language)
        if names:
            for at in range(len(names)):
                if self._is_own([name for name, _ in names[at:]], person, inflected=inflected):
                    return Verdict(True, names[at][1], end, full=True)
            return Verdict(False, begin, end)
        if title in self.words.offices and not _held(person, title):
            return Verdict(False, begin, end)
        word = form.text.casefold()
        common = word in self.words.others or word in self.words.openers["en"]
        return Verdict(True, start, end, shared=title in self.words.shared_titles, word=common and not title)

    def _preceding(self, text: str, start: int, before: int, language: str) -> tuple[list[tuple[str, int]], int, str]:
        """The names right before a name, each with its place, where they begin, and the title before it, if any."""
        names: list[tuple[str, int]] = []
        place = start
        while len(names) < NAMES and not (0 <= before <= place and text[before:place].isspace()):
            low = max(0, place - REACH)
            found = LAST_WORD.search(text[low:place])
            if not found:
                break
            word, at = found["word"], low + found.start("word")
            if elided := ELIDED.match(word):
                word, at = word[elided.end() :], at + elided.end()
            if word[0] in OPENING and word[-1] in CLOSING and len(word) > 2:
                place = at  # George "Dubya" Bush
                continue
            bare = word.lstrip(OPENING)
            opens = bare != word
            at += len(word) - len(bare)
            if not bare or not (bare[-1].isalnum() or bare[-1] == "."):
                break
            key = bare.rstrip(".").casefold()
            if bare.endswith(".") and not INITIALS.fullmatch(bare) and key not in self.words.titles:
                break  # the end of a sentence
            if not bare[0].isupper():
                if self._is_particle(bare, text[max(0, at - REACH) : at], language):
                    names.insert(0, (bare, at))
                break
            if POSSESSIVE.search(bare):
                break
            if self._is_no_name(bare, key, initial=bool(INITIALS.fullmatch(bare))):
                return (names, names[0][1], "") if names else ([], at, self._title(key))
            dotted = bare.endswith(".")
            if not dotted and (opens or _opens_sentence(text, at)) and self._opens(text, at, bare, key, language):
                break
            names.insert(0, (bare, at))
            place = at
            if opens:
                break
        return names, names[0][1] if names else start, ""

    def _following(self, text: str, end: int, after: int) -> tuple[list[str], int]:
        """The given names after a surname that stands first, with their end; none where another form begins."""
        names: list[str] = []
        while len(names) < NAMES and (found := NEXT_WORD.match(text, end)):
            word = POSSESSIVE.sub("", found["word"])
            key = word.casefold()
            named = word[0].isupper() and found.start("word") != after
            if not named or self._is_no_name(word, key, initial=False):
                break
            names.append(word)
            end = found.start("word") + len(word)
            if word != found["word"]:
                break
        return names, end

    def _namesake(self, text: str, end: int, person: Person) -> int:
        """Where the mark of a namesake ends that follows a name, 0 where none does."""
        found = self.words.generation.match(text, end)
        if not found or any(found["mark"].rstrip(".") in name for name in (person.name, *person.also)):
            return 0
        return found.end()

    def _is_no_name(self, word: str, key: str, *, initial: bool) -> bool:
        """Whether a capitalised word is a title, an acronym, a place or a day."""
        words = self.words
        if key in words.titles or key in words.others or key in words.never_names:
            return True
        if any(each.isdigit() for each in word):
            return True
        if initial:
            return False
        if len(word) > 2 and word.isupper():
            return True
        return any(part in words.titles for part in key.split("-")[1:]) or key.endswith(words.title_ends)

    def _title(self, key: str) -> str:
        """The title that a word is or ends in, "" where it is none."""
        last = key.rpartition("-")[2]
        return last if last in self.words.titles or last.endswith(self.words.title_ends) else ""

    def _is_particle(self, word: str, before: str, language: str) -> bool:
        """Whether a word is a particle after a given name; where it is also a preposition it is none."""
        if word not in self.words.particles:
            return False
        family = language.split("-", maxsplit=1)[0]
        prepositions = self.words.prepositions
        if word in prepositions.get(family, ()) or (not family and word in prepositions["es"] | prepositions["fr"]):
            return False
        found = LAST_WORD.search(before)
        if not found or not found["word"][0].isupper() or not found["word"][-1].isalpha():
            return False
        key = found["word"].casefold()
        return key not in self.words.every_opener and not self._is_no_name(found["word"], key, initial=False)

    def _opens(self, text: str, at: int, word: str, key: str, language: str) -> bool:
        """Whether a word at the start of a sentence is there with a capital for that alone."""
        family = language.split("-", maxsplit=1)[0]
        known = self.words.openers.get(family)
        if key in (known or self.words.every_opener):
            return True
        ends = self.words.opener_ends.get(family or "en")
        if ends and ends.fullmatch(key):
            return True
        if known or not family:
            return False
        # In a language whose openers are not known, a word that also stands in lower case is one.
        lower = re.escape(word[0].lower() + word[1:])
        return re.search(rf"(?<!\w){lower}(?!\w)", text[max(0, at - NEARBY) : at + NEARBY]) is not None

    def _is_own(self, names: list[str], person: Person, *, inflected: bool) -> bool:
        """Whether given names are the person's: each one of them, or its initial, in their order, the first first.

        A patronymic may come after them, and beside an inflected surname they may be inflected too.
        """
        return any(agree(names, given, inflected=inflected) for given in self._given_names(person))

    def _given_names(self, person: Person) -> list[list[str]]:
        if person.id not in self._given:
            surname = normal(person.surname).split()
            found = []
            for name in filter(None, (person.name, *person.also, person.native)):
                parts = normal(name).replace(".", ". ").split()
                if len(parts) > len(surname):
                    if parts[-len(surname) :] == surname:
                        found.append(parts[: -len(surname)])
                    elif parts[: len(surname)] == surname:
                        found.append(parts[len(surname) :])
                    else:  # another spelling, which is as long
                        found.append(parts[len(surname) :] if _surname_first(person) else parts[: -len(surname)])
            self._given[person.id] = found
        return self._given[person.id]


def _surname_first(person: Person) -> bool:
    return " " in person.name and not person.is_body and person.name.startswith(f"{person.surname} ")


def _held(person: Person, title: str) -> bool:
    """Whether a person held an office, as far as is known: an entry without posts may have held any."""
    return not person.posts or any(title in post.title.casefold() for post in person.posts)


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - REACH) : at].rstrip()[-1:]
    return not before or not (before.isalnum() or before in ",’'")

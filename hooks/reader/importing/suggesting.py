"""Terms and people that a text names and no register has yet: a list to choose from, not one to take over."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reader.importing.frontmatter import scalar
from reader.importing.languages import COMMON
from reader.importing.vocabulary import words
from reader.importing.wording import ends_sentence, file_id, looks_like_name

_WORD = r"[^\W\d_](?:[\w’'-]*\w)?"
_PHRASE = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD})*")
_INITIALS = re.compile(r"\b(?:[A-Z][A-Z0-9&-]*[A-Z0-9]|[А-ЯЁ]{2,})s?\b")
_SPELT_OUT = re.compile(
    r"((?:[A-Z][\w’'-]+|of|the|and|for|on|in|&|-)(?: (?:[A-Z][\w’'-]+|of|the|and|for|on|in|&))+) \(([A-Z]{2,})\)"
)
_EMPHASIS = re.compile(r"(?<![*_\w])(?:\*|_)(?!\s)([^*_\n]{2,40}?)(?<!\s)(?:\*|_)(?![*_\w])")
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u3040-\u30ff\u4e00-\u9fff][\w\u0300-\u036f]+(?: [\u0370-\u06ff]\w+)*"
)
_ASIDE = re.compile(r"\(([a-zà-ž]{3,}[’']?(?: [a-zà-ž]{3,}[’']?){0,2})\)")
_JOINERS = frozenset("of the and for de la del du des von van der den al el bin &".split())
_TITLES = frozenset(
    "president prime minister secretary senator general ambassador chancellor king queen king’s pope mr mrs ms dr sir"
    " professor analyst scientist expert journalist former vice foreign us russian american".split()
)
_COMMON = frozenset(
    """
the a an in on at by for from with as to of and but or nor so yet if when while where what who why how this that these
those it its he his she her they their we our you your i my not no all some many most more much other another such
both each after before since until during under over into through between despite although though because whether
also then there here now today still even just only one two three first second third last finally former current new
however should would could can cannot may might must will shall did does do has have had is are was were be been being
meanwhile moreover furthermore therefore thus hence instead indeed perhaps maybe nevertheless nonetheless according
unlike like among about above below against within without once never always often later earlier recently several few
either neither nor whose which let see given thanks next previous every everyone nobody nothing something someone
""".split()
)
_COMMON |= frozenset(word for words_of in COMMON.values() for word in words_of)
_COMMON |= frozenset(
    """
однако хотя также затем потом поэтому если когда пока после перед между более менее впрочем кроме несмотря именно даже
лишь тогда теперь сейчас сегодня вчера здесь там почему зачем кто который чтобы между тем например наконец однажды
pero aunque sin embargo además según cuando donde mientras después antes también entonces así ahora hoy
mais cependant selon quand lorsque après avant aussi alors ainsi maintenant aujourd’hui
aber doch obwohl wenn als nach vor auch dann so jetzt heute laut
""".split()
)
_LEADING = re.compile(r"^(?:(?:of|the|and|for|on|in|&)\s+)+", re.IGNORECASE)
_CONTEXT = 45
LONGEST_FOREIGN = 4
_SCRIPTS = (
    ("Latin", "[A-Za-zÀ-ɏ]"),
    ("Greek", "[\u0370-\u03ff]"),
    ("Cyrillic", "[\u0400-\u052f]"),
    ("Semitic", "[\u0590-\u06ff]"),
    ("Eastern", "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
)


@dataclass(slots=True)
class Candidate:
    """A phrase, where it stands (passage and the words around it), and whether it looks like a person's name."""

    phrase: str
    why: str
    person: bool = False
    places: list[tuple[str, str]] = field(default_factory=list)


def suggest(passages: Sequence[tuple[str, str]], known: Callable[[str], bool], source: str = "") -> list[Candidate]:
    """List the phrases of numbered passages that look like terms or people, those seen oftenest first.

    Capitalised phrases inside sentences, initialisms with what they stand for, emphasised words, words in another
    script and foreign words in brackets count; what `known` knows does not. `source` is the article's Markdown, where
    emphasis shows.
    """
    found: dict[str, Candidate] = {}

    def note(phrase: str, why: str, number: str, around: str, *, person: bool = False) -> None:
        phrase = phrase.strip(" -’'")
        if len(phrase) < 2 or known(phrase) or phrase.casefold() in words("no names"):
            return
        each = found.setdefault(phrase, Candidate(phrase, why, person))
        each.person = each.person or person
        each.places.append((number, around))

    text_of_all = " ".join(text for _, text in passages)
    # A word in another script than the text's own is worth a look; where that script is the text's own, none is.
    own = script_of(text_of_all)
    italics = {match[1].strip(".,;:") for match in _EMPHASIS.finditer(source)}
    for number, text in passages:
        spans: list[tuple[int, int]] = []
        for match in _SPELT_OUT.finditer(text):
            note(_LEADING.sub("", match[1]), f"spelt out before ({match[2]})", number, _around(text, *match.span(1)))
            spans.append(match.span())
        for match in _INITIALS.finditer(text):
            note(
                match[0].removesuffix("s") if match[0][:-1].isupper() else match[0],
                "an initialism",
                number,
                _around(text, *match.span()),
            )
        for start, end in _capitalised(text):
            if not any(a <= start < b for a, b in spans):
                phrase = _untitled(text[start:end])
                if phrase:
                    note(
                        phrase,
                        "a capitalised phrase",
                        number,
                        _around(text, start, end),
                        person=looks_like_name(phrase),
                    )
        for pattern, why in ((_OTHER_SCRIPT, "another script"), (_ASIDE, "a word in brackets")):
            for match in pattern.finditer(text):
                word = match[1] if pattern is _ASIDE else match[0]
                if pattern is _OTHER_SCRIPT and (script_of(word) == own or len(word.split()) > LONGEST_FOREIGN):
                    continue
                if pattern is _OTHER_SCRIPT or not word.isascii() or word.endswith(("’", "'")):
                    note(word, why, number, _around(text, *match.span()))
        for word in italics:
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                note(word, "emphasised", number, _around(text, *match.span()))
    return sorted(_without_parts(found), key=lambda each: (-len(each.places), each.phrase.casefold()))


def script_of(text: str) -> str:
    """The script that most letters of a text are in."""
    counts = {name: len(re.findall(letters, text)) for name, letters in _SCRIPTS}
    return max(counts, key=lambda name: counts[name])


def to_yaml(candidates: Iterable[Candidate]) -> str:
    """Write the candidates as entries to paste into people.yml and glossary.yml, each with where it was seen."""
    listed = list(candidates)
    parts: list[str] = []
    for name, people in (("people.yml", True), ("glossary.yml", False)):
        taken: set[str] = set()
        entries = [_entry(each, taken) for each in listed if each.person is people]
        if entries:
            parts.append(f"# {name}\n" + "\n".join(entries))
    return "\n\n".join(parts)


def _entry(candidate: Candidate, taken: set[str]) -> str:
    number, around = candidate.places[0]
    times = len(candidate.places)
    seen = f"# {times} time{'' if times == 1 else 's'}, {candidate.why}; p{number}: {around}"
    id = file_id(candidate.phrase.split()[-1] if candidate.person else candidate.phrase) or "entry"
    if id in taken:
        id = file_id(candidate.phrase) or id
    id = next(each for each in (id, *(f"{id}-{number}" for number in range(2, 10_000))) if each not in taken)
    taken.add(id)
    if candidate.person:
        return f"{id}:  {seen}\n  name: {scalar(candidate.phrase)}\n  kind: figure"
    return f"{id}:  {seen}\n  term: {scalar(candidate.phrase)}\n  definition: TODO"


def _capitalised(text: str) -> Iterable[tuple[int, int]]:
    """Runs of capitalised words, joined by small ones; one alone only where it does not begin a sentence."""
    for stretch in _PHRASE.finditer(text):
        run: list[re.Match[str]] = []
        for word in [*re.finditer(r"[^\s\u00a0]+", stretch[0]), None]:
            if word and (word[0][0].isupper() or (run and word[0] in _JOINERS)):
                run.append(word)
                continue
            while run and run[-1][0] in _JOINERS:
                run.pop()
            if run:
                start, end = stretch.start() + run[0].start(), stretch.start() + run[-1].end()
                opens = start == 0 or ends_sentence(text[:start].rstrip()) or text[:start].rstrip()[-1:] in '“"‘«:('
                if opens and (len(run) == 1 or _is_common(run[0][0])):
                    start = stretch.start() + run[1].start() if len(run) > 1 else end
                while start < end and text[start:end].split(maxsplit=1)[0] in _JOINERS:
                    start += len(text[start:end].split(maxsplit=1)[0]) + 1
                if start < end and not text[start:end].isupper():
                    yield from _apart(text, start, _without_possessive(text, start, end))
            run = []


def _apart(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Two things joined by "and" apart; "Ministry of Trade and Industry" is one."""
    joined = re.search(r" (?:and|&)(?: the)? ", text[start:end])
    if joined is None or " of " in text[start : start + joined.start()]:
        yield start, end
        return
    yield start, _without_possessive(text, start, start + joined.start())
    yield from _apart(text, start + joined.end(), end)


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if text[start:end].endswith(("’s", "'s")) else end


def _is_common(word: str) -> bool:
    """Whether the word that opens a sentence is capitalised for that reason only."""
    return word.casefold() in _COMMON or len(word) <= 2


def _untitled(phrase: str) -> str:
    """A phrase without the titles before a name, and without a lone title or adjective of a nation."""
    parts = phrase.split()
    titles = [at for at, part in enumerate(parts[:-1]) if part.casefold() in _TITLES]
    if titles and looks_like_name(" ".join(parts[titles[-1] + 1 :])):
        parts = parts[titles[-1] + 1 :]
    alone = parts[0].casefold() if len(parts) == 1 else ""
    return "" if alone in _TITLES or alone in words("no names") else " ".join(parts)


def _without_parts(found: dict[str, Candidate]) -> list[Candidate]:
    """Drop a single name that is the last word of a longer candidate, whose count it then adds to."""
    longer = {each.phrase.split()[-1]: each for each in found.values() if each.person}
    kept: list[Candidate] = []
    for each in found.values():
        whole = longer.get(each.phrase)
        if whole is not None and whole is not each:
            whole.places += each.places
        else:
            kept.append(each)
    return kept


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    before = before if start <= _CONTEXT else "..." + before.partition(" ")[2]
    after = after if end + _CONTEXT >= len(text) else after.rpartition(" ")[0] + "..."
    return f"{before}{text[start:end]}{after}".replace("\n", " ")

"""The words of a source in order, and the account of them: in the article, left out and why, or not to be found.

Words are counted as Unicode has them (UAX #29): a run of letters, marks and digits, and in scripts without spaces
each sign for itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reader.importing.draft import Draft, Removal
from reader.importing.wording import is_prose, size

_WORDS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+[^\W_]*)*"
)
RUN = 4
MOST_MISSING = 0.03
# What is left out for where it stands, and not for what it says or for the name of the part of a page it stands in.
BY_PLACE = (
    "outside the article",
    "beside the article, though it reads as its text",
    "a label above the text",
    "a label above the title",
    "a line above the title",
    "a heading with nothing of the article under it",
    "links to other pages",
    "among the furniture under the text",
    "after the end of the article",
    "under ",
)


def words_of(text: str) -> list[str]:
    """The words of a text, folded so that forms of one letter are the same."""
    return _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, slots=True)
class Account:
    """How the words of a source add up.

    `total` words are in the source, `kept` in the article; `missing` are neither there nor among what was left out.
    `left_out` is running text that was dropped for where it stands, `lost` are paragraphs whose words cannot be found.
    """

    total: int
    kept: int
    missing: int
    left_out: tuple[Removal, ...]
    lost: tuple[str, ...]

    @property
    def share(self) -> float:
        """The part of the running text that the article keeps, from 0 to 1."""
        gone = sum(len(words_of(each.piece.text)) for each in self.left_out) + self.missing
        return self.kept / (self.kept + gone) if self.kept else 0.0

    @property
    def is_loud(self) -> bool:
        """Whether an editor has to look: running text was dropped, or words are missing."""
        return bool(self.left_out or self.lost) or self.missing > MOST_MISSING * max(1, self.total)


def account_of(draft: Draft) -> Account:
    """Add up the words of a draft against those of its source."""
    kept = [text for piece in draft.pieces for text in (piece.text, piece.label, piece.mark)]
    gone = [each.piece.text for each in draft.removed]
    asides = [piece.markup for piece in draft.pieces] + [each.why for each in draft.removed if not each.piece.text]
    asides += [draft.record.title, draft.record.summary]
    source = [words for text in draft.source if (words := words_of(text))]
    known = [words for text in (*kept, *gone) if (words := words_of(text))]
    spare = [words for text in asides if (words := words_of(text))]
    body = sum(len(words_of(piece.text)) for piece in draft.pieces)
    total = Counter(word for words in source for word in words)
    short = total - Counter(word for words in (*known, *spare) for word in words)
    missing = sum(short.values()) if source else 0
    lost = _lost(source, [*known, *spare], draft.source) if missing else ()
    return Account(total.total() or body, body, missing, tuple(_running(draft)), lost)


def _running(draft: Draft) -> Iterable[Removal]:
    kept = " ".join(" ".join(words_of(piece.text)) for piece in draft.pieces)
    for each in draft.removed:
        if each.key or not each.why.startswith(BY_PLACE) or not is_prose(each.piece.text):
            continue
        if " ".join(words_of(each.piece.text)) not in kept:
            yield each


def _lost(source: list[list[str]], known: list[list[str]], texts: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs of a source of which less than half stands in what is known, in runs of four words."""
    stream = [word for words in known for word in words]
    runs = {tuple(stream[at : at + RUN]) for at in range(len(stream) - RUN + 1)}
    single = set(stream)
    found: list[str] = []
    shown = [text for text in texts if words_of(text)]
    for words, text in zip(source, shown, strict=True):
        own = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
        there = sum(run in runs for run in own) if own else sum(word in single for word in words)
        if there < 0.5 * len(own or words) and size(text) >= RUN:
            found.append(text)
    return tuple(found)

"""What the search finds: records, and the works that passages and notes belong to."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["entry", "person", "article", "page", "note", "passage"]
# In the order of their numbers.
KINDS: tuple[Kind, ...] = get_args(Kind)
# Their texts stand in the files of the previews, one for each work.
IN_WORKS: tuple[Kind, ...] = ("note", "passage")


@dataclass(frozen=True, slots=True)
class Work:
    """An article that passages, notes and one record of its own belong to. `url` is from the root of the site.

    `citation` cites a passage of it, as HTML with the private characters of `reader.citing.citations`.
    """

    id: str
    title: str
    url: str
    byline: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    language: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one result leads to.

    `url` is from the root of the site. `names` are all the ways in which an entry or a person is written, the first
    being shown; of the other kinds it is the title, of a passage the heading that it is the first to stand under.
    `text` is shown, `more` found but not shown. `work` is the article of a passage, a note or an article, `number` the
    number of a passage or a note, `section` the heading above it. `uses` are the addresses of the entries and people
    whose names its text uses.
    """

    kind: Kind
    url: str
    names: tuple[str, ...]
    text: str
    more: str = ""
    number: str = ""
    section: str = ""
    work: str = ""
    language: str = ""
    uses: tuple[str, ...] = ()

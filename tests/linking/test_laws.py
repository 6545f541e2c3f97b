"""Laws that hold for any text: nothing is lost, nothing nests, no word is cut, cost follows the text."""

import re
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from reader.anchors.anchor import count
from reader.building.context import PageContext
from reader.collection.records import Target
from reader.linking.forms import Form, all_forms
from reader.linking.matching import Matcher
from reader.linking.tokens import WITHOUT_SPACES
from reader.markdown.processors import LinkProcessor
from reader.text.words import WORD_CHARACTER
from tests.cases import BASE, collection_of, extension_of, markdown_with

REGISTERS: dict[str, Any] = {
    "terms": {
        "nato": "NATO",
        "start": "START",
        "new-start": "New START",
        "us": "US",
        "cafe": "café",
        "cpp": "C++",
        "toc": "TOC",
    },
    "people": {"putin": "Vladimir Putin", "charap": {"name": "Samuel Charap", "kind": "expert"}},
}
COLLECTION = collection_of(REGISTERS)
# What Markdown and the rules take notice of, strewn between terms and their pieces.
PLAIN = (
    "NATO¦START¦New¦New START¦US¦us¦café¦cafe\u0301¦C++¦TOC¦Vladimir Putin¦Putin¦Samuel Charap¦Charap¦word¦слово¦北约¦"
    " ¦\n¦  \n¦\n\n¦\n\n## ¦\n\n- ¦\n    - ¦\n\n> ¦\n\n    ¦\n  ¦\n\n- ### ¦\n\n1. ## ¦"
    "`¦``¦[¦]¦](x.md)¦](term:nato)¦]{ .no-term }¦![¦\\¦\\@¦@¦"
    "<b>¦</b>¦<a href='x'>¦</a>¦<kbd>¦</kbd>¦<br>¦<!-- x -->¦<span class='no-term'>¦</span>¦&nbsp;¦&amp;¦&eacute;¦"
    "&¦<¦>¦'¦’¦’s¦-¦–¦/¦.¦,¦:¦#¦https://x.org/¦\u00ad¦\u200d¦\u200b¦\u00a0¦\u0301¦\x02¦\x03"
).split("¦")
# The syntax of each extension that every collection has.
SYNTAX = {
    "abbr": "\n\n*[NATO]: x\n\n¦\n\n*[TOC]: NATO\n\n",
    "admonition": '\n\n!!! note\n    ¦\n\n!!! note "',
    "attr_list": "{: #p1 .a }¦\n{: #a }\n",
    "def_list": "\n:   ¦\n\n:   ",
    "footnotes": "[^1]¦\n\n[^1]: ",
    "md_in_html": "\n\n<div markdown>\n\n¦\n\n<div markdown='span'>¦\n\n</div>\n\n¦</div>",
    "tables": "\n\n| a | b |\n| - | - |\n| NATO | ¦\n\n| NATO | [TOC] |\n| - | - |\n| ¦ | ",
    "toc": "[TOC]¦\n\n[TOC]\n\n",
    "pymdownx.arithmatex": "$¦$$¦\n\n$$\n¦\\(¦\\)",
    "pymdownx.betterem": "*¦**¦***¦_¦__",
    "pymdownx.blocks.admonition": "\n\n/// note | ¦\n\n/// note\n¦\n///\n",
    "pymdownx.blocks.caption": (
        "\n\n/// caption\n¦\n\n/// figure-caption\n¦\n\n/// table-caption | <\n"
        "¦![](x.png)\n\n/// figure-caption\n¦\n///\n"
    ),
    "pymdownx.caret": "^¦^^",
    "pymdownx.details": '\n\n??? note "¦"\n    ',
    "pymdownx.highlight": "\n\n    #!python\n    ¦\n\n    :::python\n    ",
    "pymdownx.inlinehilite": "`#!python ¦`:::python ",
    "pymdownx.superfences": "\n\n```\n¦\n\n``` python\n¦\n\n~~~~\n",
    "pymdownx.tabbed": '\n\n=== "¦"\n\n    ',
    "pymdownx.tilde": "~¦~~",
}
PIECES = PLAIN + [piece for each in SYNTAX.values() for piece in each.split("¦")]
markup = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
prose = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join)


def converter(density: Any = "all", *, links: bool = True, twice: bool = False, passages: bool = False) -> Markdown:
    extension = extension_of(
        COLLECTION, PageContext("articles/a.md", density=density, mint=count if passages else None)
    )
    md = markdown_with(extension)
    if not links:
        md.treeprocessors.deregister("reader_links")
    if twice:
        again: Treeprocessor = LinkProcessor(md, extension.conversion)
        md.treeprocessors.register(again, "reader_links_again", 5.5)
    return md


WITHOUT, EVERY, TWICE = converter(links=False), converter(), converter(twice=True)
PASSAGES = converter(passages=True)
SECTION, SECTION_TWICE = converter("section"), converter("section", twice=True)


def test_the_laws_know_the_syntax_of_every_extension() -> None:
    assert set(SYNTAX) == set(BASE)


@given(markup)
def test_taking_the_links_away_gives_back_the_text(text: str) -> None:
    by_hand = WITHOUT.reset().convert(text)
    linked = EVERY.reset().convert(text)
    # A link by hand keeps its words and its place; both sides lose it, so that what the rules added is left.
    assert _unlinked(linked) == _unlinked(by_hand)


@given(markup)
def test_linking_twice_changes_nothing(text: str) -> None:
    assert TWICE.reset().convert(text) == EVERY.reset().convert(text)
    assert SECTION_TWICE.reset().convert(text) == SECTION.reset().convert(text)


@given(markup)
def test_links_never_nest(text: str) -> None:
    before = _nested(WITHOUT.reset().convert(text))
    assert _nested(EVERY.reset().convert(text)) == before


@given(markup)
def test_ids_are_unique_and_every_number_leads_to_its_passage(text: str) -> None:
    soup = BeautifulSoup(PASSAGES.reset().convert(text), "html.parser")
    ids = [el["id"] for el in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in soup.select("a.passage-link")} == {
        f"#{el['id']}" for el in soup.select(".passage")
    }


MATCHER = Matcher(all_forms(COLLECTION))


@given(prose)
def test_no_word_is_cut_and_no_match_overlaps(text: str) -> None:
    position = 0
    for start, end, _ in MATCHER.find(text):
        assert position <= start < end <= len(text)
        position = end
        assert not _inside_a_word(text, start)
        assert not _inside_a_word(text, end)


def _inside_a_word(text: str, place: int) -> bool:
    """Whether a word goes on at `place`; where one that has no spaces around it meets another, the dictionary says."""
    if not 0 < place < len(text) or WITHOUT_SPACES.match(text[place - 1]) or WITHOUT_SPACES.match(text[place]):
        return False
    return bool(WORD_CHARACTER.match(text[place - 1]) and WORD_CHARACTER.match(text[place]))


UNSEEN = [Form(f"Unseen{number} START{number}", Target("term", f"t{number}"), exact=True) for number in range(5000)]
AMONG_MANY = Matcher([*all_forms(COLLECTION), *UNSEEN])


@given(prose)
def test_cost_does_not_grow_with_the_number_of_terms(text: str) -> None:
    MATCHER.steps = AMONG_MANY.steps = 0
    assert list(MATCHER.find(text)) == list(AMONG_MANY.find(text))
    assert MATCHER.steps == AMONG_MANY.steps <= 3 * len(text)


def _unlinked(html: str) -> str:
    return re.sub(r'<a class="(?:term|person)"[^>]*>|<a href="(?:term|person):[^>]*>|</a>', "", html)


def _nested(html: str) -> int:
    """How many links stand in another, as an HTML reader that repairs nothing sees it."""
    soup = BeautifulSoup(html, "html.parser")
    return sum(1 for link in soup.find_all("a") if link.find_parent("a"))

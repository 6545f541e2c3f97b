"""Texts that others wrote to try Markdown with: all of them pass through, with a glossary of their commonest words.

The specification of CommonMark comes from npm, the tests of Python-Markdown from its source on the package index; `make
checkers` fetches both.
"""

import ast
import importlib.metadata
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from reader.anchors.anchor import count, slug
from reader.building.context import PageContext
from reader.markdown.record import PageRecord
from tests.cases import BASE, collection_of, extension_of, markdown_with
from tests.needs import NODE, need

SPECIFICATION = NODE / "node_modules" / "commonmark-spec" / "spec.txt"
SOURCE = NODE / f"markdown-{importlib.metadata.version('markdown')}.tar.gz"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{2,}")
TERMS = 300
LINK = re.compile(r'<a class="term"[^>]*>|</a>')
CONFIGS = {name: dict(config) for name, config in BASE.items()}
CONFIGS["toc"] |= {"permalink": False, "slugify": slug}


def commonmark() -> list[str]:
    """Every example of the specification, and the whole of it, which is Markdown itself."""
    need(SPECIFICATION)
    text = SPECIFICATION.read_text("utf-8")
    return [text, *(example.replace("→", "\t") for example in EXAMPLE.findall(text))]


def python_markdown() -> list[str]:
    """Every file that the tests convert, and every text that they state."""
    need(SOURCE)
    texts = []
    with tarfile.open(SOURCE) as archive:
        for member in archive:
            if "/tests/" in member.name and (file := archive.extractfile(member)):
                content = file.read().decode("utf-8-sig")
                if member.name.endswith(".txt"):
                    texts.append(content)
                elif member.name.endswith(".py"):
                    texts += _stated(ast.parse(content))
    return list(dict.fromkeys(texts))


def _stated(module: ast.Module) -> Iterator[str]:
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "assertMarkdownRenders":
            for node in ast.walk(call.args[0]) if call.args else ():
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield dedent(node.value)


def converters(texts: list[str]) -> tuple[list[Callable[[str], str]], PageRecord]:
    """Markdown without our extension, with one that knows no term, with links, and with passages too; and what the
    second writes down.
    """
    words = [word for word, _ in Counter(WORD.findall("\n".join(texts).casefold())).most_common(TERMS)]
    stems = {stem for word in words for stem in (word[:-1], word[:-2], f"{word[:-3]}y") if stem in words}
    plurals = {word for word in words if {word[:-1], word[:-2], f"{word[:-3]}y"} & stems and word.endswith("s")}
    terms = {f"t{place}": word for place, word in enumerate(words) if word not in plurals}
    collection = collection_of({"terms": terms})

    page = PageContext("articles/a.md", density="all")
    bare, linked = extension_of(collection_of({"terms": {}}), page), extension_of(collection, page)
    numbered = extension_of(collection, replace(page, mint=count))
    machines = [
        Markdown(extensions=[*CONFIGS], extension_configs=CONFIGS),
        *map(markdown_with, (bare, linked, numbered)),
    ]

    def converter(md: Markdown) -> Callable[[str], str]:
        return lambda text: md.reset().convert(text)

    return [converter(each) for each in machines], bare.conversion.record


@pytest.mark.parametrize("corpus", [commonmark, python_markdown], ids=lambda corpus: corpus.__name__)
def test_foreign_texts_pass_unchanged(corpus: Callable[[], list[str]]) -> None:
    texts = corpus()
    assert len(texts) > 500
    (pure, bare, linked, numbered), record = converters(texts)
    seen = refused = 0
    for text in texts:
        record.refused.clear()
        plain, with_links, with_passages = bare(text), linked(text), numbered(text)
        refused += bool(record.refused)
        if not record.refused:
            typed = pure(text)
            assert plain == typed or _words(_soup(plain)) == _words(_soup(typed)), text
        seen += 'class="term"' in with_links
        assert LINK.sub("", with_links) == LINK.sub("", plain), text
        before, after = _soup(plain), _soup(with_passages)
        for number in after.select("a.passage-link"):
            number.unwrap()
        assert _words(after) == _words(before), text
        assert _nested(after) == _nested(before), text
        assert _twice(after) <= _twice(before), text  # raw HTML keeps its ids, and is told
    assert seen > len(texts) / 3
    assert refused < len(texts) / 4


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _words(soup: BeautifulSoup) -> list[str]:
    return soup.get_text().split()


def _nested(soup: BeautifulSoup) -> int:
    return sum(1 for link in soup.find_all("a") if link.find_parent("a"))


def _twice(soup: BeautifulSoup) -> set[str]:
    return {id for id, number in Counter(str(el["id"]) for el in soup.find_all(id=True)).items() if number > 1}

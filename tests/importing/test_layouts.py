"""Texts of our own in the layouts that articles come in, each with the article that must come out.

`pytest tests/importing --golden` writes the golden files anew: read their diff before you commit it.
"""

from pathlib import Path

import pytest

from reader.importing.articles import clean
from reader.importing.draft import Draft
from reader.importing.explaining import explain
from reader.importing.frontmatter import identify, write_front_matter
from reader.importing.reading import Document, read_source
from reader.importing.writing import write_body

HERE = Path(__file__).parent
LAYOUTS = sorted((HERE / "in").iterdir())


def read(path: Path) -> tuple[Document, Draft]:
    source = read_source(path)
    assert isinstance(source, Document)
    draft = clean(source)
    assert isinstance(draft, Draft)
    return source, draft


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.name)
def test_layout(path: Path, golden: bool) -> None:
    source, draft = read(path)
    people = identify(draft.record.authors, lambda _: "")
    article = write_front_matter(draft.record, people) + "\n" + write_body(draft.pieces)
    account = "\n".join([*source.remarks, explain(draft), ""])
    for suffix, text in ((".article", article), (".account", account)):
        expected = HERE / "golden" / (path.name + suffix)
        if golden:
            expected.write_text(text, encoding="utf-8")
        assert text == expected.read_text(encoding="utf-8")


def test_layouts_are_many() -> None:
    assert len(LAYOUTS) >= 20
    assert {path.name for path in (HERE / "golden").iterdir()} == {
        path.name + suffix for path in LAYOUTS for suffix in (".article", ".account")
    }

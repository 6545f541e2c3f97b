"""Citing in real builds: what a page holds, what is written beside it, and what an editor is told."""

import json
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from reader.citing.formats import FORMAT_IDS
from reader.commands.main import main
from tests.citing.conftest import ROOT
from tests.collections_made import emptied
from tests.site.conftest import built, mkdocs

URL = "https://example.org/read/"
ARTICLES = {
    "first": 'title: A First Article of Ours\nauthors: [roe]\npublished: 2019-05\nlanguage: en\nsummary: "R&D < 5"',
    "second": "title: Second\nauthors: []\npublished: 2020\nlanguage: en",
}
BODIES = {
    "first": "One.\n\nTwo.\n\nThree.",
    "second": (
        "As Roe (2019) says.\n\n## More\n\nSee [@first, para. 2] and @first [para. 2].\n\nBut `[@nobody]` and [@first]."
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection of two articles, the second of which cites the first."""
    folder = tmp_path / "two"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    emptied(folder)
    (folder / "glossary.yml").write_text("{}\n")
    (folder / "people.yml").write_text('roe: {name: Jane Roe, kind: author, sort: "Roe, Jane"}\n')
    for id, front in ARTICLES.items():
        (folder / f"docs/articles/{id}.md").write_text(f"---\n{front}\n---\n\n{BODIES[id]}\n")
    return folder


@pytest.fixture
def pages(root: Path) -> Path:
    site = root.parent / "site"
    built(root, site, url=URL)
    return site


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")


def test_an_article_and_its_passage_tell_who_cites_them(pages: Path) -> None:
    first = page(pages, "articles/first")
    [marked] = first.select(".passage-cited")
    assert marked.parent
    assert (marked.parent["id"], marked["href"], marked["aria-label"]) == ("p2", "#__cited-p2", "Cited in 2 passages")
    assert marked.get_text() == ""
    lines = first.select(".cited-by li")
    assert [line.a["href"] for line in lines if line.a] == [f"../second/#p{number}" for number in (1, 2, 2, 3)]
    place = first.select_one("#__cited-p2")
    assert place
    assert place.parent is lines[1]
    assert "As Roe (2019) says." in lines[0].get_text()
    assert not page(pages, "articles/second").select(".cited-by")


def test_a_citation_leads_to_the_very_passage(pages: Path) -> None:
    links = page(pages, "articles/second").select("a[data-article=first]")
    hrefs = [link["href"] for link in links if link.find_parent(class_="article-body")]
    assert hrefs == ["../first/", "../first/#p2", "../first/#p2", "../first/"]


def test_how_to_cite_stands_in_the_page_without_script(pages: Path) -> None:
    section = page(pages, "articles/first").select_one("section.cite")
    assert section
    text = section.get_text()
    assert "(Roe, 2019)" in text
    assert f"Roe, J. (2019, May). A first article of ours. Two. {URL}articles/first/" in re.sub(r"</?i>", "", text)
    files = [link["href"] for link in section.select("a[download]")]
    assert files == [f"../../data/references/first.{suffix}" for suffix in ("bib", "ris", "json")]
    for name in files:
        assert (pages / "articles/first" / str(name)).resolve().is_file()


def test_the_data_of_the_panel_does_not_grow_with_the_passages(root: Path, pages: Path) -> None:
    before = (pages / "data/citing/first.js").read_text("utf-8")
    assert before.startswith('(self.readerCitations ??= {})["first"] = {')
    path = root / "docs/articles/first.md"
    path.write_text(path.read_text() + "\n\nMore.\n" * 50)
    site = root.parent / "more"
    built(root, site, url=URL)
    assert (site / "data/citing/first.js").read_text("utf-8") == before


def test_metadata_for_reference_managers_and_search_engines(pages: Path) -> None:
    head = page(pages, "articles/first").head
    assert head
    named = {str(meta["name"]): str(meta["content"]) for meta in head.select("meta[name]")}
    address = f"{URL}articles/first/"
    assert named["DC.title"] == "A First Article of Ours"
    assert named["bib:authors"] == named["DC.creator"] == "Roe, Jane"
    assert named["prism.publicationDate"] == "2019-05"
    assert named["z:itemType"] == "webpage"
    assert named["DC.identifier"] == address
    assert named["DCTERMS.abstract"] == "R&D < 5"
    assert not [name for name in named if name.startswith("citation_")]
    properties = {str(meta["property"]): str(meta["content"]) for meta in head.select("meta[property]")}
    assert properties["og:url"] == address
    assert properties["og:type"] == "article"
    [canonical] = head.select("link[rel=canonical]")
    assert canonical["href"] == address
    [script] = head.select('script[type="application/ld+json"]')
    data = json.loads(str(script.string))
    assert data["@type"] == "Article"
    assert data["author"] == [{"@type": "Person", "name": "Jane Roe"}]
    assert data["isPartOf"]["name"] == "Two"


def test_our_articles_say_whose_words_they_are(tmp_path: Path) -> None:
    """The edition is its editors'; the original, which it is based on, is its author's."""
    site = tmp_path / "site"
    built(ROOT, site, url=URL)
    based = {}
    for path in sorted((site / "articles").glob("*/index.html")):
        head = BeautifulSoup(path.read_text("utf-8"), "html.parser").head
        assert head
        data = json.loads(str(head.select('script[type="application/ld+json"]')[0].string))
        assert (data["@type"], data["author"]["name"]) == ("Article", "The Reset Reader")
        assert data["datePublished"] == "2026-11-22"
        assert not head.select('meta[name="DC.creator"], meta[property="article:author"]')
        original = data["isBasedOn"]
        authors = [each["name"] for each in original.get("author", [])]
        names = original["@type"], authors, original["datePublished"], original["publisher"]["name"]
        based[path.parent.name] = (*names, original.get("url", "")[:20])
        rels = {str(link["rel"][0]): str(link["href"]) for link in head.select("link[rel]")}
        assert rels["cite-as"] == f"{URL}articles/{path.parent.name}/"
        assert rels["author"] == "../../"
    assert based["deyermond-2017"][:4] == ("ScholarlyArticle", ["Ruth Deyermond"], "2017-04-17", "GEurasia")
    assert based["deyermond-2017"][4] == "https://geurasia.eu/"
    assert based["notte-2025"] == ("OpinionNewsArticle", ["Hanna Notte"], "2025-04", "Financial Times", "")
    assert based["weekly-blitz-2024"][:2] == ("NewsArticle", [])
    kinds = {"": "WebSite", "glossary": "DefinedTermSet", "people": "CollectionPage", "people/putin": "ProfilePage"}
    for name, kind in kinds.items():
        [script] = page(site, name).select('script[type="application/ld+json"]')
        assert json.loads(str(script.string))["@type"] == kind
    items = [str(link["href"]) for link in page(site, "").select("link[rel=item]")]
    assert sorted(items) == sorted(f"articles/{id}/" for id in based)
    examples = BeautifulSoup((site / "about/cite/index.html").read_text("utf-8"), "html.parser").select_one(
        ".cite-examples"
    )
    assert examples
    assert [dt.get_text() for dt in examples.select("dt")][14:] == ["BibTeX", "RIS", "CSL-JSON"]
    assert "(Deyermond, 2017, para. " in examples.get_text()


def test_without_an_address_a_citation_has_the_way_from_the_root(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "plain"
    built(root, site)
    section = page(site, "articles/first").select_one("section.cite")
    assert section
    assert "Two. articles/first/" in section.get_text()
    [item] = json.loads((site / "data/references/first.json").read_text("utf-8"))
    assert "URL" not in item


def test_the_files_hold_every_article(pages: Path) -> None:
    data = pages / "data"
    items = json.loads((data / "references.json").read_text("utf-8"))
    assert [item["id"] for item in items] == ["first", "second"]
    assert (data / "references.bib").read_text("utf-8").count("@online{") == 2
    assert (data / "references.ris").read_bytes().count(b"\r\nER  - \r\n") == 2


def test_a_collection_without_articles_has_empty_files(root: Path, tmp_path: Path) -> None:
    for path in (root / "docs/articles").glob("*.md"):
        path.unlink()
    (root / "docs/cite.md").write_text("# Cite\n\n<!-- citation examples -->\n")
    site = tmp_path / "none"
    built(root, site)
    assert json.loads((site / "data/references.json").read_text()) == []
    assert "no article to cite yet" in (site / "cite/index.html").read_text()


def told(root: Path, tmp_path: Path) -> str:
    done = mkdocs(root, tmp_path / "site")
    assert done.returncode == 1
    return done.stderr


def test_an_unknown_key_and_an_unknown_paragraph_are_told_with_file_line_and_the_nearest(
    root: Path, tmp_path: Path
) -> None:
    path = root / "docs/articles/second.md"
    path.write_text(
        path.read_text() + "\nSee [@firts].\n\nAnd [@first, para. 20].\n\nAnd @first [paras. 1-9].\n\n[@firts]\n"
    )
    said = told(root, tmp_path)
    line = path.read_text().splitlines().index("See [@firts].") + 1
    assert (
        f'docs/articles/second.md:{line}: a citation of "@firts", which is no article of the collection\n'
        '    did you mean "first"?'
    ) in said
    assert (
        f"docs/articles/second.md:{line + 2}: a citation of paragraph 20 of first, which has no such paragraph\n"
        '    did you mean "2"? (it has paragraphs 1 to 3)'
    ) in said
    assert f"docs/articles/second.md:{line + 4}: a citation of paragraph 9 of first" in said
    assert f'docs/articles/second.md:{line + 6}: a citation of "@firts"' in said
    assert "4 problems to mend" in said


WRONG = {
    "## On [@first]": ('citation of "@first" in a heading, where no link can stand', "cite it in the text beside it"),
    "[our paper [@first] here](https://x.example)": ('citation of "@first" in a link', "in the text beside it"),
    'See <a href="https://x.example">@first</a>.': ('citation of "@first" in raw a', "in the text beside it"),
    "[@First]": ('citation of "@First", which is no article', 'did you mean "first"?'),
    "[@a_b]": ('citation of "@a_b", which is no article', r"mend the key, or write \@ for the sign itself"),
    "By @First.": ('citation of "@First", which is no article', 'did you mean "first"?'),
    "[@third]": ("citation of third, which is a draft", "publish it too, or take the citation out"),
    "[@first, Para. 9]": ("citation of paragraph 9 of first, which has no such paragraph", "it has paragraphs 1 to 3"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_citation_that_leads_nowhere_or_can_be_no_link_is_told(root: Path, tmp_path: Path, text: str) -> None:
    (root / "docs/articles/third.md").write_text(f"---\n{ARTICLES['second']}\ndraft: true\n---\n\nOne.\n")
    path = root / "docs/articles/second.md"
    path.write_text(f"{path.read_text()}\n{text}\n")
    said = told(root, tmp_path)
    message, hint = WRONG[text]
    assert f"docs/articles/second.md:{len(path.read_text().splitlines())}: a {message}" in said
    assert hint in said


def test_every_paragraph_that_is_missing_is_told(root: Path, tmp_path: Path) -> None:
    path = root / "docs/articles/second.md"
    path.write_text(f"{path.read_text()}\n[@first, paras. 7, 8 and 9]\n")
    said = told(root, tmp_path)
    assert [number in said for number in ("paragraph 7 of", "paragraph 8 of", "paragraph 9 of")] == [True] * 3


def test_what_became_of_a_paragraph_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(root)
    words = ["The storks came back to the mill on a Tuesday.", "Ana saw them first.", "Nobody else was up so early."]
    path = root / "docs/articles/first.md"
    for body in ("\n\n".join(words), f"{words[0]} {words[1]}"):
        path.write_text(f"---\n{ARTICLES['first']}\n---\n\n{body}\n")
        assert CliRunner().invoke(main, ["anchors", "--update"]).exit_code == 0
    second = root / "docs/articles/second.md"
    second.write_text(f"{second.read_text()}\n[@first, paras. 2 and 3]\n")
    said = told(root, tmp_path)
    assert "paragraph 2 of first, whose words are now in paragraph 1\n    cite paragraph 1" in said
    assert "paragraph 3 of first, which was taken out of it\n    cite another" in said


def test_handles_are_no_citations(root: Path, tmp_path: Path) -> None:
    path = root / "docs/articles/second.md"
    path.write_text(f"{path.read_text()}\nAs @SomeBody and @some_body wrote, see https://x.example/?u=@first.\n")
    built(root, tmp_path / "site")
    assert "As @SomeBody and @some_body wrote" in page(tmp_path / "site", "articles/second").get_text()


def test_an_unknown_key_in_a_note_is_told_with_its_line(root: Path, tmp_path: Path) -> None:
    (root / "annotations").mkdir(exist_ok=True)
    (root / "annotations/first.yml").write_text(
        "one:\n  passage: p1\n  note: See [@nobody-2020].\n  as_of: 2020-01-01\n"
        "  sources: [{title: A, url: https://x.example}]\n"
    )
    assert 'annotations/first.yml:3: a citation of "@nobody-2020"' in told(root, tmp_path)


def test_an_unknown_key_in_a_definition_is_told_with_its_line(root: Path, tmp_path: Path) -> None:
    (root / "glossary.yml").write_text("thaw:\n  definition: A warming [@nobody-2020].\n")
    assert 'glossary.yml:2: a citation of "@nobody-2020"' in told(root, tmp_path)


def cite(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["cite", *arguments])


def test_the_command_prints_what_the_page_shows(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", URL)
    result = cite("first#p2", "--style", "apa")
    assert result.exit_code == 0
    assert result.stdout == (
        f"(Roe, 2019, para. 2)\nRoe, J. (2019, May). A first article of ours. Two. {URL}articles/first/\n"
    )
    assert cite("first", "--style", "mla").stdout.startswith("(Roe)\nRoe, Jane. “A First Article of Ours.”")
    # One record a work, whatever passage is cited.
    assert cite("first#p2", "--style", "CSL-JSON").stdout == cite("first", "--style", "CSL-JSON").stdout
    assert re.search(r"\(Accessed: \d+ [A-Z][a-z]+ \d{4}\)", cite("first", "--style", "harvard").stdout)


@pytest.mark.parametrize("program", ["missing", "silent", "broken"])
@pytest.mark.parametrize("key", ["", "[@first]"])
def test_a_pandoc_that_does_not_run_is_one_message(
    root: Path, monkeypatch: pytest.MonkeyPatch, program: str, key: str
) -> None:
    (root / "silent").write_text("#!/bin/sh\n")
    (root / "broken").write_text("#!/bin/sh\necho no such option >&2\nexit 3\n")
    for name in ("silent", "broken"):
        (root / name).chmod(0o755)
    (root / "docs/articles/second.md").write_text(f"---\n{ARTICLES['second']}\n---\n\nOne. {key}\n")
    monkeypatch.chdir(root)
    monkeypatch.setattr("reader.citing.pandoc._program", lambda: nullcontext(root / program))
    monkeypatch.setattr("reader.citing.citations._known", {})
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "pandoc, which makes the citations, does not run: " in result.stderr
    assert "reinstall the package pypandoc_binary" in result.stderr
    assert ("no such option" in result.stderr) == (program == "broken")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["firts"], 'firts is no article of this collection: did you mean "first"?'),
        (["first#p22"], 'p22 is no passage of first: did you mean "p2"?'),
        (["First"], 'First is no article of this collection: did you mean "first"?'),
        (["unready"], "unready is a draft: it can be cited once it is published"),
        ([""], '"" names no article: expected its id, or with a passage\'s behind it, as in first-article#p2'),
        (["#p2"], '"#p2" names no article: expected its id'),
        (["first#P2"], 'P2 is no passage of first: did you mean "p2"?'),
        (["first#x"], "x is no passage of first: it has p1 to p3"),
        (["first", "--style", "appa"], 'appa is no style: did you mean "apa" or "apsa"?'),
        (["first", "--style", "APPA"], 'APPA is no style: did you mean "apa" or "apsa"?'),
    ],
)
def test_wrong_usage_is_told_with_the_nearest(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    draft = "title: Not Yet\nauthors: []\npublished: 2020\nlanguage: en\ndraft: true"
    (root / "docs/articles/unready.md").write_text(f"---\n{draft}\n---\n\nOne.\n")
    monkeypatch.chdir(root)
    result = cite(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr


def test_every_style_is_named_by_the_command_and_the_guide() -> None:
    guide = (ROOT / "docs/about/cite.md").read_text("utf-8")
    described = cite("--help").stdout
    for id in FORMAT_IDS:
        assert f"`{id}`" in guide
        assert id in described

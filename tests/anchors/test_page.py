"""What a reader finds on the page after edits, in a real strict build."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner, Result

from reader.anchors.anchor import Anchor
from reader.anchors.keeper import page_anchors
from reader.commands.main import main
from reader.commands.new import new_collection
from tests.anchors.texts import passage, published, today
from tests.collections_made import emptied

A, B, C, D, E, F, G = (passage(each) for each in "ABCDEFG")
FRONT = "---\ntitle: {title}\nauthors: []\npublished: 2020\nlanguage: en\n{more}---\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection after an edit of every kind."""
    folder = tmp_path_factory.mktemp("anchors") / "collection"
    new_collection(folder)
    emptied(folder)

    def write(name: str, *texts: str, more: str = "") -> None:
        front = FRONT.format(title=f"Article {name.upper()}", more=more)
        (folder / f"docs/articles/{name}.md").write_text(front + "\n\n".join(texts) + "\n", encoding="utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write("a", A, "## The reset", B, C, f"- {D}\n- {E}", f"{F}\n{{: #my-id }}", G)
        write("b", "Another begins here.")
        run("anchors", "--update", "--date", "2025-01-01")
        write("a", A, "## A new start", f"{B} {C}", f"- {E}", "Fresh words go in.", f"{F}\n{{: #my-id }}")
        write("c", "Another begins here.", G, more="former_ids: [b]\n")
        (folder / "docs/articles/b.md").unlink()
        term = "treaty-new:\n  definition: A paper.\n  former_ids: [treaty]\n"
        Path("glossary.yml").write_text(term, encoding="utf-8")
        Path("people.yml").write_text("pat-new:\n  name: Pat Example\n  former_ids: [pat]\n", encoding="utf-8")
        run("anchors", "--update", "--date", "2025-07-04")
        run("check")
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    site = tmp_path_factory.mktemp("site")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(site), strict=True))
    return site


@pytest.fixture(scope="module")
def page(site: Path) -> Tag:
    html = (site / "articles/a/index.html").read_text(encoding="utf-8")
    found = BeautifulSoup(html, "html.parser").select_one("article")
    assert found
    return found


def by_id(page: Tag, id: str) -> Tag:
    [found] = page.select(f'[id="{id}"]')
    return found


def test_every_id_ever_published_is_on_the_page_once(page: Tag) -> None:
    for id in ("p1", "the-reset", "p2", "p3", "p4", "p5", "p5a", "p6", "my-id", "p7"):
        assert by_id(page, id), id


def test_ids_stand_in_their_old_order(page: Tag) -> None:
    ids = [str(el["id"]) for el in page.find_all(id=True)]
    assert [id for id in ids if re.match("p[0-9]", id)] == ["p1", "p2", "p3", "p4", "p5", "p5a", "p6", "p7"]


def test_removed_passage_leaves_a_tombstone(page: Tag) -> None:
    tombstone = by_id(page, "p4")
    assert tombstone["class"] == ["tombstone", "no-term"]
    assert tombstone.get_text() == f"Paragraph 4 was removed on 4 July 2025. It read: {D}"
    assert tombstone.name == "p"


def test_moved_passage_leads_on(page: Tag, site: Path) -> None:
    tombstone = by_id(page, "p7")
    assert tombstone.get_text().startswith("Paragraph 7 moved on 4 July 2025 to paragraph 2 of “Article C”. It read: ")
    link = tombstone.select_one("a")
    assert link
    assert link["href"] == "../c/#p2"
    assert 'id="p2"' in (site / "articles/c/index.html").read_text(encoding="utf-8")


def test_merged_passage_resolves_inside_the_one_that_took_it_in(page: Tag) -> None:
    aliases = {by_id(page, "p2"), by_id(page, "p3")}
    [alias] = [each for each in aliases if each.name == "span"]
    assert alias.get_text() == ""
    assert alias.parent in aliases


def test_pinned_passage_has_its_number_too(page: Tag) -> None:
    passage = by_id(page, "my-id")
    assert passage.select_one("span#p6")
    link = passage.select_one("a.passage-link")
    assert link
    assert (link["href"], link["data-number"], link["aria-label"]) == ("#my-id", "6", "Paragraph 6")


def test_pin_that_was_taken_out_still_resolves() -> None:
    ledger = published(A, f"{{my-id}} {B}")
    [_, anchor] = page_anchors("a", today(A, B), {"a": ledger}, {}, {})
    assert anchor == Anchor("p2", "2", ("my-id",))


def test_reworded_heading_keeps_its_id(page: Tag) -> None:
    assert by_id(page, "the-reset").get_text().startswith("A new start")


def test_tombstones_stay_out_of_the_search_index(site: Path) -> None:
    files = [*(site / "search").rglob("*.js"), *(site / "data/passages").glob("*.js")]
    index = "".join(path.read_text(encoding="utf-8") for path in files)
    assert A in index
    assert D not in index


def test_former_address_of_an_article_keeps_the_fragment(site: Path) -> None:
    html = (site / "articles/b/index.html").read_text(encoding="utf-8")
    assert '<script src="../../assets/reader/redirect.js" data-to="../c/"></script>' in html
    assert '<link rel="canonical" href="../c/">' in html
    assert '<a href="../c/">Article C</a>' in html


def test_former_ids_of_terms_and_people(site: Path) -> None:
    glossary = BeautifulSoup((site / "glossary/index.html").read_text(encoding="utf-8"), "html.parser")
    assert glossary.select_one("#treaty-new #treaty")
    assert 'data-to="../pat-new/"' in (site / "people/pat/index.html").read_text(encoding="utf-8")


def test_strict_build_fails_on_a_stale_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    path = folder / "docs/articles/c.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nWords nobody has minted.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check"])
    path.write_text(text, encoding="utf-8")
    assert result.exit_code == 1
    assert "anchors/c.jsonl: behind docs/articles/c.md: 1 new or edited" in result.stderr
    assert "run: reader anchors --update" in result.stderr

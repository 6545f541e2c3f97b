"""What the pages show: entries and uses, values as written, empty states, a page for what is not there."""

import shutil
from pathlib import Path

from bs4 import Tag

from tests.site.conftest import Site, built, new_collection


def entry(site: Site, id: str) -> tuple[Tag, list[Tag]]:
    """A glossary entry: its heading, and what stands between it and the next."""
    heading = site.page("glossary/index.html").find(id=id)
    assert isinstance(heading, Tag)
    body = []
    for sibling in heading.find_next_siblings():
        if sibling.name in ("h2", "h3"):
            break
        body.append(sibling)
    return heading, body


def text(site: Site, page: str) -> str:
    content = site.page(page).select_one("article")
    assert content is not None
    return " ".join(content.get_text(" ").split())


def test_each_use_leads_to_its_passage(ours: Site, kitchen: Site) -> None:
    for site in (ours, kitchen):
        links = [
            (site.folder / name, link)
            for name, page in site.pages.items()
            if name.startswith(("glossary", "people"))
            for link in page.select(".uses a[href]")
        ]
        assert len(links) > 20
        for path, link in links:
            target, _, passage = str(link["href"]).partition("#")
            page = site.page(
                ((path.parent / target).resolve() / "index.html").relative_to(site.folder.resolve()).as_posix()
            )
            found = page.find(id=passage)
            assert isinstance(found, Tag), link
            assert "passage" in found["class"]
            mark = link.find("mark")
            assert mark is not None
            words = " ".join(found.get_text(" ").split())
            assert mark.get_text() in words or mark.get_text().replace(" ", "") in words.replace(" ", ""), link


def test_uses_are_one_line_a_passage_grouped_by_article(kitchen: Site) -> None:
    _, body = entry(kitchen, "roux")
    uses = body[-1]
    assert uses.get("class") == ["uses"]
    assert [each.get_text() for each in uses.select(".uses-title")] == ["Used in 29 passages of 2 articles"]
    articles = [each.get_text() for each in uses.select(".uses-article cite")]
    assert list(dict.fromkeys(articles)) == ['On "Sauces" & <Stocks>', "Salsas del Perú"]
    first = uses.find("li")
    assert isinstance(first, Tag)
    assert first.get_text() == "1 Every sauce begins with a roux. Gastón Acurio would add ají; Acurio always does."


def test_uses_past_twenty_are_folded(kitchen: Site) -> None:
    _, body = entry(kitchen, "roux")
    details = body[-1].find("details")
    assert isinstance(details, Tag)
    assert len(body[-1].select("li")) == 29
    assert len(details.select("li")) == 9
    assert [each.get_text() for each in details.select("summary")] == ["9 more passages"]


def test_entries_stand_a_to_z_whatever_the_accent(kitchen: Site) -> None:
    page = kitchen.page("glossary/index.html")
    assert [str(each["id"]) for each in page.select("h3.entry")] == [
        *("letter-a", "bain-marie", "maillard", "roux", "hostile", "sauce", "unused", "quiet"),
    ]
    assert [each.get_text() for each in page.select(".letters a:not(.all)")] == ["A", "B", "M", "R", "S", "Not linked"]


def test_entry_shows_native_script_relations_and_sources(kitchen: Site) -> None:
    heading, body = entry(kitchen, "sauce")
    native = heading.select_one(".native")
    assert native is not None
    assert (native.get_text(), native["lang"]) == ("salsa", "es")
    _, body = entry(kitchen, "roux")
    facts = next(each for each in body if "entry-facts" in each.get_attribute_list("class"))
    assert facts.get_text() == "technique · 1651 to June 1815 · See also sauce"
    assert [str(link["href"]) for link in facts.select("a")] == ["#sauce"]
    sources = next(each for each in body if "entry-sources" in each.get_attribute_list("class"))
    assert sources.get_text() == (
        "Sources: Le Pâtissier & *others*, A Press (1651); Roux, A Site (29 February 2020). As of 29 February 2020."
    )
    assert [str(link["href"]) for link in sources.select("a")] == ["https://example.com/roux_(sauce)?a=1&b=_2_"]
    index = "".join(path.read_text(encoding="utf-8") for path in (kitchen.folder / "search").rglob("*.js"))
    assert "A Press" not in index


def test_definitions_are_shown_as_written_and_nothing_runs(kitchen: Site) -> None:
    _, body = entry(kitchen, "maillard")
    assert body[0].get_text() == (
        "Browning, “as” it’s <b>called</b> & feared,\n"
        "</script><script>document.title = “ran”</script> <img src=x onerror=alert(1)>"
    )
    assert body[1].get_text() == "Also <i>code</i>, a link and stress; 5 < 6 > 4, {{ page }} and {% raw %}."
    for each in body:
        assert each.select("script, img, b, i") == []


def test_names_are_shown_as_written(kitchen: Site) -> None:
    heading, _ = entry(kitchen, "hostile")
    assert heading.get_text().startswith('Salt & "Pepper" <em>*x*</em> | # `y` {: #z } · <соль> · S&P')
    assert heading.select("em, code") == []
    page = kitchen.page("people/careme/index.html")
    facts = page.select_one(".person-facts")
    assert facts is not None
    assert facts.get_text() == "Author · The kitchen of “Talleyrand” & <others>"
    assert "Guest, July 1815 Cook" in text(kitchen, "people/careme/index.html")
    assert "Cook to <the> Tsar, from 1819 (as of 1 September 1819)" in text(kitchen, "people/careme/index.html")


def test_heads_are_well_formed(kitchen: Site) -> None:
    page = kitchen.page("articles/sauces/index.html")
    title = page.find("title")
    assert title is not None
    assert title.get_text() == 'On "Sauces" & <Stocks> - The Kitchen'
    [description] = page.select("meta[name=description]")
    assert description["content"] == 'Why a <b>sauce</b> is "not" a soup & never was.'
    raw = (kitchen.folder / "articles/sauces/index.html").read_text(encoding="utf-8")
    assert "<Stocks>" not in raw


def test_titles_are_as_typed(kitchen: Site) -> None:
    title = kitchen.page("about/index.html").find("title")
    assert title is not None
    assert title.get_text() == "1.10 - The Kitchen"


def test_drafts_stay_out(kitchen: Site) -> None:
    assert not (kitchen.folder / "articles/unfinished").exists()
    for name in kitchen.pages:
        assert "Unfinished" not in text(kitchen, name), name


def test_home_lists_the_articles_by_date(kitchen: Site) -> None:
    page = kitchen.page("index.html")
    assert [str(each["id"]) for each in page.select(".work h3")] == ["sauces", "salsas"]
    assert [each.get_text() for each in page.select(".work time")] == ["May 1833", "2001"]


def test_people_page_lists_works(kitchen: Site) -> None:
    works = kitchen.page("people/careme/index.html").find(id="works")
    assert isinstance(works, Tag)
    following = works.find_next_sibling("ul")
    assert following is not None
    assert following.get_text(strip=True) == 'On "Sauces" & <Stocks>, 1833'


def test_unused_entries_say_so(kitchen: Site) -> None:
    _, body = entry(kitchen, "unused")
    assert body[-1].get_text() == "Not used in the text of any article."
    assert "Not named in the text of any article." in text(kitchen, "people/nobody/index.html")


def test_empty_states(empty: Site) -> None:
    assert "This collection has no articles yet. Put the first one into docs/articles/ ." in text(empty, "index.html")
    assert "This collection has no terms yet." in text(empty, "glossary/index.html")
    assert "This collection names no people yet." in text(empty, "people/index.html")


def test_page_for_what_is_not_there(site: Site) -> None:
    page = site.page("404.html")
    content = page.select_one("article, main")
    assert content is not None
    hrefs = {str(link["href"]).rstrip(".") for link in content.select("a[href]")}
    path = "/" + site.address.split("/", 3)[3] if "://" in site.address else "/"
    suffix = ".html" if (site.folder / "glossary.html").is_file() else "/"
    assert f"{path}glossary{suffix}" in hrefs
    assert f"{path}search{suffix}" in hrefs


def test_a_long_section_of_the_menu_is_a_link_to_the_list(tmp_path: Path) -> None:
    root = new_collection(tmp_path / "many")
    first = root / "docs/articles/first-article.md"
    for number in range(1, 41):
        shutil.copy(first, first.with_name(f"a{number}.md"))
    site = built(root, tmp_path / "site")
    page = site.page("articles/a1/index.html")
    assert [link["href"] for link in page.select(".md-tabs__link") if "Articles" in link.get_text()] == ["../"]
    assert page.select('.md-nav--primary a[href*="a2/"]') == []
    assert len(site.page("index.html").select(".work")) == 41

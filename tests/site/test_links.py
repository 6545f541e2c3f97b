"""Every link of every page leads somewhere, wherever the site stands and however its addresses are made."""

import posixpath
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from tests.site.conftest import Site

# Ids that Material's scripts make or answer to.
MADE_BY_SCRIPT = {"__drawer", "__toc"}
SOURCES = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"))


def ids(page: BeautifulSoup) -> list[str]:
    return [str(el["id"]) for el in page.find_all(id=True)]


def links(page: BeautifulSoup) -> list[str]:
    return [str(el[key]) for tag, key in SOURCES for el in page.find_all(tag) if isinstance(el, Tag) and el.get(key)]


def file_of(site: Site, address: str) -> str:
    """The file of the site that an address inside it leads to."""
    path = unquote(urlsplit(address).path.removeprefix(urlsplit(site.address).path))
    name = posixpath.normpath(path) if path else "."
    return posixpath.normpath(posixpath.join(name, "index.html")) if (site.folder / name).is_dir() else name


def test_links_resolve(site: Site) -> None:
    pages = site.pages
    known = {name: set(ids(page)) | MADE_BY_SCRIPT for name, page in pages.items()}
    base = urlsplit(urljoin("http://local/", site.address))
    dead = []
    for name, page in pages.items():
        for href in links(page):
            address = urlsplit(urljoin(f"{base.geturl()}{name}", href))
            if address.scheme not in ("http", "https") or address.netloc != base.netloc:
                continue
            file = file_of(site, address.geturl())
            fragment = unquote(address.fragment)
            if not (site.folder / file).is_file() or (fragment and fragment not in known[file]):
                dead.append(f"{name}: {href}")
    assert dead == []


def test_links_stay_inside_the_sub_path(kitchen: Site, flat_kitchen: Site) -> None:
    for site in (kitchen, flat_kitchen):
        for name, page in site.pages.items():
            absolute = [href for href in links(page) if href.startswith("/") and not href.startswith("/some/where/")]
            assert absolute == [], name


def test_pages_but_404_are_free_of_root_absolute_links(site: Site) -> None:
    for name, page in site.pages.items():
        if name != "404.html":
            assert [href for href in links(page) if href.startswith("/")] == [], name


def test_ids_are_unique_on_each_page(site: Site) -> None:
    for name, page in site.pages.items():
        found = ids(page)
        assert sorted(found) == sorted(set(found)), name


def test_no_link_in_a_link(site: Site) -> None:
    for name, page in site.pages.items():
        assert page.select("a a") == [], name


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    for name, page in site.pages.items():
        sources = [str(el[key]) for tag, key in SOURCES[2:] for el in page.find_all(tag) if el.get(key)]
        # These only say something of the page: no browser asks for what they name.
        told = ("canonical", "cite-as", "type", "license")
        sources += [str(el["href"]) for el in page.find_all("link") if el.get_attribute_list("rel")[0] not in told]
        assert [each for each in sources if urlsplit(each).netloc] == [], name


def test_addresses_of_the_contract(kitchen: Site, flat_kitchen: Site) -> None:
    for name in ("articles/sauces/index.html", "glossary/index.html", "people/careme/index.html", "about/index.html"):
        assert (kitchen.folder / name).is_file()
    for name in ("articles/sauces.html", "glossary.html", "people/careme.html", "about/index.html"):
        assert (flat_kitchen.folder / name).is_file()


def test_linked_terms_and_people_of_an_article(kitchen: Site) -> None:
    article = kitchen.page("articles/sauces/index.html").select_one(".article-body")
    assert article is not None
    roux = article.select("a.term[data-term=roux]")
    assert {str(link["href"]) for link in roux} == {"../../glossary/#roux"}
    assert [link.get_text() for link in article.select("a.person[data-person=acurio]")] == ["Gastón Acurio"]
    assert [link.get_text() for link in article.select("#p2 a.person")] == ["the cook"]

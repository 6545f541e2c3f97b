"""The kinds of pages: which source paths are of each, what the build makes or adds, how a page is called."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.building.context import person_of
from reader.collection.docs_folder import ARTICLES_INDEX, GLOSSARY_PAGE, HOME, PEOPLE_INDEX, SEARCH_PAGE
from reader.collection.records import Collection
from reader.pages.glossary import glossary
from reader.pages.history import article_of
from reader.pages.home import articles_by_date, articles_list
from reader.pages.people import people_index, person_page
from reader.pages.text import citing
from reader.text.escaping import escape

Words = Callable[[str, Collection], str]


def _nothing(src_uri: str, collection: Collection) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """`has` tells whether a source path is a page of this kind. `made` are the source paths that the build makes, with
    `default` their text: where an editor wrote no such file, or always where `ours`.

    `appended` is Markdown that follows the text, `title` and `summary` are plain text, "" to leave them to the page.
    `in_menu` is whether its pages may stand in the menu, `searched` whether they are found by
    search, `hide` what Material leaves out beside them. `schema` is their
    type of schema.org, and `lists` whether they list all works, for reference managers to choose from. `sheets` and
    `scripts` are those of theme/assets/reader/ that its pages need besides what all have.
    """

    name: str
    has: Callable[[str, Collection], bool]
    made: Callable[[Collection], tuple[str, ...]] = lambda _: ()
    default: Words = _nothing
    ours: bool = False
    appended: Words = _nothing
    title: Words = _nothing
    summary: Words = _nothing
    in_menu: bool = True
    hide: tuple[str, ...] = ()
    searched: bool = True
    schema: str = "WebPage"
    lists: bool = False
    sheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def _person(src_uri: str, collection: Collection) -> str:
    target = person_of(src_uri, collection)
    return person_page(collection.people[target.id], collection, citing(src_uri, collection)) if target else ""


def _name(src_uri: str, collection: Collection) -> str:
    target = person_of(src_uri, collection)
    return collection.people[target.id].name if target else ""


ARTICLE = Kind(
    "article",
    lambda src_uri, collection: collection.article(src_uri) is not None,
    title=lambda src_uri, collection: ((article := collection.article(src_uri)) and article.title) or "",
    summary=lambda src_uri, collection: ((article := collection.article(src_uri)) and article.summary) or "",
    sheets=("article",),
    scripts=("notes", "list", "article"),
)
PERSON = Kind(
    "person",
    lambda src_uri, collection: person_of(src_uri, collection) is not None,
    made=lambda collection: tuple(f"people/{id}.md" for id in collection.people),
    default=_person,
    ours=True,
    title=_name,
    in_menu=False,
    hide=("navigation", "toc"),
    schema="ProfilePage",
    sheets=("lists",),
)
MY_LIST = "my-list.md"
HISTORY = Kind(
    "history",
    lambda src_uri, _: bool(article_of(src_uri)),
    title=lambda src_uri, collection: f"Revisions of {collection.articles[article_of(src_uri)].title}",
    in_menu=False,
    searched=False,
    hide=("navigation", "toc"),
    sheets=("revisions",),
)
PROSE = Kind("prose", lambda _, __: True, title=lambda src_uri, collection: collection.titles.get(src_uri, ""))


def _at(src_uri: str, name: str, text: str) -> Kind:
    """The kind of the one page at a source path, which has this text where an editor wrote no such file."""
    return Kind(
        name,
        lambda each, _: each == src_uri,
        made=lambda _: (src_uri,),
        default=lambda _, __: text,
        title=PROSE.title,
    )


KINDS = (
    replace(
        _at(HOME, "home", "# {site}\n"),
        appended=lambda _, collection: articles_by_date(collection),
        schema="WebSite",
        lists=True,
        sheets=("lists",),
    ),
    replace(
        _at(ARTICLES_INDEX, "articles", "# Articles\n"),
        appended=lambda _, collection: articles_list(collection),
        schema="CollectionPage",
        lists=True,
        hide=("navigation", "toc"),
        sheets=("lists",),
        scripts=("folding", "articles"),
    ),
    replace(
        _at(GLOSSARY_PAGE, "glossary", "# Glossary\n"),
        appended=lambda _, collection: glossary(collection),
        schema="DefinedTermSet",
        sheets=("lists",),
        scripts=("folding", "glossary"),
    ),
    replace(
        _at(PEOPLE_INDEX, "people", "# People\n"),
        appended=lambda _, collection: people_index(collection),
        schema="CollectionPage",
        sheets=("lists",),
    ),
    replace(
        _at(MY_LIST, "my list", "# My list\n"),
        searched=False,
        hide=("toc",),
        sheets=("panels", "my-list"),
        scripts=("days", "citation", "list", "my-list"),
    ),
    replace(
        _at(SEARCH_PAGE, "search", "# Search\n"),
        in_menu=False,
        hide=("navigation", "toc"),
        sheets=("search",),
    ),
    ARTICLE,
    HISTORY,
    PERSON,
    PROSE,
)


def kind_of(src_uri: str, collection: Collection) -> Kind:
    return next(kind for kind in KINDS if kind.has(src_uri, collection))


def made_pages(collection: Collection, site: str) -> dict[str, tuple[Kind, str]]:
    """The pages that the build makes, by source path: of which kind, and their text before anything is appended."""
    return {
        src_uri: (kind, kind.default(src_uri, collection).replace("{site}", escape(site)))
        for kind in KINDS
        for src_uri in kind.made(collection)
    }


def full_source(src_uri: str, typed: str, collection: Collection) -> str:
    """The Markdown of a page: what was typed, and what the build appends."""
    appended = kind_of(src_uri, collection).appended(src_uri, collection)
    return f"{typed}\n\n{appended}\n" if appended else typed

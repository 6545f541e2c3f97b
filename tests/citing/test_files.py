"""The files for reference managers: read back by programs that are not ours, and held to their formats."""

import json
import re
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string as parse_bibtex
from bibtexparser.middlewares import LatexDecodingMiddleware, NameParts, SeparateCoAuthors, SplitNameParts
from csl_reference import Reference  # type: ignore[import-untyped]
from pybtex.database import parse_string  # type: ignore[import-untyped]
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from reader.citing.bibtex import bibtex
from reader.citing.csl import Item, csl_date, csl_item, csl_name
from reader.citing.jsonld import Imprint
from reader.citing.metadata import metadata
from reader.citing.ris import ris
from reader.collection.records import Article, Collection, Person
from tests.citing.awkward import WORKS

RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - .*")
RIS_TYPES = {"JOUR", "MGZN", "NEWS", "ELEC", "GEN"}


@pytest.fixture(scope="module")
def items(collection: Collection) -> list[Item]:
    articles = collection.articles.values()
    return [csl_item(article, collection.people, "The Reset Reader", "https://x.org/a_%7E#p7") for article in articles]


@pytest.fixture(scope="module")
def every(items: list[Item]) -> list[Item]:
    return [*items, *WORKS.values()]


def surnames(item: Item) -> list[str]:
    return [name.get("family") or name["literal"] for name in item.get("author", ())]


def test_bibtex_is_read_by_bibtexparser(every: list[Item]) -> None:
    library = parse_bibtex(bibtex(every), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    for item, entry in zip(every, library.entries, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert entry.key == item["id"]
        assert fields["title"].strip("{}") == item["title"]
    # An address is verbatim: decoded as LaTeX it would end at a percent sign.
    addresses = [entry["url"] for entry in parse_bibtex(bibtex(every)).entries]
    assert addresses == [item["URL"] for item in every]


def test_bibtex_is_read_by_pybtex(every: list[Item]) -> None:
    entries = parse_string(bibtex(every), "bibtex").entries
    assert list(entries) == [item["id"] for item in every]
    for item, entry in zip(every, entries.values(), strict=True):
        decode = LatexNodes2Text(keep_comments=True).latex_to_text
        people = entry.persons.get("author", [])
        assert [
            decode(" ".join([*person.prelast_names, *person.last_names])).strip("{}") for person in people
        ] == surnames(item)
        assert decode(entry.fields["title"]) == item["title"]
        date = item.get("issued", {}).get("date-parts")
        assert entry.fields.get("year") == (str(date[0][0]) if date else None)


def test_ris_is_read_by_rispy(every: list[Item]) -> None:
    records = rispy.loads(ris(every))
    for item, record in zip(every, records, strict=True):
        assert (record.get("primary_title") or record["title"]) == item["title"]
        assert [author.split(",")[0] for author in record.get("authors", [])] == surnames(item)
        assert record["urls"] == [item["URL"]]


def test_ris_keeps_to_its_format(every: list[Item]) -> None:
    text = ris(every)
    assert text.count("\n") == text.count("\r\n")
    for record in text.split("\r\n\r\n"):
        lines = record.rstrip("\r\n").split("\r\n")
        assert all(RIS_LINE.fullmatch(line) for line in lines)
        assert lines[0][6:] in RIS_TYPES
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert sum(line.startswith(("TY", "ER")) for line in lines) == 2
        for line in lines:
            if line.startswith("DA"):
                assert re.fullmatch(r"DA  - \d{4}/(\d\d)?/(\d\d)?/", line)


def test_csl_json_keeps_to_its_schema(every: list[Item]) -> None:
    known = {field.alias or name for name, field in Reference.model_fields.items()}
    for item in json.loads(json.dumps(every)):
        record = Reference.model_validate(item)
        assert set(item) <= known
        assert record.csl_dump(mode="json") == item


def test_a_name_with_a_word_of_bibtex_in_it_stays_one_name() -> None:
    names = [
        {"literal": "Smith and Sons, Ltd"},
        {"family": "Band and Co", "given": "A."},
        {"family": "Roe", "given": "Ann and Bo", "suffix": "Jr., Ph.D."},
    ]
    text = bibtex([{"id": "x", "type": "webpage", "title": "T", "author": names}])
    assert len(parse_string(text, "bibtex").entries["x"].persons["author"]) == 3


def test_a_suffix_stands_where_each_format_has_it() -> None:
    king = [WORKS["suffix"]]
    [name] = parse_string(bibtex(king), "bibtex").entries["suffix"].persons["author"]
    assert (name.last_names, name.lineage_names, name.first_names) == (["King"], ["Jr."], ["Martin"])
    [entry] = parse_bibtex(bibtex(king), append_middleware=[SeparateCoAuthors(), SplitNameParts()]).entries
    assert entry["author"] == [NameParts(first=["Martin", "Luther"], von=[], last=["King"], jr=["Jr."])]
    assert rispy.loads(ris(king))[0]["authors"] == ["King, Martin Luther, Jr."]


def article(**more: Any) -> Article:
    return Article(**{"id": "a", "title": "T", "authors": (), "published": "2020-05", "language": "en"} | more)


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({}, "webpage"),
        ({"kind": "interview"}, "webpage"),
        ({"kind": "interview", "publication": "P"}, "article-magazine"),
        ({"kind": "news", "publication": "P", "issn": "1234-5678"}, "article-newspaper"),
        ({"kind": "opinion", "publication": "P"}, "article-newspaper"),
        ({"kind": "policy paper", "publication": "P", "number": "3"}, "article-journal"),
        ({"kind": "analysis", "publication": "P"}, "article-magazine"),
    ],
)
def test_the_kind_of_an_article_gives_its_type(record: dict[str, str], kind: str) -> None:
    assert csl_item(article(**record), {}, "Site", "u")["type"] == kind


def test_a_date_is_told_as_far_as_it_is_known() -> None:
    assert csl_date("2017-04-09") == {"date-parts": [[2017, 4, 9]]}
    assert csl_date("2017") == {"date-parts": [[2017]]}
    assert csl_date("") == {}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person("a", "Ruth Deyermond", sort="Deyermond, Ruth"), {"family": "Deyermond", "given": "Ruth"}),
        (Person("a", "Ruth Deyermond"), {"family": "Deyermond", "given": "Ruth"}),
        (
            Person("a", "Martin Luther King Jr.", sort="King, Martin Luther, Jr."),
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ),
        (Person("a", "Plato"), {"literal": "Plato"}),
        (Person("a", "World Health Organization", sort="World Health Organization"), None),
    ],
)
def test_a_sort_key_gives_the_parts_of_a_name_or_marks_a_body(person: Person, name: dict[str, str] | None) -> None:
    assert csl_name(person) == (name or {"literal": person.name})


def test_search_engines_are_told_whether_an_author_is_a_body() -> None:
    authors = (Person("who", "World Bank", sort="World Bank"), Person("p", "Plato"), Person("roe", "Jo Roe"))
    people = {person.id: person for person in authors}
    record = article(authors=tuple(people))
    data = json.loads(metadata(record, people, csl_item(record, people, "Site", "u"), Imprint("Site"), "u").jsonld)
    assert [author["@type"] for author in data["author"]] == ["Organization", "Person", "Person"]


def test_search_engines_are_told_the_whole_record() -> None:
    record = article(
        authors=("roe",), kind="analysis", publication="P", original="https://p.org/1", rights="© P, 2020", summary="S."
    )
    people = {"roe": Person("roe", "Jo Roe", same_as=("https://orcid.org/0",))}
    item = csl_item(record, people, "Site", "u")
    assert json.loads(metadata(record, people, item, Imprint("Site", "https://s.org/"), "https://s.org/a/").jsonld) == {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "@id": "https://s.org/a/",
        "url": "https://s.org/a/",
        "headline": "T",
        "genre": "analysis",
        "author": [{"@type": "Person", "name": "Jo Roe", "sameAs": ["https://orcid.org/0"]}],
        "datePublished": "2020-05",
        "inLanguage": "en",
        "abstract": "S.",
        "isPartOf": {"@type": "WebSite", "name": "Site", "url": "https://s.org/"},
        "isBasedOn": "https://p.org/1",
        "publisher": {"@type": "Organization", "name": "P"},
        "copyrightNotice": "© P, 2020",
    }


def test_a_citation_processor_is_told_the_whole_record() -> None:
    record = article(
        authors=("roe",),
        publication="P",
        number="3/2017",
        issn="2531-0569",
        translated_from="Spanish",
        summary="S.",
        keywords=(("en", ("a", "b")), ("es", ("b", "c"))),
    )
    assert csl_item(record, {"roe": Person("roe", "Jo Roe")}, "Site", "u") == {
        "id": "a",
        "type": "article-journal",
        "title": "T",
        "author": [{"family": "Roe", "given": "Jo"}],
        "issued": {"date-parts": [[2020, 5]]},
        "container-title": "P",
        "issue": "3/2017",
        "ISSN": "2531-0569",
        "source": "Site",
        "references": "Translated from Spanish",
        "language": "en",
        "abstract": "S.",
        "keyword": "a, b, c",
        "note": "Translated from Spanish",
        "custom": {"translated_from": "Spanish"},
    }
    assert csl_item(article(issn="2531-0569", publication="P"), {}, "Site", "u")["type"] == "article-journal"


def test_what_the_editors_supplied_is_marked() -> None:
    record = article(title_supplied=True, published_inferred=True, edition="reading", publication="P", original="o")
    item = csl_item(record, {}, "Site", "u")
    assert item["title"] == "[T]"
    edition = "Reading edition, Site. Originally published at o"
    assert item["note"] == f"{edition}. Title supplied, date inferred by the editors"
    assert item["medium"] == "Reading edition, Site"
    assert item["references"] == "Originally published at o"
    assert item["custom"] == {"inferred": ["issued"], "edition": "Reading edition", "original": "o"}


def test_the_files_agree_on_what_a_work_is(items: list[Item]) -> None:
    """The same kind, publication, number and original in all three; what none of them may lose."""
    kinds = {"article-journal": "JOUR", "article-newspaper": "NEWS", "article-magazine": "MGZN"}
    subtypes = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
    records = rispy.loads(ris(items))
    entries = parse_bibtex(bibtex(items), append_middleware=[LatexDecodingMiddleware()]).entries
    assert {item["id"]: item["type"] for item in items} == {
        "deyermond-2017": "article-journal",
        "weekly-blitz-2024": "article-newspaper",
        "akimova-2025": "article-magazine",
        "notte-2025": "article-newspaper",
        "snegovaya-2026": "article-magazine",
    }
    for item, record, entry in zip(items, records, entries, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert (record["type_of_reference"], entry.entry_type) == (kinds[item["type"]], "article")
        assert fields.get("entrysubtype") == subtypes.get(item["type"])
        publication = item["container-title"]
        assert record["secondary_title"] == fields["journal"] == publication
        assert record.get("number") == fields.get("number") == item.get("issue")
        original = item["custom"].get("original", "")
        assert original in item["note"]
        assert original in fields["note"]
        assert original in record["notes"][0]
        assert record.get("type_of_work") == fields.get("type") == item.get("genre")


def test_a_site_without_an_address_gives_no_dead_link() -> None:
    item = csl_item(article(edition="reading", publication="P", original="https://p.org/"), {}, "Site", "articles/a/")
    assert "URL" not in item
    assert "UR  - " not in ris([item])
    assert " url = " not in bibtex([item])
    assert "articles/" not in json.dumps(item)

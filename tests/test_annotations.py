"""Notes of the editors: reading, placing, setting into the page, exporting."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from reader.anchors.anchor import count
from reader.building.context import PageContext
from reader.collection.annotations import Annotation, load_annotations, read_annotations
from reader.collection.placing import Passage, place
from reader.collection.records import Collection, Person, Reference, Term
from reader.exports.web_annotations import annotation_collection
from reader.markdown.record import PageRecord
from reader.problems import report
from tests.cases import extension_of

PASSAGES = [
    Passage(("p1",), "1", "The reset began in 2009 and the reset ended."),
    Passage(("p2",), "2", "A commission met twice a year, until it did not."),
]


def annotation(id: str = "one", passage: str = "p1", quote: str = "", note: str = "Said so.") -> Annotation:
    return Annotation(
        id, passage, note, (Reference("Source", url="https://example.org/"),), "2026-11-20", quote, "a.yml", 3
    )


def entry(**changes: str) -> str:
    fields = {
        "passage": "p1",
        "note": "Said so.",
        "sources": "\n    - title: Source\n      url: https://example.org/",
        "as_of": "2026-11-20",
        **changes,
    }
    return "one:\n" + "".join(f"  {key}: {value}\n" for key, value in fields.items() if value)


def test_an_annotation_is_read_whole() -> None:
    found, problems = read_annotations(entry(quote="began   in 2009"), "a.yml")
    assert problems == []
    source = Reference("Source", url="https://example.org/")
    assert found == [Annotation("one", "p1", "Said so.", (source,), "2026-11-20", "began in 2009", "a.yml", 8, 3)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"note": ""}, "a.yml:1: note one: note is missing\n    add `note: ...`"),
        ({"passage": ""}, "a.yml:1: note one: passage is missing\n    add `passage: ...`"),
        ({"as_of": ""}, "a.yml:1: note one: as_of is missing\n    add `as_of: ...`"),
        (
            {"as_of": "2026-11"},
            'a.yml:7: note one: as_of must be a day, found "2026-11"\n'
            "    write YYYY-MM-DD: the day as of which this holds",
        ),
        (
            {"date": "2025-03-25/2025-03-23"},
            'a.yml:8: note one: date ends before it begins, found "2025-03-25/2025-03-23"\n'
            "    put the earlier date first",
        ),
        (
            {"sources": ""},
            "a.yml:1: note one: sources is missing\n"
            "    name each work: `- title: ...` with its `publisher:`, `date:` and `url:`",
        ),
        ({"qoute": "x"}, 'a.yml:8: note one: the key "qoute" is not known\n    did you mean "quote" or "note"?'),
    ],
)
def test_a_misfit_is_reported_with_its_line(changes: dict[str, str], message: str) -> None:
    _, problems = read_annotations(entry(**changes), "a.yml")
    assert report(problems).splitlines()[1:] == message.splitlines()


def test_a_source_needs_a_publisher_or_an_address() -> None:
    _, problems = read_annotations(entry(sources="\n    - title: Source"), "a.yml")
    assert [str(problem) for problem in problems] == [
        "a.yml:5: note one, sources: neither publisher nor url is given\n    add `url: https://...`, or `publisher:`"
    ]


def test_a_note_names_its_works_in_full_and_the_day_for_which_it_holds() -> None:
    book, page = (
        Reference("A Book", "A Press", "2016"),
        Reference("A page", "A site", "2026-11-20", "https://x.example/"),
    )
    note = replace(annotation(quote="began"), sources=(book, page), date="2009-03-06")
    soup, _ = convert("The reset began in 2009.", note)
    foot = one(soup, ".note-sources")
    assert (
        foot.get_text("\n")
        == "2 sources, as of \n20 November 2026\nA Book, A Press (2016)\n; \nA page, A site (20 November 2026)\n."
    )
    assert [link["href"] for link in foot.select("a")] == ["https://x.example/"]
    placed, _ = place([note], [Passage(("p1",), "1", "The reset began in 2009.")])
    data = annotation_collection([("https://example.org/a/", placed)], "https://example.org/n", "Notes")
    [item] = data["first"]["items"]
    assert item["dcterms:temporal"] == "2009-03-06"
    assert [body.get("source", body.get("value")) for body in item["body"][1:]] == [
        "A Book, A Press (2016)",
        "https://x.example/",
    ]


def test_a_file_is_named_after_an_article(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/deyermond-2071.yml").write_text(entry(), encoding="utf-8")
    loaded, problems = load_annotations(tmp_path, ["deyermond-2017"])
    assert loaded == {}
    assert problems[0].hint == 'did you mean "deyermond-2017"?'


def test_notes_are_numbered_in_reading_order() -> None:
    later, whole, first = annotation("c", "p2"), annotation("b", "p1"), annotation("a", "p1", "began in 2009")
    placed, problems = place([later, whole, first], PASSAGES)
    assert problems == []
    assert [(each.number, each.annotation.id) for each in placed] == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        (
            annotation(passage="p9", quote="A commission met twice"),
            'a.yml:3: note one: there is no passage p9\n    nearest is p2, which has "A commission met twice"',
        ),
        (
            annotation(passage="p9"),
            "a.yml:3: note one: there is no passage p9\n"
            '    nearest is p2: "A commission met twice a year, until it did not."',
        ),
        (
            annotation(quote="The commission meets twice"),
            'a.yml:3: note one: "The commission meets twice" is not in p1\n'
            '    nearest is p2, which has "A commission met twice"',
        ),
        (
            annotation(quote="zzz qqq xxx jjj"),
            'a.yml:3: note one: "zzz qqq xxx jjj" is not in p1\n'
            "    no passage has such words; p1 may have been rewritten",
        ),
        (
            annotation(quote="reset"),
            'a.yml:3: note one: "reset" stands 2 times in p1\n    take a word before or after it into the quote',
        ),
    ],
)
def test_a_note_without_its_place_shows_the_nearest(lost: Annotation, message: str) -> None:
    placed, problems = place([lost], PASSAGES)
    assert placed == []
    assert [str(problem) for problem in problems] == [message]


COLLECTION = Collection(
    terms={"reset": Term("reset", "reset", "A fresh start.")},
    people={"obama": Person("obama", "Barack Obama", sort="Obama, Barack")},
)


def convert(text: str, *notes: Annotation) -> tuple[BeautifulSoup, PageRecord]:
    extension = extension_of(COLLECTION, PageContext("articles/a.md", mint=count, annotations=notes))
    md = Markdown(extensions=[extension, "tables", "attr_list", "footnotes"])
    record = extension.conversion.record
    return BeautifulSoup(md.convert(text), "html.parser"), record


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def test_the_mark_stands_behind_the_words_and_the_note_beside_the_passage() -> None:
    soup, _ = convert("The reset began in 2009, and *it* ended.", annotation(quote="began in 2009"))
    mark = one(soup, "#p1 > a.note-mark")
    assert str(mark.previous_sibling).endswith("began in 2009,")
    assert mark.get_text() == ""
    assert mark["aria-label"] == "Note 1"
    note = one(soup, ".annotated > .passage + .notes > aside.note")
    assert mark["href"] == f"#{note['id']}" == "#note-one"
    assert one(note, ".note-back")["href"] == f"#{mark['id']}"
    assert one(note, "q").get_text() == "began in 2009"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The *reset* began.", "The reset"),
        ("The [reset began](https://example.org/) there.", "reset"),
        ("The **reset\nbegan** there.", "reset began"),
        ("R&amp;D and the reset &mdash; AT&T.", "R&D and the reset — AT&T"),
        ("- The reset began.\n- It ended.", "reset began"),
        ("| a | b |\n|---|---|\n| The reset | it |", "The reset"),
        ("> The reset began.", "reset began"),
    ],
)
def test_marks_leave_the_text_as_it_is(text: str, quote: str) -> None:
    plain, _ = convert(text)
    marked, record = convert(text, annotation(quote=quote))
    assert record.problems == []
    assert not marked.select("a a")
    assert len(marked.select(".note-mark")) == 1
    one(marked, ".notes").decompose()
    assert "".join(marked.get_text().split()) == "".join(plain.get_text().split())


def test_a_note_adds_no_passage_and_no_use() -> None:
    soup, record = convert("It began.", annotation(note="Barack Obama called it the reset.\n\nTwice."))
    assert [anchor.id for _, anchor in record.blocks] == ["p1"]
    assert record.uses == []
    note = one(soup, ".note-text")
    assert not note.select("[id], .passage")
    assert len(note.select("p")) == 2
    assert one(note, "a.term")["data-term"] == "reset"
    assert one(note, "a.person")["href"] == "../people/obama.md"


def test_a_note_takes_no_link_from_the_text() -> None:
    soup, _ = convert("It began.\n\nThe reset ended.", annotation(note="Of the reset."))
    assert one(soup, "#p2 a.term").get_text() == "reset"


def test_a_note_may_link_by_hand_to_entries_that_there_are() -> None:
    _, record = convert("It began.", annotation(note="See [that](term:resett)."))
    assert record.unknown == ["term:resett"]


def test_markup_in_a_note_is_text() -> None:
    soup, _ = convert(
        "It began.", annotation(note="<img src=x onerror=alert(1)> and </aside><script>alert(2)</script>")
    )
    assert not soup.select("img, script")
    assert "<img src=x onerror=alert(1)> and </aside><script>" in one(soup, ".note-text").get_text()


# What the Web Annotation Data Model asks of our kinds of annotation, by section: https://www.w3.org/TR/annotation-model/

IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)


def faults(collection: dict[str, Any]) -> list[str]:
    found: list[str] = []

    def must(holds: object, section: str) -> None:
        if not holds:
            found.append(section)

    must(collection["@context"] == "http://www.w3.org/ns/anno.jsonld", "5.1 context")
    must(collection["type"] == "AnnotationCollection", "5.1 type")
    must(IRI.match(collection["id"]), "5.1 id")
    page = collection["first"]
    must(page["type"] == "AnnotationPage" and IRI.match(page["id"]), "5.2 type, id")
    must(page["partOf"] == collection["id"] and page["startIndex"] == 0, "5.2 partOf")
    must(collection["total"] == len(page["items"]), "5.1 total")
    ids = [each["id"] for each in page["items"]]
    must(len(set(ids)) == len(ids), "3.1 one id, one annotation")
    for each in page["items"]:
        must(IRI.match(each["id"]) and each["type"] == "Annotation", "3.1 id, type")
        must(each["motivation"] in MOTIVATIONS, "3.3.5 motivation")
        must(UTC.match(each["created"]), "3.3.1 created")
        must(each["body"][0]["type"] == "TextualBody" and each["body"][0]["value"], "3.2.4 textual body")
        for body in each["body"]:
            must(body["purpose"] in MOTIVATIONS, "3.3.5 purpose")
            must("value" in body or IRI.match(body["source"]), "4 source")
        target = each["target"]
        must(target["type"] == "SpecificResource" and IRI.match(target["source"]), "4 source")
        selector = target["selector"]
        must(selector["type"] == "FragmentSelector" and selector["value"], "4.2.1 value")
        must(IRI.match(selector["conformsTo"]), "4.2.1 conformsTo")
        words = selector["refinedBy"]
        must(words["type"] == "TextQuoteSelector" and words["exact"], "4.2.4 exact")
        must(set(words) <= {"type", "exact", "prefix", "suffix"}, "4.2.4 keys")
    return found


def test_the_export_is_a_collection_of_web_annotations() -> None:
    note = "Of [it](term:reset)."
    placed, _ = place([annotation(quote="began in 2009", note=note), annotation("two", "p2")], PASSAGES)
    site = "https://example.org/"
    data = annotation_collection([(f"{site}articles/a/", placed)], f"{site}data/annotations.jsonld", "Notes")
    assert faults(data) == []
    first, second = data["first"]["items"]
    assert first["body"][0]["value"] == "Of it."
    assert first["target"]["selector"] == {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": "p1",
        "refinedBy": {
            "type": "TextQuoteSelector",
            "exact": "began in 2009",
            "prefix": "The reset ",
            "suffix": " and the reset ended.",
        },
    }
    assert second["target"]["selector"]["refinedBy"]["exact"] == PASSAGES[1].text


def test_words_exported_come_with_32_characters_on_both_sides() -> None:
    before, quote, after = "a" * 20 + "b" * 31 + " ", "the reset", " " + "c" * 31 + "d" * 20
    passages = [Passage(("p1",), "1", before + quote + after)]
    placed, _ = place([annotation(quote=quote)], passages)
    [item] = annotation_collection([("https://x.org/a/", placed)], "u", "Notes")["first"]["items"]
    assert item["target"]["selector"]["refinedBy"] == {
        "type": "TextQuoteSelector",
        "exact": quote,
        "prefix": "b" * 31 + " ",
        "suffix": " " + "c" * 31,
    }


def test_our_own_notes_are_valid_and_their_words_are_in_the_text(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "SITE_URL": "https://example.org/r/"})
    data = json.loads((tmp_path / "data/annotations.jsonld").read_text("utf-8"))
    assert faults(data) == []
    lines = (tmp_path / "data/passages.jsonl").read_text("utf-8").splitlines()
    texts = {each["url"]: each["text"] for each in map(json.loads, lines)}
    assert data["total"] >= 3
    for each in data["first"]["items"]:
        target = each["target"]
        words = target["selector"]["refinedBy"]
        whole = words.get("prefix", "") + words["exact"] + words.get("suffix", "")
        assert whole in texts[f"{target['source']}#{target['selector']['value']}"]

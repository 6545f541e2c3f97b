"""A collection whose first article was revised: reworded twice, split, joined, moved and cut."""

from pathlib import Path

from click.testing import CliRunner

from reader.anchors.ledger.entries import Ledger
from reader.anchors.ledger.format import render
from reader.commands.main import main
from tests.anchors.texts import passage, published, revised

FRONT = (
    "title: A Mill on the River\nauthors: [roe]\npublished: 2019-05\nlanguage: en\nedition: reading\n"
    "publication: The Paper"
)
A, B, C, D, E, F = (passage(each) for each in "ABCDEF")
FIRST = B.replace(" ", " old ", 1)
SECOND = B.replace(" ", " new ", 1)
HALVES = passage("one half", 40), passage("other half", 38)
# Each day with the paragraphs of that day.
DAYS = {
    "2025-01-01": (A, B, C, " ".join(HALVES), D, E, F),
    "2026-02-01": (A, FIRST, C, *HALVES, D, E, F),
    "2026-03-01": (A, SECOND, C, *HALVES, f"{D} {E}", F),
    "2027-05-03": (C, A, SECOND, *HALVES, f"{D} {E}"),
}


def ledger() -> Ledger:
    first, *later = DAYS.items()
    found = published(*first[1], date=first[0])
    for date, texts in later:
        found = revised(found, *texts, date=date).ledgers["a"]
    return found


def collection(folder: Path) -> Path:
    """Write the collection into a folder that does not exist."""
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    (folder / "docs/articles/first-article.md").unlink()
    (folder / "glossary.yml").write_text("{}\n")
    (folder / "people.yml").write_text('roe: {name: Jane Roe, kind: author, sort: "Roe, Jane"}\n')
    body = "\n\n".join(DAYS["2027-05-03"])
    (folder / "docs/articles/mill.md").write_text(f"---\n{FRONT}\n---\n\n{body}\n")
    (folder / "docs/articles/plain.md").write_text(f"---\n{FRONT}\n---\n\n{A}\n")
    (folder / "anchors").mkdir(exist_ok=True)
    for old in (folder / "anchors").glob("*.jsonl"):
        old.unlink()
    (folder / "anchors/mill.jsonl").write_text(render(ledger()))
    (folder / "anchors/plain.jsonl").write_text(render(published(A)))
    return folder

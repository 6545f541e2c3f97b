"""Six kinds of mistakes in one collection: one round of building tells of all of them."""

from pathlib import Path

from tests.collections_made import minted
from tests.site.conftest import mkdocs, new_collection

ARTICLE = "---\ntitle: {title}\nauthors: [editor]\npublished: 2020\nlanguage: en\n---\n\n{text}\n"


def test_one_round_tells_every_kind_of_problem(tmp_path: Path) -> None:
    root = new_collection(tmp_path / "small")
    second = root / "docs/articles/second.md"
    second.write_text(ARTICLE.format(title="Second", text="Words of its own."), "utf-8")
    minted(root)
    (root / "glossary.yml").write_text("anchor:\n  defnition: x\n", "utf-8")  # 1 a register
    (root / "docs/articles/latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")  # 2 a file that cannot be read
    broken = "See [@nobody], [this](nowhere.md), ![that](gone.png)."  # 3 a citation, 4 a link, 5 an image
    second.write_text(ARTICLE.format(title="Second", text=f"{broken}\n\nMore words, quite unlike the others."), "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:  # 6 the navigation
        file.write("nav:\n  - index.md\n  - articles/secnd.md\n")
    done = mkdocs(root, root / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for told in (
        'glossary.yml:2: term anchor: the key "defnition" is not known',
        "docs/articles/latin.md:2: this is not UTF-8 text",
        'docs/articles/second.md:8: a citation of "@nobody", which is no article of the collection',
        'docs/articles/second.md:8: a link to "nowhere.md", which is no file in docs/',
        'docs/articles/second.md:8: an image at "gone.png", which is no file in docs/',
        'mkdocs.yml:7: nav names "articles/secnd.md", which is no file in docs/\n    did you mean "articles/second.md"',
        "anchors/second.jsonl",  # the ledger, which the edit has left behind
    ):
        assert told in done.stderr
    head = next(line for line in done.stderr.splitlines() if line.endswith(" problems to mend"))
    listed = done.stderr[done.stderr.index(head) + len(head) :].strip().splitlines()
    assert int(head.split()[0]) == sum(1 for line in listed if not line.startswith("    "))

"""Texts in which every mention was judged by reading, linked by us, by `abbr` and by mkdocs-ezglossary.

`abbr` is told every form, as `*[form]: id`. mkdocs-ezglossary is given the same entries as a glossary page; it links
what an author marks, `<section:term>`, and by itself nothing, so the texts as they are get no link from it.
"""

import re
import tempfile
from functools import reduce
from operator import add
from pathlib import Path

from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.cases import collection_of
from tests.linking.judged import Place, Score, Text, linked, places, score, texts

from benchmarks.tables import show
from reader.linking.forms import all_forms

ABBR = re.compile(r'<abbr title="(?P<id>[^"]+)">(?P<words>.*?)</abbr>', re.DOTALL)
EZLINK = re.compile(r'<a[^>]*href="[^"]*#(?P<id>[^"]+)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
MAIN = re.compile(r"<!--text-->(.*)<!--/text-->", re.DOTALL)


def main() -> None:
    every = list(texts())
    rows = []
    for name, link in (("ours", linked), ("abbr", by_abbr), ("mkdocs-ezglossary", by_ezglossary)):
        total = reduce(add, (score(text, link(text)) for text in every))
        rows.append((name, *told(total)))
    judged = sum(len(text.mentions) + len(text.others) for text in every)
    head = ("linked by", "links", "right", "of", "precision", "recall")
    show(
        f"{judged} judged places in {len(every)} texts, {len({text.language for text in every})} languages", head, rows
    )
    ours = reduce(add, (score(text, linked(text)) for text in every))
    met = ours.precision >= 0.995 and ours.recall >= 0.97
    print(f"{'met' if met else 'missed'}: precision at least 99.5 %, recall at least 97 %")


def told(total: Score) -> tuple[str, ...]:
    precision = f"{total.precision:.1%}" if total.made else "-"
    return f"{total.made:,}", f"{total.right:,}", f"{total.wanted:,}", precision, f"{total.recall:.1%}"


def by_abbr(text: Text) -> frozenset[Place]:
    """What Python-Markdown's `abbr` marks when it knows every form."""
    forms = [form for form in all_forms(collection_of(text.registers)) if not form.nobody]
    known = "\n".join(f"*[{form.text}]: {form.target.id}" for form in forms)
    return places(Markdown(extensions=["abbr"]).convert(f"{text.source}\n\n{known}\n"), ABBR)


def by_ezglossary(text: Text) -> frozenset[Place]:
    """What a site built with mkdocs-ezglossary links in the text."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        terms = {form.text: form.target.id for form in all_forms(collection_of(text.registers)) if not form.nobody}
        glossary = "\n\n".join(f"g:{term}\n:   {id}" for term, id in terms.items())
        (root / "docs/glossary.md").write_text(f"# Glossary\n\n{glossary}\n", "utf-8")
        (root / "docs/index.md").write_text(f"<!--text-->\n\n{text.source}\n\n<!--/text-->\n", "utf-8")
        (root / "mkdocs.yml").write_text(
            "site_name: s\nmarkdown_extensions: [def_list]\nplugins:\n  - ezglossary:\n      plurals: en\n"
            "      ignore_case: true\n",
            "utf-8",
        )
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
        page = (root / "site/index.html").read_text("utf-8")
    found = MAIN.search(page)
    assert found, "the text is on its page"
    return places(found[1], EZLINK)


if __name__ == "__main__":
    main()

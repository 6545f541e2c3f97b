"""The files under `/data/`, by their paths from the root of the site."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

from reader.building.site import Site
from reader.citing.bibtex import bibtex
from reader.citing.csl import Item
from reader.citing.ris import ris
from reader.citing.script import citing_file, citing_script
from reader.citing.wording import Wordings, in_words
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Article
from reader.exports.glossary import glossary as glossary_json
from reader.exports.glossary import glossary_jsonld
from reader.exports.passages import passage_line
from reader.exports.previews import preview_files
from reader.exports.web_annotations import annotation_collection
from reader.text.json_text import dump

WRITERS = {"json": dump, "bib": bibtex, "ris": ris}


def reference_files(items: Mapping[str, Item], own: Iterable[str]) -> dict[str, str]:
    """The records for reference managers, of the collection and of each of its `own` articles; pages link to these."""
    chosen = {"references": list(items.values()), **{f"references/{id}": [items[id]] for id in own}}
    return {
        f"data/{name}.{suffix}": write(records) for name, records in chosen.items() for suffix, write in WRITERS.items()
    }


def article_files(site: Site, articles: Sequence[Article]) -> dict[str, str]:
    """The citations and the previews of some articles."""
    base = site.host.address
    cited = [article for article in articles if article.id in site.items]
    worded = partial(in_words, known=cache(partial(Wordings, site.collection)))
    return {
        **{citing_file(each.id): citing_script(site.items[each.id], base + site.urls[each.src_uri]) for each in cited},
        **preview_files(site, articles, worded),
    }


def data_files(site: Site) -> dict[str, str]:
    """The glossary, the passages and the notes of the finished site."""
    collection, base = site.collection, site.host.address
    published = [(src_uri, article) for src_uri, article in site.articles.items() if not article.draft]
    glossary = base + site.urls[GLOSSARY_PAGE]
    passages = [
        passage_line(article.id, block, anchor, base + site.urls[src_uri])
        for src_uri, article in published
        for block, anchor in site.pages[src_uri].blocks
        if anchor.number
    ]
    # Where the site has no address of its own, links are relative to the folder that holds this file.
    notes = [((base or "../") + site.urls[src_uri], site.pages[src_uri].notes) for src_uri, _ in published]
    own = f"{base}data/annotations.jsonld" if base else "annotations.jsonld"
    known = cache(partial(Wordings, collection))
    worded = partial(in_words, known=known)
    name = site.host.name
    return {
        "data/annotations.jsonld": dump(annotation_collection(notes, own, f"Notes: {name}", worded)),
        "data/glossary.json": dump(glossary_json(collection, glossary, worded)),
        "data/glossary.jsonld": dump(glossary_jsonld(collection, glossary, name, worded)),
        "data/passages.jsonl": "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in passages),
    }

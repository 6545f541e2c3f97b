"""The cards of terms and people: scripts that all pages share, each loaded when a link to one of its entries is near.

A script that calls a function, and not JSON: a page that is opened from a disk may load the one and not the other.
"""

from reader.building.converted import Slot, filled
from reader.building.links import url_of
from reader.building.site import Site
from reader.collection.addresses import Addresses
from reader.collection.docs_folder import GLOSSARY_PAGE
from reader.collection.records import Target
from reader.pages.cards import CardMaker, shard_of, shards
from reader.text.escaping import attribute
from reader.text.json_text import in_script


def card_files(site: Site) -> dict[str, str]:
    """The scripts by their paths from the root of the site."""
    count = shards(site.collection)
    held: list[dict[str, str]] = [{} for _ in range(count)]
    for key, html in _maker(site).cards().items():
        held[shard_of(key, count)][key] = html
    return {f"data/cards/{number}.js": f"readerCards({in_script(cards)})\n" for number, cards in enumerate(held)}


def _maker(site: Site) -> CardMaker:
    def linked(slot: Slot) -> str:
        url = url_of(slot.value, GLOSSARY_PAGE, site.urls)
        return attribute(slot.value if url is None else url)

    def place(src_uri: str, anchor: str) -> str:
        return f"{site.urls[src_uri]}{'#' if anchor else ''}{anchor}"

    def entry(target: Target) -> str:
        src_uri, _, fragment = Addresses().of(target).partition("#")
        return place(src_uri, fragment)

    glossary = site.pages.get(GLOSSARY_PAGE)
    definitions = {id: filled(html, linked) for id, html in (glossary.definitions if glossary else ())}
    return CardMaker(site.collection, definitions, site.mentions, site.articles, entry, place)

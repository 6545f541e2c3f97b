"""The pictures of articles, each set once: what was set before is kept in `.cache/reader/pictures/`."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file

from reader.building.site import Site
from reader.citing.pictures import FOLDER, Words, draw, picture_of, words_of
from reader.collection.records import Article
from reader.collection.writing import write_whole

CACHE = Path(".cache/reader/pictures")


def write_pictures(site: Site, articles: Iterable[Article], config: MkDocsConfig) -> None:
    """Write the pictures of those of some articles that are published into the site; where these are all, what was set
    for none of them goes.
    """
    cache = Path(config.config_file_path).parent / CACHE
    wanted: set[Path] = set()
    chosen = list(articles)
    for article in chosen:
        words = words_of(article, site.collection, site.host.name)
        if article.id in site.items and picture_of(article, words, site.host.address):
            kept = cache / f"{words.key}.png"
            wanted.add(kept)
            write_file(_drawn(words, kept), str(Path(config.site_dir, FOLDER, f"{article.id}.png")))
    for old in cache.glob("*.png") if wanted and len(chosen) == len(site.articles) else ():
        if old not in wanted:
            old.unlink(missing_ok=True)


def _drawn(words: Words, kept: Path) -> bytes:
    """Take a picture from where it is kept, or draw it and keep it; it is as well where nothing can be kept."""
    try:
        return kept.read_bytes()
    except OSError:
        data = draw(words)
    with contextlib.suppress(OSError):
        write_whole(kept, data)
    return data

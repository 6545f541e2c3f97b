"""The pictures of articles, each set once: what was set before is kept in `.cache/reader/pictures/`."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file

from reader.building.site import Site
from reader.citing.pictures import FOLDER, draw, picture_of, words_of

CACHE = Path(".cache/reader/pictures")


def write_pictures(site: Site, config: MkDocsConfig) -> None:
    """Write the picture of every published article into the site."""
    cache = Path(config.config_file_path).parent / CACHE
    wanted = {}
    for article in site.articles.values():
        words = words_of(article, site.collection, site.host.name)
        if article.id in site.items and picture_of(article, words, site.host.address):
            wanted[cache / f"{words.key}.png"] = words
            kept = cache / f"{words.key}.png"
            if not kept.is_file():
                write_file(draw(words), str(kept))
            write_file(kept.read_bytes(), str(Path(config.site_dir, FOLDER, f"{article.id}.png")))
    for old in cache.glob("*.png") if wanted else ():
        if old not in wanted:
            old.unlink()

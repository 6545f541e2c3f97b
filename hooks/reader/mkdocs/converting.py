"""The conversion of a build's pages: all at once from their files, before MkDocs comes to the first."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from reader.building.cache import FOLDER, Cache
from reader.building.converted import Converted
from reader.building.starting import Start
from reader.building.sums import sum_of
from reader.building.volumes import Work
from reader.markdown.converting import converted_pages
from reader.pages.kinds import full_source


class Conversion:
    """Converts the pages of one build, each one once.

    MkDocs hands over one page after the other, with what other plugins have made of its text. Where that is the text of
    its file, as it nearly always is, the page has been converted with all others of the work. `sums` are those of the
    sources of pages, by source path.
    """

    def __init__(self, start: Start, config: MkDocsConfig) -> None:
        self.start = start
        self.cache = Cache(Path(config.config_file_path).parent / FOLDER / "pages")
        self.sums: dict[str, str] = {}
        self.sources: dict[str, str] | None = None
        self.pages: dict[str, Converted] = {}

    def page(self, src_uri: str, text: str, files: Files, work: Work) -> Converted:
        """Convert the page whose source path and text these are, or take it from the `work` that has it already;
        `files` are those of the site.
        """
        source = full_source(src_uri, text, self.start.collection)
        self.sums[src_uri] = sum_of(source)
        if src_uri in work.pages:
            return work.pages[src_uri]
        if self.sources is None:
            self._convert_ahead(files, work)
        if self.sources and self.sources.get(src_uri) == source:
            return self.pages[src_uri]
        return converted_pages(self.start, {src_uri: source}, self.cache)[src_uri]

    def finish(self) -> None:
        """Tell of damaged entries, and keep the cache bounded."""
        self.cache.tell()
        self.cache.sweep()

    def _convert_ahead(self, files: Files, work: Work) -> None:
        collection = self.start.collection
        self.sources = {
            file.src_uri: full_source(file.src_uri, get_data(file.content_string)[0], collection)
            for file in files.documentation_pages()
            if work.has(file.src_uri)
        }
        self.pages = converted_pages(self.start, self.sources, self.cache)

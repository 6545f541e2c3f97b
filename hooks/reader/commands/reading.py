"""Reading the articles of a collection as its build does, without making pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from reader.building.build import Build, current


def read_articles(config: MkDocsConfig) -> Build:
    """Convert every article of a collection, with its hooks, plugins and extensions.

    Gives the state of the build, whose `today` says how each article reads.
    """
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = config.plugins.on_files(get_files(config), config=config)
    build = current()
    for article in build.loaded.collection.articles.values():
        file = files.get_file_from_path(article.src_uri)
        if file:
            page = config.plugins.on_pre_page(Page(None, file, config), config=config, files=files)
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
            page.render(config, files)
    return build

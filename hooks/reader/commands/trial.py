"""A build to see what is wrong, which leaves nothing behind."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build

from reader.building.site import Site
from reader.commands.console import configured
from reader.commands.reading import hook_of


@contextmanager
def trial_build() -> Iterator[tuple[Site, list[str]]]:
    """Build the collection into a temporary folder; yields the site and what MkDocs warned of."""
    with tempfile.TemporaryDirectory() as folder, configured(Path(folder) / "site") as (config, messages):
        build(config)
        yield hook_of(config).held.site, messages

"""What indexing costs in one real build: our index, and the plugin of Material's search beside it on the same pages.

`python -m benchmarks.indexing 1000` builds so many articles with the reader and with the plugin, and counts the
processor time of each: of ours the making and the writing of the index, of the plugin its own events, in which it
parses the HTML of every page and writes its index. The shares are of the build without the plugin.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.build import TERMS, WORDS, make_site
from benchmarks.prose import terms
from benchmarks.tables import show

ARTICLES = 300
PLUGIN = ("on_config", "on_page_context", "on_post_build")


def main(articles: int = ARTICLES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection, words = terms(TERMS, TERMS)
        root = make_site(Path(folder, "site"), collection, words, articles, linked=True)
        config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
        config["hooks"].remove("timer.py")
        (root / "mkdocs.yml").write_text(yaml.safe_dump({**config, "plugins": ["search"]}), "utf-8")
        command = [sys.executable, "-m", "benchmarks.indexing", "--inside", str(root)]
        spent = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    whole = spent["whole"] - spent["plugin"]
    rows = [(name, f"{spent[key]:.2f}", f"{spent[key] / whole:.1%}") for name, key in ROWS]
    show(f"Indexing {articles} articles of {WORDS:,} words", ("index", "CPU s", "of the build"), rows)


ROWS = (("the reader's", "ours"), ("Material's plugin", "plugin"))


def inside(root: str) -> None:
    """Build in this process and print what was spent."""
    from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from reader.exports import search_records

    spent: dict[str, float] = defaultdict(float)
    for event in PLUGIN:
        setattr(SearchPlugin, event, _timed(getattr(SearchPlugin, event), spent, "plugin"))
    index = search_records.search_index

    def written(*args: Any) -> dict[str, bytes]:
        # Writing is a part of what the plugin's last event does.
        files = index(*args)
        with tempfile.TemporaryDirectory() as folder:
            for path, data in files.items():
                Path(folder, path.replace("/", "-")).write_bytes(data)
        return files

    search_records.search_index = _timed(written, spent, "ours")
    start = time.process_time()
    config = load_config(str(Path(root, "mkdocs.yml")))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    spent["whole"] = time.process_time() - start
    print(json.dumps(spent))


def _timed(function: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - start

    return timed


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2])
    else:
        main(*map(int, sys.argv[1:]))

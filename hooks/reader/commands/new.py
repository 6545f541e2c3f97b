"""A new collection: a small one that builds at once, to be filled."""

import os
import shutil
from pathlib import Path

from reader.collection.writing import write_source
from reader.text.escaping import escape

PACKAGE = Path(__file__).parent.parent
SCAFFOLD = PACKAGE / "scaffold"
HOOKS = PACKAGE.parent


def new_collection(folder: Path) -> list[Path]:
    """Write a collection into `folder`, which must be empty or not exist yet, and return the files written.

    Raises FileExistsError where something is in the way.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    shutil.copytree(SCAFFOLD, folder, dirs_exist_ok=True)
    hooks = Path(os.path.relpath(HOOKS.resolve(), folder.resolve())).as_posix()
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "Collection"
    write_source(
        folder / "mkdocs.yml",
        f"INHERIT: {_quoted(f'{hooks}/reader/base.yml')}\n"
        f"site_name: {_quoted(name)}\n"
        'site_url: !ENV [SITE_URL, ""]\n'
        f"hooks: [{_quoted(f'{hooks}/reader_hooks.py')}]\n",
    )
    home = folder / "docs/index.md"
    write_source(home, f"# {escape(name)}\n\n{home.read_text(encoding='utf-8')}")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""A new collection: a small one that builds at once, to be filled."""

import shutil
from importlib.metadata import version
from pathlib import Path

import click

from reader.collection.docs_folder import SETTINGS
from reader.collection.writing import write_source
from reader.commands.console import fail
from reader.text.escaping import escape

PACKAGE = Path(__file__).parent.parent
SCAFFOLD = PACKAGE / "scaffold"
BASE = PACKAGE / "base.yml"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--settings", is_flag=True, help="Only renew the settings of a collection that is there.")
def new(folder: Path, settings: bool) -> None:
    """Write a small collection into FOLDER that builds at once with `mkdocs build --strict`."""
    if settings:
        if not (folder / SETTINGS).is_file():
            fail(f"{folder / SETTINGS}: there are no settings to renew; name the folder of a collection")
        write_source(folder / SETTINGS, BASE.read_text(encoding="utf-8"))
        click.echo(f"wrote {folder / SETTINGS}")
        return
    try:
        written = new_collection(folder)
    except FileExistsError:
        fail(f"{folder}: there is something already; name a folder that is empty or does not exist")
    except OSError as error:
        fail(f"{folder}: cannot be written: {error.strerror}")
    for path in written:
        click.echo(f"wrote {path}")


def new_collection(folder: Path) -> list[Path]:
    """Write a collection into `folder`, which must be empty or not exist yet, and return the files written.

    It names no path outside itself, so that it builds wherever the package is installed. Raises FileExistsError where
    something is in the way.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    shutil.copytree(SCAFFOLD, folder, dirs_exist_ok=True)
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "Collection"
    write_source(
        folder / "mkdocs.yml",
        f'INHERIT: {SETTINGS}\nsite_name: {_quoted(name)}\nsite_url: !ENV [SITE_URL, ""]\nhooks: [hooks/events.py]\n',
    )
    write_source(folder / SETTINGS, BASE.read_text(encoding="utf-8"))
    write_source(folder / "requirements.txt", f"reader=={version('reader')}\n")
    for page in ("docs/index.md", "README.md"):
        written = (folder / page).read_text(encoding="utf-8")
        write_source(folder / page, f"# {escape(name)}\n\n{written}")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

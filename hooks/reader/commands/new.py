"""A new collection: a small one that builds at once, to be filled."""

import contextlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import click

from reader.collection.docs_folder import SETTINGS
from reader.collection.locking import Lock
from reader.collection.writing import PART, write_source
from reader.commands.console import fail, writing
from reader.faults import remedy
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
        with writing(folder):
            write_source(folder / SETTINGS, BASE.read_text(encoding="utf-8"))
        click.echo(f"wrote {folder / SETTINGS}")
        return
    try:
        written = new_collection(folder)
    except FileExistsError as error:
        fail(f"{error.args[0]}: there is something already; name a folder that is empty or does not exist")
    except OSError as error:
        where = error.filename or folder
        fail(f"{where}: cannot be written: {error.strerror}; nothing was left behind\n    {remedy(error)}")
    for path in written:
        click.echo(f"wrote {path}")


def new_collection(folder: Path) -> list[Path]:
    """Write a collection into `folder`, and return the files written.

    The folder must be empty, or not exist yet, or hold what a run that was killed has written: it is finished then. The
    collection names no path outside itself, so that it builds wherever the package is installed. Raises FileExistsError
    where something is in the way, and OSError where it cannot be written, with what was written removed.
    """
    folder = folder.resolve()
    texts = {folder / name: text for name, text in _texts(folder.name).items()}
    outside = next(each for each in folder.parents if each.exists())
    try:
        lock = Lock.taken(outside / f".{folder.name}.lock", lambda: None)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    made: list[Path] = []
    try:
        there = _in_the_way(folder, texts)
        for path, text in texts.items():
            if path not in there:
                made += [each for each in reversed(path.parents) if not each.exists()]
                made.append(path)
                write_source(path, text)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    finally:
        lock.free()
    return sorted(texts)


def _texts(folder: str) -> dict[str, str]:
    """What a collection holds, by path; mkdocs.yml last, without which it is none yet."""
    name = folder.replace("-", " ").replace("_", " ").strip().title() or "Collection"
    found = {
        path.relative_to(SCAFFOLD).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SCAFFOLD.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    for page in ("docs/index.md", "README.md"):
        found[page] = f"# {escape(name)}\n\n{found[page]}"
    found[SETTINGS] = BASE.read_text(encoding="utf-8")
    found["requirements.txt"] = f"reader=={version('reader')}\n"
    settings = f'INHERIT: {SETTINGS}\nsite_name: {_quoted(name)}\nsite_url: !ENV [SITE_URL, ""]\n'
    return found | {"mkdocs.yml": f"{settings}hooks: [hooks/events.py]\n"}


def _in_the_way(folder: Path, texts: Mapping[Path, str]) -> set[Path]:
    """The files of a new collection that are there already, each as it would be written."""
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(folder)
    files = [path for path in folder.rglob("*") if not path.is_dir() and path.suffix != PART]
    if folder / "mkdocs.yml" in files or any(texts.get(path, "").encode() != path.read_bytes() for path in files):
        raise FileExistsError(folder)
    return set(files)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

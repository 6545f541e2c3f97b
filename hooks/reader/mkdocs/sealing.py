"""The last thing done to a site: what made it, the modes of its files, and a manifest of their digests.

    sha256sum --check data/manifest.txt        # in the folder of the site, or of a copy of it

The same sources, settings and versions give the same bytes and modes, wherever and whenever they are built: nothing
here depends on a clock, a host, a folder or git.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from reader.text.json_text import dump

VERSION, MANIFEST = "data/version.json", "data/manifest.txt"
# What the bytes of a page come from besides this package.
MADE_WITH = ("markdown", "mkdocs", "mkdocs-material", "pymdown-extensions", "pypandoc-binary", "typst")
COMMIT = "SOURCE_COMMIT"
FILE_MODE, FOLDER_MODE = 0o644, 0o755


def seal(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Write the version and the manifest into a finished site; `sources` are what it was built from."""
    site, root = Path(config.site_dir), Path(config.config_file_path).parent
    found: dict[str, object] = {"reader": version("reader"), "sources": digest_of(root, sources)}
    # The commit is a setting, as the address is: a copy without git gives the same bytes.
    if commit := os.environ.get(COMMIT):
        found["commit"] = commit
    found["made_with"] = {name: number for name in MADE_WITH if (number := _installed(name))}
    (site / VERSION).parent.mkdir(parents=True, exist_ok=True)
    (site / VERSION).write_bytes(dump(found).encode())
    (site / MANIFEST).unlink(missing_ok=True)
    (site / MANIFEST).write_bytes("".join(manifest(site)).encode(errors="surrogateescape"))
    for path in (site, *site.rglob("*")):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def manifest(site: Path) -> Iterator[str]:
    """A line for each file, as sha256sum writes it: digest, two spaces, path; a backslash goes before odd names."""
    for name, digest in _digests(site, [site]):
        odd = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        yield f"{'' if odd == name else chr(92)}{digest}  {odd}\n"


def digest_of(root: Path, sources: Iterable[str]) -> str:
    """One digest of all sources, by their paths and bytes."""
    every = hashlib.sha256()
    for name, digest in _digests(root, (Path(each) for each in sources)):
        if any(part.startswith(".") and part != ".." for part in name.split("/")):
            continue  # what no build reads
        every.update(f"{digest}  {name}\n".encode(errors="surrogateescape"))
    return f"sha256:{every.hexdigest()}"


def _digests(root: Path, paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    files = {file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()}
    named = sorted((Path(os.path.relpath(file, root)).as_posix(), file) for file in files)
    for name, file in named:
        with file.open("rb") as opened:
            yield name, hashlib.file_digest(opened, "sha256").hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

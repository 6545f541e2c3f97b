"""Putting a site together of the files of its volumes."""

import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config.defaults import MkDocsConfig

from reader.building.work_folder import Folder
from reader.mkdocs.errors import CollectionError
from reader.mkdocs.sealing import seal
from reader.mkdocs.setup import sources
from reader.mkdocs.swapping import abandon, build_beside, swap
from reader.problems import Problem


def join(folder: Folder, volumes: int, config: MkDocsConfig) -> None:
    """Put the files of all volumes together, beside the site, seal them and let them take its place.

    Raises CollectionError where a volume is missing or is not of the same site as the others.
    """
    stamps = {volume: _stamp(folder.stamp(volume)) for volume in range(volumes + 1)}
    again = "run: reader build render --volume"
    problems = [
        Problem(str(folder.site(volume)), 0, "the files of this volume are missing", f"{again} {volume}")
        for volume, stamp in stamps.items()
        if not stamp
    ]
    differs = "these files are of another site than those of volume 0"
    problems += [
        Problem(str(folder.site(volume)), 0, differs, f"{again} {volume}")
        for volume, stamp in stamps.items()
        if stamp and stamps[0] and stamp != stamps[0]
    ]
    if problems:
        raise CollectionError(problems)
    build = build_beside(config)
    try:
        # What hands folders on from machine to machine may drop one that is empty.
        for volume in filter(lambda volume: folder.site(volume).is_dir(), range(volumes + 1)):
            shutil.copytree(folder.site(volume), config.site_dir, dirs_exist_ok=True, copy_function=_same)
        seal(config, sources(config))
        swap(config, build)
    except BaseException:
        abandon(build)
        raise


def _same(source: str, target: str) -> None:
    """Let a file stand in a second place, or copy it where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _stamp(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except (OSError, ValueError):
        return None

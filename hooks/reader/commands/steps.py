"""A step on one volume, as a process anywhere does it: told by a few words, done on files, told of in a few words."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from reader.building.volumes import By
from reader.building.work_folder import Folder
from reader.commands.reading import hook_of
from reader.mkdocs.configuration import listening
from reader.mkdocs.volumes import Volume
from reader.problems import HEADLINE

Step = Literal["convert", "merge", "render"]


@dataclass(frozen=True, slots=True)
class Order:
    """A step to be done: `config` is the path of mkdocs.yml and `folder` that of the work."""

    step: Step
    volume: int
    number: int
    by: By
    config: str
    folder: str
    site_url: str

    def __str__(self) -> str:
        return "merge" if self.step == "merge" else f"{self.step} --volume {self.volume}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step warned of, and what made it fail, "" where nothing did."""

    warnings: tuple[str, ...] = ()
    failure: str = ""


# What a hook holds between its events is one build's: a worker may have several threads.
_one_at_a_time = threading.Lock()


def do(order: Order) -> Outcome:
    """Do a step; whatever is wrong with the collection or its parts is in the outcome."""
    with _one_at_a_time, listening() as messages:
        try:
            with _configured(order) as config:
                work = Folder(Path(order.folder))
                held = hook_of(config).held
                volume = Volume(config, held, work, order.number, order.by, order.volume)
                getattr(volume, order.step)()
        except (Abort, BuildError, ConfigurationError) as error:
            told = str(error) if str(error) and str(error) not in messages else ""
            return Outcome(failure=_worded([*messages, told]))
        except OSError as error:
            return Outcome(failure=f"{order}: {error.filename or order.folder}: {error.strerror or error}")
    return Outcome(tuple(dict.fromkeys(messages)))


@contextmanager
def _configured(order: Order) -> Iterator[MkDocsConfig]:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not Path(order.config).is_file():
        raise BuildError(
            f"{order.config}: this machine does not see the collection: share its folder, at the same path"
        )
    site = Folder(Path(order.folder)).site(order.volume)
    config = load_config(order.config, site_dir=str(site), site_url=order.site_url)
    try:
        yield config
    except Exception as error:
        config.plugins.on_build_error(error=error)
        raise


def _worded(messages: list[str]) -> str:
    lines = (message.removeprefix(HEADLINE) for message in messages if message)
    return "\n".join(dict.fromkeys(line for line in lines if not line.startswith("Aborted with")))

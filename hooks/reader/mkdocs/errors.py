"""What a build ends with: every problem of the collection, or what nobody foresaw in one line."""

import logging
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException, PluginError

from reader.faults import told, trace
from reader.problems import HEADLINE, Problem, report

log = logging.getLogger("mkdocs.hooks.reader")


class CollectionError(PluginError):
    """What is wrong with a collection, which stops the build."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{HEADLINE}{report(self.problems)}")


def edge(error: Exception, root: Path) -> None:
    """Tell of an error that stops a build, and that nobody foresaw, in one line; --verbose has the rest.

    Raises what MkDocs ends with, without a traceback.
    """
    if not isinstance(error, MkDocsException):
        log.debug(trace(error))
        log.error(told(error, root))
        raise Abort("Aborted with an error, which --verbose tells more of") from error

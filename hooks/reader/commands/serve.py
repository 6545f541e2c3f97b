"""`reader serve`: MkDocs's preview, which also starts where mkdocs.yml cannot be read."""

import logging
import os
import tempfile
from pathlib import Path

import click
from mkdocs.commands.serve import serve as serve_collection
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from reader.commands.console import find_config
from reader.mkdocs.configuration import listening, wrong_configuration
from reader.mkdocs.serving import answering, write_page
from reader.problems import Problem, report

ADDRESS = "127.0.0.1:8000"


class _Mended(BaseException):
    """mkdocs.yml can be read: MkDocs's own server takes over. (Its loop catches every Exception.)"""


@click.command()
@click.option("--dev-addr", metavar="HOST:PORT", help=f"Where to answer; {ADDRESS} or what mkdocs.yml says without it.")
@click.option("--open", "opened", is_flag=True, help="Open the preview in a browser.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def serve(dev_addr: str | None, opened: bool, strict: bool) -> None:
    """Preview the collection in a browser, and build it anew at every change.

    While something is wrong, the preview tells it at every address, with file and line, until it is mended.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    path = find_config(Path.cwd())
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    if problems := _problems(path):
        _tell_until_mended(path, problems, dev_addr or ADDRESS, opened=opened)
    serve_collection(str(path), dev_addr=dev_addr, open_in_browser=opened, strict=strict or None)


def _problems(path: Path) -> list[Problem]:
    with listening() as messages:
        try:
            load_config(str(path))
        except Exception as error:
            return wrong_configuration(error, messages, path)
    return []


def _tell_until_mended(path: Path, problems: list[Problem], address: str, *, opened: bool) -> None:
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory() as folder:

        def builder() -> None:
            found = _problems(path)
            if not found:
                raise _Mended
            click.echo(report(found), err=True)
            write_page(Path(folder), found, "/")

        click.echo(report(problems), err=True)
        write_page(Path(folder), problems, "/")
        server = LiveReloadServer(builder, host, int(port), folder)
        server.set_app(answering(server.serve_request, Path(folder), "/"))
        server.watch(str(path.parent), recursive=False)
        server.watch(str(path.parent / "hooks"))
        try:
            server.serve(open_in_browser=opened)  # type: ignore[no-untyped-call]
        except _Mended:
            return
        finally:
            server.shutdown(wait=True)
    raise click.Abort

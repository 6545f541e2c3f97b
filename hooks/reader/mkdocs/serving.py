"""A preview answers while an error stands: with the problems, in the browser, until they are mended.

MkDocs's preview ends where the first build fails, and lets every request wait where a later one does. Here no build of
a preview fails: the site is then one page that tells what is wrong, at every address. It is served as any page of a
preview is, with MkDocs's own script that loads it again at the next build.

Two places of MkDocs are used beside its events: `build` in the module of its command `serve`, which the first build
goes through before there is a server, and the server's `builder`, which also reads mkdocs.yml anew.
"""

import importlib
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory

from reader.faults import told
from reader.mkdocs.configuration import listening, wrong_configuration
from reader.mkdocs.errors import CollectionError
from reader.problems import Problem, report

log = logging.getLogger("mkdocs.hooks.reader")
HERE = Path(__file__).parent / "fault"
# The names in a preview's folder; no page of a site is called so.
PAGE, STYLE = "reader-fault.html", "reader-fault.css"
WITHOUT_RELOADING = "404.html"  # what MkDocs answers with, also where it does not reload


def guard_first_build() -> None:
    """Let the first build of a preview tell its problems in the browser."""
    command = importlib.import_module("mkdocs.commands.serve")
    build = command.build
    if getattr(build, "guarded", False):
        return

    def guarded(config: MkDocsConfig, **options: Any) -> None:
        try:
            build(config, **options)
        except Exception as error:
            root, mount = Path(config.config_file_path).parent, urlsplit(config.site_url or "/").path
            write_page(Path(config.site_dir), list(_problems(error, root)), mount)

    guarded.guarded = True  # type: ignore[attr-defined]
    command.build = guarded  # type: ignore[attr-defined]


def guard_server(server: LiveReloadServer, path: Path) -> LiveReloadServer:
    """Let a server tell, at every address, what keeps it from building; follow files that are not there yet.

    `path` is the mkdocs.yml, which its builder reads anew; where that can be read the builder is `guarded`.
    """
    builder, site = server.builder, Path(server.root)

    def guarded() -> None:
        with listening(quiet=False) as messages:
            try:
                builder()
            except Exception as error:
                problems = wrong_configuration(error, messages, path)
                log.error(report(problems))
                write_page(site, problems, server.mount_path)

    server.builder = guarded
    server.set_app(answering(server.serve_request, site, server.mount_path))
    server.watch(str(path.parent), recursive=False)
    return server


def write_page(site: Path, problems: Iterable[Problem], mount: str) -> None:
    """Make the folder of a preview hold one page, which tells of problems."""
    site.mkdir(parents=True, exist_ok=True)
    clean_directory(str(site))
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    ordered = sorted(set(problems))
    page = templates.get_template("page.html").render(problems=ordered, style=f"{mount.rstrip('/')}/{STYLE}")
    for name in (PAGE, WITHOUT_RELOADING):
        (site / name).write_text(page, encoding="utf-8")
    shutil.copyfile(HERE / "page.css", site / STYLE)


def answering(serve: Callable[..., Iterable[bytes]], site: Path, mount: str) -> Callable[..., Iterable[bytes]]:
    """Serve the page of a standing error wherever there would be none, as a page that is not available now."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said: list[Any] = []
        found = serve(environ, lambda *arguments: said.append(arguments))
        # The server has waited for a build under way by now.
        if said[0][0].startswith("404") and (site / PAGE).is_file():
            said.clear()
            found = serve({**environ, "PATH_INFO": f"{mount}{PAGE}"}, lambda *arguments: said.append(arguments))
            said[0] = ("503 Service Unavailable", *said[0][1:])
        start_response(*said[0])
        return found

    return answer


def _problems(error: BaseException, root: Path) -> Iterator[Problem]:
    """What an error of a build tells of: MkDocs raises its own for the one that was raised first."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, CollectionError):
            yield from found.problems
            return
        if not isinstance(found, MkDocsException):
            yield told(found, root)
            return
        said, found = str(found), found.__cause__ or found.__context__
    yield Problem(root.name, 0, said)

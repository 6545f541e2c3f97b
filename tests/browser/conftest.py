"""A real build of our collection, served from a sub-path to a real Chromium."""

import gzip
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.font import make_font

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 60_000  # ms: how long a slow machine may take for what a test waits for; no speed is tested here
MISSING = "no Chromium on this machine: install Debian's package chromium"


class _Host(SimpleHTTPRequestHandler):
    """Compresses what it sends, as hosts do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes(), 5)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder; yields the address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def build(collection: Path, site: Path, *, strict: bool = True) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/reader/"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    if strict:
        command.append("--strict")
    subprocess.run(command, cwd=collection, env=environment, check=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is served: our collection as built, at `reader/`."""
    folder = tmp_path_factory.mktemp("www")
    build(ROOT, folder / "reader")
    return folder


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address of the served site; it ends in a slash."""
    with serve(folder) as address:
        yield f"{address}reader/"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that knows one font; its contexts say what windows they have."""
    if not CHROMIUM:
        if os.environ.get("READER_REQUIRE_BROWSER"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    fonts = {"FONTCONFIG_FILE": str(make_font(tmp_path_factory.mktemp("font")))}
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, env={**os.environ, **fonts})
        yield browser
        browser.close()


@contextmanager
def faultless(chromium: Browser, width: int = 1440, height: int = 900, **options: Any) -> Iterator[Page]:
    """A page that fails the test on any error of a script, and on what the policy of a page keeps away."""
    context = chromium.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A desk-wide page."""
    with faultless(chromium) as page:
        yield page

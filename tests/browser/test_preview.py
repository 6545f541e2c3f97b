"""A preview while an error stands: every address tells it, in the browser, until it is mended."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.conftest import new_collection

GOOD = "anchor:\n  definition: What holds.\n"
MKDOCS = ("-m", "mkdocs")
READER = ("-c", "from reader.commands.main import main; main()")
WRONG = "anchor:\n  defnition: What holds.\n"


class Preview:
    """`mkdocs serve` or `reader serve` in a process, and what it says, line by line."""

    def __init__(self, root: Path, *words: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        command = [sys.executable, *words, "serve", "--dev-addr", self.address[7:-1]]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        self.news = threading.Condition()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                with self.news:
                    self.said.append(line)
                    self.news.notify_all()

    def heard(self, words: str, times: int = 1) -> None:
        """Wait until it has said `words` so many times."""
        with self.news:
            assert self.news.wait_for(lambda: "".join(self.said).count(words) >= times, timeout=60), "".join(self.said)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        self.thread.join(60)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_collection(tmp_path / "small")
    (root / "glossary.yml").write_text(WRONG, "utf-8")
    return root


@pytest.fixture(params=[MKDOCS, READER], ids=["mkdocs serve", "reader serve"])
def preview(root: Path, request: pytest.FixtureRequest) -> Iterator[Preview]:
    preview = Preview(root, *request.param)
    yield preview
    preview.stop()
    assert "Traceback" not in "".join(preview.said)


def test_it_tells_what_is_wrong_until_it_is_mended(preview: Preview, root: Path, page: Page) -> None:
    preview.heard("Serving on")
    status, text = preview.get("articles/first-article/")
    assert status == 503
    for told in ("glossary.yml:1", "the key &#34;defnition&#34; is not known", "did you mean &#34;definition&#34;?"):
        assert told in text
    page.goto(preview.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 problems to mend")
    (root / "glossary.yml").write_text(GOOD, "utf-8")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("to mend"))
    (root / "glossary.yml").write_text(WRONG, "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 problems to mend")
    (root / "glossary.yml").write_text(GOOD, "utf-8")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("to mend"))
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "nav:\n\t- x\n", "utf-8")
    expect(page.locator(".place")).to_have_text("mkdocs.yml:6")
    expect(page.locator(".remedy")).to_have_text("indent with spaces: YAML takes no tab")
    (root / "people.yml").unlink()
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8").partition("nav:")[0], "utf-8")
    expect(page.locator(".place").first).to_contain_text("people.yml")
    (root / "people.yml").write_text("editor: {name: The Editor}\n", "utf-8")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("to mend"))


def test_it_starts_where_the_configuration_cannot_be_read(root: Path) -> None:
    (root / "glossary.yml").write_text(GOOD, "utf-8")
    good = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(good + "nav:\n\t- x\n", "utf-8")
    preview = Preview(root, *READER)
    preview.heard("Serving on")
    assert "mkdocs.yml:6" in preview.get("")[1]
    (root / "mkdocs.yml").write_text(good, "utf-8")
    preview.heard("Serving on", 2)
    assert preview.get("articles/first-article/")[0] == 200
    preview.stop()
    assert "Traceback" not in "".join(preview.said)


def test_the_page_of_problems_on_a_phone(root: Path, chromium: Browser) -> None:
    (root / "glossary.yml").write_text(f"{'very-long-' * 30}id:\n  defnition: x\n", "utf-8")
    preview = Preview(root, *MKDOCS)
    preview.heard("Serving on")
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{preview.address}any/where/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    preview.stop()

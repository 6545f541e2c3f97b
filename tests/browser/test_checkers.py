"""What the public checkers say of our pages: axe-core, the Nu HTML checker and Lighthouse, all offline.

They come from npm, pinned in tests/node: `make checkers` installs them. Set READER_REQUIRE_NODE to fail
where they are missing, in place of skipping.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import CHROMIUM, MISSING
from tests.needs import NODE, need

pytestmark = pytest.mark.browser

MODULES = NODE / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
ARTICLE = "articles/deyermond-2017/"
PAGES = ["", ARTICLE, "glossary/", "people/", "people/deyermond/", "about/", "search/", "404.html"]
SCREENS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 360, "height": 740}}


def violations(page: Page) -> list[str]:
    # What is fading has no colour yet.
    page.evaluate("document.getAnimations().forEach((each) => each.effect.getTiming().iterations < 9 && each.finish())")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary'][:300]}" for each in found for node in each["nodes"]
    ]


@pytest.fixture(params=[(screen, scheme) for screen in SCREENS for scheme in ("light", "dark")], ids="-".join)
def viewed(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    screen, scheme = request.param
    context = chromium.new_context(viewport=SCREENS[screen], color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_axe_finds_nothing(viewed: Page, site: str) -> None:
    need(AXE)
    found = {}
    for path in PAGES:
        viewed.goto(site + path)
        found[path or "home"] = violations(viewed)
    assert {path: each for path, each in found.items() if each} == {}


def test_axe_finds_nothing_in_what_opens(viewed: Page, site: str) -> None:
    need(AXE)
    viewed.goto(f"{site}{ARTICLE}#p20")
    if viewed.viewport_size == SCREENS["phone"]:
        viewed.locator(".note-mark").first.click()
    viewed.locator("#p20 a.term").first.click()
    assert violations(viewed) == []
    viewed.keyboard.press("Escape")
    viewed.keyboard.press("?")
    assert violations(viewed) == []
    viewed.goto(f"{site}glossary/?q=nato")
    assert violations(viewed) == []
    viewed.goto(f"{site}{ARTICLE}")
    viewed.keyboard.press("Control+k")
    viewed.locator(".search-dialog input").fill("nomenklatra reset")
    viewed.locator("a.search-result").first.wait_for()
    viewed.get_by_role("button", name="Filter").click()
    viewed.get_by_role("combobox", name="Author").wait_for()
    assert violations(viewed) == []
    viewed.goto(f"{site}search/?q=putin")
    viewed.locator("a.search-result").nth(3).click()
    viewed.locator("mark.search-mark").first.wait_for()
    assert violations(viewed) == []


def test_the_html_checker_finds_no_error(folder: Path) -> None:
    need("java", VNU)
    files = [folder / "reader" / path / ("" if path.endswith(".html") else "index.html") for path in PAGES]
    files += sorted((folder / "reader" / "articles").glob("*/index.html"))
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "gnu", *map(str, dict.fromkeys(files))]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stderr.replace(str(folder), "") == ""
    assert found.returncode == 0


# How quickly a page shows depends on the machine: `make bench` tells it.
CATEGORIES = "accessibility,best-practices,seo"


def audit(address: str, folder: Path, categories: str = CATEGORIES) -> dict[str, Any]:
    report = folder / "report.json"
    chrome = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    command += [f"--chrome-flags={chrome}", f"--only-categories={categories}", "--no-enable-error-reporting"]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    read: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return read


@pytest.mark.slow
def test_lighthouse_scores(site: str, tmp_path: Path) -> None:
    need("node", LIGHTHOUSE)
    if not CHROMIUM:
        pytest.skip(MISSING)
    report = audit(site + ARTICLE, tmp_path)
    scores = {name: each["score"] for name, each in report["categories"].items()}
    lost = [id for id, each in report["audits"].items() if each["score"] == 0]
    assert scores == {"accessibility": 1, "best-practices": 1, "seo": 1}, lost

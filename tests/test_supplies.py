"""What the project is made of besides itself: declared, used, locked with digests, and under licences it may use."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "tests/requirements.lock")
LICENCES = ROOT / "docs/about/licences.md"
# Licences that ask for no more than a notice, or for changes of their own files: any site may be built with them.
ALLOWED = {
    *("MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSD-2-Clause-Views", "Apache-2.0", "MPL-2.0", "MPL-1.1"),
    *("PSF-2.0", "CNRI-Python", "ISC", "Unlicense", "0BSD", "CC0-1.0", "Zlib"),
}
# As the metadata of packages have it, by the names of SPDX.
SPELT = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "MIT Licence": "MIT",
    "MIT, BSD": "MIT AND BSD-3-Clause",
    "BSD License": "BSD",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Whose metadata name none: what their own file of the licence says.
READ = {"mkdocs-ezglossary-plugin": "MIT"}
# What is used without an import: where, and the words that show it.
BY_NAME = {
    "mkdocs-material": ("hooks/reader/base.yml", "name: material"),
    "pymdown-extensions": ("hooks/reader/base.yml", "pymdownx.superfences"),
    "setuptools": ("pyproject.toml", 'build-backend = "setuptools.build_meta"'),
    "mkdocs-ezglossary-plugin": ("benchmarks/judged.py", "mkdocs-ezglossary"),
    "mypy": ("Makefile", "/mypy"),
    "pytest-xdist": ("Makefile", "--numprocesses"),
    "ruff": ("Makefile", "/ruff check"),
    "uv": ("Makefile", "/uv pip compile"),
    "properdocs": ("tests/site/test_engines.py", '"properdocs"'),
    "zensical": ("tests/site/test_engines.py", '"zensical"'),
    "pymorphy3": ("hooks/reader/linking/morphology.py", "pymorphy3"),
    "types-markdown": ("tests/cases.py", "from markdown import"),
    "types-pyyaml": ("tests/cases.py", "import yaml"),
}
GENERATED = "<!-- The table is written by `pytest tests/test_supplies.py --golden`. -->\n"


@cache
def providers_of() -> Mapping[str, list[str]]:
    return packages_distributions()


def named(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared(*, tests: bool) -> set[str]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    found = list(project["dependencies"])
    if tests:
        found += [each for name in ("dev", "build") for each in groups[name] if isinstance(each, str)]
        found += [each for every in project["optional-dependencies"].values() for each in every]
    return {named(each) for each in found}


@cache
def imported(*folders: str) -> tuple[tuple[str, str], ...]:
    """The top modules that are imported, each with the file that does it."""
    return tuple(dict.fromkeys(_imported(*folders)))


def _imported(*folders: str) -> Iterator[tuple[str, str]]:
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top not in ("reader", "reader_hooks", "tests", "benchmarks"):
                    yield top, path.relative_to(ROOT).as_posix()


def locked(lock: str) -> dict[str, str]:
    """The packages of a lock, each with its version."""
    text = (ROOT / lock).read_text("utf-8")
    return {named(name): number for name, number in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


def licence(package: str) -> str:
    """The licence of an installed package, by its metadata."""
    metadata = distribution(package).metadata
    classified = [each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or () if "License" in each]
    said = [*metadata.get_all("License-Expression", []), *classified, *metadata.get_all("License", [])]
    said.append(READ.get(package, ""))
    found = next((each for each in said if each and each not in ("UNKNOWN", "OSI Approved")), "")
    return SPELT.get(found, found)


@pytest.mark.parametrize(("folders", "tests"), [(("hooks",), False), (("tests", "benchmarks", "hooks"), True)])
def test_what_is_imported_is_declared(folders: tuple[str, ...], tests: bool) -> None:
    providers, known = providers_of(), declared(tests=tests)
    optional = {named(each) for every in PROJECT["project"]["optional-dependencies"].values() for each in every}
    for top, path in imported(*folders):
        packages = {named(each) for each in providers.get(top, [top])}
        assert packages & (known | optional), f"{path} imports {top}, which pyproject.toml does not declare"


@pytest.mark.parametrize("package", sorted(declared(tests=True)))
def test_what_is_declared_is_used(package: str) -> None:
    folders = ("hooks",) if package in declared(tests=False) else ("hooks", "tests", "benchmarks")
    providers = providers_of()
    used = {named(each) for top, _ in imported(*folders) for each in providers.get(top, [top])}
    if package not in used:
        path, words = BY_NAME[package]
        assert words in (ROOT / path).read_text("utf-8"), f"nothing uses {package}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_digests(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) >= len(locked(lock)) > 20
    for each in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", each), each.splitlines()[0]
    assert not re.search(r"https?://|--index-url|^-e|^file:", text, re.MULTILINE)


def test_the_locks_agree_and_hold_what_is_declared() -> None:
    running, testing = map(locked, LOCKS)
    assert declared(tests=False) <= running.keys()
    assert declared(tests=True) <= testing.keys()
    assert {name: testing[name] for name in running} == running


@pytest.mark.parametrize("package", sorted(locked(LOCKS[1])))
def test_every_licence_may_be_used(package: str) -> None:
    found = licence(package)
    # One of several that are offered is enough; of those that all hold, each must do.
    offered = [re.split(r" AND ", each.strip("() ")) for each in re.split(r" OR ", found)]
    assert any(set(each) <= ALLOWED for each in offered), f"{package}: {found!r} is no licence that is allowed here"


def test_the_licences_are_listed(golden: bool) -> None:
    rows = [f"| {name} | {number} | {licence(name)} |" for name, number in sorted(locked(LOCKS[0]).items())]
    table = "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows]) + "\n"
    head, marker, written = LICENCES.read_text("utf-8").partition(GENERATED)
    assert marker
    if golden:
        LICENCES.write_text(f"{head}{GENERATED}\n{table}", "utf-8")
    else:
        assert written.strip() == table.strip()


def test_the_code_has_a_licence() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("MIT License\n")
    assert PROJECT["project"]["license"] == "MIT"
    assert PROJECT["project"]["license-files"] == ["LICENSE"]
    for fonts in (ROOT / "hooks/reader/theme/assets/reader/fonts").glob("*.woff2"):
        family = re.split(r"-(?:latin|cyrillic|greek)", fonts.name)[0]
        assert fonts.with_name(f"{family}.LICENSE").is_file(), f"{fonts.name} lies there without its licence"

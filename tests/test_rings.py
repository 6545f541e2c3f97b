"""The three rings of the house: imports point inward only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "hooks"
EDGE = ("reader_hooks", "reader.commands", "reader.mkdocs")
MARKDOWN = "reader.markdown"


def module_name(path: Path) -> str:
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module that a file imports anywhere, for type checking too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute, so that they can be read"
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def ring(module: str) -> int:
    """1 pure, 2 Markdown, 3 edge."""
    if any(reaches({module}, each) for each in EDGE):
        return 3
    return 2 if reaches({module}, MARKDOWN) else 1


def reaches(found: set[str], package: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for name in found)


# What `reader new` copies is no part of the package.
MODULES = {module_name(path): path for path in sorted(HOOKS.rglob("*.py")) if "scaffold" not in path.parts}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_inward(module: str) -> None:
    found = imports(MODULES[module])
    own = ring(module)
    if own < 3:
        assert not reaches(found, "mkdocs"), "only the edge touches MkDocs"
        assert not any(reaches(found, each) for each in EDGE), "only the edge knows the edge"
    if own < 2:
        assert not reaches(found, "markdown"), "a pure module takes and gives plain values"
        assert not reaches(found, MARKDOWN), "a pure module does not know the Markdown ring"


def test_there_is_nothing_beside_the_package_and_the_hook() -> None:
    assert {path.name for path in HOOKS.glob("*.py")} == {"reader_hooks.py"}


def room(module: str) -> str:
    """The folder that a module stands in, "" for what lies loose: all folders may need that."""
    parts = module.removeprefix("reader.").split(".")
    is_folder = (HOOKS / "reader" / parts[0]).is_dir()
    return parts[0] if module.startswith("reader.") and is_folder else ""


def rooms() -> dict[str, set[str]]:
    """The folders that each folder of the package imports from."""
    found: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        if own := room(module):
            others = {room(name) for name in imports(path) if name.startswith("reader.")}
            found.setdefault(own, set()).update(others - {own, ""})
    return found


def test_no_folder_imports_itself_by_way_of_others() -> None:
    left = rooms()
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        left = {name: needed for name, needed in left.items() if name not in free}
    assert not left


def test_the_plan_of_the_house_is_true() -> None:
    lines = (ROOT / "docs/about/house.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    told = {cells[0].strip("`/"): set(cells[2].replace("`", "").split(", ")) - {"nothing"} for cells in rows}
    assert told == rooms()

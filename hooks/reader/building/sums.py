"""Sums: the same for equal values, in every process and on every machine, and for no others."""

import sys
from collections.abc import Mapping
from functools import cache, partial
from hashlib import blake2b
from importlib.util import find_spec
from inspect import getsourcefile, unwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

import reader

PACKAGE = Path(reader.__file__).parent
CODE = (".py", ".yml", ".typ")


def sum_of(*values: Any) -> str:
    """The sum of plain values: texts, numbers, lists, mappings, data classes; functions count by their code.

    Raises TypeError for what nobody can tell the content of, such as an instance of somebody's class.
    """
    return blake2b(_ENCODER.encode(values), digest_size=20).hexdigest()


def _plain(value: Any) -> Any:
    """A value that has no plain form of its own as one that has."""
    if isinstance(value, partial):
        return ["partial", value.func, value.args, value.keywords]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, type) or (callable(value) and hasattr(value, "__qualname__")):
        if "<" in value.__qualname__:  # a function in a function holds who knows what
            raise TypeError(f"{value!r} has no lasting name")
        source = getsourcefile(unwrap(value)) if not isinstance(value, type) else sys.modules[value.__module__].__file__
        return [value.__module__, value.__qualname__, _file(source or "")]
    raise TypeError(f"the content of {value!r} cannot be told")


# Sets and mappings in an order of their own.
_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=_plain)


def module_sum(name: str) -> str:
    """The sum of a module's source, "" for one that is installed: `installation` counts that."""
    module = sys.modules.get(name)
    if isinstance(module, ModuleType):
        return _file(module.__file__ or "")
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return ""
    return _file(spec.origin or "") if spec else ""


@cache
def installation() -> str:
    """The sum of the code at work: this package by content, all others by their names and versions."""
    sources = sorted(path for path in PACKAGE.rglob("*") if path.suffix in CODE)
    folders = [Path(each) for each in sys.path if each.endswith("-packages")]
    others = sorted({path.name for folder in folders for path in folder.glob("*.dist-info")})
    code = blake2b()
    for path in sources:
        code.update(path.read_bytes())
    return sum_of(sys.version, others, code.hexdigest())


@cache
def _file(path: str) -> str:
    """The sum of a source file that belongs to nothing installed."""
    if not path.endswith(".py") or "-packages" in path or not Path(path).is_file():
        return ""
    return blake2b(Path(path).read_bytes(), digest_size=20).hexdigest()

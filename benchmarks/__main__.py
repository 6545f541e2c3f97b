"""Run every benchmark of this folder: each module with a `main`."""

import importlib
import pkgutil

import benchmarks


def run() -> None:
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_"):
            main = getattr(importlib.import_module(f"benchmarks.{module.name}"), "main", None)
            if main:
                main()


if __name__ == "__main__":
    run()

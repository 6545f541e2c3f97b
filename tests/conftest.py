import os
from typing import Any

import pytest
from hypothesis import settings

# A busy machine is no falsified law.
settings.register_profile("reader", deadline=None)
settings.load_profile("reader")
# How many times as many examples a law is to try as it says itself: see tests/fuzz.
FUZZ = int(os.environ.get("READER_FUZZ", "1"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden cases with what comes out today")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each law more examples, where they are asked for."""
    for item in items if FUZZ > 1 else ():
        function: Any = getattr(item, "obj", None)
        if getattr(function, "is_hypothesis_test", False):
            own = function._hypothesis_internal_use_settings or settings()
            function._hypothesis_internal_use_settings = settings(own, max_examples=own.max_examples * FUZZ)


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden"))

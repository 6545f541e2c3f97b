import pytest
from hypothesis import settings

# A busy machine is no falsified law.
settings.register_profile("reader", deadline=None)
settings.load_profile("reader")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden cases with what comes out today")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden"))

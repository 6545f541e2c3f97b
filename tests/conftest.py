import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden cases with what comes out today")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden"))

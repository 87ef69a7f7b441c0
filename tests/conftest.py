"""Fixtures for all tests: a fresh database for each test, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from survey_app.storage import Database, open_database
from tests.databases import PostgresServer, SqliteFiles, postgres_server

LONG = ("tests/journeys/", "tests/cli/test_serving.py", "tests/house/", "tests/packaging/", "tests/exports/")
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: none of the run's processes shall be left with it at the end, alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Hand out SQLite files."""
    return SqliteFiles.prepare(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Hand out databases of the run's PostgreSQL; skips where there is none."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Run the test on each kind of database."""
    return str(request.param)


@pytest.fixture
def fresh_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator["FreshUrls"]:
    """Hand out as many URLs of fresh databases as a test needs, of either kind."""
    with ExitStack() as stack:
        yield FreshUrls(request, tmp_path, stack)


@pytest.fixture
def database_url(database_kind: str, fresh_urls: "FreshUrls") -> str:
    """Give the URL of a fresh database with all tables, on each kind of database in turn."""
    return fresh_urls.make(database_kind)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open a fresh database with all tables, on each kind of database in turn."""
    yield from _opened(database_url)


@pytest.fixture
def sqlite_database(fresh_urls: "FreshUrls") -> Iterator[Database]:
    """Open a fresh SQLite database with all tables."""
    yield from _opened(fresh_urls.make("sqlite"))


class FreshUrls:
    """Make fresh databases for one test; they are gone after it."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path, stack: ExitStack) -> None:
        self._request = request
        self._folder = folder
        self._stack = stack

    def make(self, kind: str, *, empty: bool = False) -> str:
        """Return the URL of a fresh database, with all tables unless it is to be empty."""
        if kind == "postgresql":
            server: PostgresServer = self._request.getfixturevalue("postgres")
            return self._stack.enter_context(server.fresh(empty=empty))
        if empty:
            return f"sqlite:///{self._folder / 'new' / 'empty.sqlite3'}"
        files: SqliteFiles = self._request.getfixturevalue("sqlite_files")
        return files.fresh(self._folder)


def _opened(url: str) -> Iterator[Database]:
    opened = open_database(url)
    try:
        yield opened
    finally:
        opened.close()

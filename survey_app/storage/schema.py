"""Bringing a database's tables to this version of the product: migrations, run by our own code."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, Text, column, inspect, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from survey_app.storage.errors import WrongSchema, in_our_words
from survey_app.storage.tables import metadata

# Alembic is loaded only where tables are altered: every server and every command would wait for it.
# ruff: noqa: PLC0415

SchemaState = Literal["empty", "current", "older", "newer"]
VERSION_TABLE = "schema_version"
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_239_114_003  # any number, as long as nothing else in the same PostgreSQL takes it


def head() -> str:
    """Return the revision of this version's tables."""
    known = _revisions()
    if not known:
        raise WrongSchema("The migrations are missing from this installation.")
    return known[-1]


def _revisions() -> list[str]:
    """Return the revisions in their order: the files are named after them, r0001_..., r0002_... ."""
    files = sorted((_MIGRATIONS / "versions").glob("r[0-9]*_*.py"))
    return [file.name[1:].partition("_")[0] for file in files]


def state(engine: Engine) -> SchemaState:
    """Say how a database's tables stand to this version's; raise WrongSchema for tables of unknown origin."""
    try:
        with engine.connect() as connection:
            return _state(connection)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise in_our_words(error) from error


def create_or_upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the missing migrations in one transaction; raise WrongSchema when the tables are newer."""
    with altering(engine) as connection:
        if _state(connection) == "newer":
            raise WrongSchema("The database was made by a later version of the product; upgrade the product.")
        upgrade(connection, revision)


@contextmanager
def altering(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction that may alter tables, one process at a time."""
    try:
        with engine.connect() as connection, _foreign_keys_later(connection), connection.begin():
            _lock(connection)
            yield connection
            _check_foreign_keys(connection)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise in_our_words(error) from error


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the missing migrations up to a revision in the transaction at hand."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_known(revision: str) -> bool:
    """Say whether a revision is this version's or one before it."""
    return revision in _revisions()


def current_revision(connection: Connection) -> str | None:
    """Return the revision that a database says it is at, or None."""
    if VERSION_TABLE not in inspect(connection).get_table_names():
        return None
    revision = column("version_num", Text)
    return connection.execute(select(revision).select_from(table(VERSION_TABLE))).scalar_one_or_none()


def _state(connection: Connection) -> SchemaState:
    revision = current_revision(connection)
    if revision is None:
        ours = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
        if ours:
            raise WrongSchema(f"The database holds tables of another origin: {', '.join(ours)}.")
        return "empty"
    if revision == head():
        return "current"
    return "older" if is_known(revision) else "newer"


@contextmanager
def _foreign_keys_later(connection: Connection) -> Iterator[None]:
    # Rebuilding a table drops the old one, which would delete its children; all is checked before the commit.
    if connection.dialect.name != "sqlite":
        yield
        return
    _say(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _say(connection, "PRAGMA foreign_keys=ON")


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        _say(connection, "BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise WrongSchema(f"After the upgrade, rows of {broken[0][0]} would point to nothing.")


def _say(connection: Connection, words: str) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    driver.execute(words)

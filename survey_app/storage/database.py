"""Opening a database, and the one place where a request's transaction begins and ends."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from survey_app.storage import schema
from survey_app.storage.addresses import engine_url
from survey_app.storage.columns import of_json, to_json
from survey_app.storage.errors import ReadOnly, StorageError, Unavailable, in_our_words

_WAIT_SECONDS = 5.0
_REPEATABLE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

Parameters = Mapping[str, Any]
Found = Sequence[Any]  # a row: the values of the selected columns, in their order


class Session:
    """Hold one transaction; the functions of this package run their statements on it."""

    __slots__ = ("connection", "writing")

    def __init__(self, connection: Connection, writing: bool) -> None:
        self.connection = connection
        self.writing = writing

    def row(self, statement: Executable, parameters: Parameters | None = None) -> Found | None:
        """Return the first row that a select finds, or None."""
        with _translated():
            return self.connection.execute(statement, parameters).first()

    def rows(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Found]:
        """Return all rows that a select finds."""
        with _translated():
            return self.connection.execute(statement, parameters).all()

    def stream(self, statement: Executable, parameters: Parameters | None = None) -> Iterator[Found]:
        """Yield the rows of a select without holding all of them in memory."""
        with _translated():
            found = self.connection.execute(statement, parameters, execution_options={"yield_per": 100})
            yield from found

    def change(self, statement: Executable, parameters: Parameters | None = None) -> int:
        """Run an update, an insert or a delete; return how many rows it touched."""
        self._must_write()
        with _translated():
            return self.connection.execute(statement, parameters).rowcount

    def add(self, statement: Executable, parameters: Parameters) -> int:
        """Run an insert of one row; return its id."""
        self._must_write()
        with _translated():
            key = self.connection.execute(statement, parameters).inserted_primary_key
            return int(key[0])  # type: ignore[index]

    def _must_write(self) -> None:
        if not self.writing:
            raise ReadOnly("This transaction was begun for reading; begin it with write=True.")


class Database:
    """Hold the connections to one database; open it with open_database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.on_statement: Callable[[str], None] | None = None
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writer = threading.Lock()
        event.listen(engine, "before_cursor_execute", self._tell)

    @property
    def kind(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def begin(self, *, write: bool = False) -> Iterator[Session]:
        """Give one transaction: committed at the end of the block, rolled back when it raises.

        Reading takes no lock. Raises Unavailable when the database is locked, full or away.
        """
        if write and self._is_sqlite:
            with self._taking_turns():
                yield from self._transaction(write)
        else:
            yield from self._transaction(write)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a transaction for reading that sees one and the same moment to its end, while others write."""
        options: dict[str, Any] = {} if self._is_sqlite else _REPEATABLE
        yield from self._transaction(write=False, **options)

    def schema_state(self) -> schema.SchemaState:
        """Return "empty", "current", "older" (upgrade it) or "newer" (made by a later version)."""
        return schema.state(self.engine)

    def create_or_upgrade(self) -> None:
        """Bring the tables to this version; safe when several processes start at once."""
        schema.create_or_upgrade(self.engine)

    def clean(self) -> None:
        """Let the files hold no remains of deleted rows; outside of any transaction."""
        options = {} if self._is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with _translated(), self._connected(options) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)" if self._is_sqlite else "VACUUM")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _transaction(self, write: bool, **options: Any) -> Iterator[Session]:
        with _translated(), self._connected(options) as connection, connection.begin():
            if self._is_sqlite:
                begin_sqlite(connection, "IMMEDIATE" if write else "DEFERRED")
            yield Session(connection, write)

    def _connected(self, options: dict[str, Any]) -> Connection:
        connection = self.engine.connect()
        return connection.execution_options(**options) if options else connection

    @contextmanager
    def _taking_turns(self) -> Iterator[None]:
        # Waiting in line here gives threads SQLite's write lock sooner, in fairer turns, than its polling.
        if not self._writer.acquire(timeout=_WAIT_SECONDS):
            raise Unavailable("Another request has been writing for too long.")
        try:
            yield
        finally:
            self._writer.release()

    def _tell(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if self.on_statement is not None:
            self.on_statement(statement)


def open_database(url: str, *, echo: bool = False) -> Database:
    """Open the database at a sqlite: or postgresql: URL; a SQLite file's folder is made if it is missing.

    Raises UnknownDatabase for any other URL.
    """
    address = engine_url(url)
    options: dict[str, Any] = {
        "echo": echo, "json_serializer": to_json, "json_deserializer": of_json,
        "pool_size": 16, "max_overflow": 16, "pool_timeout": _WAIT_SECONDS, "hide_parameters": True,
    }  # fmt: skip
    if address.get_backend_name() == "sqlite":
        _make_private(Path(address.database or ""))
        engine = create_engine(address, connect_args={"timeout": _WAIT_SECONDS}, **options)
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        engine = create_engine(address, connect_args=_postgres_arguments(address), **options)
    return Database(engine)


def begin_sqlite(connection: Connection, mode: str) -> None:
    """Begin a SQLite transaction by our own word: the driver would begin one late, or not at all."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    driver.execute(f"BEGIN {mode}")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        told = in_our_words(error)
        raise told from (error if isinstance(told, StorageError) else None)


def _postgres_arguments(address: URL) -> dict[str, Any]:
    session = f"-c timezone=UTC -c lock_timeout={round(_WAIT_SECONDS * 1000)}"
    arguments = {"connect_timeout": 5, "client_encoding": "utf8", "options": session}
    return {name: value for name, value in arguments.items() if name not in address.query}


def _make_private(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # answers and addresses are for this product's own account alone


def _prepare_sqlite(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None
    _use_write_ahead_log(driver)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        driver.execute(f"PRAGMA {pragma}")


def _use_write_ahead_log(driver: sqlite3.Connection) -> None:
    # Two processes that open a new file at once may both want to switch; SQLite does not wait here by itself.
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return

"""Backup and restore, for every database alike: a backup made on one kind can be restored on the other."""

import os
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)

from survey_app import __version__
from survey_app.storage import archive as form
from survey_app.storage import schema
from survey_app.storage.columns import Document, check_text
from survey_app.storage.database import Database, Session, open_database
from survey_app.storage.errors import BadArchive, NotEmpty, StorageError
from survey_app.storage.tables import attempt, metadata, sign_in, sign_in_link

_OURS = "an old key must not open a door again; people sign in anew"
LEFT_OUT = {table.name: _OURS for table in (sign_in_link, sign_in, attempt)}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class BackupReport:
    """Tell what a backup holds: rows by table, files, and what was left out and why; size in bytes."""

    archive: Path
    size: int
    manifest: form.Manifest

    @property
    def rows(self) -> dict[str, int]:
        """Return the number of rows by table."""
        return {name: entry.rows for name, entry in self.manifest.tables.items()}


def backup(
    database: Database, target: Path, *, instance: Path, files: Sequence[Path] = (), now: datetime
) -> BackupReport:
    """Write all rows of one moment, and files of the instance folder, into one archive while others go on.

    The archive appears under its name only when it is whole and has been read back. It holds answers and
    settings: only its owner may read it. Raises StorageError for a damaged database.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with _private(unfinished) as whole, ZipFile(whole, "w") as archive, database.snapshot() as session:
            manifest = _write(archive, session, instance, files, now)
        with ZipFile(unfinished) as archive:
            form.checked(archive)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return BackupReport(target, target.stat().st_size, manifest)


def check_backup(archive: Path) -> form.Manifest:
    """Return what a backup holds once all of it has been read and checked; else raise BadArchive."""
    with _opened(archive) as opened:
        return form.checked(opened)


def restore(archive: Path, *, instance: Path, url: str, force: bool = False) -> form.Manifest:
    """Restore a backup into the database at url and the instance folder: wholly, or not at all.

    A backup of an older version is upgraded on the way. Raises BadArchive for a damaged one or one of a later
    version, NotEmpty when rows or files of other content are there already and force is not given.
    """
    with _opened(archive) as opened:
        manifest = form.checked(opened)
        if not schema.is_known(manifest.schema_revision):
            raise BadArchive("The backup is of a later version of the product; upgrade the product first.")
        with _staged(opened, manifest, instance, force):
            database = open_database(url)
            try:
                with schema.altering(database.engine) as connection:
                    _replace_all(connection, opened, manifest, force)
            finally:
                database.close()
    return manifest


def _write(
    archive: ZipFile, session: Session, instance: Path, files: Sequence[Path], now: datetime
) -> form.Manifest:
    _check_integrity(session)
    tables = {
        table.name: _write_table(archive, session, table, columns)
        for table, columns in _as_it_is(session)
        if table.name not in LEFT_OUT
    }
    manifest = form.Manifest(
        made_at=now.astimezone(UTC),
        app_version=__version__,
        schema_revision=schema.current_revision(session.connection) or "",
        database=session.connection.dialect.name,
        tables=tables,
        files=dict(_write_files(archive, instance, files)),
        left_out=LEFT_OUT,
    )
    form.write_manifest(archive, manifest)
    return manifest


def _as_it_is(session: Session) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Yield the tables that a database has, with the columns that it has: before an upgrade these are fewer.

    Raises StorageError for columns that this version does not know: their rows would be lost.
    """
    there = inspect(session.connection)
    names = set(there.get_table_names())
    for table in (table for table in metadata.sorted_tables if table.name in names):
        found = [str(column["name"]) for column in there.get_columns(table.name)]
        if unknown := sorted(set(found) - set(table.columns.keys())):
            raise StorageError(
                f"The table {table.name} has columns that this version does not know and would leave out: "
                f"{', '.join(unknown)}. Make the backup with the version that the database is of."
            )
        yield table, [table.columns[name] for name in found]


def _write_table(
    archive: ZipFile, session: Session, table: Table, columns: Sequence[Column[Any]]
) -> form.TableEntry:
    rows = session.stream(select(*columns).order_by(table.c.id))
    return form.write_table(archive, table.name, tuple(column.name for column in columns), rows)


def _write_files(
    archive: ZipFile, instance: Path, files: Sequence[Path]
) -> Iterator[tuple[str, form.FileEntry]]:
    root = instance.resolve()
    for file in files:
        name = file.resolve().relative_to(root).as_posix()
        with file.open("rb") as source:
            yield name, form.write_file(archive, name, source)


def _check_integrity(session: Session) -> None:
    if session.connection.dialect.name == "sqlite":
        found = session.row(text("PRAGMA integrity_check"))
        if found is None or found[0] != "ok":
            raise StorageError(f"The database is damaged and was not backed up: {found and found[0]}.")


@contextmanager
def _private(file: Path) -> Iterator[IO[bytes]]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as opened:  # noqa: PTH123
        yield opened
        opened.flush()
        os.fsync(opened.fileno())


@contextmanager
def _opened(archive: Path) -> Iterator[ZipFile]:
    try:
        opened = ZipFile(archive)
    except (BadZipFile, OSError) as error:
        raise BadArchive(f"The backup cannot be read: {error}.") from error
    with opened:
        yield opened


@contextmanager
def _staged(archive: ZipFile, manifest: form.Manifest, instance: Path, force: bool) -> Iterator[None]:
    """Lay the instance's files beside their places; put them there once the database is restored."""
    waiting: dict[Path, Path] = {}
    try:
        for name, entry in manifest.files.items():
            place = instance / name
            _check_free(place, entry, force)
            waiting[place] = _lay_out(archive, name, place)
        yield
        for place, laid in waiting.items():
            laid.replace(place)
    finally:
        for laid in waiting.values():
            laid.unlink(missing_ok=True)


def _check_free(place: Path, entry: form.FileEntry, force: bool) -> None:
    if not force and place.exists() and sha256(place.read_bytes()).hexdigest() != entry.sha256:
        raise NotEmpty(f"The file {place} is there already, with other content.")


def _lay_out(archive: ZipFile, name: str, place: Path) -> Path:
    laid = place.with_name(f".{place.name}.restoring")
    with archive.open(form.file_path(name)) as source, _private(laid) as target:
        shutil.copyfileobj(source, target)
    return laid


def _replace_all(connection: Connection, archive: ZipFile, manifest: form.Manifest, force: bool) -> None:
    if not force:
        _check_empty(connection)
    _drop_all(connection)
    schema.upgrade(connection, manifest.schema_revision)
    tables = MetaData()
    tables.reflect(connection)
    _keep_empty_documents_empty(tables)
    for table in tables.sorted_tables:
        if table.name in manifest.tables:
            _load(connection, archive, table, manifest.tables[table.name])
    schema.upgrade(connection)


def _keep_empty_documents_empty(tables: MetaData) -> None:
    """Let an absent document stay NULL: read from a database, a JSON column would store the word null."""
    for table in tables.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = Document


def _check_empty(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there and connection.execute(select(table.c.id).limit(1)).first() is not None:
            raise NotEmpty(f"The database holds rows already, in the table {table.name}.")


def _drop_all(connection: Connection) -> None:
    ours = {*metadata.tables, schema.VERSION_TABLE}
    there = MetaData()
    there.reflect(connection, only=[name for name in inspect(connection).get_table_names() if name in ours])
    there.drop_all(connection)


def _load(connection: Connection, archive: ZipFile, table: Table, entry: form.TableEntry) -> None:
    if set(entry.columns) != set(table.columns.keys()):
        raise BadArchive(f"The backup's table {table.name} has other columns than its version.")
    readers = [_reader(table, column) for column in entry.columns]
    statement, rows = insert(table), form.read_rows(archive, table.name)
    while batch := list(islice(rows, _BATCH)):
        values = [[read(value) for read, value in zip(readers, row, strict=True)] for row in batch]
        connection.execute(statement, [dict(zip(entry.columns, row, strict=True)) for row in values])
    if connection.dialect.name == "postgresql":
        _count_on(connection, table)


def _reader(table: Table, column: str) -> Callable[[Any], Any]:
    kind = table.columns[column].type
    if isinstance(kind, DateTime):
        return lambda value: None if value is None else datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else b64decode(value, validate=True)
    if isinstance(kind, Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    return lambda value: check_text(value) if isinstance(value, str) else value


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows from where the restored ones end."""
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
    last = func.max(table.c.id)
    connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))

"""The form of a backup: one zip file, the same for every database.

manifest.json          what is in it, each entry with its SHA-256; written last
tables/<name>.jsonl    one JSON array for each row, its values in the order of the manifest's columns
files/<path>           files of the instance folder, such as the settings
"""

import stat
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO, Any, Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from survey_app.storage.columns import of_json, to_json
from survey_app.storage.errors import BadArchive

MANIFEST = "manifest.json"
_CHUNK = 1 << 16
_MANIFEST_LIMIT = 1 << 20
# NotImplementedError and RuntimeError: a compression or an encryption that no backup has
_UNREADABLE = (BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError)
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the entries' own times say nothing: the manifest has the time


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableEntry(_Strict):
    """Describe the rows of one table."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


class FileEntry(_Strict):
    """Describe one file of the instance folder; size in bytes."""

    size: int
    sha256: str


class Manifest(_Strict):
    """Describe a backup: from which version, when, and all that is in it or was left out, with the reason."""

    format: Literal["survey-app-backup/1"] = "survey-app-backup/1"
    made_at: datetime
    app_version: str
    schema_revision: str
    database: str
    tables: dict[str, TableEntry]
    files: dict[str, FileEntry]
    left_out: dict[str, str]


def table_path(name: str) -> str:
    """Return where a table's rows stand in the archive."""
    return f"tables/{name}.jsonl"


def file_path(name: str) -> str:
    """Return where a file of the instance folder stands in the archive."""
    return f"files/{name}"


def write_table(
    archive: ZipFile, name: str, columns: tuple[str, ...], rows: Iterable[Iterable[Any]]
) -> TableEntry:
    """Write a table's rows one by one and return what the manifest says about them."""
    digest, count = sha256(), 0
    with archive.open(_entry(table_path(name)), "w", force_zip64=True) as target:
        for row in rows:
            line = to_json([_plain(value) for value in row]).encode() + b"\n"
            digest.update(line)
            target.write(line)
            count += 1
    return TableEntry(columns=columns, rows=count, sha256=digest.hexdigest())


def write_file(archive: ZipFile, name: str, source: IO[bytes]) -> FileEntry:
    """Write a file of the instance folder and return what the manifest says about it."""
    digest, size = sha256(), 0
    with archive.open(_entry(file_path(name)), "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
    return FileEntry(size=size, sha256=digest.hexdigest())


def write_manifest(archive: ZipFile, manifest: Manifest) -> None:
    """Write the manifest, as the last entry."""
    archive.writestr(_entry(MANIFEST), manifest.model_dump_json(indent=1))


def read_rows(archive: ZipFile, name: str) -> Iterator[list[Any]]:
    """Yield a table's rows as plain JSON values, few at a time in memory."""
    with archive.open(table_path(name)) as source:
        for line in source:
            yield of_json(line)


def checked(archive: ZipFile) -> Manifest:
    """Return the manifest once every name and every SHA-256 has been checked; else raise BadArchive."""
    manifest = _manifest(archive)
    hashes = {table_path(name): entry.sha256 for name, entry in manifest.tables.items()}
    hashes |= {file_path(name): entry.sha256 for name, entry in manifest.files.items()}
    _check_names(archive.infolist(), {MANIFEST, *hashes})
    for path, expected in hashes.items():
        if _sha256(archive, path) != expected:
            raise BadArchive(f"The backup is damaged: {path} is not what the manifest says.")
    return manifest


def _manifest(archive: ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _MANIFEST_LIMIT:
            raise BadArchive("The manifest is too long for a backup of this product.")
        return Manifest.model_validate_json(archive.read(MANIFEST))
    except (KeyError, ValidationError, *_UNREADABLE) as error:
        raise BadArchive("The file is no backup of this product, or one of a later version.") from error


def _check_names(entries: list[ZipInfo], expected: set[str]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)) or set(names) != expected:
        raise BadArchive("The backup holds other entries than its manifest says.")
    for entry in entries:
        if stat.S_ISLNK(entry.external_attr >> 16) or not _stays_inside(entry.filename):
            raise BadArchive(f"The backup holds an entry that leads outside: {entry.filename!r}.")


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    tame = not any(part in {"", ".", ".."} for part in parts)
    return tame and "\\" not in name and ":" not in name and not PurePosixPath(name).is_absolute()


def _sha256(archive: ZipFile, path: str) -> str:
    digest = sha256()
    try:
        with archive.open(path) as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
    except _UNREADABLE as error:
        raise BadArchive(f"The backup is damaged: {path} cannot be read.") from error
    return digest.hexdigest()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _OLDEST)
    entry.compress_type = 8  # deflate
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date, too

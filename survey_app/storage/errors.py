"""What can go wrong between the product and its database, in the product's own words."""

# ruff: noqa: N818 - these are read in except clauses, where the word Error would say nothing more.

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError, TimeoutError

_SQLITE_UNIQUE = {1555, 2067, 2579}  # primary key, unique, rowid
_POSTGRES_UNIQUE = "23505"
# locked, busy, I/O error, damaged, full, cannot open, read-only: nothing that the request itself did wrong
_SQLITE_UNAVAILABLE = {5, 6, 8, 10, 11, 13, 14, 26}
_POSTGRES_UNAVAILABLE = ("08", "25P03", "40", "53", "55P03", "57", "58")


class StorageError(Exception):
    """Say that the database did not do what was asked."""


class Unavailable(StorageError):
    """Say that the database cannot be reached, is locked or full; the same may work later."""


class LawBroken(StorageError):
    """Say that a value breaks a law of the database: a check, a missing value, a row that is not there."""


class AlreadyThere(StorageError):
    """Say that something with this name or key exists already."""


class StaleSheet(StorageError):
    """Say that a sheet changed since it was loaded: it was not locked while it was being saved."""


class SheetSubmitted(StorageError):
    """Say that a submitted sheet takes no answers until it is reopened."""


class ReadOnly(StorageError):
    """Say that a change was asked for in a transaction begun for reading."""


class WrongSchema(StorageError):
    """Say that the database's tables are not those of this version of the product."""


class BadArchive(StorageError):
    """Say that a backup is damaged, foreign or from a later version; nothing of it was restored."""


class NotEmpty(StorageError):
    """Say that a restore would overwrite what is there already."""


class UnstorableText(ValueError):
    """Say that a text holds a character that no database can keep: NUL or half of a surrogate pair."""


class UnknownDatabase(ValueError):
    """Say that a database URL names a kind of database that the product does not speak."""


def in_our_words(error: Exception) -> Exception:
    """Return the storage error that a database error stands for; anything else comes back as it is."""
    if isinstance(error, TimeoutError):
        return Unavailable("All connections to the database are in use.")
    if isinstance(error, sqlite3.Error):
        return (Unavailable if _is_unavailable(error) else StorageError)(_cause(error))
    if not isinstance(error, StatementError) or not isinstance(error.orig, Exception):
        return error
    if not isinstance(error, DBAPIError):
        return error.orig  # a value was refused on its way to the driver
    if isinstance(error, IntegrityError):
        return (AlreadyThere if _is_unique(error.orig) else LawBroken)(_cause(error.orig))
    lost = error.connection_invalidated or _is_unavailable(error.orig)
    return (Unavailable if lost else StorageError)(_cause(error.orig))


def _cause(original: BaseException) -> str:
    lines = str(original).strip().splitlines()
    return lines[0] if lines else type(original).__name__


def _is_unique(original: BaseException) -> bool:
    code = getattr(original, "sqlite_errorcode", None)
    return code in _SQLITE_UNIQUE or getattr(original, "sqlstate", None) == _POSTGRES_UNIQUE


def _is_unavailable(original: BaseException) -> bool:
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_UNAVAILABLE
    state = getattr(original, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_POSTGRES_UNAVAILABLE)
    return type(original).__name__ in {"OperationalError", "InterfaceError"}

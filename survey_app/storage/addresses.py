"""Where a database stands: its URL, as operators write it and as the drivers need it."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from survey_app.storage.errors import UnknownDatabase

_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}


def default_url(instance: Path) -> str:
    """Return the URL of the SQLite file in the instance folder."""
    file = instance.resolve() / "survey-app.sqlite3"
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def engine_url(url: str) -> URL:
    """Return what an operator's URL means to the drivers; raise UnknownDatabase for any other kind."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnknownDatabase(_remedy("This is no database URL.")) from error
    if address.drivername in _POSTGRES:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername != "sqlite":
        raise UnknownDatabase(_remedy(f"Databases of the kind {address.drivername!r} are not spoken here."))
    if not address.database or address.database == ":memory:":
        raise UnknownDatabase(_remedy("SQLite needs a file; a database in memory would lose all answers."))
    return address


def without_password(url: str) -> str:
    """Return a URL for people and logs, its password replaced by ***."""
    return engine_url(url).render_as_string(hide_password=True)


def _remedy(cause: str) -> str:
    return f"{cause} Use sqlite:////path/to/file or postgresql://user:password@host/name."

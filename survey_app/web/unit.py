"""One request, one transaction: begun before the view, committed before the reply, undone when it raises."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from typing import cast

from flask import Flask, Response, current_app, g, request

from survey_app.jobs import Jobs
from survey_app.mail import Mailer
from survey_app.settings import Settings
from survey_app.storage import Database, Session, StorageError

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def database() -> Database:
    """Return the product's database."""
    return cast(Database, current_app.extensions["database"])


def settings() -> Settings:
    """Return the product's settings."""
    return cast(Settings, current_app.extensions["settings"])


def mailer() -> Mailer:
    """Return what sends mail."""
    return cast(Mailer, current_app.extensions["mailer"])


def jobs() -> Jobs:
    """Return what takes work for the background."""
    return cast(Jobs, current_app.extensions["jobs"])


def now() -> datetime:
    """Return this request's one time, in UTC."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return cast(datetime, g.now)


def session() -> Session:
    """Return this request's transaction; it takes a write lock only where the request may write."""
    if "unit" not in g:
        writing = request.method not in _READING
        if writing:
            _ = request.form  # all of the body is here before a lock is taken, however slowly it comes
        unit: AbstractContextManager[Session] = database().begin(write=writing)
        g.session = unit.__enter__()
        g.unit = unit
    return cast(Session, g.session)


@contextmanager
def noting() -> Iterator[Session]:
    """Give a transaction for a note beside the request: its own one where the request only reads.

    Such a note stays when the request ends in an error; one of a writing request goes with it.
    """
    if request.method in _READING:
        with database().begin(write=True) as own:
            yield own
    else:
        yield session()


def commit_now() -> None:
    """End the request's transaction by committing it; nothing happens when none was begun."""
    unit = _ended()
    if unit is not None:
        unit.__exit__(None, None, None)


def roll_back() -> None:
    """End the request's transaction without a trace; nothing happens when none was begun."""
    unit = _ended()
    if unit is None:
        return
    # Raising into the block is how a transaction is told to roll back; it hands the very same error back.
    with suppress(_Undo, StorageError):  # a database that is gone has rolled back by itself
        unit.__exit__(_Undo, _Undo(), None)


class _Undo(Exception):  # noqa: N818 - never seen: it only tells the block to roll back
    pass


def _ended() -> AbstractContextManager[Session] | None:
    g.pop("session", None)
    return cast(AbstractContextManager[Session] | None, g.pop("unit", None))


def watch(app: Flask) -> None:
    """Let every request of an app end its transaction before its reply leaves."""

    @app.after_request
    def _commit(response: Response) -> Response:
        commit_now()
        return response

    @app.teardown_request
    def _undo(error: BaseException | None) -> None:
        roll_back()

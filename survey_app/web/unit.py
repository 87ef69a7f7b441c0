"""One request, one transaction: begun before the view, committed before the reply, undone when it raises."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import cast

from flask import Flask, Response, current_app, g, request

from survey_app.jobs import Jobs
from survey_app.mail import Mailer
from survey_app.settings import Settings
from survey_app.storage import Database, Session

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


def commit_now() -> None:
    """End the request's transaction by committing it; nothing happens when none was begun."""
    unit = g.pop("unit", None)
    g.pop("session", None)
    if unit is not None:
        unit.__exit__(None, None, None)


def roll_back() -> None:
    """End the request's transaction without a trace."""
    unit = g.pop("unit", None)
    g.pop("session", None)
    if unit is not None:
        # Raising into the block is how a transaction is told to roll back.
        unit.__exit__(_Undo, _Undo(), None)


class _Undo(Exception):  # noqa: N818 - never seen: it only tells the block to roll back
    pass


def watch(app: Flask) -> None:
    """Let every request of an app end its transaction before its reply leaves."""

    @app.after_request
    def _commit(response: Response) -> Response:
        commit_now()
        return response

    @app.teardown_request
    def _undo(error: BaseException | None) -> None:
        roll_back_quietly()


def roll_back_quietly() -> None:
    """Roll back, and swallow the word that told the transaction to."""
    try:
        roll_back()
    except _Undo:
        return

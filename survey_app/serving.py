"""The product as it is served: the app, its static files compressed and cached, its worker beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import waitress
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from survey_app import __version__
from survey_app.app import create_app
from survey_app.jobs.queue import QueuedJobs
from survey_app.settings import Settings
from survey_app.storage import Database, WrongSchema, default_url, open_database
from survey_app.web.headers import STATIC

WsgiApp = Callable[..., Any]
A_YEAR = 31_536_000


def database_of(settings: Settings) -> Database:
    """Open the database of an instance."""
    return open_database(settings.database_url or default_url(settings.instance))


def application(settings: Settings, database: Database) -> WsgiApp:
    """Return what a WSGI server serves. Raises WrongSchema for a database of another version."""
    state = database.schema_state()
    if state == "empty":
        database.create_or_upgrade()
    elif state == "older":
        raise WrongSchema(
            "The database was made by an earlier version. Run “survey-app db upgrade”: it makes a copy first."
        )
    elif state == "newer":
        raise WrongSchema("The database was made by a later version. Install that version again.")
    app = create_app(settings, database, QueuedJobs(settings.instance, database))
    files = WhiteNoise(
        app, root=_static_files(settings.instance), prefix="static/", max_age=A_YEAR, allow_all_origins=False
    )
    files.add_headers_function = _static_headers
    return files  # type: ignore[no-any-return]


def _static_headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _static_files(instance: Path) -> Path:
    """Lay out the static files with compressed copies beside them, anew for each version of the product."""
    stamp = f"{__version__}-{int(max(path.stat().st_mtime for path in STATIC.rglob('*')))}"
    target = instance / "static" / stamp
    if target.is_dir():
        return target
    shutil.rmtree(instance / "static", ignore_errors=True)
    draft = instance / "static" / f"{stamp}.{os.getpid()}"
    shutil.copytree(STATIC, draft)
    compressor = Compressor(quiet=True, use_brotli=False)
    for path in list(draft.rglob("*")):
        if path.is_file() and compressor.should_compress(path.name):
            list(compressor.compress(str(path)) or ())
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft, ignore_errors=True)
    return target


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """Run a worker beside the server; it ends when the server does, however that comes about."""
    command = [sys.executable, "-m", "survey_app", "worker", "--instance", str(settings.instance), "--beside"]
    # The worker reads this pipe to its end, which comes when the server is gone.
    process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603
    try:
        yield
    finally:
        if process.stdin:
            process.stdin.close()
        process.terminate()
        process.wait(timeout=10)


def serve(settings: Settings, database: Database) -> None:
    """Serve until the process is told to stop."""
    wsgi = application(settings, database)
    with worker_beside(settings):
        waitress.serve(
            wsgi,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            channel_timeout=60,
            max_request_body_size=8 * 1024 * 1024,
            _quiet=True,
        )

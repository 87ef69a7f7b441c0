"""The product as it is served: the app, its static files compressed and cached, its worker beside it."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from survey_app import __version__
from survey_app.settings import Settings
from survey_app.storage import Database, WrongSchema, default_url, open_database

# What only a server needs is loaded when one starts: a worker, and every short command, does without.
# ruff: noqa: PLC0415

WsgiApp = Callable[..., Any]
LARGEST_REQUEST = 8 * 1024 * 1024  # bytes; the app itself takes less, and says so in words
CONNECTIONS = 800
PAUSE = 2.0  # seconds before a worker that died is started again


class CannotListen(RuntimeError):  # noqa: N818 - it is read in except clauses
    """Raised when the address and port of the settings cannot be listened on."""


def database_of(settings: Settings) -> Database:
    """Open the database of an instance."""
    return open_database(settings.database_url or default_url(settings.instance))


def make_ready(database: Database) -> None:
    """Create the tables of an empty database. Raises WrongSchema for one of another version."""
    state = database.schema_state()
    if state == "empty":
        database.create_or_upgrade()
    elif state == "older":
        raise WrongSchema(
            "The database was made by an earlier version. Run “survey-app db upgrade”: it makes a copy first."
        )
    elif state == "newer":
        raise WrongSchema("The database was made by a later version. Install that version again.")


def application(settings: Settings, database: Database, more: Sequence[Any] = ()) -> WsgiApp:
    """Return what a WSGI server serves. Raises WrongSchema for a database of another version.

    `more` are pages (Flask blueprints) beside the product's own.
    """
    from jinja2 import FileSystemBytecodeCache
    from whitenoise import WhiteNoise

    from survey_app.app import create_app
    from survey_app.jobs.queue import QueuedJobs
    from survey_app.jobs.sending import post_for
    from survey_app.web.headers import A_YEAR, STATIC, security_headers
    from survey_app.web.languages.tongue import tongue_of

    make_ready(database)
    jobs = QueuedJobs(settings.instance, database, post_for(settings, tongue_of))
    app = create_app(settings, database, jobs, more=more)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_folder(settings.instance / "templates")))
    always = security_headers(settings.secure)

    def add_headers(headers: Any, path: str, url: str) -> None:
        for name, value in always.items():
            headers[name] = value

    return WhiteNoise(  # type: ignore[no-any-return]
        app,
        root=_static_files(STATIC, settings.instance),
        prefix="static/",
        max_age=A_YEAR,
        allow_all_origins=False,
        add_headers_function=add_headers,
    )


def _folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _static_files(source: Path, instance: Path) -> Path:
    """Lay out the static files with compressed copies beside them, anew for each version of the product."""
    from whitenoise.compress import Compressor

    stamp = f"{__version__}-{int(max(path.stat().st_mtime for path in source.rglob('*')))}"
    target = instance / "static" / stamp
    if target.is_dir():
        return target
    shutil.rmtree(instance / "static", ignore_errors=True)
    draft = instance / "static" / f"{stamp}.{os.getpid()}"
    shutil.copytree(source, draft)
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
    """Keep a worker running beside the server; it ends when the server does, however that comes about."""
    worker = _Worker(settings)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


class _Worker(threading.Thread):
    """Start a worker, and another one whenever it dies."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(name="worker", daemon=True)
        self._command = [sys.executable, "-m", "survey_app", "worker", "--beside"]
        self._command += ["--instance", str(settings.instance)]
        self._stopping = threading.Event()
        self._process = self._begin()

    def _begin(self) -> "subprocess.Popen[bytes]":
        # The worker reads this pipe to its end, which comes when the server is gone.
        return subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603

    def run(self) -> None:
        """Watch over the worker until it is told to stop."""
        while True:
            self._process.wait()
            if self._stopping.wait(PAUSE):
                return
            self._process = self._begin()

    def stop(self) -> None:
        """End the worker at once: what it was computing is marked as interrupted at the next start."""
        self._stopping.set()
        self._process.kill()
        self._process.wait()


def serve(settings: Settings, database: Database, say: Callable[[str], None]) -> None:
    """Serve until the process is told to stop. Raises WrongSchema and CannotListen."""
    server = listening(application(settings, database), settings)
    # Only who has the port may have the worker: another server's computations would look cut off to it.
    with worker_beside(settings):
        say(f"Serving on http://{settings.host}:{settings.port} – stop with Ctrl-C.")
        server.run()


def listening(wsgi: WsgiApp, settings: Settings) -> Any:
    """Return a server that has its port. Raises CannotListen."""
    import waitress

    try:
        return waitress.create_server(
            wsgi,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            channel_timeout=60,
            # A request takes a thread once all of it is here; until then it takes a connection alone. So
            # many may come slowly, or idle, before anybody waits; the usual limit of open files has room.
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,
            max_request_body_size=LARGEST_REQUEST,
            clear_untrusted_proxy_headers=not settings.proxies,
        )
    except (OSError, ValueError) as error:  # ValueError: HOST is no address of this machine
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotListen(
            f"The server cannot listen on {settings.host}:{settings.port}: {reason}."
        ) from error

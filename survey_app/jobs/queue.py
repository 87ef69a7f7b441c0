"""The queue: a file beside the database, filled by the server, emptied by the worker."""

import fcntl
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from huey import SqliteHuey
from huey.consumer import Consumer

from survey_app.jobs import LOCK_FILE, queue_path
from survey_app.jobs.computing import compute_proposal, mark_interrupted, waiting_proposals
from survey_app.jobs.sending import Post, letters_due, send_letters
from survey_app.storage import Database


class QueuedJobs:
    """Enqueue work in an instance's queue file."""

    def __init__(self, instance: Path, database: Database, post: Post | None = None) -> None:
        instance.mkdir(parents=True, exist_ok=True)
        self.huey = SqliteHuey("survey-app", filename=str(queue_path(instance)), results=False, utc=True)
        self._compute: Callable[[int], object] = self.huey.task(name="compute_proposal")(
            lambda proposal_id: compute_proposal(database, proposal_id)
        )
        self._send: Callable[[int], object] = self.huey.task(name="send_documents")(
            lambda sent_id: send_letters(database, post, sent_id) if post else None
        )
        self._instance, self._database = instance, database

    def compute(self, proposal_id: int) -> None:
        """Have a queued proposal computed by the worker; commit it before."""
        self._compute(proposal_id)

    def send(self, sent_id: int) -> None:
        """Have the letters of an exchange sent by the worker; commit that they are due before."""
        self._send(sent_id)

    def work(self) -> None:
        """Take work until the process is told to stop: one proposal at a time, on all cores."""
        logging.getLogger("huey").setLevel(logging.WARNING)
        with alone(self._instance):
            self.resume()
            consumer = _Worker(
                self.huey, workers=1, periodic=False, initial_delay=0.1, max_delay=0.5, backoff=1.2
            )
            consumer.run()

    def resume(self) -> None:
        """Take up what a restart left behind: mark what it cut off, enqueue what still waits."""
        mark_interrupted(self._database)
        self.huey.flush()
        for proposal_id in waiting_proposals(self._database):
            self.compute(proposal_id)
        for sent_id in letters_due(self._database):
            self.send(sent_id)


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Wait until no other worker of this instance is at work: its computations would look cut off."""
    with (instance / LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class _Worker(Consumer):  # type: ignore[misc]
    def _set_signal_handlers(self) -> None:
        if threading.current_thread() is threading.main_thread():
            super()._set_signal_handlers()
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's; it ends its worker


class DirectJobs:
    """Compute at once, in the caller's own thread: for tests and for the command line."""

    def __init__(self, database: Database, post: Post | None = None) -> None:
        self._database, self._post = database, post

    def compute(self, proposal_id: int) -> None:
        """Compute a queued proposal now."""
        compute_proposal(self._database, proposal_id)

    def send(self, sent_id: int) -> None:
        """Send the letters of an exchange now, where there is something that sends them."""
        if self._post is not None:
            send_letters(self._database, self._post, sent_id)

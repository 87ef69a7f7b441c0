"""What runs in the background: proposals are computed, letters sent, outside the server: pages stay quick.

A request writes the proposal as queued and enqueues its number; a worker takes it, computes, and writes how
far it is. A worker that starts marks what a restart cut off as interrupted and takes up what still waits:
what is to be done stands in the database, the queue only wakes the worker.
"""

from pathlib import Path
from typing import Protocol


class Jobs(Protocol):
    """Take work for the background."""

    def compute(self, proposal_id: int) -> None:
        """Have a queued proposal computed."""

    def send(self, sent_id: int) -> None:
        """Have the letters about a sent exchange sent that are still due."""


QUEUE_FILE = "jobs.sqlite3"
LOCK_FILE = "worker.lock"  # held by the one worker of an instance


def queue_path(instance: Path) -> Path:
    """Return where the queue of an instance stands."""
    return instance / QUEUE_FILE

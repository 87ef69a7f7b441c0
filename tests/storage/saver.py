"""A process that saves answers of Turin and tells each save on its output once it is committed.

Usage: python -m tests.storage.saver URL NAME
"""

import sys

from survey_app.storage import open_database
from tests.storage.cast import save


def main(url: str, name: str) -> None:
    """Save without end: the question NAME counts up, each save is told as its revision and its value."""
    database = open_database(url)
    number = 0
    while True:
        number += 1
        revision = save(database, author=name, **{name: number}).revision
        sys.stdout.write(f"{revision} {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

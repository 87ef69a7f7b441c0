"""Commands that keep running: serve, worker."""

import os
import signal
import sys
import threading
from pathlib import Path

import click

from survey_app.cli.place import instance_option, opened, settings_of
from survey_app.cli.refusing import refuse
from survey_app.jobs.queue import QueuedJobs
from survey_app.jobs.sending import post_for
from survey_app.serving import CannotListen, make_ready
from survey_app.serving import serve as serve_product
from survey_app.settings import Settings
from survey_app.storage import Database
from survey_app.web.languages.tongue import tongue_of


@click.command()
@instance_option
def serve(instance: Path) -> None:
    """Serve an installation whose database is up to date."""
    settings = settings_of(instance)
    with opened(settings) as database:
        keep_serving(settings, database)


@click.command()
@instance_option
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input does.")
def worker(instance: Path, beside: bool) -> None:
    """Compute proposals in the background, for a server that runs without its own worker."""
    settings = settings_of(instance)
    if beside:
        threading.Thread(target=_end_with_input, daemon=True).start()
    with opened(settings) as database:
        make_ready(database)
        QueuedJobs(settings.instance, database, post_for(settings, tongue_of)).work()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def keep_serving(settings: Settings, database: Database) -> None:
    """Serve until the process is told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # requests at hand are answered first
    try:
        serve_product(settings, database, _say)
    except CannotListen as error:
        refuse(f"{error} Try another port, such as PORT={settings.port % 65_535 + 1}, or another HOST.")
    click.echo("Stopped.")


def _say(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()

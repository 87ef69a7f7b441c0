"""Commands that run the product: run (prepare and serve), serve, worker."""

import os
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from survey_app.cli.administering import upgrade_with_copy
from survey_app.cli.demonstration import load_demonstration
from survey_app.cli.place import instance_option, opened, settings_of
from survey_app.jobs.queue import QueuedJobs
from survey_app.rounds.model import Role, RoundStatus
from survey_app.serving import serve as serve_product
from survey_app.settings import Settings
from survey_app.storage import Database, accounts, invitations, rounds
from survey_app.web import links

FIRST_ACCOUNT = "coordinator@localhost"


@click.command()
@instance_option
@click.option("--demonstration", is_flag=True, help="Load the demonstration rounds into a new database.")
def run(instance: Path, demonstration: bool) -> None:
    """Prepare everything that is missing, print what to open, and serve."""
    settings = settings_of(instance)
    with opened(settings) as database:
        upgrade_with_copy(settings, database)
        _ensure_account(database)
        if demonstration:
            load_demonstration(database)
        _print_links(settings, database)
        _serve(settings, database)


@click.command()
@instance_option
def serve(instance: Path) -> None:
    """Serve an installation whose database is up to date."""
    settings = settings_of(instance)
    with opened(settings) as database:
        _serve(settings, database)


@click.command()
@instance_option
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input does.")
def worker(instance: Path, beside: bool) -> None:
    """Compute proposals in the background, for a server that runs without its own worker."""
    settings = settings_of(instance)
    if beside:
        threading.Thread(target=_end_with_input, daemon=True).start()
    with opened(settings) as database:
        QueuedJobs(settings.instance, database).work()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _serve(settings: Settings, database: Database) -> None:
    click.echo(f"Serving on http://{settings.host}:{settings.port} – stop with Ctrl-C.")
    sys.stdout.flush()
    try:
        serve_product(settings, database)
    except KeyboardInterrupt:
        click.echo("Stopped.")
    except OSError as error:
        click.echo(
            f"The server cannot listen on port {settings.port}: {error.strerror}. Try PORT=5001.", err=True
        )
        sys.exit(1)


def _ensure_account(database: Database) -> None:
    with database.begin(write=True) as session:
        if not accounts.accounts(session):
            accounts.add_account(session, FIRST_ACCOUNT, "Coordinator", Role.ADMINISTRATOR)


def _print_links(settings: Settings, database: Database) -> None:
    moment = datetime.now(UTC)
    token = links.new_token()
    with database.begin(write=True) as session:
        accounts.prune(session, moment - timedelta(days=7))
        first = accounts.accounts(session)[0]
        until = moment + timedelta(minutes=settings.sign_in_link_minutes)
        accounts.issue_sign_in_link(session, first.id, links.digest(token), moment, until)
        city = _some_city(settings, session)
    minutes = settings.sign_in_link_minutes
    click.echo(f"\nCoordinator’s pages ({first.email}; the link works once, for {minutes} minutes):")
    click.echo(f"  {settings.base_url}/sign-in/{token}")
    if city:
        click.echo(f"\nPersonal link of {city[0]}:")
        click.echo(f"  {city[1]}")
    click.echo("")


def _some_city(settings: Settings, session: object) -> tuple[str, str] | None:
    """Return a city of an open round with its personal link: one that has not submitted, if there is one."""
    found = []
    for summary in rounds.rounds(session):  # type: ignore[arg-type]
        if summary.round.status is RoundStatus.OPEN:
            pairs = invitations.invitations(session, summary.round.id)  # type: ignore[arg-type]
            found += [
                (sheet.submitted_at is not None, invitation, summary.round) for invitation, sheet in pairs
            ]
    for _, invitation, this in sorted(found, key=lambda entry: entry[0]):
        if not invitation.revoked:
            token = links.city_token(settings.secret_key, invitation.public_id, invitation.nonce)
            return f"{invitation.city.name} in “{this.title}”", f"{settings.base_url}/city/{token}"
    return None

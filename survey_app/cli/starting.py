"""The command that does everything: prepare what is missing, print what to open, serve."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from survey_app.cli.administering import new_sign_in_link, upgrade_with_copy
from survey_app.cli.demonstration import load_demonstration
from survey_app.cli.place import instance_option, opened, settings_of
from survey_app.cli.running import keep_serving
from survey_app.rounds.model import Role, RoundStatus
from survey_app.settings import Settings
from survey_app.storage import Database, Session, accounts, invitations, rounds
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
        click.echo(_links(settings, database))
        keep_serving(settings, database)


def _ensure_account(database: Database) -> None:
    with database.begin(write=True) as session:
        if not accounts.accounts(session):
            accounts.add_account(session, FIRST_ACCOUNT, "Coordinator", Role.ADMINISTRATOR)


def _links(settings: Settings, database: Database) -> str:
    """Return what to open: a sign-in link of the first administrator, and a city's personal link."""
    moment = datetime.now(UTC)
    with database.begin(write=True) as session:
        accounts.prune(session, moment - timedelta(days=7))
        known = accounts.accounts(session)
        first = next((entry for entry in known if entry.role is Role.ADMINISTRATOR), known[0])
        link = new_sign_in_link(settings, session, first.id)
        city = _some_city(settings, session)
    minutes = settings.sign_in_link_minutes
    lines = [
        "",
        f"Coordinator’s pages ({first.email}; the link works once, for {minutes} minutes):",
        f"  {link}",
    ]
    if city:
        lines += ["", f"Personal link of {city[0]}:", f"  {city[1]}"]
    return "\n".join([*lines, ""])


def _some_city(settings: Settings, session: Session) -> tuple[str, str] | None:
    """Return a city of an open round with its personal link: one that has not submitted, if there is one."""
    found = []
    for summary in rounds.rounds(session):
        if summary.round.status is RoundStatus.OPEN:
            pairs = invitations.invitations(session, summary.round.id)
            found += [
                (sheet.submitted_at is not None, invitation, summary.round) for invitation, sheet in pairs
            ]
    for _, invitation, this in sorted(found, key=lambda entry: entry[0]):
        if not invitation.revoked:
            token = links.city_token(settings.secret_key, invitation.public_id, invitation.nonce)
            return f"{invitation.city.name} in “{this.title}”", f"{settings.base_url}/city/{token}"
    return None

"""Commands of the administrator: the database's schema, accounts, backup and restore."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from survey_app.cli.place import instance_option, opened, settings_of
from survey_app.cli.refusing import refuse
from survey_app.rounds.model import Role
from survey_app.serving import make_ready
from survey_app.settings import INSTANCE_FILE, Settings
from survey_app.storage import (
    Database,
    Session,
    StorageError,
    UnknownDatabase,
    accounts,
    default_url,
    networks,
    without_password,
)
from survey_app.storage.backup import BackupReport
from survey_app.storage.backup import backup as write_backup
from survey_app.storage.backup import restore as read_backup
from survey_app.web import links

_ADDRESS = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"']+")


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
@instance_option
def upgrade(instance: Path) -> None:
    """Bring the database to this version, after making a copy."""
    settings = settings_of(instance)
    with opened(settings) as database:
        upgrade_with_copy(settings, database)
        click.echo("The database is up to date.")


def upgrade_with_copy(settings: Settings, database: Database) -> None:
    """Create an empty database's tables; bring an older one to this version after making a copy."""
    state = database.schema_state()
    if state == "newer":
        refuse("The database was made by a later version. Install that version again.")
    if state == "older":
        target = _copy_path(settings.instance, "before-upgrade")
        _write_copy(settings, database, target)
        click.echo(f"A copy of the data stands in {target}.")
    if state != "current":
        database.create_or_upgrade()


def _copy_path(instance: Path, why: str) -> Path:
    folder = instance / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{why}.zip"


def _write_copy(settings: Settings, database: Database, target: Path) -> BackupReport:
    files = [settings.instance / INSTANCE_FILE]
    return write_backup(database, target, instance=settings.instance, files=files, now=datetime.now(UTC))


@click.command()
@instance_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the archive goes.")
def backup(instance: Path, output: Path | None) -> None:
    """Write all data into one archive; safe while the server runs."""
    settings = settings_of(instance)
    with opened(settings) as database:
        target = output or _copy_path(instance, "backup")
        click.echo(_told(target, _write_copy(settings, database, target).rows))


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@instance_option
@click.option("--force", is_flag=True, help="Replace the data that is there.")
def restore(archive: Path, instance: Path, force: bool) -> None:
    """Put an archive's data and settings into an empty installation, on SQLite or PostgreSQL.

    Stop the server first. DATABASE_URL says where the data goes; without it, into the instance folder.
    """
    own = instance / INSTANCE_FILE
    url = os.environ.get("DATABASE_URL")
    if not url and own.exists():
        url = settings_of(instance).database_url
    target = url or default_url(instance)
    try:
        manifest = read_backup(archive, instance=instance, url=target, force=force)
    except (StorageError, UnknownDatabase) as error:
        refuse(str(error))
    click.echo(_told(archive, {name: entry.rows for name, entry in manifest.tables.items()}))
    _tell_of_another_database(instance, target)


def _tell_of_another_database(instance: Path, target: str) -> None:
    """Tell when the settings, restored or not, name another database than the one restored into."""
    served = settings_of(instance).database_url or default_url(instance)
    if served != target:
        told = f"{without_password(target)}, but the settings name {without_password(served)}"
        click.echo(f"The data went into {told}: set DATABASE_URL before you serve.", err=True)


def _told(archive: Path, rows: Mapping[str, int]) -> str:
    return f"{archive}: {sum(rows.values()):,} rows of {len(rows)} tables."


@click.group()
def account() -> None:
    """Look after the people who sign in."""


@account.command("add")
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--network", help="The network that the person coordinates; made if it is new.")
@click.option("--administrator", is_flag=True, help="May coordinate every network.")
@instance_option
def add_account(email: str, name: str, network: str | None, administrator: bool, instance: Path) -> None:
    """Let a person sign in, and print a sign-in link."""
    if bool(network) == administrator:
        refuse("Say either --network NAME or --administrator.", 2)
    if not _ADDRESS.fullmatch(email):
        refuse(f"“{email}” is no e-mail address. Write one such as name@city.eu.", 2)
    settings = settings_of(instance)
    with opened(settings) as database:
        make_ready(database)
        with database.begin(write=True) as session:
            if accounts.account_by_email(session, email) is not None:
                refuse(
                    f"{email} has an account already. Print a link with “survey-app account link {email}”."
                )
            network_id = _network_id(session, network) if network else None
            role = Role.ADMINISTRATOR if administrator else Role.COORDINATOR
            number = accounts.add_account(session, email, name or email, role, network_id)
            link = new_sign_in_link(settings, session, number)
        click.echo(link)


@account.command("link")
@click.argument("email")
@instance_option
def sign_in_link(email: str, instance: Path) -> None:
    """Print a new sign-in link for a person."""
    settings = settings_of(instance)
    with opened(settings) as database:
        make_ready(database)
        with database.begin(write=True) as session:
            known = accounts.account_by_email(session, email)
            if known is None:
                listed = ", ".join(entry.email for entry in accounts.accounts(session)) or "none yet"
                refuse(f"No account has the address {email}. There are: {listed}.")
            link = new_sign_in_link(settings, session, known.id)
        click.echo(link)


def _network_id(session: Session, name: str) -> int:
    known = {network.name: network.id for network in networks.networks(session)}
    return known[name] if name in known else networks.add_network(session, name)


def new_sign_in_link(settings: Settings, session: Session, account_id: int) -> str:
    """Return a new link by which a person signs in, once."""
    moment, token = datetime.now(UTC), links.new_token()
    until = moment + timedelta(minutes=settings.sign_in_link_minutes)
    accounts.issue_sign_in_link(session, account_id, links.digest(token), moment, until)
    return f"{settings.base_url}/sign-in/{token}"

"""Commands of the administrator: the database's schema, accounts, backup and restore."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from survey_app.cli.place import instance_option, opened, refuse, settings_of
from survey_app.rounds.model import Role
from survey_app.settings import INSTANCE_FILE, Settings
from survey_app.storage import Database, Session, accounts, networks
from survey_app.storage.backup import backup as write_backup
from survey_app.storage.backup import restore as read_backup
from survey_app.web import links


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
        write_backup(
            database, target, instance_files=_instance_files(settings.instance), now=datetime.now(UTC)
        )
        click.echo(f"A copy of the data stands in {target}.")
    if state != "current":
        database.create_or_upgrade()


def _copy_path(instance: Path, why: str) -> Path:
    folder = instance / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{why}.zip"


def _instance_files(instance: Path) -> list[Path]:
    return [instance / INSTANCE_FILE]


@click.command()
@instance_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the archive goes.")
def backup(instance: Path, output: Path | None) -> None:
    """Write all data into one archive; safe while the server runs."""
    settings = settings_of(instance)
    target = output or _copy_path(instance, "backup")
    with opened(settings) as database:
        report = write_backup(
            database, target, instance_files=_instance_files(instance), now=datetime.now(UTC)
        )
    click.echo(f"{target}: {sum(report.counts.values()):,} rows of {len(report.counts)} tables.")


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@instance_option
@click.option("--force", is_flag=True, help="Replace the data that is there.")
def restore(archive: Path, instance: Path, force: bool) -> None:
    """Put an archive's data into an empty installation, on SQLite or PostgreSQL. Stop the server first."""
    settings = settings_of(instance)
    with opened(settings) as database:
        report = read_backup(archive, database, instance=instance, force=force)
    click.echo(f"Restored {sum(report.counts.values()):,} rows of {len(report.counts)} tables.")


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
    settings = settings_of(instance)
    with opened(settings) as database:
        database.create_or_upgrade()
        with database.begin(write=True) as session:
            network_id = _network_id(session, network) if network else None
            role = Role.ADMINISTRATOR if administrator else Role.COORDINATOR
            number = accounts.add_account(session, email, name or email, role, network_id)
            click.echo(_link(settings, session, number))


@account.command("link")
@click.argument("email")
@instance_option
def sign_in_link(email: str, instance: Path) -> None:
    """Print a new sign-in link for a person."""
    settings = settings_of(instance)
    with opened(settings) as database, database.begin(write=True) as session:
        known = accounts.account_by_email(session, email)
        if known is None:
            listed = ", ".join(entry.email for entry in accounts.accounts(session)) or "none yet"
            refuse(f"No account has the address {email}. There are: {listed}.")
        click.echo(_link(settings, session, known.id))


def _network_id(session: Session, name: str) -> int:
    known = {network.name: network.id for network in networks.networks(session)}
    return known[name] if name in known else networks.add_network(session, name)


def _link(settings: Settings, session: Session, account_id: int) -> str:
    moment, token = datetime.now(UTC), links.new_token()
    until = moment + timedelta(minutes=settings.sign_in_link_minutes)
    accounts.issue_sign_in_link(session, account_id, links.digest(token), moment, until)
    return f"{settings.base_url}/sign-in/{token}"

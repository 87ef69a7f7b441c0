"""Where a command works: its instance folder, settings and database; problems told in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from survey_app.cli.refusing import refuse
from survey_app.serving import database_of
from survey_app.settings import BadSettings, Settings, load_settings, prepare_instance
from survey_app.storage import Database, StorageError, UnknownDatabase

instance_option = click.option(
    "--instance",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: Path(os.environ.get("INSTANCE") or "instance"),
    show_default="instance",
    help="The folder with this installation's settings and data.",
)


def settings_of(instance: Path) -> Settings:
    """Return the settings of an instance, its file written first where there is none."""
    try:
        prepare_instance(instance)
        return load_settings(instance, os.environ)
    except BadSettings as error:
        refuse("The settings cannot be used:\n" + "\n".join(f"- {problem}" for problem in error.problems), 2)
    except OSError as error:
        refuse(f"The instance folder {instance} cannot be used: {error.strerror}.", 2)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open the instance's database; what the storage cannot do ends the command with its words."""
    try:
        database = database_of(settings)
    except UnknownDatabase as error:
        refuse(f"DATABASE_URL: {error}", 2)
    try:
        yield database
    except StorageError as error:
        refuse(str(error))
    finally:
        database.close()

"""Where a command works: its instance folder, settings and database; problems told in words."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

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


class WordsGroup(click.Group):
    """Run commands; what the operating system refuses ends them with words instead of a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # click ends quietly when nobody reads on
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            refuse(f"{where}{error.strerror or error}.")


def refuse(message: str, status: int = 1) -> NoReturn:
    """Print a message to standard error and end with a status."""
    click.echo(message, err=True)
    sys.exit(status)


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

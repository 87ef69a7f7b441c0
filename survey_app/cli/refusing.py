"""How a command says no: words on standard error and a status, never a stack trace."""

import sys
from typing import Any, NoReturn

import click


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

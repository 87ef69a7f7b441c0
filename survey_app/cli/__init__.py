"""The command line: the same functions without a browser."""

from survey_app.cli.commands import main

__all__ = ["main"]

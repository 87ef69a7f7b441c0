"""Every command of `survey-app`."""

import sys
from importlib import import_module
from pathlib import Path

import click

from survey_app import __version__
from survey_app.cli.refusing import WordsGroup, refuse

FOREVER = 1_000_000  # seconds; what is no number is not below it
_MODULES = {
    "survey_app.cli.starting": ("run",),
    "survey_app.cli.running": ("serve", "worker"),
    "survey_app.cli.administering": ("db", "account", "backup", "restore"),
    "survey_app.cli.converting": ("convert",),
    "survey_app.cli.designing_files": ("check", "rename", "schema"),
    "survey_app.cli.comparing": ("diff",),
    "survey_app.cli.designing": ("test", "walks"),
    "survey_app.cli.previewing": ("preview",),
    "survey_app.cli.translating": ("translate",),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


class Commands(WordsGroup):
    """Load a command when it is asked for: checking a file waits for no database, serving for no checker."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *_PLACES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded."""
        if cmd_name in _PLACES and cmd_name not in self.commands:
            self.add_command(getattr(import_module(_PLACES[cmd_name]), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="survey-app")
def main() -> None:
    """From questionnaires of city networks to proven staff exchange programmes."""


@main.command()
@click.argument("problem", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Where the proposal goes."
)
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True)
def propose(problem: Path, output: Path, seconds: float, seed: int) -> None:
    """Compute a programme for PROBLEM. Exits 0 optimal or feasible, 3 infeasible, 4 unknown, 2 bad input."""
    from survey_app.programmes.commands import propose_file  # noqa: PLC0415 - loading the solver takes a second

    if not output.parent.is_dir() or output.is_dir():  # told before the computation, not after it
        refuse(f"{output}: the proposal cannot be written there. Name a file in a folder that exists.", 2)
    if not seconds < FOREVER:
        refuse("Say for how many seconds to compute at most, such as --seconds 60.", 2)
    sys.exit(propose_file(problem, output, seconds=seconds, seed=seed, say=click.echo))


@main.command()
@click.argument("problem", type=click.Path(path_type=Path))
@click.argument("proposal", type=click.Path(path_type=Path))
def verify(problem: Path, proposal: Path) -> None:
    """Check PROPOSAL against PROBLEM; prints each broken rule by its label. Exits 1 when one is broken."""
    from survey_app.programmes.commands import verify_files  # noqa: PLC0415 - as above

    sys.exit(verify_files(problem, proposal, say=click.echo))

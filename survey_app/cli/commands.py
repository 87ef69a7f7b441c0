"""Every command of `survey-app`."""

import sys
from pathlib import Path

import click

from survey_app import __version__
from survey_app.cli.administering import account, backup, db, restore
from survey_app.cli.running import run, serve, worker
from survey_app.programmes.commands import propose_file, verify_files
from survey_app.questionnaire.reader import read


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="survey-app")
def main() -> None:
    """From questionnaires of city networks to proven staff exchange programmes."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check questionnaire files: file:line:column: severity: message. Exits 1 when there are errors."""
    errors = 0
    for path in paths:
        try:
            reading = read(path.read_bytes())
        except OSError as error:
            click.echo(f"{path}:1:1: error: The file cannot be read: {error.strerror}. Check its name.")
            errors += 1
            continue
        for found in reading.problems:
            click.echo(found.line(str(path)))
        errors += len(reading.errors)
    sys.exit(1 if errors else 0)


@main.command()
@click.argument("problem", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Where the proposal goes."
)
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def propose(problem: Path, output: Path, seconds: float, seed: int) -> None:
    """Compute a programme for PROBLEM. Exits 0 optimal or feasible, 3 infeasible, 4 unknown, 2 bad input."""
    sys.exit(propose_file(problem, output, seconds=seconds, seed=seed, say=click.echo))


@main.command()
@click.argument("problem", type=click.Path(path_type=Path))
@click.argument("proposal", type=click.Path(path_type=Path))
def verify(problem: Path, proposal: Path) -> None:
    """Check PROPOSAL against PROBLEM; prints each broken rule by its label. Exits 1 when one is broken."""
    sys.exit(verify_files(problem, proposal, say=click.echo))


for command in (run, serve, worker, db, account, backup, restore):
    main.add_command(command)

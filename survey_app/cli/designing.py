"""Commands of the designer: run the tests beside a questionnaire, and make some."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from survey_app.answers.walks import Branch, conditions, make_walks, read_walks, run_walks, written
from survey_app.answers.walks.catalogue import finding
from survey_app.cli.refusing import refuse
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import read, served
from survey_app.questionnaire.types import AvailabilityQuestion
from survey_app.questionnaire.yaml_text import Tree, read_yaml
from survey_app.rounds.weeks import weeks_between

_ENDING = ".test.yaml"
_WEEKS = (
    "2027-W10",
    "2027-W12",
)  # of the walks that are made, where a questionnaire leaves them to its round
PASSED, FAILED, UNREADABLE = 0, 1, 2


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--cover", is_flag=True, help="Fail also when no walk takes a condition one of its two ways.")
def test(paths: tuple[Path, ...], cover: bool) -> None:
    """Take the walks of NAME.test.yaml through NAME.yaml; PATHS are either of them, or folders.

    Prints what is other than expected as file:line:column, and the conditions that are not taken both ways.
    Exits 0 when all is as expected, 1 when something is not, 2 when a file cannot be used.
    """
    files = [file for path in paths for file in _test_files(path)]
    if not files:
        refuse("There is no test file here. Write one beside its questionnaire: NAME.test.yaml.", UNREADABLE)
    sys.exit(max(_tested(file, cover=cover) for file in files))


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the walks go.")
@click.option("--force", is_flag=True, help="Replace the file that is there.")
def walks(path: Path, output: Path | None, force: bool) -> None:
    """Make walks that take every condition of the questionnaire PATH both ways.

    Prints what cannot be reached, and why, to standard error. Exits 0 when all is reached, 1 when something
    is not, 2 when a file cannot be used.
    """
    if output and output.exists() and not force:
        refuse(f"{output} is there already. Name another file, or replace it with --force.", UNREADABLE)
    source = _bytes(path)
    compiled = _compiled(path, source) if source is not None else None
    if source is None or compiled is None:
        sys.exit(UNREADABLE)
    sys.exit(_made(path, source, compiled, output))


def _test_files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.glob(f"*{_ENDING}"))
    elif path.name.endswith(_ENDING):
        yield path
    else:
        yield path.with_name(f"{path.stem}{_ENDING}")


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path}:1:1: error: The file cannot be read: {error.strerror}. Check its name.")
        return None


def _compiled(path: Path, source: bytes) -> Compiled | None:
    """Return a questionnaire without errors; print those of any other."""
    reading = read(source)
    for found in reading.errors:
        click.echo(found.line(str(path)), err=True)
    return reading.compiled


def _tested(path: Path, *, cover: bool) -> int:
    """Take the walks of one test file; print what is other than expected, and return the status."""
    of = path.with_name(f"{path.name.removesuffix(_ENDING)}.yaml")
    tests, source = _bytes(path), _bytes(of)
    compiled = _compiled(of, source) if source is not None else None
    if tests is None or source is None or compiled is None:
        return UNREADABLE
    reading = read_walks(tests, compiled)
    for found in reading.problems:
        click.echo(found.line(str(path)))
    if reading.walks is None:
        return UNREADABLE
    outcome = run_walks(served(source, reading.walks.weeks), reading.walks, date.today())  # noqa: DTZ011 - a local day
    for found in outcome.failures:
        click.echo(found.line(str(path)))
    missing = outcome.missing(compiled)
    for line in _not_taken(of, read_yaml(source), missing):
        click.echo(line)
    every = len(conditions(compiled))
    both = every - len({branch.condition.path for branch in missing})
    counted = f"{len(reading.walks.walks)} walks of {outcome.steps} steps, {len(outcome.failures)} failures"
    click.echo(f"{path}: {counted}; {both} of {every} conditions taken both ways.")
    return FAILED if outcome.failures or (cover and missing) else PASSED


def _not_taken(path: Path, tree: Tree, missing: tuple[Branch, ...]) -> Iterator[str]:
    for branch in missing:
        way = "true" if branch.holds else "false"
        place = tree.place(branch.condition.path)
        yield finding("not-taken", place, way=way, text=branch.condition.expression.text).line(str(path))


def _made(path: Path, source: bytes, compiled: Compiled, output: Path | None) -> int:
    asked = compiled.questionnaire.questions()
    open_weeks = any(isinstance(question, AvailabilityQuestion) and not question.weeks for question in asked)
    weeks = tuple(weeks_between(*_WEEKS)) if open_weeks else ()
    made = make_walks(served(source, weeks), weeks)
    text = written(made.file, (f"Walks that take every condition of {path.name} both ways.",))
    if output:
        output.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)
    tree = read_yaml(source)
    for missed in made.not_reached:
        (line,) = _not_taken(path, tree, (missed.branch,))
        told = "It cannot be" if missed.proven else "Perhaps it can be"
        click.echo(f"{line} {told}: {missed.why}.", err=True)
    return FAILED if made.not_reached else PASSED

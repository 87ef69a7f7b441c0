"""Commands of the designer about files: check and mend, rename, the schema for editors."""

import json
import sys
from pathlib import Path

import click

from survey_app import __version__
from survey_app.cli.checking import is_beside, problems_of
from survey_app.cli.refusing import refuse
from survey_app.cli.writing import write_all
from survey_app.questionnaire.editing.fixing import Fix, fix
from survey_app.questionnaire.editing.refusals import RenameRefused
from survey_app.questionnaire.editing.renaming import rename as rename_in
from survey_app.questionnaire.editing.target import What
from survey_app.questionnaire.problems import Place, Problem, Severity
from survey_app.questionnaire.sarif import sarif
from survey_app.questionnaire.schema import schema_text

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_FILE)
@click.option("--fix", "mend", is_flag=True, help="Mend what has only one reading, and tell what was mended.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
def check(paths: tuple[Path, ...], mend: bool, form: str) -> None:
    """Check files with their translations: file:line:column: severity: message. Exits 1 on errors."""
    findings: list[tuple[str, Problem]] = []
    fixes: list[tuple[str, Fix]] = []
    for path in paths:
        try:
            source = path.read_bytes()
            mended = fix(source) if mend and not is_beside(path) else None
            if mended and mended.fixes:
                write_all({path: mended.source})
                source = mended.source
                fixes += [(str(path), one) for one in mended.fixes]
        except OSError as error:
            findings.append((str(path), _unreadable(error)))
            continue
        findings += [(str(where), found) for where, found in problems_of(path, source)]
    findings = list(
        dict.fromkeys(findings)
    )  # a translation that is named beside its questionnaire is told once
    _tell_findings(findings, fixes, form)
    sys.exit(int(any(found.severity is Severity.ERROR for _, found in findings)))


def _unreadable(error: OSError) -> Problem:
    message = f"The file cannot be read: {error.strerror}. Check its name."
    return Problem(Place(1, 1), Severity.ERROR, "unreadable", message)


def _tell_findings(findings: list[tuple[str, Problem]], fixes: list[tuple[str, Fix]], form: str) -> None:
    if form == "json":
        told = {
            "findings": [
                {"file": path, "severity": found.severity, "code": found.code, **_told(found)}
                for path, found in findings
            ],
            "fixed": [{"file": path, **_told(one)} for path, one in fixes],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for path, one in fixes:
        line = f"{path}:{one.place.line}:{one.place.column}: fixed: {one.message}"
        click.echo(line, err=form == "sarif")
    if form == "sarif":
        click.echo(json.dumps(sarif(findings, __version__), ensure_ascii=False, indent=2))
        return
    for path, found in findings:
        click.echo(found.line(path))


def _told(one: Problem | Fix) -> dict[str, object]:
    return {"line": one.place.line, "column": one.place.column, "message": one.message}


@click.command()
@click.argument("path", type=_FILE)
@click.argument("what", type=click.Choice([each.value for each in What]))
@click.argument("old")
@click.argument("new")
@click.option("--unpublished", is_flag=True, help="There are no answers yet: write no “renamed_from”.")
def rename(path: Path, what: str, old: str, new: str, unpublished: bool) -> None:
    """Rename a question, a list or a choice (LIST.CHOICE) wherever the file names it.

    The tests and translations beside the file follow (NAME.test.yaml, NAME.fi.yaml). All or nothing.
    """
    try:
        source = path.read_bytes()
        beside = {other.name: other.read_bytes() for other in _beside(path)}
        done = rename_in(source, What(what), old, new, beside=beside, trace=not unpublished)
    except RenameRefused as error:
        where = path.with_name(error.file) if error.file else path
        refuse("\n".join(found.line(str(where)) for found in error.problems))
    files = {path: done.source} | {path.with_name(name): text for name, text in done.beside.items()}
    write_all(files)
    for note in done.notes:
        click.echo(note.line(str(path)))
    names = ", ".join(str(file) for file in files)
    click.echo(f"Renamed in {done.places} place{'' if done.places == 1 else 's'}: {names}.")


def _beside(path: Path) -> list[Path]:
    """Return the files beside a questionnaire: its tests and its translations."""
    return sorted(other for other in path.parent.glob("*.yaml") if other.stem.rpartition(".")[0] == path.stem)


@click.command()
@click.option("-o", "--output", type=_FILE, help="Where the schema goes; printed if left out.")
def schema(output: Path | None) -> None:
    """Write the JSON Schema of questionnaires, by which editors complete and check."""
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="utf-8")

"""Converting questionnaires from and to the files of other tools."""

import glob
from datetime import UTC, datetime
from pathlib import Path

import click

from survey_app.cli.refusing import refuse
from survey_app.cli.writing import write_all
from survey_app.questionnaire.formats import (
    FORMATS,
    ConversionRefused,
    Converted,
    Format,
    Source,
    Target,
    counted,
    format_names,
    format_read,
    format_written,
    refusal,
)
from survey_app.questionnaire.formats import convert as convert_form

REFUSED = 1
MAX_BYTES = 32 * 1024 * 1024  # no form is that large; what is larger is not read into memory
_FILE = click.Path(path_type=Path, dir_okay=False)
_WRITTEN = ("docx", "pdf", "ddi")  # forms, which are made further up
_FORMAT = click.Choice((*format_names(), *_WRITTEN))


@click.command()
@click.argument("path", type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Where the converted questionnaire goes.")
@click.option("--from", "of", type=_FORMAT, help="The format of PATH, if not by its ending.")
@click.option("--to", type=_FORMAT, help="The format of the output, if not by its ending.")
@click.option("--language", help="The language of what is written, where a translation stands beside PATH.")
def convert(path: Path, output: Path, of: str | None, to: str | None, language: str | None) -> None:
    """Convert the questionnaire PATH from or to the files of another tool, such as XLSForm.

    Written as .docx or .pdf it is a blank form, to be filled in or printed.
    What is carried along, changed or left out is told on standard error. A questionnaire in YAML that stands
    at the output is brought up to date: its comments and its order stay. Exits 0 when the output is written,
    1 when it is refused, with the reason; then nothing is written.
    """
    try:
        source = Source(path.name, _content(path), _beside(path))
        target = Target(output.name, _content(output) if output.exists() else None, _beside(output))
        formats = _formats()
        read, written = format_read(source, of, formats), format_written(target, to, formats)
        done = convert_form(source, read, target, written, language)
    except ConversionRefused as error:
        refuse(error.line(str(path)), REFUSED)
    files = {output: done.exported.content}
    write_all(files | {output.with_name(name): text for name, text in done.exported.beside.items()})
    _tell(done, path, output)


def _formats() -> tuple[Format, ...]:
    """Return every format, those of documents with the words of the product's languages."""
    from survey_app.exports.codebook.formats import codebook_format  # noqa: PLC0415 - as the next
    from survey_app.exports.forms.formats import form_formats  # noqa: PLC0415 - other commands need not wait
    from survey_app.web.languages.tongue import tongue_of  # noqa: PLC0415 - as the one before

    today = datetime.now(UTC).date()
    return (*FORMATS, *form_formats(tongue_of, today), codebook_format(tongue_of, today))


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise refusal("large-file", limit=MAX_BYTES)
    return path.read_bytes()


def _beside(path: Path) -> dict[str, bytes]:
    """Return the translations that stand beside a questionnaire, by their names."""
    if path.suffix not in (".yaml", ".yml"):
        return {}
    found = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*{path.suffix}"))
    return {one.name: _content(one) for one in found if not one.stem.endswith(".test")}


def _tell(done: Converted, path: Path, output: Path) -> None:
    for loss in done.read:
        click.echo(loss.line(str(path)), err=True)
    for loss in done.written:
        click.echo(loss.line(str(output)), err=True)
    fates = [loss.fate for loss in (*done.read, *done.written)]
    told = ", ".join(f"{fates.count(fate)} {fate}" for fate in dict.fromkeys(fates)) or "nothing lost"
    click.echo(f"{output}: {counted(done.form)}; {told}.", err=True)

"""Commands of the translator: what is missing, and the way out to a translator's tool and back."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click

from survey_app.cli.refusing import refuse
from survey_app.cli.writing import write_all
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.problems import Severity
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.translations import workbooks, xliff
from survey_app.questionnaire.translations.checking import told
from survey_app.questionnaire.translations.exchange import ExchangeRefused, job_of, taken
from survey_app.questionnaire.translations.files import language_of, translation_file, translations_beside
from survey_app.questionnaire.translations.model import Standing, Translation, Wording
from survey_app.questionnaire.translations.offering import is_offered
from survey_app.questionnaire.translations.reading import TranslationReading, read_translation
from survey_app.questionnaire.translations.texts import Key, mark_of, texts_of
from survey_app.questionnaire.translations.writing import filled, new_file, without

_FILE = click.Path(path_type=Path)
_FORMATS = {".xlf": xliff, ".xliff": xliff, ".xlsx": workbooks}
INCOMPLETE = 1  # the status when a language lacks something


@dataclass(frozen=True)
class _Work:
    """Hold a questionnaire with its translation into one language, which may not be written yet."""

    path: Path
    questionnaire: Questionnaire
    texts: dict[Key, str]
    language: str

    @property
    def file(self) -> Path:
        return translation_file(self.path, self.language)

    def source(self) -> bytes:
        return (
            self.file.read_bytes() if self.file.exists() else new_file(self.questionnaire.name, self.language)
        )

    def reading(self, source: bytes) -> TranslationReading:
        return read_translation(source, self.questionnaire.name, self.texts)

    def translation(self, source: bytes) -> Translation:
        """Return what the file says; print what keeps it from being used, and end."""
        reading = self.reading(source)
        if reading.translation is None:
            refuse("\n".join(found.line(str(self.file)) for found in reading.problems))
        return reading.translation


def _work(path: Path, language: str) -> _Work:
    compiled = read(path.read_bytes()).compiled
    if compiled is None:
        refuse(f"{path} has errors. Run “survey-app check {path}” first.")
    questionnaire = compiled.questionnaire
    if not _is_language(language):
        refuse(f"“{language}” is no language code. Write one such as fi or pt-BR.", 2)
    if language == questionnaire.language:
        refuse(f"{path} is in “{language}” itself. Name another language.", 2)
    return _Work(path, questionnaire, texts_of(questionnaire), language)


def _is_language(language: str) -> bool:
    return language_of(Path(f"name.{language}.yaml")) is not None


@click.group()
def translate() -> None:
    """Translate a questionnaire; its translations stand beside it, NAME.fi.yaml beside NAME.yaml."""


@translate.command()
@click.argument("path", type=_FILE)
@click.argument("languages", nargs=-1, required=True)
@click.option("--confirm", is_flag=True, help="Take texts whose source has changed as right all the same.")
@click.option("--tidy", is_flag=True, help="Take out entries that the questionnaire does not know.")
def extract(path: Path, languages: tuple[str, ...], confirm: bool, tidy: bool) -> None:
    """Write a file for each language, or add what it lacks; what is there stays, with comments and order."""
    for language in languages:
        work = _work(path, language)
        source = work.source()
        reading = work.reading(source)
        translation = work.translation(source)
        if tidy:
            unknown = [found.place for found in reading.problems if found.code == "unknown-text"]
            source = without(source, [key for key, at in reading.tree.keys.items() if at in unknown])  # type: ignore[misc]
        wordings = _to_write(work, Standing(work.texts, translation), confirm=confirm)
        write_all({work.file: filled(source, work.texts, wordings)})
        lacking = len(Standing(work.texts, translation).missing)
        click.echo(f"{work.file}: {len(work.texts)} texts, {lacking} to translate.")


def _to_write(work: _Work, standing: Standing, *, confirm: bool) -> dict[Key, Wording | None]:
    """Return room for what is missing, marks for what has none, and for what is confirmed."""
    unmarked = {key for key, wording in standing.translation.wordings.items() if wording.mark is None}
    marked = unmarked | (set(standing.stale) if confirm else set())
    return {
        key: Wording(standing.translation.wordings[key].text, mark_of(text)) if key in marked else None
        for key, text in work.texts.items()
        if key in marked or key not in standing.translation.wordings
    }


@translate.command()
@click.argument("path", type=_FILE)
@click.option("--list", "listed", is_flag=True, help="List every missing and stale text.")
def status(path: Path, listed: bool) -> None:
    """Tell how complete each translation is. Exits 1 when one lacks something and is to be complete."""
    sources, lacking = translations_beside(path), False
    if not sources:
        click.echo(f"{path} has no translations yet. Begin one with: survey-app translate extract {path} fi")
    for language, source in sources.items():
        work = _work(path, language)
        reading, translation = work.reading(source), work.translation(source)
        standing = Standing(work.texts, translation)
        right = not any(found.severity is Severity.ERROR for found in reading.problems)
        complete = standing.complete and right
        offered = is_offered(work.questionnaire, language, complete=complete)
        lacking = lacking or not (complete or language in work.questionnaire.languages)
        done = len(work.texts) - len(standing.missing) - len(standing.stale)
        click.echo(
            f"{language}: {done} of {len(work.texts)} texts, {len(standing.missing)} missing,"
            f" {len(standing.stale)} stale; {'offered' if offered else 'not offered'} to respondents."
        )
        if listed:
            _list(standing)
    sys.exit(INCOMPLETE if lacking else 0)


def _list(standing: Standing) -> None:
    for word, keys in (("missing", standing.missing), ("stale", standing.stale)):
        for key in keys:
            click.echo(f"  {word}: {told(key)}: “{' '.join(standing.texts[key].split())[:80]}”")


@translate.command("export")
@click.argument("path", type=_FILE)
@click.argument("language")
@click.option("-o", "--output", required=True, type=_FILE, help="Where it goes: FILE.xlf or FILE.xlsx.")
def export_texts(path: Path, language: str, output: Path) -> None:
    """Write all texts for a translator: XLIFF 2.1 for translation tools, XLSX for everybody else."""
    form = _format(output)
    work = _work(path, language)
    standing = Standing(work.texts, work.translation(work.source()))
    job = job_of(work.questionnaire.name, work.questionnaire.language, standing)
    output.write_bytes(form.written(job))
    click.echo(f"{output}: {len(job.units)} texts, {len(standing.missing)} to translate.")


@translate.command("import")
@click.argument("path", type=_FILE)
@click.argument("language")
@click.argument("returned", type=_FILE)
def import_texts(path: Path, language: str, returned: Path) -> None:
    """Take over what a translator sent back; what was not touched stays as it is."""
    form = _format(returned)
    work = _work(path, language)
    source = work.source()
    translation = work.translation(source)
    try:
        units = form.read_units(returned.read_bytes(), work.questionnaire.name, language)
    except ExchangeRefused as refused:
        refuse(f"{returned}: {refused}")
    found = taken(units, work.texts, translation)
    for key in found.unknown:
        click.echo(f"{returned}: the questionnaire has no text “{'/'.join(key)}”; it is left out.", err=True)
    if found.wordings:
        write_all({work.file: filled(source, work.texts, found.wordings)})
    click.echo(f"{work.file}: {len(found.wordings)} texts taken over.")


def _format(path: Path) -> ModuleType:
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        refuse(f"{path}: write and read .xlf (XLIFF) or .xlsx. Choose one of these endings.", 2)
    return form

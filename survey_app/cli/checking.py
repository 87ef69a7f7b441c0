"""What there is to say about one file that a designer checks: a questionnaire, its tests, a translation."""

from collections.abc import Sequence
from pathlib import Path

from survey_app.answers.walks import read_walks
from survey_app.questionnaire.problems import Place, Problem, Severity
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.translations.checking import Beside, check_translations
from survey_app.questionnaire.translations.files import (
    TESTS,
    language_of,
    translated_file,
    translations_beside,
)
from survey_app.questionnaire.yaml_text import read_yaml

Found = tuple[Path, Problem]


def is_beside(path: Path) -> bool:
    """Tell whether a file stands beside a questionnaire and is none itself."""
    return path.name.endswith(TESTS) or language_of(path) is not None


def problems_of(path: Path, source: bytes) -> Sequence[Found]:
    """Check a file; a questionnaire with the translations beside it."""
    if path.name.endswith(TESTS):
        return [(path, found) for found in _of_tests(path, source)]
    if language_of(path) is not None:
        return _of_translation(path)
    reading = read(source)
    found = [(path, one) for one in reading.problems]
    if reading.compiled is None:
        return found
    beside = Beside(path.name, translations_beside(path))
    checked = check_translations(reading.compiled, read_yaml(source), beside)
    return [*found, *((path.with_name(name), one) for name, one in checked)]


def _of_tests(path: Path, source: bytes) -> Sequence[Problem]:
    tested = path.with_name(path.name.removesuffix(TESTS) + ".yaml")
    try:
        compiled = read(tested.read_bytes()).compiled
    except OSError:
        compiled = None
    return [_unread("tests", tested)] if compiled is None else read_walks(source, compiled).problems


def _of_translation(path: Path) -> Sequence[Found]:
    """Check one translation: what is wrong in it, and what of its questionnaire it lacks."""
    of, language = translated_file(path), str(language_of(path))
    try:
        source = of.read_bytes()
    except OSError:
        return [(path, _unread("translates", of))]
    compiled = read(source).compiled
    if compiled is None:
        return [(path, _unread("translates", of))]
    beside = Beside(of.name, {language: path.read_bytes()})
    checked = check_translations(compiled, read_yaml(source), beside)
    return [
        (of.with_name(name), found)
        for name, found in checked
        if found.code not in ("no-file", "own-language")
    ]


def _unread(what: str, of: Path) -> Problem:
    message = f"The questionnaire that this {what}, {of.name}, cannot be read. Check that one first."
    return Problem(Place(1, 1), Severity.ERROR, "untested", message)

"""The files beside a questionnaire: NAME.test.yaml holds its tests, NAME.fi.yaml a translation."""

import re
from collections.abc import Mapping
from pathlib import Path

from survey_app.questionnaire.translations.reading import LANGUAGE
from survey_app.questionnaire.yaml_text import read_yaml

TESTS = ".test.yaml"
_NAMED = re.compile(rf"(?P<name>[^.]+)\.(?P<language>{LANGUAGE})\.yaml")


def language_of(path: Path) -> str | None:
    """Return the language of a translation file by its name, None for any other file."""
    found = _NAMED.fullmatch(path.name)
    return found["language"] if found else None


def translated_file(path: Path) -> Path:
    """Return the questionnaire's file that a translation file stands beside."""
    return path.with_name(f"{path.name.split('.', 1)[0]}.yaml")


def translation_file(path: Path, language: str) -> Path:
    """Return where the translation of a questionnaire's file stands."""
    return path.with_name(f"{path.stem}.{language}.yaml")


def translations_beside(path: Path) -> Mapping[str, bytes]:
    """Return the translation files beside a questionnaire's file, by language."""
    found = {language_of(other): other for other in sorted(path.parent.glob(f"{path.stem}.*.yaml"))}
    return {
        language: other.read_bytes()
        for language, other in found.items()
        if language is not None and translated_file(other) == path
    }


def usable_translations(path: Path) -> dict[str, str]:
    """Return the texts of the translation files beside a questionnaire; one that is no text is left out."""
    found = {}
    for language, source in translations_beside(path).items():
        if not read_yaml(source).problems:
            found[language] = source.decode("utf-8-sig")
    return found

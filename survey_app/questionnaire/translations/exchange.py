"""What travels to translators and back: each text with its source, its translation and its state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey_app.questionnaire.translations.model import Standing, Translation, Wording
from survey_app.questionnaire.translations.texts import Key, mark_of


class State(StrEnum):
    """Say whether a text is still to be translated, was translated from another source, or is right."""

    MISSING = "missing"
    STALE = "stale"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold one text as a translator sees it."""

    key: Key
    source: str
    target: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Job:
    """Hold all texts of a questionnaire for one language."""

    name: str
    source_language: str
    language: str
    units: tuple[Unit, ...]


class ExchangeRefused(ValueError):  # noqa: N818 - it names the file, as its callers do
    """Raised when a translator's file cannot be read; its message has the cause and a remedy."""


def job_of(name: str, source_language: str, standing: Standing) -> Job:
    """Return what a translator gets."""
    stale, translation = frozenset(standing.stale), standing.translation
    units = []
    for key, source in standing.texts.items():
        wording = translation.wordings.get(key)
        state = State.MISSING if wording is None else State.STALE if key in stale else State.CURRENT
        units.append(Unit(key, source, wording.text if wording else None, state))
    return Job(name, source_language, translation.language, tuple(units))


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold what a returned file changes, and the keys in it that the questionnaire does not know."""

    wordings: Mapping[Key, Wording]
    unknown: tuple[Key, ...]


def taken(units: Iterable[Unit], texts: Mapping[Key, str], translation: Translation) -> Taken:
    """Return the wordings that a translator wrote or confirmed; what came back untouched is left as it is.

    Each carries the mark of the source that the translator saw: if that has changed meanwhile, it is stale.
    """
    wordings: dict[Key, Wording] = {}
    unknown = []
    for unit in units:
        known = translation.wordings.get(unit.key)
        if unit.key not in texts:
            unknown.append(unit.key)
        elif unit.target is None or not unit.target.strip():
            continue  # an empty field takes no translation away
        elif known is None or known.text != unit.target:
            wordings[unit.key] = Wording(unit.target, mark_of(unit.source))
        elif unit.state is State.CURRENT and known.mark not in (None, mark_of(unit.source)):
            wordings[unit.key] = Wording(unit.target, mark_of(unit.source))  # confirmed as it was
    return Taken(wordings, tuple(unknown))

"""A translation of a questionnaire, and what it lacks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from survey_app.questionnaire.translations.texts import Key, mark_of

_PIPED = re.compile(r"\$\{\s*([^}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold one translated text and the mark of the source that it was made from, None where there is none."""

    text: str
    mark: str | None = None


@dataclass(frozen=True)
class Translation:
    """Hold the texts of one language by their keys; a key without text is left out."""

    language: str
    wordings: Mapping[Key, Wording] = field(default_factory=dict)


def piped(text: str) -> frozenset[str]:
    """Return the names whose answers a text says."""
    return frozenset(_PIPED.findall(text))


@dataclass(frozen=True)
class Standing:
    """Say how a translation stands to the questionnaire's texts of now."""

    texts: Mapping[Key, str]
    translation: Translation

    @cached_property
    def missing(self) -> tuple[Key, ...]:
        """Return what is not translated, in the order of the file."""
        return tuple(key for key in self.texts if key not in self.translation.wordings)

    @cached_property
    def stale(self) -> tuple[Key, ...]:
        """Return what was translated from another source text than that of now."""
        return tuple(
            key for key, wording in self._kept() if wording.mark not in (None, mark_of(self.texts[key]))
        )

    @cached_property
    def differing(self) -> tuple[Key, ...]:
        """Return what says other answers, in ${}, than its source."""
        return tuple(key for key, wording in self._kept() if piped(wording.text) != piped(self.texts[key]))

    def _kept(self) -> list[tuple[Key, Wording]]:
        kept = self.translation.wordings
        return [(key, kept[key]) for key in self.texts if key in kept]

    @property
    def complete(self) -> bool:
        """Say whether every text is translated from what the questionnaire says now."""
        return not (self.missing or self.stale or self.differing)

    @property
    def words(self) -> dict[Key, str]:
        """Return the translated texts; one that would say other answers is left out."""
        wrong = frozenset(self.differing)
        return {key: wording.text for key, wording in self._kept() if key not in wrong}

"""Findings about a questionnaire file: where, how bad, and in the words of the catalogue."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from survey_app.questionnaire.messages import CATALOGUE, Severity

__all__ = ["CATALOGUE", "MAX_TOLD", "Place", "Problem", "Severity", "near", "problem", "short"]

MAX_TOLD = 50  # findings of one file at a time: nobody mends more before reading it again
_ALIKE = 3  # names whose lengths differ more are not compared
_LISTED = 20  # names told where none is near
_COMPARED = 150  # alike names compared with one: each costs 20 µs


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Hold a place in a file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one finding: where, how bad, the cause and the remedy in one message."""

    place: Place
    severity: Severity
    code: str
    message: str

    def line(self, path: str) -> str:
        """Return the finding as `file:line:column: severity: message`."""
        return f"{path}:{self.place.line}:{self.place.column}: {self.severity}: {self.message}"


_QUOTED = frozenset({"what", "key", "value", "name", "tag", "list", "label", "page", "group"})


def problem(code: str, place: Place, **words: Any) -> Problem:
    """Return the finding of this code, its cause and remedy filled in; what a file writes is shortened."""
    severity, cause, remedy = CATALOGUE[code]
    words = {key: short(word) if key in _QUOTED else word for key, word in words.items()}
    return Problem(place, severity, code, f"{cause.format(**words)} {remedy.format(**words)}".strip())


def short(word: Any) -> Any:
    """Return what a file writes, short enough to stand in a sentence."""
    return f"{word[:57]}…" if isinstance(word, str) and len(word) > 60 else word


def near(name: str, known: Collection[str], what: str = "One of") -> str:
    """Return a remedy that names the nearest known name, or the known names when none is near."""
    alike = [entry for entry in known if abs(len(entry) - len(name)) <= _ALIKE]
    close = get_close_matches(name, alike[:_COMPARED], n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    listed = ", ".join(f"“{entry}”" for entry in sorted(known)[:_LISTED])
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"{what}: {listed}{more}." if known else "There is none to choose from yet."

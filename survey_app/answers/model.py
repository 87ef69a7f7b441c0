"""An answer sheet and its history, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# What an answer is once read: JSON's own types, so that it is stored as it is. Decimals and dates are
# their exact text ("12.50", "2027-03-08"); empty is None or absent, never 0, False or "".
Value = str | int | bool | list[str] | dict[str, str] | dict[str, int] | dict[str, object] | None


class SheetStatus(StrEnum):
    """Say whether a sheet is still being filled in or signed off."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold one answer with its author, its time and the sheet's revision that it came with."""

    value: Value
    author: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a city's one answer sheet; revision grows by one with every save."""

    id: int
    invitation_id: int
    version_id: int
    status: SheetStatus
    revision: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    updated_at: datetime | None = None
    submitted_at: datetime | None = None
    submitted_by: str | None = None

    def values(self) -> dict[str, Value]:
        """Return the answers' values by question name."""
        return {name: answer.value for name, answer in self.answers.items()}


class ChangeKind(StrEnum):
    """Say what kind of entry stands in a sheet's history."""

    SAVE = "save"  # changed answers were stored
    CONFLICT = "conflict"  # somebody's answers met newer ones of a colleague; kept here until chosen
    SUBMIT = "submit"
    REOPEN = "reopen"
    LOAD = "load"  # answers came from a file
    CARRY = "carry"  # the sheet moved on to another version of its questionnaire


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one entry of a sheet's history; changes maps question to its old and new value."""

    revision: int
    at: datetime
    author: str
    kind: ChangeKind
    changes: Mapping[str, tuple[Value, Value]]

"""What is renamed, and how."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Say what is renamed."""

    QUESTION = "question"
    LIST = "list"
    CHOICE = "choice"


@dataclass(frozen=True)
class Target:
    """Hold what is renamed: for a choice with the list that it stands in."""

    what: What
    old: str
    new: str
    list_name: str = ""

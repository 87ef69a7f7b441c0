"""Which part of a new version is which part of the old one: by name, or by what `renamed_from` says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import Choice, QuestionBase


class Named(Protocol):
    """A question or a choice."""

    @property
    def name(self) -> str:
        """The stable name."""

    @property
    def renamed_from(self) -> str | None:
        """The name in an earlier version."""


T = TypeVar("T", bound=Named)


@dataclass(frozen=True)
class Pairs(Generic[T]):
    """Hold what two versions share as (old, new), and what only one of them has; each in its own order."""

    both: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the new name of every old one that still exists."""
        return {old.name: new.name for old, new in self.both}


def pairs(old: Sequence[T], new: Sequence[T]) -> Pairs[T]:
    """Match two versions of a list of questions or choices; each entry has at most one partner."""
    before = {entry.name: entry for entry in old}
    partner: dict[str, str] = {}  # new name -> old name
    for name, source in _renamed(before, new).items():
        if source not in partner.values():
            partner[name] = source
    taken = set(partner.values())
    for entry in new:
        if entry.name in before and entry.name not in taken and entry.name not in partner:
            partner[entry.name] = entry.name
    found = set(partner.values())
    return Pairs(
        tuple((before[partner[entry.name]], entry) for entry in new if entry.name in partner),
        tuple(entry for entry in old if entry.name not in found),
        tuple(entry for entry in new if entry.name not in partner),
    )


def _renamed(before: dict[str, T], new: Sequence[T]) -> dict[str, str]:
    """Return the old name of every entry that was renamed between the two versions.

    `renamed_from` stays in a file for good, so it also stands where the renaming is long past. It counts when
    the entry's own name is new, or when the entry that had this name is itself renamed: a swap, a shift.
    """
    said = {
        entry.name: entry.renamed_from
        for entry in new
        if entry.renamed_from in before and entry.renamed_from != entry.name
    }
    while True:
        stale = [name for name in said if name in before and not _vacated(name, said, new)]
        if not stale:
            return {name: source for name, source in said.items() if source is not None}
        for name in stale:
            del said[name]


def _vacated(name: str, said: Mapping[str, str | None], new: Sequence[T]) -> bool:
    """Tell whether another entry takes over what a name meant, and nobody keeps what this one comes from."""
    taken_over = any(source == name for other, source in said.items() if other != name)
    kept = any(entry.name == said[name] and entry.name not in said for entry in new)
    return taken_over and not kept


def question_pairs(old: Questionnaire, new: Questionnaire) -> Pairs[QuestionBase]:
    """Match the questions of two versions."""
    return pairs(list(old.questions()), list(new.questions()))


def every_pair(old: Questionnaire, new: Questionnaire) -> Pairs[QuestionBase]:
    """Match the questions of two versions, those inside tables and repeats too."""
    return pairs(list(old.every.values()), list(new.every.values()))


def choice_pairs(old: Questionnaire, old_list: str, new: Questionnaire, new_list: str) -> Pairs[Choice]:
    """Match the entries of a list in each of two versions; a list that is not there has none."""
    return pairs(old.lists.get(old_list, ()), new.lists.get(new_list, ()))

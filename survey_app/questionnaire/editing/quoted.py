"""Which quoted texts of the expressions name a choice of a list.

The checker of expressions knows: it is asked about a questionnaire in which the choice has a name that nobody
wrote. Every text that it then does not know is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.editing.references import expressions
from survey_app.questionnaire.editing.words import Swap, occurrences
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Literal, Reference, walk
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import Part
from survey_app.questionnaire.yaml_text import Path

_FIELDS = {
    "pages": "pages",
    "questions": "items",
    "columns": "asked",
}  # keys of a file -> where the model keeps them
_UNKNOWN = frozenset({"unknown-choice", "unknown-row"})


@dataclass(frozen=True, slots=True)
class Named:
    """Hold where a choice's name is quoted: for this list, for another one that has it too, or for either."""

    here: frozenset[Swap]
    elsewhere: frozenset[Swap]
    either: frozenset[Swap]


def naming(questionnaire: Questionnaire, list_name: str, choice: str) -> Named:
    """Return the places in expressions where a choice of a list is named."""
    here = _unknown_without(questionnaire, {list_name}, choice)
    others = {
        name
        for name, entries in questionnaire.lists.items()
        if name != list_name and any(entry.name == choice for entry in entries)
    }
    if not others:
        return Named(here, frozenset(), frozenset())
    elsewhere = _unknown_without(questionnaire, others, choice)
    all_of_them = _unknown_without(questionnaire, {list_name, *others}, choice)
    return Named(here, elsewhere, all_of_them - here - elsewhere)


def left_as_text(questionnaire: Questionnaire, list_name: str, choice: str, named: Named) -> Iterator[Swap]:
    """Yield quoted texts with the choice's name that are tied to no list, where a question of it is asked."""
    users = {question.name for question in questionnaire.every.values() if list_name in question.lists()}
    for path, text in expressions(questionnaire):
        tree = read(text, Findings(text)).tree
        parts = [part for part, _ in walk(tree)] if tree else []
        own = path[-1] == "constraint" and getattr(_at(questionnaire, path[:-1]), "name", "") in users
        if not own and not any(isinstance(part, Reference) and part.name in users for part in parts):
            continue
        for part in parts:
            if isinstance(part, Literal) and isinstance(part.value, str):
                for place in occurrences(choice, part.value):
                    swap = Swap(path, part.offset + 1 + place)
                    if swap not in named.here | named.elsewhere:
                        yield swap


def _unknown_without(questionnaire: Questionnaire, lists: set[str], choice: str) -> frozenset[Swap]:
    """Return the places of the choice's name that are unknown once the lists have it no more."""
    hidden = "\0" * len(choice)  # as long as the name, so that every place stays where it is
    changed = _without(questionnaire, lists, choice, hidden)
    found: set[Swap] = set()
    while True:
        _, bad = compile_questionnaire(changed)
        new = {Swap(one.path, one.finding.offset + 1) for one in bad if one.finding.code in _UNKNOWN} - found
        if not new:
            return frozenset(found)
        found |= new
        for swap in new:
            changed = _hiding(changed, swap, hidden)


def _without(questionnaire: Questionnaire, lists: set[str], choice: str, hidden: str) -> Questionnaire:
    renamed = {
        name: tuple(
            entry.model_copy(update={"name": hidden}) if name in lists and entry.name == choice else entry
            for entry in entries
        )
        for name, entries in questionnaire.lists.items()
    }
    return questionnaire.changed(lists=renamed)


def _at(questionnaire: Questionnaire, path: Path) -> Part:
    found: Any = questionnaire
    for step in path:
        found = getattr(found, _FIELDS[step]) if isinstance(step, str) else found[step]
    part: Part = found
    return part


def _hiding(questionnaire: Questionnaire, swap: Swap, hidden: str) -> Questionnaire:
    """Return the questionnaire with the name at one place hidden too."""
    *owner_path, key = swap.path
    owner = _at(questionnaire, tuple(owner_path))
    text = getattr(owner, str(key))
    text = f"{text[: swap.offset]}{hidden}{text[swap.offset + len(hidden) :]}"
    found: Questionnaire = _replaced(questionnaire, tuple(owner_path), owner.changed(**{str(key): text}))
    return found


def _replaced(owner: Any, path: Path, part: Part) -> Any:
    """Return a part of the questionnaire with another part in one place inside it."""
    if not path:
        return part
    key, place, *rest = path
    field, place = _FIELDS[str(key)], int(place)
    held = list(getattr(owner, field))
    held[place] = _replaced(held[place], tuple(rest), part)
    return owner.changed(**{field: tuple(held)})

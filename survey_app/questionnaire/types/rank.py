"""All entries of a list, put into order."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Identifier, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty

_ONCE = Phrase("Put each entry of the list into the order once.")


class RankQuestion(QuestionBase):
    """All choices of a list put into order, the most important first."""

    type: Literal["rank"]
    choices: Identifier = Field(description="The list that is put into order")

    grouped: ClassVar[bool] = True

    def lists(self) -> tuple[str, ...]:
        return (self.choices,)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.RANK, frozenset(self._names(lists)))

    def _names(self, lists: Lists) -> list[str]:
        return [choice.name for choice in lists[self.choices]]

    def read(self, raw: Any, lists: Lists) -> list[str] | None:
        """Read {choice: place} as the form sends it, or a list in order; its end may be missing, no place."""
        if is_empty(raw):
            return None
        names = self._names(lists)
        ordered = self._by_places(raw, names) if isinstance(raw, dict) else raw
        if (
            not isinstance(ordered, (list, tuple))
            or any(not isinstance(name, str) or name not in names for name in ordered)
            or len(set(ordered)) != len(ordered)
        ):
            raise Unreadable(Fault(self.name, _ONCE))
        return list(ordered) or None

    def _by_places(self, raw: dict[Any, Any], names: list[str]) -> list[str]:
        faults, holders = [], dict[int, str]()
        for name in [*names, *(name for name in raw if name not in names)]:
            given = raw.get(name)
            if is_empty(given) or (isinstance(given, str) and not given.strip()):
                continue
            place = _place(given)
            if name not in names:
                faults.append(Fault(self.name, _ONCE))
            elif place is None or not 1 <= place <= len(names):
                faults.append(
                    Fault(self.name, Phrase("Write a place from 1 to {count}.", count=len(names)), name)
                )
            elif place in holders:
                message = Phrase("Place {place} is given twice; choose another.", place=place)
                faults.append(Fault(self.name, message, name))
            else:
                holders[place] = name
        for place in range(1, max(holders, default=0)):
            if place not in holders and not faults:
                message = Phrase("Nothing has place {place}; leave no place out.", place=place)
                faults.append(Fault(self.name, message))
        if faults:
            raise Unreadable(*faults)
        return [holders[place] for place in sorted(holders)]

    def operand(self, value: Any) -> Any:
        return None if value is None else tuple(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        labels = {choice.name: choice.label for choice in lists[self.choices]}
        return [(None, f"{place}. {labels.get(name, name)}") for place, name in enumerate(value or (), 1)]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(choice.name, choice.label, numeric=True) for choice in lists[self.choices]]

    def cells(self, value: Any, lists: Lists) -> Sequence[int | None]:
        places = {name: place for place, name in enumerate(value or (), 1)}
        return [places.get(name) for name in self._names(lists)]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        if not value:
            return [None]
        return [name for name in self._names(lists) if name not in value]


def _place(raw: Any) -> int | None:
    if isinstance(raw, str):
        text = raw.strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None

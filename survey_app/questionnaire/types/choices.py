"""Questions answered from a list: one, several, or all in order.

An answer is the chosen name (or names). Where the question also takes "other" or comments, the answer is
always a record: {"chosen": ..., "other": text, "comment": text} or {"chosen": [...], "comments": {name: text}}.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.types.base import Column, Identifier, Label, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, clean_text

OTHER = "other"
COMMENT_LIMIT = 2_000


class _FromList(QuestionBase):
    choices: Identifier = Field(description="The list that the choices stand in")
    other: bool | Label = Field(False, description='Offer "Other, please say", or your own words for it')

    grouped: ClassVar[bool] = True

    @property
    def other_label(self) -> str:
        """Return the words beside the choice "other"."""
        return self.other if isinstance(self.other, str) else "Other, please say"

    def lists(self) -> tuple[str, ...]:
        return (self.choices,)

    def names(self, lists: Lists) -> list[str]:
        """Return every name that can be chosen, "other" last."""
        return [choice.name for choice in lists[self.choices]] + ([OTHER] if self.other else [])

    def label_of(self, name: str, lists: Lists) -> str:
        """Return the label of a choice, its name when the list no longer has it."""
        if name == OTHER and self.other:
            return self.other_label
        return next((choice.label for choice in lists[self.choices] if choice.name == name), name)

    def _known(self, name: Any, lists: Lists) -> str:
        if not isinstance(name, str) or name not in self.names(lists):
            raise Unreadable(Fault(self.name, "Choose from the list."))
        return name


class SelectOneQuestion(_FromList):
    """One choice from a list; `appearance: minimal` shows a drop-down."""

    type: Literal["select_one"]
    appearance: Literal["minimal"] | None = None
    comment: Label | None = Field(None, description="Label of a text field that goes with the choice")
    default: Identifier | None = None

    @property
    def is_record(self) -> bool:
        """Say whether the answer carries texts beside the choice."""
        return bool(self.other or self.comment)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.CHOICE, frozenset(self.names(lists)))

    def read(self, raw: Any, lists: Lists) -> Any:
        record = raw if isinstance(raw, dict) else {"chosen": raw}
        chosen = record.get("chosen") or None
        chosen = None if chosen is None else self._known(chosen, lists)
        if not self.is_record:
            return chosen
        comment = clean_text(record.get("comment"), self.name, COMMENT_LIMIT, "comment")
        other = clean_text(record.get("other"), self.name, COMMENT_LIMIT, OTHER)
        value = {"chosen": chosen, "other": other if chosen == OTHER else None, "comment": comment}
        kept = {key: part for key, part in value.items() if part is not None}
        return kept or None

    def operand(self, value: Any) -> Any:
        return value.get("chosen") if isinstance(value, dict) else value

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        chosen = self.operand(value)
        words = [] if chosen is None else [self.label_of(chosen, lists)]
        if isinstance(value, dict):
            if value.get("other"):
                words = [value["other"]]
            words += [value["comment"]] if value.get("comment") else []
        return [(None, " – ".join(words))] if words else []

    def columns(self, lists: Lists) -> Sequence[Column]:
        extra = [Column("other", self.other_label)] if self.other else []
        return [Column(), *extra, *([Column("comment", self.comment)] if self.comment else [])]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        record = value if isinstance(value, dict) else {}
        extra = [record.get("other")] if self.other else []
        return [self.operand(value), *extra, *([record.get("comment")] if self.comment else [])]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        chosen = self.operand(value)
        if chosen is None:
            return [None]
        return [OTHER] if chosen == OTHER and self.other and not value.get("other") else []


class SelectMultipleQuestion(_FromList):
    """Several choices from a list."""

    type: Literal["select_multiple"]
    least: int | None = Field(None, ge=1)
    most: int | None = Field(None, ge=1)
    none_of_these: Identifier | None = Field(None, description="A choice that excludes all others")
    comments: bool = Field(False, description="Each ticked choice takes a comment")

    fits: ClassVar[frozenset[str]] = frozenset({"languages", "prefers", "refuses"})

    @model_validator(mode="after")
    def _bounds(self) -> "SelectMultipleQuestion":
        if self.least and self.most and self.least > self.most:
            raise ValueError(f"`least` ({self.least}) is more than `most` ({self.most}); swap them")
        return self

    @property
    def is_record(self) -> bool:
        """Say whether the answer carries texts beside the choices."""
        return bool(self.other or self.comments)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.CHOICES, frozenset(self.names(lists)))

    def read(self, raw: Any, lists: Lists) -> Any:
        record = raw if isinstance(raw, dict) else {"chosen": raw}
        ticked = record.get("chosen") or []
        if isinstance(ticked, str):
            ticked = [ticked]
        known = {self._known(name, lists) for name in ticked}
        chosen = [name for name in self.names(lists) if name in known]
        self._bounded(chosen)
        if not self.is_record:
            return chosen or None
        if not chosen:
            return None
        other = clean_text(record.get("other"), self.name, COMMENT_LIMIT, OTHER) if OTHER in chosen else None
        comments = self._comments(record.get("comments"), chosen) if self.comments else None
        value = {"chosen": chosen, "other": other, "comments": comments}
        return {key: part for key, part in value.items() if part}

    def _comments(self, raw: Any, chosen: list[str]) -> dict[str, str]:
        given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
        texts = {name: clean_text(given.get(name), self.name, COMMENT_LIMIT, name) for name in chosen}
        return {name: text for name, text in texts.items() if text}

    def _bounded(self, chosen: list[str]) -> None:
        if self.none_of_these in chosen and len(chosen) > 1:
            raise Unreadable(
                Fault(self.name, "“None of these” cannot stand beside another choice; untick one of them.")
            )

    def count_fault(self, value: Any) -> Fault | None:
        """Return what is wrong with the number of ticks, None when nothing is."""
        ticks = len(self.operand(value) or ())
        if self.most and ticks > self.most:
            return Fault(self.name, f"Choose at most {self.most}; untick {ticks - self.most}.")
        if self.least and 0 < ticks < self.least and self.none_of_these not in self.operand(value):
            return Fault(self.name, f"Choose at least {self.least}; tick {self.least - ticks} more.")
        return None

    def operand(self, value: Any) -> Any:
        if value is None:
            return None
        return tuple(value["chosen"]) if isinstance(value, dict) else tuple(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        record: dict[str, Any] = value if isinstance(value, dict) else {}
        words = []
        for name in self.operand(value) or ():
            label = record.get("other") or self.other_label if name == OTHER else self.label_of(name, lists)
            comment = record.get("comments", {}).get(name)
            words.append(f"{label} – {comment}" if comment else label)
        return [(None, word) for word in words]

    def columns(self, lists: Lists) -> Sequence[Column]:
        ticks = [Column(name, self.label_of(name, lists), numeric=True) for name in self.names(lists)]
        extra = [Column("other.text", self.other_label)] if self.other else []
        texts = [Column(f"{c.suffix}.comment", f"{c.title}: comment") for c in ticks] if self.comments else []
        return [*ticks, *extra, *texts]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | None]:
        names = self.names(lists)
        record: dict[str, Any] = value if isinstance(value, dict) else {}
        chosen = self.operand(value)
        ticks: list[str | int | None] = [None if chosen is None else int(name in chosen) for name in names]
        extra = [record.get("other")] if self.other else []
        comments = record.get("comments", {})
        return [*ticks, *extra, *([comments.get(name) for name in names] if self.comments else [])]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        chosen = self.operand(value)
        if not chosen:
            return [None]
        lacks_words = OTHER in chosen and self.other and not value.get("other")
        return [OTHER] if lacks_words else []


class RankQuestion(QuestionBase):
    """All choices of a list put into order, the most important first."""

    type: Literal["rank"]
    choices: Identifier = Field(description="The list that is put into order")

    grouped: ClassVar[bool] = True

    def lists(self) -> tuple[str, ...]:
        return (self.choices,)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.RANK, frozenset(choice.name for choice in lists[self.choices]))

    def read(self, raw: Any, lists: Lists) -> list[str] | None:
        """Read {choice: place} as the form sends it, or a list in order; both may be incomplete."""
        if not raw:
            return None
        names = [choice.name for choice in lists[self.choices]]
        if isinstance(raw, list):
            if len(set(raw)) != len(raw) or not set(raw) <= set(names):
                raise Unreadable(Fault(self.name, "Put each entry of the list into the order once."))
            return list(raw)
        places = self._places(raw, names)
        return [name for name, _ in sorted(places.items(), key=lambda pair: pair[1])] or None

    def _places(self, raw: Any, names: list[str]) -> dict[str, int]:
        faults, places = [], {}
        for name in names:
            text = str(raw.get(name) or "").strip()
            if not text:
                continue
            if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(names)):
                faults.append(Fault(self.name, f"Write a place from 1 to {len(names)}.", name))
            elif int(text) in places.values():
                faults.append(Fault(self.name, f"Place {int(text)} is given twice; choose another.", name))
            else:
                places[name] = int(text)
        if faults:
            raise Unreadable(*faults)
        return places

    def operand(self, value: Any) -> Any:
        return None if value is None else tuple(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        labels = {choice.name: choice.label for choice in lists[self.choices]}
        return [(None, f"{place}. {labels.get(name, name)}") for place, name in enumerate(value or (), 1)]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(choice.name, choice.label, numeric=True) for choice in lists[self.choices]]

    def cells(self, value: Any, lists: Lists) -> Sequence[int | None]:
        ranked = value or []
        return [
            ranked.index(choice.name) + 1 if choice.name in ranked else None for choice in lists[self.choices]
        ]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        if not value:
            return [None]
        return [choice.name for choice in lists[self.choices] if choice.name not in value]

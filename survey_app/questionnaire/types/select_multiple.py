"""Several choices from a list."""

from collections.abc import Container, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import ChoiceName, Column, Lists
from survey_app.questionnaire.types.listed import COMMENT_LIMIT, OTHER, ListedQuestion
from survey_app.questionnaire.values import Fault, Unreadable, clean_text, is_empty


class SelectMultipleQuestion(ListedQuestion):
    """Several choices from a list; texts beside a choice go with its tick."""

    type: Literal["select_multiple"]
    least: int | None = Field(None, ge=1)
    most: int | None = Field(None, ge=1)
    none_of_these: ChoiceName | None = Field(None, description="A choice that excludes all others")
    default: tuple[ChoiceName, ...] | None = None
    comments: bool = Field(False, description="Each ticked choice takes a comment")

    fits: ClassVar[frozenset[str]] = frozenset({"languages", "prefers", "refuses"})

    @model_validator(mode="after")
    def _bounds(self) -> "SelectMultipleQuestion":
        if self.least and self.most and self.least > self.most:
            raise ValueError(f"“least” ({self.least}) is more than “most” ({self.most}); swap them")
        return self

    @property
    def is_record(self) -> bool:
        """Say whether the answer carries texts beside the choices."""
        return bool(self.other or self.comments)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.CHOICES, frozenset(self.names(lists)))

    def read(self, raw: Any, lists: Lists) -> Any:
        record = self.record_of(raw, {"other": bool(self.other), "comments": self.comments})
        names = self.names(lists)
        ticked = self._ticked(record.get("chosen"), names)
        chosen = [name for name in names if name in ticked]
        if self.none_of_these in chosen and len(chosen) > 1:
            message = Phrase("“None of these” cannot stand beside another choice; untick one of them.")
            raise Unreadable(Fault(self.name, message))
        if not chosen or not self.is_record:
            return chosen or None
        other = clean_text(record.get("other"), self.name, COMMENT_LIMIT, OTHER) if OTHER in chosen else None
        comments = self._comments(record.get("comments"), chosen)
        value = {"chosen": chosen, "other": other if self.other else None, "comments": comments}
        return {key: part for key, part in value.items() if part}

    def _ticked(self, raw: Any, names: list[str]) -> set[str]:
        given = [] if is_empty(raw) else [raw] if isinstance(raw, str) else raw
        known = frozenset(names)
        if not isinstance(given, (list, tuple)) or any(
            not isinstance(name, str) or name not in known for name in given
        ):
            raise Unreadable(Fault(self.name, Phrase("Choose from the list.")))
        return set(given)

    def _comments(self, raw: Any, chosen: list[str]) -> dict[str, str]:
        if is_empty(raw):
            return {}
        if not isinstance(raw, dict):
            raise Unreadable(Fault(self.name, Phrase("Give the comments by the names of their choices.")))
        texts = {name: clean_text(raw.get(name), self.name, COMMENT_LIMIT, name) for name in chosen}
        return {name: text for name, text in texts.items() if text}

    def count_fault(self, value: Any) -> Fault | None:
        """Return what is wrong with the number of ticks, None when nothing is."""
        chosen = self.operand(value) or ()
        ticks = len(chosen)
        if self.most and ticks > self.most:
            return Fault(self.name, _too_many(self.most, ticks - self.most))
        if self.least and 0 < ticks < self.least and self.none_of_these not in chosen:
            return Fault(self.name, _too_few(self.least, self.least - ticks))
        return None

    def within(self, value: Any, offered: Container[str]) -> Any:
        chosen = [name for name in self.operand(value) or () if name in offered]
        if not isinstance(value, dict) or not chosen:
            return chosen or None
        comments = {name: text for name, text in value.get("comments", {}).items() if name in chosen}
        kept = {**value, "chosen": chosen, "comments": comments}
        return {key: part for key, part in kept.items() if part and (key != "other" or OTHER in chosen)}

    def operand(self, value: Any) -> Any:
        if value is None:
            return None
        return tuple(value["chosen"]) if isinstance(value, dict) else tuple(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        record, words = self.beside(value), []
        for name in self.operand(value) or ():
            said = record.get("other") if name == OTHER else None
            label, comment = said or self.label_of(name, lists), record.get("comments", {}).get(name)
            words.append(f"{label} – {comment}" if comment else label)
        return [(None, word) for word in words]

    def columns(self, lists: Lists) -> Sequence[Column]:
        ticks = [Column(name, self.label_of(name, lists), numeric=True) for name in self.names(lists)]
        extra = [Column("other.text", self.other_label)] if self.other else []
        texts = [Column(f"{c.suffix}.comment", f"{c.title}: comment") for c in ticks] if self.comments else []
        return [*ticks, *extra, *texts]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | None]:
        names, record, chosen = self.names(lists), self.beside(value), self.operand(value)
        ticks: list[str | int | None] = [None if chosen is None else int(name in chosen) for name in names]
        extra = [record.get("other")] if self.other else []
        comments = record.get("comments", {})
        return [*ticks, *extra, *([comments.get(name) for name in names] if self.comments else [])]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        if not self.operand(value):
            return [None]
        return [OTHER] if self.lacks_words(value) else []


def _too_many(most: int, over: int) -> Phrase:
    return Phrase("Choose at most {most}; untick {over}.", most=most, over=over)


def _too_few(least: int, lacking: int) -> Phrase:
    return Phrase("Choose at least {least}; tick {lacking} more.", least=least, lacking=lacking)

"""One choice from a list."""

from collections.abc import Container, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import ChoiceName, Column, Identifier, Label, Lists
from survey_app.questionnaire.types.european_cities import CITIES
from survey_app.questionnaire.types.listed import COMMENT_LIMIT, OTHER, ListedQuestion
from survey_app.questionnaire.values import Fault, Unreadable, clean_text, is_empty


class OneChoiceQuestion(ListedQuestion):
    """Base of the questions that are answered with one choice."""

    comment: Label | None = Field(None, description="Label of a text field that goes with the choice")
    default: ChoiceName | None = None

    @property
    def is_record(self) -> bool:
        """Say whether the answer carries texts beside the choice."""
        return bool(self.other or self.comment)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.CHOICE, frozenset(self.names(lists)))

    def read(self, raw: Any, lists: Lists) -> Any:
        """Read a name, or a record; words for "other" choose it where nothing else is chosen."""
        record = self.record_of(raw, {"other": bool(self.other), "comment": bool(self.comment)})
        chosen = self._chosen(record.get("chosen"), lists)
        if not self.is_record:
            return chosen
        comment = clean_text(record.get("comment"), self.name, COMMENT_LIMIT, "comment")
        other = clean_text(record.get("other"), self.name, COMMENT_LIMIT, OTHER)
        if chosen is None and other is not None:
            chosen = OTHER
        value = {"chosen": chosen, "other": other if chosen == OTHER else None, "comment": comment}
        return {key: part for key, part in value.items() if part is not None} or None

    def _chosen(self, raw: Any, lists: Lists) -> str | None:
        if is_empty(raw):
            return None
        if not isinstance(raw, str) or raw not in self.names(lists):
            raise Unreadable(Fault(self.name, Phrase("Choose from the list.")))
        return raw

    def within(self, value: Any, offered: Container[str]) -> Any:
        chosen = self.operand(value)
        return value if chosen is None or chosen in offered else None

    def operand(self, value: Any) -> Any:
        return value.get("chosen") if isinstance(value, dict) else value

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        chosen, record = self.operand(value), self.beside(value)
        said = None if chosen is None else record.get("other") or self.label_of(chosen, lists)
        words = [word for word in (said, record.get("comment")) if word]
        return [(None, " – ".join(words))] if words else []

    def columns(self, lists: Lists) -> Sequence[Column]:
        extra = [Column("other", self.other_label)] if self.other else []
        return [Column(), *extra, *([Column("comment", self.comment)] if self.comment else [])]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        record = self.beside(value)
        extra = [record.get("other")] if self.other else []
        return [self.operand(value), *extra, *([record.get("comment")] if self.comment else [])]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        if self.operand(value) is None:
            return [None]
        return [OTHER] if self.lacks_words(value) else []


class SelectOneQuestion(OneChoiceQuestion):
    """One choice from a list; `appearance: minimal` shows a drop-down."""

    type: Literal["select_one"]
    appearance: Literal["minimal"] | None = None


class CityQuestion(OneChoiceQuestion):
    """One choice from a long list that can be searched: of the shipped cities, or of a list of the file."""

    type: Literal["city"]
    choices: Identifier = Field(CITIES, description="The list; left out: larger cities of Europe")

    grouped: ClassVar[bool] = False

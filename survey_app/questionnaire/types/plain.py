"""Questions with one plain answer: text, numbers, yes or no, consent; and notes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

import re2
from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Given, Label, Lists, QuestionBase
from survey_app.questionnaire.values import MAX_TEXT, Fault, Unreadable, clean_text, is_empty, read_number

_FORMATS = {
    "email": (
        re2.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"'.]+(\.[^@\s,;<>\"'.]+)+"),
        Phrase("Write one e-mail address, such as name@city.eu."),
    ),
    "url": (
        re2.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/$.?#][^\s<>\"']*"),
        Phrase("Write a whole web address that begins with https:// or http://."),
    ),
    "telephone": (
        re2.compile(r"\+?[0-9 ()/.-]{4,30}"),
        Phrase("Write a telephone number, such as +358 2 330 000."),
    ),
}


class TextQuestion(QuestionBase):
    """Free text: one line, several lines, or an e-mail address, web address or telephone number."""

    type: Literal["text"]
    format: Literal["email", "url", "telephone"] | None = None
    appearance: Literal["multiline"] | None = None
    max_length: int = Field(MAX_TEXT, ge=1, le=100_000)
    default: Given | None = None

    fits: ClassVar[frozenset[str]] = frozenset({"challenge", "practice", "contact"})

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.TEXT)

    def read(self, raw: Any, lists: Lists) -> str | None:
        text = clean_text(raw, self.name, self.max_length)
        if text is None or self.format is None:
            return text
        pattern, remedy = _FORMATS[self.format]
        if not pattern.fullmatch(text):
            raise Unreadable(Fault(self.name, remedy))
        return text


class IntegerQuestion(QuestionBase):
    """A whole number."""

    type: Literal["integer"]
    default: int | None = None
    unit: Label | None = None

    fits: ClassVar[frozenset[str]] = frozenset(
        {
            "hosting.exchanges",
            "hosting.cities",
            "hosting.people",
            "visiting.trips",
            "visiting.people",
            "visiting.max_km",
        }
    )

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBER)

    def read(self, raw: Any, lists: Lists) -> int | None:
        number = read_number(raw, self.name, whole=True)
        return None if number is None else int(number)

    def operand(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, f"{value} {self.unit}" if self.unit else str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=True)]


class DecimalQuestion(QuestionBase):
    """A number that may have decimals, kept exactly as typed."""

    type: Literal["decimal"]
    default: Given | None = None
    unit: Label | None = None

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBER)

    def read(self, raw: Any, lists: Lists) -> str | None:
        number = read_number(raw, self.name, whole=False)
        return None if number is None else f"{number:f}"

    def operand(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, f"{value} {self.unit}" if self.unit else str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=True)]

    def cells(self, value: Any, lists: Lists) -> Sequence[Decimal | None]:
        return [None if value is None else Decimal(value)]


class YesNoQuestion(QuestionBase):
    """Yes or no; no is an answer, not an empty one."""

    type: Literal["yes_no"]
    default: bool | None = None

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.BOOLEAN)

    def read(self, raw: Any, lists: Lists) -> bool | None:
        if is_empty(raw):
            return None
        if not isinstance(raw, bool) and raw not in ("yes", "no"):
            raise Unreadable(Fault(self.name, Phrase("Choose yes or no.")))
        return raw if isinstance(raw, bool) else raw == "yes"

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, Phrase("Yes") if value else Phrase("No"))]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return [None if value is None else "yes" if value else "no"]


class ConsentQuestion(QuestionBase):
    """A statement that is agreed to by ticking it; the statement is the question's label."""

    type: Literal["consent"]

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.BOOLEAN)

    def read(self, raw: Any, lists: Lists) -> bool | None:
        if is_empty(raw) or raw is False:
            return None
        if raw is not True and raw != "yes":
            raise Unreadable(Fault(self.name, Phrase("Tick the box to agree.")))
        return True

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [(None, Phrase("Agreed"))] if value else []

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return ["yes" if value else None]


class NoteQuestion(QuestionBase):
    """Words between questions; nothing is answered."""

    type: Literal["note"]

    answered: ClassVar[bool] = False

    def read(self, raw: Any, lists: Lists) -> None:
        return None

    def columns(self, lists: Lists) -> Sequence[Column]:
        return []

    def cells(self, value: Any, lists: Lists) -> Sequence[str]:
        return []

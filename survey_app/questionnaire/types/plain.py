"""Questions with one plain answer: text, numbers, yes or no, a date, consent; and notes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

import re2
from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.types.base import Column, Label, Lists, QuestionBase
from survey_app.questionnaire.values import MAX_TEXT, Fault, Unreadable, clean_text, exact_number

_FORMATS = {
    "email": (
        re2.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"'.]+(\.[^@\s,;<>\"'.]+)+"),
        "Write one e-mail address, such as name@city.eu.",
    ),
    "url": (
        re2.compile(r"https?://[^\s/$.?#][^\s<>\"']*"),
        "Write a whole web address that begins with https:// or http://.",
    ),
    "telephone": (re2.compile(r"\+?[0-9 ()/.-]{4,30}"), "Write a telephone number, such as +358 2 330 000."),
}


class TextQuestion(QuestionBase):
    """Free text: one line, several lines, or an e-mail address, web address or telephone number."""

    type: Literal["text"]
    format: Literal["email", "url", "telephone"] | None = None
    appearance: Literal["multiline"] | None = None
    max_length: int = Field(MAX_TEXT, ge=1, le=100_000)
    default: Label | None = None

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
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        text = clean_text(raw, self.name, 200)
        if text is None:
            return None
        number = exact_number(text)
        if number is None or number != number.to_integral_value():
            raise Unreadable(Fault(self.name, "Write a whole number in digits, such as 12."))
        if abs(number) > 10**15:
            raise Unreadable(Fault(self.name, "This number is too large; at most 15 digits fit."))
        return int(number)

    def operand(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, f"{value} {self.unit}" if self.unit else str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=True)]


class DecimalQuestion(QuestionBase):
    """A number that may have decimals, kept exactly as typed."""

    type: Literal["decimal"]
    default: Label | None = None
    unit: Label | None = None

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBER)

    def read(self, raw: Any, lists: Lists) -> str | None:
        if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
            raw = str(raw)
        text = clean_text(raw, self.name, 200)
        if text is None:
            return None
        number = exact_number(text)
        if number is None:
            raise Unreadable(Fault(self.name, "Write a number in digits, such as 12.5."))
        return f"{number:f}"

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
        if raw is None or raw == "":
            return None
        answers = {"yes": True, "no": False, True: True, False: False}
        if not isinstance(raw, (str, bool)) or raw not in answers:
            raise Unreadable(Fault(self.name, "Choose yes or no."))
        return answers[raw]

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, "Yes" if value else "No")]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return [None if value is None else "yes" if value else "no"]


class ConsentQuestion(QuestionBase):
    """A statement that is agreed to by ticking it; the statement is the question's label."""

    type: Literal["consent"]

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.BOOLEAN)

    def read(self, raw: Any, lists: Lists) -> bool | None:
        if raw in (None, "", False):
            return None
        if raw not in ("yes", True):
            raise Unreadable(Fault(self.name, "Tick the box to agree."))
        return True

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [(None, "Agreed")] if value else []

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return ["yes" if value else None]


class DateQuestion(QuestionBase):
    """A calendar day."""

    type: Literal["date"]
    default: date | None = None

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.DATE)

    def read(self, raw: Any, lists: Lists) -> str | None:
        if isinstance(raw, date):
            return raw.isoformat()
        if isinstance(raw, dict):
            parts = [str(raw.get(key) or "").strip() for key in ("year", "month", "day")]
            if not any(parts):
                return None
            raw = "-".join(part.zfill(width) for part, width in zip(parts, (4, 2, 2), strict=True))
        text = clean_text(raw, self.name, 200)
        if text is None:
            return None
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Unreadable(
                Fault(self.name, "Write a real date as day, month and year, such as 27 3 2027.")
            ) from None

    def operand(self, value: Any) -> Any:
        return None if value is None else date.fromisoformat(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        if value is None:
            return []
        day = date.fromisoformat(value)
        return [(None, f"{day.day} {day:%B} {day.year}")]


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

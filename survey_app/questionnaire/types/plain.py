"""Questions with one plain answer: text, numbers, yes or no, a date, consent; and notes."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import re2
from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase, spoken_day
from survey_app.questionnaire.types.base import Column, Label, Lists, QuestionBase
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
_DAY = re2.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")


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
    default: Label | None = None
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


class DateQuestion(QuestionBase):
    """A calendar day."""

    type: Literal["date"]
    default: date | None = None

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.DATE)

    def read(self, raw: Any, lists: Lists) -> str | None:
        """Read "2027-03-08", or {day, month, year} as the form sends it."""
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw.isoformat()
        text = self._joined(raw) if isinstance(raw, dict) else raw
        if text is None or (isinstance(text, str) and not text.strip()):
            return None
        try:
            if not isinstance(text, str) or not _DAY.fullmatch(text.strip()):
                raise ValueError
            return date.fromisoformat(text.strip()).isoformat()
        except ValueError:
            remedy = Phrase("Write a real date as day, month and year, such as 27 3 2027.")
            raise Unreadable(Fault(self.name, remedy)) from None

    @staticmethod
    def _joined(raw: dict[Any, Any]) -> str | None:
        """Return the parts as year-month-day, "?" for one that is none; None when all are empty."""
        parts = {key: _typed(part) for key, part in raw.items()}
        if not any(parts.values()):
            return None
        if not set(parts) <= {"year", "month", "day"}:
            return "?"
        return f"{parts.get('year', '')}-{parts.get('month', '').zfill(2)}-{parts.get('day', '').zfill(2)}"

    def operand(self, value: Any) -> Any:
        return None if value is None else date.fromisoformat(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, spoken_day(date.fromisoformat(value)))]


def _typed(part: Any) -> str:
    """Return one part of a day as somebody types it, "?" when it is none."""
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= 9999:
        return str(part)
    return "" if part is None else part.strip() if isinstance(part, str) else "?"


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

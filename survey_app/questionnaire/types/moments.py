"""Questions about days and times: a day, a time of day, both together, or the days from one to another."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, Literal

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase, spoken_day
from survey_app.questionnaire.types.base import Column, Given, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable

_DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_NO_DAY = Phrase("Write a real date as day, month and year, such as 27 3 2027.")
_NO_TIME = Phrase("Write a time of day as hours and minutes, such as 9:05 or 14:30.")
_ENDS_WANTED = Phrase("Give the first and the last day.")
_LACKING = {"from": Phrase("Write the first day too."), "to": Phrase("Write the last day too.")}
_BACKWARDS = Phrase("The last day comes before the first; swap them, or mend one.")
ENDS = {"from": "First day", "to": "Last day"}


def read_day(raw: Any, question: str, part: str | None = None) -> str | None:
    """Read "2027-03-08", or {day, month, year} as a form sends it; None when empty."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw.isoformat()
    text = _joined(raw) if isinstance(raw, dict) else raw
    if text is None or (isinstance(text, str) and not text.strip()):
        return None
    try:
        if not isinstance(text, str) or not _DAY.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Unreadable(Fault(question, _NO_DAY, part)) from None


def _joined(raw: dict[Any, Any]) -> str | None:
    """Return the parts as year-month-day, "?" for one that is none; None when all are empty."""
    parts = {key: _typed(part) for key, part in raw.items()}
    if not any(parts.values()):
        return None
    if not set(parts) <= {"year", "month", "day"}:
        return "?"
    return f"{parts.get('year', '')}-{parts.get('month', '').zfill(2)}-{parts.get('day', '').zfill(2)}"


def _typed(part: Any) -> str:
    """Return one part of a day as somebody types it, "?" when it is none."""
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= 9999:
        return str(part)
    return "" if part is None else part.strip() if isinstance(part, str) else "?"


def _read_time(raw: Any, question: str) -> str | None:
    """Read a time as people write it ("9:05", "14.30"); None when empty."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    found = _TIME.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable(Fault(question, _NO_TIME))
    return f"{found[1].zfill(2)}:{found[2]}"


class DateQuestion(QuestionBase):
    """A calendar day."""

    type: Literal["date"]
    default: date | None = None

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.DATE)

    def read(self, raw: Any, lists: Lists) -> str | None:
        return read_day(raw, self.name)

    def operand(self, value: Any) -> Any:
        return None if value is None else date.fromisoformat(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, spoken_day(date.fromisoformat(value)))]


class TimeQuestion(QuestionBase):
    """A time of day, in hours and minutes."""

    type: Literal["time"]
    default: Given | None = None

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.TIME)

    def read(self, raw: Any, lists: Lists) -> str | None:
        return _read_time(raw, self.name)

    def operand(self, value: Any) -> Any:
        return None if value is None else time.fromisoformat(value)


class DatetimeQuestion(QuestionBase):
    """A calendar day with a time of day, where the city lies."""

    type: Literal["datetime"]
    default: Given | None = None

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.DATETIME)

    def read(self, raw: Any, lists: Lists) -> str | None:
        """Read "2027-03-08T14:30", a blank instead of the T allowed, or {day, month, year, time}."""
        day_given, time_given = self._halves(raw)
        day, at = read_day(day_given, self.name), _read_time(time_given, self.name)
        if day is None and at is None:
            return None
        if day is None or at is None:
            raise Unreadable(Fault(self.name, _NO_TIME if day else _NO_DAY))
        return f"{day}T{at}"

    def _halves(self, raw: Any) -> tuple[Any, Any]:
        if isinstance(raw, dict):
            return {key: part for key, part in raw.items() if key != "time"}, raw.get("time")
        if not isinstance(raw, str):
            return raw, None
        day, _, at = raw.strip().replace("T", " ", 1).partition(" ")
        return day, at

    def operand(self, value: Any) -> Any:
        return None if value is None else datetime.fromisoformat(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        if value is None:
            return []
        day, _, at = value.partition("T")
        return [(None, Phrase("{day}, {time}", day=date.fromisoformat(day), time=at))]


class DateRangeQuestion(QuestionBase):
    """The days from one to another, both included."""

    type: Literal["date_range"]

    grouped: ClassVar[bool] = True

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.OTHER)

    def read(self, raw: Any, lists: Lists) -> dict[str, str] | None:
        """Read {from, to}, each as a date question reads a day; one end alone is refused."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if not isinstance(raw, dict) or not set(raw) <= set(ENDS):
            raise Unreadable(Fault(self.name, _ENDS_WANTED))
        value: dict[str, str] = {}
        faults: list[Fault] = []
        for end in ENDS:
            try:
                day = read_day(raw.get(end), self.name, end)
            except Unreadable as unreadable:
                faults += unreadable.faults
                continue
            if day is not None:
                value[end] = day
        faults = faults or self._off(value)
        if faults:
            raise Unreadable(*faults)
        return value or None

    def _off(self, value: Mapping[str, str]) -> list[Fault]:
        if len(value) == 1:
            lacking = next(end for end in ENDS if end not in value)
            return [Fault(self.name, _LACKING[lacking], lacking)]
        if value and value["to"] < value["from"]:
            return [Fault(self.name, _BACKWARDS, "to")]
        return []

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        if not value:
            return []
        first, last = (date.fromisoformat(value[end]) for end in ENDS)
        return [(None, Phrase("{first} to {last}", first=first, last=last))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(end, title) for end, title in ENDS.items()]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return [(value or {}).get(end) for end in ENDS]

"""Question type to form field: how each type's answer is gathered from a form, and put back into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wtforms import Field

from survey_app.questionnaire.types import (
    ENTRY_ID,
    MAX_ENTRIES,
    EntriesQuestion,
    Entry,
    Lists,
    QuestionBase,
)
from survey_app.questionnaire.types.file import Upload
from survey_app.questionnaire.types.moments import ENDS
from survey_app.questionnaire.values import Fault, Unreadable


@dataclass(frozen=True, slots=True)
class FilesSent:
    """Hold what a form says of a question's files: the ids of those to remove, and new ones."""

    removed: frozenset[str]
    new: tuple[Upload, ...]


Gather = Callable[[Any, str, Any, Lists], Any]  # (form data, field name, question, lists) -> raw answer
Give = Callable[[Any, Any], Any]  # (question, answer) -> the form's own strings


def _one(data: Any, name: str, question: Any, lists: Lists) -> Any:
    return data.get(name, "")


def _choice(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return {
        "chosen": data.get(name, ""),
        "other": data.get(f"{name}.other", ""),
        "comment": data.get(f"{name}.comment", ""),
    }


def _choices(data: Any, name: str, question: Any, lists: Lists) -> dict[str, Any]:
    comments = {choice: data.get(f"{name}.comment.{choice}", "") for choice in question.names(lists)}
    return {"chosen": data.getlist(name), "other": data.get(f"{name}.other", ""), "comments": comments}


def _places(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, [choice.name for choice in lists[question.choices]])


def _rows(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, question.row_names(lists))


def _weeks(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, question.week_names())


def _date(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, ["day", "month", "year"])


def _day_and_time(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, ["day", "month", "year", "time"])


def _two_days(data: Any, name: str, question: Any, lists: Lists) -> dict[str, dict[str, str]]:
    return {end: _date(data, f"{name}.{end}", question, lists) for end in ENDS}


def _place(data: Any, name: str, question: Any, lists: Lists) -> dict[str, str]:
    return _parts(data, name, ["place", "latitude", "longitude"])


def _parts(data: Any, name: str, parts: list[str]) -> dict[str, str]:
    return {part: data.get(f"{name}.{part}", "") for part in parts}


def _entries(data: Any, name: str, question: Any, lists: Lists) -> list[Entry]:
    """Gather entries: their ids stand in the question's own field, the questions asked in the entry's."""
    ids = data.get(name, "").split()[: MAX_ENTRIES + 1]
    return [_entry(data, f"{name}.{entry_id}", question, lists) | {ENTRY_ID: entry_id} for entry_id in ids]


def _entry(data: Any, name: str, question: Any, lists: Lists) -> Entry:
    asked = set(data.get(name, "").split())
    inner = (one for one in question.entered_inside if one.answered and one.name in asked)
    return {
        one.name: BUILDERS[one.type][0](data, f"{name}.{one.name}", one, lists)
        for one in inner
        if not one.read_only
    }


def _files(data: Any, name: str, question: Any, lists: Lists) -> FilesSent:
    """Gather what is to be removed, and the files sent, no more of each than tells that it is too large."""
    sent = [file for file in data.getlist(f"{name}.new") if getattr(file, "filename", "")]
    most = question.max_mb * 1024 * 1024 + 1
    uploads = tuple(Upload(file.filename, file.stream.read(most)) for file in sent)
    return FilesSent(frozenset(data.getlist(f"{name}.remove")), uploads)


def _give_files(question: Any, value: Any) -> list[dict[str, Any]]:
    return list(value or ())


def _give_text(question: Any, value: Any) -> str:
    return "" if value is None else str(value)


def _give_yes_no(question: Any, value: Any) -> str:
    return "" if value is None else "yes" if value else "no"


def _give_choice(question: Any, value: Any) -> dict[str, Any]:
    record = value if isinstance(value, dict) else {"chosen": value}
    return {key: record.get(key) or "" for key in ("chosen", "other", "comment")}


def _give_choices(question: Any, value: Any) -> dict[str, Any]:
    record = value if isinstance(value, dict) else {"chosen": value}
    return {
        "chosen": record.get("chosen") or [],
        "other": record.get("other") or "",
        "comments": record.get("comments") or {},
    }


def _give_places(question: Any, value: Any) -> dict[str, str]:
    return {name: str(place) for place, name in enumerate(value or (), 1)}


def _give_rows(question: Any, value: Any) -> dict[str, str]:
    return {row: str(cell) for row, cell in (value or {}).items()}


def _give_date(question: Any, value: Any) -> dict[str, str]:
    year, month, day = value.split("-") if value else ("", "", "")
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


def _give_day_and_time(question: Any, value: Any) -> dict[str, str]:
    day, _, at = (value or "").partition("T")
    return {**_give_date(question, day), "time": at}


def _give_two_days(question: Any, value: Any) -> dict[str, dict[str, str]]:
    return {end: _give_date(question, (value or {}).get(end)) for end in ENDS}


def _give_entries(question: Any, value: Any) -> list[Entry]:
    asked = [one for one in question.entered_inside if one.answered]
    return [
        {ENTRY_ID: entry[ENTRY_ID], **{one.name: given(one, entry.get(one.name)) for one in asked}}
        for entry in value or ()
    ]


BUILDERS: dict[str, tuple[Gather, Give]] = {
    "text": (_one, _give_text),
    "integer": (_one, _give_text),
    "decimal": (_one, _give_text),
    "yes_no": (_one, _give_yes_no),
    "file": (_files, _give_files),
    "consent": (_one, _give_yes_no),
    "rating": (_one, _give_text),
    "slider": (_one, _give_text),
    "allocation": (_places, _give_rows),
    "select_one": (_choice, _give_choice),
    "select_multiple": (_choices, _give_choices),
    "city": (_choice, _give_choice),
    "rank": (_places, _give_places),
    "rating_grid": (_rows, _give_rows),
    "select_grid": (_rows, _give_rows),
    "availability": (_weeks, _give_rows),
    "date": (_date, _give_date),
    "time": (_one, _give_text),
    "datetime": (_day_and_time, _give_day_and_time),
    "location": (_place, _give_rows),
    "date_range": (_two_days, _give_two_days),
    "table": (_entries, _give_entries),
    "repeat": (_entries, _give_entries),
}


def given(question: QuestionBase, value: Any) -> Any:
    """Return a stored answer in the form's own strings."""
    return BUILDERS[question.type][1](question, value)  # type: ignore[attr-defined]


class AnswerField(Field):  # type: ignore[misc]
    """Gather one question's answer from a form and read it by the question's own rule."""

    def __init__(self, question: QuestionBase, lists: Lists, stored: Any, **words: Any) -> None:
        super().__init__(question.label, **words)
        self.question, self.lists, self.stored = question, lists, stored
        self.raw: Any = None
        self.faults: tuple[Fault, ...] = ()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Gather and read the answer; what cannot be read stays in `raw`, its message in `faults`."""
        self.data, self.faults = None, ()
        if formdata is None:
            return
        gather = BUILDERS[self.question.type][0]  # type: ignore[attr-defined]
        self.raw = gather(formdata, self.name, self.question, self.lists)
        raw = self.raw
        if isinstance(self.question, EntriesQuestion):
            raw = self.question.completed(raw, self.stored)
        try:
            self.data = self.question.read(raw, self.lists)
        except Unreadable as unreadable:
            self.faults = unreadable.faults

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Tell whether the answer could be read; what it must be beyond that is the gate's to say."""
        self.errors = tuple(fault.message for fault in self.faults)
        return not self.faults


def unbound(question: QuestionBase, lists: Lists, stored: Any = None) -> Any:
    """Return the field of a question, to be bound to a form; stored: the answer so far."""
    return AnswerField(question, lists, stored)

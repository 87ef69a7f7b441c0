"""What a template needs to show one question: words already piped, answers as the form sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any

from survey_app.questionnaire.types import Choice, Group, Lists, QuestionBase
from survey_app.web.forms.faults import fault_lines, sentence


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Hold one question as a page shows it.

    `given` is the answer in the form's own strings, by the question's type:
    text, integer, decimal, yes_no, rating, slider, time, consent: a string ("" when empty);
    select_one, city: {"chosen": name, "other": text, "comment": text};
    select_multiple: {"chosen": [names], "other": text, "comments": {choice: text}};
    rank: {choice: place}; rating_grid, select_grid: {row: figure or name};
    availability: {week: yes | if-needed | no}; allocation: {choice: points};
    file: a list of {id, name, size, kind};
    date: {"day", "month", "year"}; datetime: the same with "time";
    location: {"place", "latitude", "longitude"}; date_range: a date for "from" and one for "to";
    table, repeat: a list of entries, {"_id": id, question: what its field shows}.
    `faults` maps a part (a row, "other", "comment", "" for the whole) to its message.
    """

    question: QuestionBase
    label: str
    hint: str | None
    given: Any
    lists: Lists = kept(repr=False)
    faults: Mapping[str, str] = kept(default_factory=dict)
    number: int | None = None
    blank: bool = False  # not answered: shown as it is to everybody
    field: str = ""  # inside an entry: the name that its form fields have there
    entries: tuple["EntryView", ...] = ()  # of a table or a repeat

    @property
    def name(self) -> str:
        """Return the prefix of the question's form fields, which is its anchor too."""
        return self.field or f"q.{self.question.name}"

    def about(self, part: str) -> str:
        """Return the words for a part of the question: its label, inside entries with the entry's."""
        for entry in self.entries:
            for view in entry.views:
                head = f"{entry.id}.{view.question.name}"
                if part == head or part.startswith(f"{head}."):
                    return f"{self.label} – {entry.title} – {view.about(part[len(head) + 1 :])}"
        return self.label

    @property
    def kind(self) -> str:
        """Return the question's type, which is the name of its template."""
        return str(getattr(self.question, "type", ""))

    @property
    def fault(self) -> str | None:
        """Return the message about the question as a whole."""
        return self.faults.get("")

    @property
    def fault_lines(self) -> list[tuple[str, str]]:
        """Return the lines of an error summary: (anchor, message) pairs."""
        if self.entries:
            told = ((part, sentence(self.about(part), message)) for part, message in self.faults.items())
            return [(f"{self.name}.{part}" if part else self.name, message) for part, message in told]
        lines = fault_lines(self.question, self.label, self.faults, self.lists)
        return [(f"{self.name}.{part}" if part else self.name, message) for part, message in lines]

    def choices(self, name: str) -> tuple[Choice, ...]:
        """Return the entries of a list."""
        return self.lists[name]


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a group of questions as a page shows it: its words, and what stands in it."""

    group: Group
    label: str | None
    hint: str | None
    inside: tuple["Section | QuestionView", ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """Hold one entry of a table or repeat as a page shows it; fresh: just added."""

    id: str
    title: str
    field: str
    views: tuple[QuestionView, ...]
    inside: tuple[Section | QuestionView, ...]
    removable: bool = True
    fresh: bool = False

    @property
    def asked(self) -> str:
        """Return the names of the questions that are asked in it, parted by blanks."""
        return " ".join(view.question.name for view in self.views if view.question.answered)

    def view_of(self, name: str) -> QuestionView | None:
        """Return the view of a question, None where it is not asked."""
        return next((view for view in self.views if view.question.name == name), None)

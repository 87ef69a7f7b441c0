"""A city's sheet as it is read: answers in words by page, and the history of who changed what. Plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from survey_app.answers.model import Answer, Change, ChangeKind, Sheet
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import AvailabilityQuestion, FileQuestion, QuestionBase
from survey_app.rounds.weeks import spoken
from survey_app.web.respondent.asking import Asking

NOTHING = "no answer"
KINDS = {
    ChangeKind.SAVE: "saved",
    ChangeKind.CONFLICT: "met a colleague’s newer answer",
    ChangeKind.SUBMIT: "submitted the sheet",
    ChangeKind.REOPEN: "reopened the sheet",
    ChangeKind.LOAD: "loaded from a file",
    ChangeKind.CARRY: "moved on to another version of the questionnaire",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one part of an answer in words; key names a row of a grid or a week, "" elsewhere."""

    key: str
    label: str
    text: str
    file: str = ""  # the id of a file that can be had


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Hold one question with its answer in words, its author and its time."""

    name: str
    label: str
    said: tuple[Said, ...]
    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Hold one page of the questionnaire with its answers."""

    title: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold one changed answer: before and after; of a conflict what stayed and what was not taken."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of the history in words."""

    at: datetime
    author: str
    what: str
    conflict: bool
    turns: tuple[Turn, ...]


def lines_beforehand(asking: Asking) -> list[AnswerLine]:
    """Return the values that nobody is asked for: computed, or set beforehand."""
    found = []
    for question in asking.compiled.questionnaire.questions():
        if not question.entered and question.name in asking.view.questions:
            said = said_of(asking.compiled, question, asking.view.values.get(question.name))
            found.append(AnswerLine(question.name, question.label, said, "", None))
    return found


def answer_pages(asking: Asking) -> tuple[list[AnswerPage], list[AnswerLine]]:
    """Return the pages shown with their answers, and the answers to questions that are no longer asked."""
    pages = [
        AnswerPage(
            asking.words(page, "label") or "",
            tuple(_line(asking, question) for question in asking.asked(page) if question.answered),
        )
        for page in asking.view.pages
    ]
    hidden = [
        _line(asking, question)
        for question in asking.compiled.questionnaire.questions()
        if question.name not in asking.view.questions and _value(asking.sheet, question.name) is not None
    ]
    return pages, hidden


def _value(sheet: Sheet, name: str) -> Any:
    answer = sheet.answers.get(name)
    return answer.value if answer else None


def _line(asking: Asking, question: QuestionBase) -> AnswerLine:
    answer: Answer | None = asking.sheet.answers.get(question.name)
    said = said_of(asking.compiled, question, answer.value if answer else None)
    label = asking.words(question, "label") or question.name
    return AnswerLine(
        question.name, label, said, answer.author if answer else "", answer.at if answer else None
    )


def said_of(compiled: Compiled, question: QuestionBase, value: Any) -> tuple[Said, ...]:
    """Return an answer in words, each row of a grid under its name."""
    lists = compiled.questionnaire.lists
    pairs = question.shown(value, lists)
    keys = _row_keys(question, value, compiled)
    if isinstance(question, AvailabilityQuestion):
        return tuple(Said(week, spoken(week), text) for week, (_, text) in zip(keys, pairs, strict=True))
    if isinstance(question, FileQuestion):
        named = zip(value or (), pairs, strict=True)
        return tuple(Said("", "", text, entry["id"]) for entry, (_, text) in named)
    return tuple(Said(key, label or "", text) for key, (label, text) in zip(keys, pairs, strict=True))


def _row_keys(question: QuestionBase, value: Any, compiled: Compiled) -> Sequence[str]:
    rows = getattr(question, "rows", None)
    if rows and isinstance(value, dict):
        return [choice.name for choice in compiled.questionnaire.lists[rows] if choice.name in value]
    if isinstance(question, AvailabilityQuestion):
        return list(value or ())
    return [""] * len(question.shown(value, compiled.questionnaire.lists))


def entries(compiled: Compiled, history: Sequence[Change]) -> list[Entry]:
    """Return a sheet's history in words, the newest first."""
    return [
        Entry(
            change.at,
            change.author,
            KINDS[change.kind],
            change.kind is ChangeKind.CONFLICT,
            tuple(_turn(compiled, name, old, new) for name, (old, new) in change.changes.items()),
        )
        for change in reversed(history)
    ]


def _turn(compiled: Compiled, name: str, old: Any, new: Any) -> Turn:
    question = compiled.questionnaire.by_name.get(name)
    if question is None:
        return Turn(name, name, str(old or NOTHING), str(new or NOTHING))
    before, after = said_of(compiled, question, old), said_of(compiled, question, new)
    same = set(before) & set(after)
    return Turn(name, question.label, _told(before, same), _told(after, same))


def _told(said: Sequence[Said], same: set[Said]) -> str:
    changed = [one for one in said if one not in same] or said
    return "; ".join(f"{one.label}: {one.text}" if one.label else one.text for one in changed) or NOTHING

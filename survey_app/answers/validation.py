"""What a valid answer is: the one gate for the web, for imports and for workshops."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from survey_app.answers.counting import offered_choices
from survey_app.answers.visibility import EntryShown, Shown, View, shown, wanted_entries
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import (
    OTHER,
    EntriesQuestion,
    ListedQuestion,
    QuestionBase,
    part_of,
)
from survey_app.questionnaire.values import Fault, Unreadable

REQUIRED = {
    "text": Phrase("Write an answer."),
    "integer": Phrase("Write a number."),
    "decimal": Phrase("Write a number."),
    "date": Phrase("Write a date."),
    "time": Phrase("Write a time."),
    "datetime": Phrase("Write a date and a time."),
    "date_range": Phrase("Write the first and the last day."),
    "consent": Phrase("Tick the box to go on."),
    "yes_no": Phrase("Choose yes or no."),
    "rank": Phrase("Put the entries into order."),
    "rating": Phrase("Choose a figure."),
    "slider": Phrase("Choose a figure."),
    "allocation": Phrase("Share the points out."),
    "rating_grid": Phrase("Choose a figure in this row."),
    "select_grid": Phrase("Choose an answer in this row."),
    "availability": Phrase("Choose yes, if needed or no."),
    "city": Phrase("Choose a city."),
    "location": Phrase("Say where it lies."),
    "file": Phrase("Choose a file."),
    "select_multiple": Phrase("Tick at least one."),
    "table": Phrase("Fill in at least one row."),
    "repeat": Phrase("Add at least one entry."),
}
_CHOOSE = Phrase("Choose an answer.")
REQUIRED_PART = {"rank": Phrase("Give this a place.")}
OTHER_WORDS = Phrase("Say what “other” is.")
NOT_POSSIBLE = Phrase("This answer is not possible here. Change it.")
NO_QUESTION = Phrase("There is no such question in this questionnaire.")


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """Hold answers as read: those that are of their type, and the faults of those that are not."""

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]


def read_answers(compiled: Compiled, raw: Mapping[str, Any]) -> ReadAnswers:
    """Read raw answers by question name; an unreadable one stands in `faults`, never in `values`."""
    lists, values, faults = compiled.questionnaire.lists, {}, []
    for name, given in raw.items():
        question = compiled.questionnaire.by_name.get(name)
        if question is None or not question.answered:
            faults.append(Fault(name, NO_QUESTION))
            continue
        try:
            values[name] = question.read(given, lists)
        except Unreadable as unreadable:
            faults += unreadable.faults
    return ReadAnswers(values, tuple(faults))


def page_faults(compiled: Compiled, page: Page, view: Shown, today: date) -> list[Fault]:
    """Return what keeps a page from being complete, in the order of its questions."""
    return list(_faults_on(compiled, page, view, today))


def sheet_faults(compiled: Compiled, values: Mapping[str, Any], today: date) -> dict[str, list[Fault]]:
    """Return the faults of each page shown, by page name; pages without faults are left out."""
    view = shown(compiled, values, today)
    found = {page.name: list(_faults_on(compiled, page, view, today)) for page in view.pages}
    return {name: faults for name, faults in found.items() if faults}


def relevant_values(compiled: Compiled, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the answers that a submission holds: those of questions shown, in the order of the form."""
    counted = shown(compiled, values, today).values
    names = (question.name for question in compiled.questionnaire.questions())
    return {name: counted[name] for name in names if name in counted}


def given_beforehand(compiled: Compiled, view: Shown) -> dict[str, Any]:
    """Return what questions that no page asks for say now: computed values, and those set beforehand."""
    return {q.name: view.values.get(q.name) for q in compiled.questionnaire.questions() if not q.entered}


def _faults_on(compiled: Compiled, page: Page, view: Shown, today: date) -> Iterator[Fault]:
    for question in page.questions:
        if question.answered and question.entered and question.name in view.questions:
            yield from question_faults(compiled, question, view.values.get(question.name), view, today)


def question_faults(
    compiled: Compiled, question: QuestionBase, value: Any, view: View, today: date
) -> Iterator[Fault]:
    """Yield what is wrong with one answer; an empty one is tested for nothing but `required`."""
    if isinstance(question, EntriesQuestion):
        yield from _entries_faults(compiled, question, value or [], view, today)
    # Where a filter leaves nothing to choose from, nothing can be missing.
    if value is not None or offered_choices(compiled, question, view.operands, today) != ():
        yield from _missing(compiled, question, value)
    operand = question.operand(value)
    if operand is None:
        return
    if fault := question.count_fault(value):
        yield fault
    rule = compiled.constraint.get(question.name)
    if rule and not rule.holds(view.operands, today=today, this=operand):
        yield Fault(question.name, question.constraint_message or NOT_POSSIBLE)


def _missing(compiled: Compiled, question: QuestionBase, value: Any) -> Iterator[Fault]:
    if isinstance(question, ListedQuestion) and question.lacks_words(value):
        yield Fault(question.name, OTHER_WORDS, OTHER)  # asked for even where the question is optional
    elif question.required:
        kind = getattr(question, "type", "")
        for part in question.missing(value, compiled.questionnaire.lists):
            usual = REQUIRED.get(kind, _CHOOSE)
            message = REQUIRED_PART.get(kind, usual) if part else usual
            yield Fault(question.name, question.required_message or message, part)


def _entries_faults(
    compiled: Compiled, question: EntriesQuestion, value: list[dict[str, Any]], view: View, today: date
) -> Iterator[Fault]:
    """Yield how many entries are too few or too many, then what is wrong inside of them."""
    few, many = question.fewest - len(value), len(value) - question.most
    wanted = wanted_entries(compiled, question, view.operands, today)
    if wanted is None and few > 0:
        message = Phrase("Fill in at least {least} here: {few} more.", least=question.fewest, few=few)
        yield Fault(question.name, message)
    if wanted is None and many > 0:
        message = Phrase("At most {most} fit here: remove {many}.", most=question.most, many=many)
        yield Fault(question.name, message)
    for entry in view.inside.get(question.name, ()):
        for fault in _faults_inside(compiled, question, entry, today):
            yield Fault(question.name, fault.message, part_of(entry.id, fault))


def _faults_inside(
    compiled: Compiled, question: EntriesQuestion, entry: EntryShown, today: date
) -> Iterator[Fault]:
    for one in question.entered_inside:
        if one.answered and one.name in entry.questions:
            yield from question_faults(compiled, one, entry.values.get(one.name), entry, today)

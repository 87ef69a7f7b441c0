"""Why each question is shown or not: its conditions, whether they hold, the answers that they look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from survey_app.answers.model import Sheet
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled, ShownIf

KINDS = {"page": "its page", "group": "its group", "question": "the question"}


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold one condition: whose it is, its text, whether it holds now, and the answers that it looks at."""

    whose: str
    text: str
    holds: bool
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """Hold one question that is shown under conditions."""

    name: str
    label: str
    shown: bool
    conditions: tuple[Condition, ...]


def trace(compiled: Compiled, sheet: Sheet, today: date) -> list[Traced]:
    """Return every question with a condition of its own, of its group or of its page."""
    return list(_traced(compiled, sheet, today))


def _traced(compiled: Compiled, sheet: Sheet, today: date) -> Iterator[Traced]:
    view = shown(compiled, sheet.values(), today)

    def condition(one: ShownIf) -> Condition:
        answers = tuple((name, _said(compiled, sheet, name)) for name in sorted(one.condition.references))
        holds = one.condition.holds(view.operands, today=today)
        return Condition(KINDS.get(one.kind, one.kind), one.condition.text, holds, answers)

    for question in compiled.questionnaire.questions():
        if conditions := compiled.shown_if.get(question.name):
            told = tuple(condition(one) for one in conditions)
            yield Traced(question.name, question.label, question.name in view.questions, told)


def _said(compiled: Compiled, sheet: Sheet, name: str) -> str:
    question, answer = compiled.questionnaire.by_name.get(name), sheet.answers.get(name)
    if question is None or answer is None:
        return "no answer"
    pairs = question.shown(answer.value, compiled.questionnaire.lists)
    return ", ".join(f"{row}: {text}" if row else str(text) for row, text in pairs) or "no answer"

"""The conditions of a questionnaire, and which ways walks take them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from survey_app.answers.visibility import Shown
from survey_app.questionnaire.compiled import Compiled, places
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.yaml_text import Path


@dataclass(frozen=True)
class Condition:
    """Name a condition: of a "page", of a "question", or a "constraint"; with its path in the file."""

    kind: str
    name: str
    path: Path
    expression: Expression = field(compare=False, repr=False)


@dataclass(frozen=True)
class Branch:
    """One way to take a condition: it holds, or it does not."""

    condition: Condition
    holds: bool


def conditions(compiled: Compiled) -> tuple[Condition, ...]:
    """Return every condition in the order of the file."""
    return tuple(sorted(_conditions(compiled), key=lambda condition: _order(condition.path)))


def _order(path: Path) -> tuple[int, ...]:
    return tuple(step if isinstance(step, int) else -1 for step in path if step not in ("pages", "questions"))


def _conditions(compiled: Compiled) -> Iterator[Condition]:
    for index, page in enumerate(compiled.questionnaire.pages):
        if condition := compiled.page_relevant.get(page.name):
            yield Condition("page", page.name, ("pages", index, "relevant"), condition)
    for path, question in places(compiled.questionnaire):
        if condition := compiled.relevant.get(question.name):
            yield Condition("question", question.name, (*path, "relevant"), condition)
        if rule := compiled.constraint.get(question.name):
            yield Condition("constraint", question.name, (*path, "constraint"), rule)


def taken(compiled: Compiled, some: tuple[Condition, ...], view: Shown, today: date) -> Iterator[Branch]:
    """Yield the branches that answers take; a condition that nobody is led to is not taken.

    A question's condition counts where its page is shown, its constraint where its answer is.
    """
    for condition in some:
        if condition.kind == "constraint":
            this = view.operands.get(condition.name)
            if this is not None:
                yield Branch(condition, condition.expression.holds(view.operands, today=today, this=this))
        elif condition.kind == "page" or _page_holds(compiled, condition.name, view, today):
            yield Branch(condition, condition.expression.holds(view.operands, today=today))


def _page_holds(compiled: Compiled, name: str, view: Shown, today: date) -> bool:
    condition = compiled.page_relevant.get(compiled.page_of[name].name)
    return condition is None or condition.holds(view.operands, today=today)

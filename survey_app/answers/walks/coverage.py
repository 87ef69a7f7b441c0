"""The conditions of a questionnaire, and which ways walks take them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from survey_app.answers.visibility import Shown
from survey_app.questionnaire.compiled import Compiled, ShownIf, group_places, places
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.yaml_text import Path


@dataclass(frozen=True)
class Condition:
    """Name a condition: of a "page", "group" or "question", or a "constraint"; with its path in the file."""

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
    for path, group in group_places(compiled.questionnaire):
        if condition := compiled.group_relevant.get(group.name):
            yield Condition("group", group.name, (*path, "relevant"), condition)
    for path, question in places(compiled.questionnaire):
        if condition := compiled.relevant.get(question.name):
            yield Condition("question", question.name, (*path, "relevant"), condition)
        if rule := compiled.constraint.get(question.name):
            yield Condition("constraint", question.name, (*path, "constraint"), rule)


def taken(compiled: Compiled, some: tuple[Condition, ...], view: Shown, today: date) -> Iterator[Branch]:
    """Yield the branches that answers take; a condition that nobody is led to is not taken.

    A condition counts where the page and the groups around it are shown, a constraint where its answer is.
    """
    around = around_of(compiled)
    for condition in some:
        if condition.kind == "constraint":
            this = view.operands.get(condition.name)
            if this is not None:
                yield Branch(condition, condition.expression.holds(view.operands, today=today, this=this))
        elif all(
            each.condition.holds(view.operands, today=today)
            for each in around[condition.kind, condition.name]
        ):
            yield Branch(condition, condition.expression.holds(view.operands, today=today))


def around_of(compiled: Compiled) -> dict[tuple[str, str], tuple[ShownIf, ...]]:
    """Return the conditions around each condition."""
    return {
        (each.kind, each.name): conditions[:depth]
        for conditions in compiled.shown_if.values()
        for depth, each in enumerate(conditions)
    }

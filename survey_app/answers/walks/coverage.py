"""The conditions of a questionnaire, and which ways walks take them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from survey_app.answers.visibility import Shown, View
from survey_app.questionnaire.compiled import Compiled, ShownIf
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.placing import group_places, places
from survey_app.questionnaire.types import EntriesQuestion
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

    A condition counts where the page and the groups around it are shown, a constraint where its answer is;
    inside a table or a repeat in each entry.
    """
    around = around_of(compiled)
    for condition in some:
        owner = (condition.kind, condition.name)
        is_rule = condition.kind == "constraint"
        for here in _entries(view, compiled.holders[condition.name] if is_rule else around[owner].holders):
            this = here.operands.get(condition.name) if is_rule else None
            if is_rule and (this is None or condition.name not in here.questions):
                continue
            beside = () if is_rule else around[owner].here
            if all(each.condition.holds(here.operands, today=today) for each in beside):
                yield Branch(condition, condition.expression.holds(here.operands, today=today, this=this))


def _entries(view: Shown, holders: tuple[EntriesQuestion, ...]) -> list[View]:
    views: list[View] = [view]
    for holder in holders:
        views = [entry for one in views for entry in one.inside.get(holder.name, ())]
    return views


@dataclass(frozen=True, slots=True)
class Around:
    """Hold what is around a condition: tables and repeats, conditions inside the innermost, all of them."""

    holders: tuple[EntriesQuestion, ...]
    here: tuple[ShownIf, ...]
    all: tuple[ShownIf, ...]


def around_of(compiled: Compiled) -> dict[tuple[str, str], Around]:
    """Return what is around each condition."""
    found: dict[tuple[str, str], Around] = {}
    for name, conditions in compiled.shown_if.items():
        here = compiled.shown_here[name]
        for depth, each in enumerate(conditions):
            if each in here:
                around = Around(compiled.holders[name], here[: here.index(each)], conditions[:depth])
                found.setdefault((each.kind, each.name), around)
    return found

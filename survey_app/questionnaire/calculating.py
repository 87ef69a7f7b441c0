"""Calculations: each read after those that it looks at, so that every expression knows what they give."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from survey_app.questionnaire.expressions import Expression, ExpressionError, Finding, Kind, Name, parse
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.types import (
    CalculateQuestion,
    Group,
    Items,
    QuestionBase,
    RepeatQuestion,
    SettledCalculation,
    TableQuestion,
)

_SINGLE = frozenset({Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.TIME, Kind.DATETIME})
Tell = Callable[[str, Finding], None]  # told of a calculation by its question's name
NamesFor = Callable[[str, Mapping[str, Expression]], Mapping[str, Name]]


def read_calculations(
    questions: Mapping[str, CalculateQuestion], names: NamesFor, tell: Tell
) -> dict[str, Expression]:
    """Return the calculations that can be read, by question; `tell` hears what is wrong with the others.

    names: gives what a question's calculation can name, once the calculations read so far are known.
    """
    waiting = {name: _references(question.calculation) for name, question in questions.items()}
    found = dict[str, Expression]()
    while waiting:
        ready = [name for name, asked in waiting.items() if not asked & waiting.keys()]
        if not ready:
            _tell_circle(waiting, questions, tell)
            break
        read_now = dict[str, Expression]()
        for name in ready:
            del waiting[name]
            expression, findings = _read(questions[name].calculation, names(name, found))
            for finding in findings:
                tell(name, finding)
            if expression:
                read_now[name] = expression
        found |= read_now
    return found


def _references(text: str) -> frozenset[str]:
    return frozenset(reference.name for reference in read(text, Findings(text)).references)


def _read(text: str, names: Mapping[str, Name]) -> tuple[Expression | None, tuple[Finding, ...]]:
    try:
        expression = parse(text, names)
    except ExpressionError as error:
        return None, error.findings
    if expression.kind in _SINGLE:
        return expression, ()
    if expression.kind is Kind.CHOICE:
        return replace(expression, kind=Kind.TEXT), ()
    message = f"This gives {expression.kind.value}, where a calculation gives a single value."
    remedy = "Write string(…) around it, or count or sum it."
    return None, (Finding(0, len(text), "calculation-kind", message, remedy),)


def _tell_circle(
    waiting: Mapping[str, frozenset[str]], questions: Mapping[str, CalculateQuestion], tell: Tell
) -> None:
    """Tell of one circle among calculations that wait for one another."""
    trail = [next(iter(waiting))]
    while trail.count(trail[-1]) < 2:
        trail.append(min(waiting[trail[-1]] & waiting.keys()))
    circle = trail[trail.index(trail[-1]) :]
    text = questions[circle[0]].calculation
    message = f"Calculations go round in a circle: {' → '.join(circle[:8])}."
    tell(
        circle[0], Finding(0, len(text), "calculation-circle", message, "Take one of them out of the circle.")
    )


def settled(items: Items, found: Mapping[str, Expression]) -> Items:
    """Return items with each calculation that was read knowing what it gives."""

    def one(item: Group | QuestionBase) -> Group | QuestionBase:
        if isinstance(item, Group):
            return item.changed(items=settled(item.items, found))
        if isinstance(item, RepeatQuestion):
            return item.changed(items=settled(item.items, found))
        if isinstance(item, TableQuestion):
            return item.changed(asked=settled(item.asked, found))
        if isinstance(item, CalculateQuestion) and item.name in found:
            return SettledCalculation.model_construct(**dict(item), gives=found[item.name].kind)
        return item

    return tuple(one(item) for item in items)

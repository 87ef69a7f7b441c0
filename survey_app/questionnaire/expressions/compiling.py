"""From a checked tree to one Python function; built once, called for every answer sheet."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from survey_app.questionnaire.expressions import meaning
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
    This,
)
from survey_app.questionnaire.expressions.values import ADMIT, POSITION, Inner, Name, as_number


@dataclass(frozen=True, slots=True)
class Scene:
    """What one evaluation looks at."""

    answers: Mapping[str, object]
    today: date
    this: object


Run: TypeAlias = Callable[[Scene], Inner]
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_ARITHMETIC: Mapping[str, Callable[[Inner, Inner], Inner]] = MappingProxyType(
    {
        "+": meaning.add,
        "-": meaning.subtract,
        "*": meaning.multiply,
        "div": meaning.divide,
        "mod": meaning.modulo,
    }
)


def compiled(node: Node, names: Mapping[str, Name], this: Name | None) -> Run:
    """Compile a part that was checked without a finding."""

    def inside(part: Node) -> Run:
        return compiled(part, names, this)

    match node:
        case Literal(value=value):
            return _constant(value)
        case Reference(name=name):
            return _reference(name, names[name])
        case This():
            return _point(this)
        case Negation(operand=operand):
            return _negation(inside(operand))
        case Comparison(operands=operands, operators=operators):
            return _comparison(operators[0], inside(operands[0]), inside(operands[1]))
        case Chain(operands=operands, operators=operators):
            return _chain(operators, tuple(inside(operand) for operand in operands))
        case Call(function=function, arguments=arguments):
            return _call(function, tuple(inside(argument) for argument in arguments))
    raise TypeError(f"{node!r} was not checked")


def _constant(value: Any) -> Run:
    kept: Inner = None if value == "" else value
    return lambda scene: kept


def _reference(key: str, name: Name) -> Run:
    admit = ADMIT[name.kind]
    return lambda scene: admit(scene.answers.get(key))


def _point(name: Name | None) -> Run:
    assert name is not None  # noqa: S101 - the check tells of a point without a question
    admit = ADMIT[name.kind]
    return lambda scene: admit(scene.this)


def _negation(run: Run) -> Run:
    return lambda scene: meaning.subtract(meaning.ZERO, run(scene))


def _comparison(sign: str, left: Run, right: Run) -> Run:
    if sign == "=":
        return lambda scene: left(scene) == right(scene)
    if sign == "!=":
        return lambda scene: left(scene) != right(scene)
    compare = _ORDER[sign]

    def ordered(scene: Scene) -> bool:
        first, second = left(scene), right(scene)
        return first is not None and second is not None and compare(first, second)

    return ordered


def _chain(operators: tuple[str, ...], runs: tuple[Run, ...]) -> Run:
    truth = meaning.truth
    if operators[0] == "and":
        return lambda scene: all(truth(run(scene)) for run in runs)
    if operators[0] == "or":
        return lambda scene: any(truth(run(scene)) for run in runs)
    first, steps = runs[0], tuple(zip((_ARITHMETIC[sign] for sign in operators), runs[1:], strict=True))

    def folded(scene: Scene) -> Inner:
        total = first(scene)
        for step, run in steps:
            total = step(total, run(scene))
        return total

    return folded


def _call(function: str, arguments: tuple[Run, ...]) -> Run:
    if function == "today":
        return lambda scene: scene.today
    if function == POSITION:
        return lambda scene: as_number(scene.answers.get(POSITION))
    run = FUNCTIONS[function].run
    return lambda scene: run(*[argument(scene) for argument in arguments])

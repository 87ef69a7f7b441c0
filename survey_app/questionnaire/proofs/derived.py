"""Computed values in proofs: what they may be follows from the answers that they are computed from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from survey_app.questionnaire.compiled import Compiled, ShownIf
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.expressions.tree import Call, Node, Reference, This, walk
from survey_app.questionnaire.expressions.values import POSITION
from survey_app.questionnaire.proofs.literals import Literals, Pool, literals_of
from survey_app.questionnaire.proofs.possible import NONE, Possible, joined, truths
from survey_app.questionnaire.proofs.weighing import TODAY, Known, weigh
from survey_app.questionnaire.types import SettledCalculation

MOST_PARTS = 300  # of a calculation with all that it is computed from


def asked_in(node: Node, this: str | None = None) -> Iterator[str]:
    """Yield what a part looks at, in the order in which it is written."""
    for part in sorted((part for part, _ in walk(node)), key=lambda part: part.offset):
        if isinstance(part, Reference):
            yield part.name
        elif isinstance(part, This) and this:
            yield this
        elif isinstance(part, Call) and part.function == "today":
            yield TODAY


@dataclass(frozen=True)
class Derived:
    """A computed value: its calculation and conditions, what they look at in the end, how many parts."""

    question: SettledCalculation
    calculation: Expression
    conditions: tuple[ShownIf, ...]
    asks: tuple[str, ...]
    size: int

    def weighed(self, known: Known) -> Possible:
        """Return what it may be."""
        held = [truths(weigh(each.condition.tree, known, None)) for each in self.conditions]
        if not all(true for true, _ in held):
            return NONE
        value = weigh(self.calculation.tree, known, None)
        return joined([value, NONE]) if any(false for _, false in held) else value

    def operand(self, operands: Mapping[str, Any], today: date) -> Any:
        """Return what it is where answers are these."""
        if not all(each.condition.holds(operands, today=today) for each in self.conditions):
            return None
        computed = self.calculation.evaluate(operands, today=today)
        return self.question.operand(self.question.stored(computed))

    def literals(self) -> Iterator[Literals]:
        """Yield what its answers are compared with; what it is itself compared with, they are too."""
        yield literals_of(self.calculation.tree, None)
        names = (self.question.name, *self.asks)
        yield Literals({name: Pool() for name in names}, (names,))


def derived_of(compiled: Compiled, unclear: frozenset[str]) -> dict[str, Derived]:
    """Return the computed values that can be followed, each after those that it is computed from."""
    found: dict[str, Derived] = {}
    for name in compiled.whole_order:
        question, calculation = compiled.questionnaire.every[name], compiled.calculation.get(name)
        if calculation is None or name in unclear or not isinstance(question, SettledCalculation):
            continue
        conditions = compiled.shown_if[name]
        trees = [calculation.tree, *(each.condition.tree for each in conditions)]
        direct = list(dict.fromkeys(asked for tree in trees for asked in asked_in(tree)))
        inner = [found[asked] for asked in direct if asked in found]
        size = sum(1 for tree in trees for _ in walk(tree)) + sum(one.size for one in inner)
        placed = any(
            isinstance(part, Call) and part.function == POSITION for part, _ in walk(calculation.tree)
        )
        if (
            size > MOST_PARTS
            or placed
            or any(asked in compiled.calculation and asked not in found for asked in direct)
        ):
            continue
        asks = tuple(dict.fromkeys(every for asked in direct for every in through(found, asked)))
        found[name] = Derived(question, calculation, conditions, asks, size)
    return found


def through(derived: Mapping[str, Derived], name: str) -> tuple[str, ...]:
    """Return a question, or what a computed value is computed from."""
    return derived[name].asks if name in derived else (name,)

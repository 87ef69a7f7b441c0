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
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    NONE,
    Grid,
    Possible,
    joined,
    truths,
    without_empty,
)
from survey_app.questionnaire.proofs.sets import entry_ids, figures_of
from survey_app.questionnaire.proofs.weighing import TODAY, Known, weigh
from survey_app.questionnaire.scopes import each_key
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

    @property
    def name(self) -> str:
        """Return under what conditions look at it."""
        return self.question.name

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
        names = (self.name, *self.asks)
        yield Literals({name: Pool() for name in names}, (names,))


@dataclass(frozen=True)
class DerivedInside(Derived):
    """The values that all entries of a table or repeat compute, together.

    steps: what one entry computes for it, in order, itself the last. own: the questions of an entry that it
    looks at. most: how many entries there are at most.
    """

    steps: tuple[Derived, ...]
    own: frozenset[str]
    most: int

    @property
    def name(self) -> str:
        return each_key(self.question.name)

    def weighed(self, known: Known) -> Possible:
        def inside(name: str) -> Possible:
            step = next((one for one in self.steps if one.name == name), None)
            if step:
                return step.weighed(inside)
            return _of_one(known(each_key(name))) if name in self.own else known(name)

        cell = without_empty(inside(self.question.name))
        if cell is None:
            return NONE
        return Grid(None, cell, figures_of(cell, self.most), empty=True)

    def operand(self, operands: Mapping[str, Any], today: date) -> Any:
        sets = {name: operands.get(each_key(name)) or {} for name in self.own}
        found = {}
        for entry_id in dict.fromkeys(one for answers in sets.values() for one in answers):
            entry = {**operands, **{name: answers.get(entry_id) for name, answers in sets.items()}}
            for step in self.steps:
                entry[step.name] = step.operand(entry, today)
            if (value := entry[self.question.name]) is not None:
                found[entry_id] = value
        return found or None


def _of_one(possible: Possible) -> Possible:
    """Return what the answer in a single entry may be."""
    if possible == NONE:
        return NONE
    return joined([possible.cell, NONE]) if isinstance(possible, Grid) else ANYTHING


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
        if (together := _together(compiled, found, found[name])) is not None:
            found[together.name] = together
    return found


def _together(compiled: Compiled, found: Mapping[str, Derived], one: Derived) -> DerivedInside | None:
    """Return the values of all entries, None for a value that stands in none or in entries within entries."""
    holders = compiled.holders[one.name]
    if len(holders) != 1:
        return None
    own = {each.name for each in holders[0].inner}
    if any(compiled.questionnaire.every[asked].by_entries for asked in own & {*one.asks}):
        return None
    inside = [each for each in found.values() if each.name in own and {*each.asks} <= {*one.asks}]
    asks = tuple(each_key(asked) if asked in own else asked for asked in one.asks)
    most = len(entry_ids(holders[0], compiled.questionnaire.lists))
    parts = (one.question, one.calculation, one.conditions, asks, one.size)
    return DerivedInside(*parts, steps=tuple(inside), own=frozenset(own & {*one.asks}), most=most)


def through(derived: Mapping[str, Derived], name: str) -> tuple[str, ...]:
    """Return a question, or what a computed value is computed from."""
    return derived[name].asks if name in derived else (name,)

"""What conditions compare each question with: the values at which they can change their mind."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from survey_app.questionnaire.expressions.patterns import Pattern
from survey_app.questionnaire.expressions.texts import read_date
from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
    This,
    inner,
    walk,
)
from survey_app.questionnaire.proofs.weighing import TODAY

_ABOUT_ONE = frozenset({"selected", "contains", "starts-with", "regex", "row", "selected-at"})
_ROUNDS = 3  # how far literals travel from name to name


@dataclass
class Pool:
    """Hold the literals that one question's answer is compared with, and how it is looked at.

    used: the functions that look at it. rows: the rows of a grid that are named.
    """

    numbers: set[Decimal] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)  # what texts may hold, not what they are equal to
    patterns: dict[str, Pattern] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def take(self, other: "Pool") -> None:
        """Take the literals of another pool over."""
        self.numbers |= other.numbers
        self.days |= other.days
        self.texts |= other.texts
        self.parts |= other.parts
        self.patterns |= other.patterns
        self.rows |= other.rows
        self.used |= other.used

    @property
    def key(self) -> tuple[frozenset[object], ...]:
        """Return what tells two pools apart."""
        parts = (self.numbers, self.days, self.texts, self.parts, self.patterns, self.rows, self.used)
        return tuple(frozenset[object](part) for part in parts)

    def put(self, value: object, function: str) -> None:
        """Add one literal."""
        if isinstance(value, Pattern):
            self.patterns[value.source] = value
        elif isinstance(value, Decimal):
            self.numbers.add(value)
        elif isinstance(value, date):
            self.days.add(value)
        elif isinstance(value, str) and value:
            place = {"row": self.rows, "contains": self.parts, "starts-with": self.parts}
            place.get(function, self.texts).add(value)


def literals_of(node: Node, this: str | None) -> Mapping[str, Pool]:
    """Return the literals that each question of an expression is compared with; `this` names the point."""
    pools: dict[str, Pool] = {}
    groups = list(_groups(node, this))
    for names, _, _ in groups:
        for name in names:
            pools.setdefault(name, Pool())
    for names, function, values in groups:
        for name in names:
            pools[name].used.add(function)
            for value in values:
                pools[name].put(value, function)
    _spread(pools, [names for names, function, _ in groups if function == "compared"])
    return pools


def _spread(pools: dict[str, Pool], compared: list[list[str]]) -> None:
    """Let questions that are compared with one another share what each is compared with."""
    together = [names for names in compared if len(set(names)) > 1]
    for _ in range(_ROUNDS if together else 0):
        for names in together:
            for name in names:
                for other in names:
                    pools[name].numbers |= pools[other].numbers
                    pools[name].days |= pools[other].days
                    pools[name].texts |= pools[other].texts


def _groups(node: Node, this: str | None) -> Iterator[tuple[list[str], str, list[object]]]:
    """Yield what stands together: the names of a comparison or a call, which it is, its literals."""
    for part, _ in walk(node):
        match part:
            case Comparison():
                yield list(_names(part, this)), "compared", list(_values(part))
            case Chain(operators=("and" | "or", *_)):
                continue
            case Chain() | Negation():
                yield list(_names(part, this)), "computed", list(_values(part))
            case Call(function="today"):
                yield [TODAY], "today", []
            case Call(function=function):
                values = list(_values(part)) if function in _ABOUT_ONE else []
                yield list(_names(part, this)), function, values
            case Reference() | This():
                yield list(_names(part, this)), "", []


def _names(node: Node, this: str | None) -> Iterator[str]:
    for part, _ in walk(node):
        if isinstance(part, Reference):
            yield part.name
        elif isinstance(part, This) and this:
            yield this
        elif isinstance(part, Call) and part.function == "today":
            yield TODAY


def _values(node: Node) -> Iterator[object]:
    """Yield the literals of a comparison; a row's name and a text's part belong to their own function."""
    waiting: list[Node] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Literal):
            yield part.value
        elif isinstance(part, Call) and part.function == "date" and isinstance(part.arguments[0], Literal):
            yield read_date(str(part.arguments[0].value))
        elif part is node or not (isinstance(part, Call) and part.function in _ABOUT_ONE):
            waiting.extend(inner(part))
        else:
            waiting.extend(part.arguments[:1])


def merged(pools: Iterable[Mapping[str, Pool]]) -> dict[str, Pool]:
    """Return the literals of several expressions by name."""
    found: dict[str, Pool] = {}
    for some in pools:
        for name, pool in some.items():
            found.setdefault(name, Pool()).take(pool)
    return found

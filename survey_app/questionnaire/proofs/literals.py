"""What conditions compare each question with: the values at which they can change their mind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from survey_app.questionnaire.expressions.patterns import Pattern
from survey_app.questionnaire.expressions.texts import read_date, read_datetime
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
_READ: Mapping[str, Callable[[str], object]] = {"date": read_date, "date-time": read_datetime}
_ROUNDS = 3  # how far literals travel from name to name


@dataclass
class Pool:
    """Hold the literals that one question's answer is compared with, and how it is looked at.

    used: the functions that look at it. rows: the rows of a grid that are named.
    """

    numbers: set[Decimal] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    moments: set[time | datetime] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)  # what texts may hold, not what they are equal to
    patterns: dict[str, Pattern] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def take(self, other: "Pool") -> None:
        """Take the literals of another pool over."""
        self.share(other)
        self.parts |= other.parts
        self.patterns |= other.patterns
        self.rows |= other.rows
        self.used |= other.used

    def share(self, other: "Pool") -> None:
        """Take over what answers are compared with."""
        self.numbers |= other.numbers
        self.days |= other.days
        self.moments |= other.moments
        self.texts |= other.texts

    @property
    def key(self) -> tuple[frozenset[object], ...]:
        """Return what tells two pools apart."""
        looked_at = (self.texts, self.parts, self.patterns, self.rows, self.used)
        parts = (self.numbers, self.days, self.moments, *looked_at)
        return tuple(frozenset[object](part) for part in parts)

    def put(self, value: object, function: str) -> None:
        """Add one literal."""
        if isinstance(value, Pattern):
            self.patterns[value.source] = value
        elif isinstance(value, Decimal):
            self.numbers.add(value)
        elif isinstance(value, time | datetime):
            self.moments.add(value)
        elif isinstance(value, date):
            self.days.add(value)
        elif isinstance(value, str) and value:
            place = {"row": self.rows, "contains": self.parts, "starts-with": self.parts}
            place.get(function, self.texts).add(value)


@dataclass(frozen=True, slots=True)
class Literals:
    """Hold the pools of an expression's questions, and the questions that it compares with one another."""

    pools: Mapping[str, Pool]
    together: tuple[tuple[str, ...], ...]


def literals_of(node: Node, this: str | None) -> Literals:
    """Return what each question of an expression is compared with; `this` names the point."""
    pools: dict[str, Pool] = {}
    together = []
    for names, function, values in _groups(node, this):
        for name in names:
            pool = pools.setdefault(name, Pool())
            pool.used.add(function)
            for value in values:
                pool.put(value, function)
        if function == "compared" and len(set(names)) > 1:
            together.append(tuple(names))
    return Literals(pools, tuple(together))


def merged(some: Iterable[Literals]) -> dict[str, Pool]:
    """Return the literals of several expressions by name; what is compared with one another shares them."""
    found: dict[str, Pool] = {}
    together: list[tuple[str, ...]] = []
    for one in some:
        together += one.together
        for name, pool in one.pools.items():
            found.setdefault(name, Pool()).take(pool)
    for _ in range(_ROUNDS if together else 0):
        for names in together:
            for name in names:
                for other in names:
                    found[name].share(found[other])
    return found


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
        elif isinstance(part, Call) and part.function in _READ and isinstance(part.arguments[0], Literal):
            yield _READ[part.function](str(part.arguments[0].value))
        elif part is node or not (isinstance(part, Call) and part.function in _ABOUT_ONE):
            waiting.extend(inner(part))
        else:
            waiting.extend(part.arguments[:1])

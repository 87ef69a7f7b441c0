"""The parts of an expression as it was written, each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Part:
    """Any part: `offset` and `length` count characters of the expression from 0."""

    offset: int
    length: int

    @property
    def end(self) -> int:
        """Give the offset just behind the part."""
        return self.offset + self.length


@dataclass(frozen=True)
class Literal(Part):
    """A number (Decimal) or quoted text; after checking also a date, a boolean or a compiled pattern."""

    value: object


@dataclass(frozen=True)
class Reference(Part):
    """`${name}`."""

    name: str


@dataclass(frozen=True)
class This(Part):
    """`.`, the answer of the question that the expression belongs to."""


@dataclass(frozen=True)
class Word(Part):
    """A bare word, which the language does not have; kept so that its finding can name a remedy."""

    word: str


@dataclass(frozen=True)
class Negation(Part):
    """`-` before a number."""

    operand: "Node"


@dataclass(frozen=True)
class Chain(Part):
    """Operands with an operator between each two, to be worked from the left; operators one fewer."""

    operands: tuple["Node", ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Comparison(Chain):
    """A Chain of `= != < <= > >=`; more than one operator is refused by the check."""


@dataclass(frozen=True)
class Call(Part):
    """`function(arguments)`."""

    function: str
    arguments: tuple["Node", ...]


Node: TypeAlias = Literal | Reference | This | Word | Negation | Chain | Call


def inner(node: Node) -> tuple[Node, ...]:
    """Give the parts directly inside a part."""
    match node:
        case Negation(operand=operand):
            return (operand,)
        case Chain(operands=operands):
            return operands
        case Call(arguments=arguments):
            return arguments
    return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Give every part with its depth, the outermost (depth 1) first; never recurses."""
    waiting = [(node, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        waiting.extend((child, depth + 1) for child in inner(part))

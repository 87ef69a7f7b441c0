"""What the parser calls for each rule of the grammar: tokens in, parts of the tree out."""

from decimal import Decimal
from typing import TypeAlias

from lark import Token, Transformer, v_args

from survey_app.questionnaire.expressions.foreign import canonical
from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
    This,
    Word,
)
from survey_app.questionnaire.expressions.values import POSITION

_Child: TypeAlias = Node | Token


def _start(token: Token) -> int:
    return token.start_pos or 0


def _end(token: Token) -> int:
    return _start(token) + len(token)


def _chain(kind: type[Chain], children: list[_Child]) -> Chain:
    operands = tuple(child for child in children if not isinstance(child, Token))
    operators = tuple(canonical(child) for child in children if isinstance(child, Token))
    offset = operands[0].offset
    return kind(offset, operands[-1].end - offset, operands, operators)


class Builder(Transformer[Token, Node]):
    """One method for each rule or alias of the grammar; runs while parsing, so nothing recurses."""

    @staticmethod
    def reference_of(token: Token) -> Reference:
        """Give the part for a `${name}`; blanks inside the braces do not count."""
        return Reference(_start(token), len(token), token[2:-1].strip())

    def reference(self, children: list[Token]) -> Node:
        return self.reference_of(children[0])

    def number(self, children: list[Token]) -> Node:
        return Literal(_start(children[0]), len(children[0]), Decimal(children[0]))

    def text(self, children: list[Token]) -> Node:
        return Literal(_start(children[0]), len(children[0]), children[0][1:-1])

    def this(self, children: list[Token]) -> Node:
        return This(_start(children[0]), 1)

    def word(self, children: list[Token]) -> Node:
        return Word(_start(children[0]), len(children[0]), str(children[0]))

    def position(self, children: list[Token]) -> Node:
        return Call(_start(children[0]), len(children[0]), POSITION, ())

    def group(self, children: list[_Child]) -> Node:
        return next(child for child in children if not isinstance(child, Token))

    def arguments(self, children: list[_Child]) -> tuple[Node, ...]:
        return tuple(child for child in children if not isinstance(child, Token))

    @v_args(inline=True)
    def call(self, name: Token, opening: Token, *rest: Token | tuple[Node, ...]) -> Node:
        arguments = next((child for child in rest if isinstance(child, tuple)), ())
        closing = next(child for child in rest if isinstance(child, Token))
        return Call(_start(name), _end(closing) - _start(name), str(name), arguments)

    @v_args(inline=True)
    def negation(self, sign: Token, operand: Node) -> Node:
        return Negation(_start(sign), operand.end - _start(sign), operand)

    @v_args(inline=True)
    def exclamation(self, sign: Token, operand: Node) -> Node:
        return Call(_start(sign), operand.end - _start(sign), "not", (operand,))

    def disjunction(self, children: list[_Child]) -> Node:
        return _chain(Chain, children)

    conjunction = sum = product = disjunction

    def comparison(self, children: list[_Child]) -> Node:
        return _chain(Comparison, children)

"""Under which answers one choice of a filtered list is offered."""

from dataclasses import replace
from decimal import Decimal

from survey_app.questionnaire.expressions import Expression, Kind, column_key
from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
)
from survey_app.questionnaire.filtering import columns_of
from survey_app.questionnaire.types import Choice


def choice_condition(choice_filter: Expression, choice: Choice, choices: tuple[Choice, ...]) -> Node:
    """Return a filter as a condition on answers alone: what it asks of the list is put in for the choice."""
    kinds = columns_of(choices)
    cells = {**choice.columns, "name": choice.name, "label": choice.label}
    known: dict[str, object] = {
        column_key(key): Decimal(str(cell)) if kinds[key].kind is Kind.NUMBER else str(cell)
        for key, cell in cells.items()
    }
    absent = {column_key(key): "" for key in kinds if key not in cells}
    return _with(choice_filter.tree, known | absent)


def _with(node: Node, known: dict[str, object]) -> Node:
    """Return a part with what is known put in, and what is settled by that left out."""
    match node:
        case Reference(name=name) if name in known:
            return Literal(node.offset, node.length, known[name])
        case Negation():
            return replace(node, operand=_with(node.operand, known))
        case Chain():
            return _settled(replace(node, operands=tuple(_with(one, known) for one in node.operands)))
        case Call():
            return replace(node, arguments=tuple(_with(one, known) for one in node.arguments))
    return node


def _settled(node: Chain) -> Node:
    if isinstance(node, Comparison):
        left, right = node.operands
        if isinstance(left, Literal) and isinstance(right, Literal) and node.operators[0] in ("=", "!="):
            return _constant(node, (left.value == right.value) == (node.operators[0] == "="))
        return node
    if node.operators[0] not in ("and", "or"):
        return node
    decides, idle = ("true", "false") if node.operators[0] == "or" else ("false", "true")
    if any(_is_constant(one, decides) for one in node.operands):
        return _constant(node, decides == "true")
    kept = tuple(one for one in node.operands if not _is_constant(one, idle))
    if len(kept) < 2:
        return kept[0] if kept else _constant(node, idle == "true")
    return replace(node, operands=kept, operators=node.operators[: len(kept) - 1])


def _is_constant(node: Node, word: str) -> bool:
    return isinstance(node, Call) and node.function == word


def _constant(node: Node, holds: bool) -> Call:
    return Call(node.offset, node.length, "true" if holds else "false", ())
